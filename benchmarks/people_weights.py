"""Fit the weights of the evidence on people from invented worlds; prints them for `resolve/people/evidence/*.py`.

`python -m benchmarks people_weights [calibrate]`. Worlds of other seeds than any that is scored, scale
JIALING_BENCH_SCALE (0.15); logistic regression on pairs of strands that are compared, SAMPLE pairs of each scene: each
world with some identifiers (ORCID, the source's) hidden, so that the other evidence learns what it is worth by itself.
Signs are bounded by what a kind of evidence means; what invented worlds exaggerate (nobody there has three employers)
or lack (e-mail addresses) is bounded by hand (LIMITS). Every true answer comes from the worlds, none from real records.
With `calibrate`, the line from mean log-odds to probability (SLOPE, SHIFT of `weigh.py`) for the weights as they stand.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.measuring.people import bylines_of, shares_right, without, world_truth
from jialing.config import Config
from jialing.pipeline import build
from jialing.resolve.people.blocks import candidate_pairs
from jialing.resolve.people.clusters import all_pairs, clusters
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.reasons import WITHIN, mean_odds
from jialing.resolve.people.scene import Bylines, scene_of
from jialing.resolve.people.weigh import Scales
from jialing.world import generate

DATA = Path(__file__).parent / "data" / "people"
RIDGE = 2.0
AGAINST = ("different", "none", "gap", "common")
"""Features that can only speak against one person; the names' own levels may speak either way."""
MOST = 8.0
MOST_AGAINST = 1.5
LIMITS = {
    "emails.same": (4.0, MOST),
    "orcids.same": (5.0, MOST),
    "sources.same": (2.0, 4.5),
    "organisations.family": (0.2, MOST),
    "organisations.different": (-1.0, 0.0),
    "places.different": (-0.5, 0.0),
    "fields.different": (-MOST_AGAINST, -0.2),
    "years.gap": (-MOST_AGAINST, -0.1),
    "names.extended": (-MOST, 0.5),
    "names.common": (-2.3, -0.8),
    "sources.different": (-MOST_AGAINST, -0.5),
}
"""``names.common``: ten times as many namesakes lower the odds tenfold, log-odds by 2.3; a fit sees less of that: of
common names only those pairs are compared that have something else in common."""
HIDDEN = {101: ((), ("orcid", "person_id")), 102: (("orcid",), ("person_id",))}
SAMPLE = 30_000
STEP = 0.05
Floats = npt.NDArray[np.float64]


def main() -> None:
    scenes = [
        (world, without(given, *h))
        for seed, hidden in HIDDEN.items()
        for world, given in [_world(seed)]
        for h in hidden
    ]
    if "calibrate" in sys.argv:
        _calibrate(scenes)
        return
    features, rng = _names(), np.random.default_rng(0)
    pairs = [_pairs(given, world, features) for world, given in scenes]
    chosen = [rng.choice(len(answer), min(SAMPLE, len(answer)), replace=False) for _, answer in pairs]
    matrix = np.concatenate([m[rows] for (m, _), rows in zip(pairs, chosen, strict=True)])
    answer = np.concatenate([a[rows] for (_, a), rows in zip(pairs, chosen, strict=True)])
    weights = _fitted(matrix, answer, features)
    print(f"{len(answer)} pairs, {answer.mean():.3f} of one person")
    for name, weight in zip(("PRIOR", *features), (weights / STEP).round() * STEP, strict=True):
        print(f'    "{name}": {weight:.2f},')


def _calibrate(scenes: list[tuple[Path, Bylines]]) -> None:
    """Mean log-odds of authorships against the share of their person's others that are truly the same person's."""
    odds, right = [], []
    for world, given in scenes:
        scene = scene_of(given)
        scales = Scales(scene)
        left, right_ = candidate_pairs(scene)
        person = clusters(scene.n_strands, left, right_, scales.log_odds(left, right_), scales.log_odds)
        pairs = all_pairs(person)
        mean = mean_odds(scene, *pairs, scales.log_odds(*pairs).clip(-WITHIN, None))[scene.strand]
        found, true = person[scene.strand], world_truth(world, scene.rows)
        kept = (true >= 0) & ~np.isnan(mean)
        odds.append(mean[kept])
        right.append(shares_right(found, true)[kept])
    slope, shift = _line(np.concatenate(odds), np.concatenate(right))
    print(f"SLOPE, SHIFT = {slope:.2f}, {shift:.2f}")


def _line(odds: Floats, right: Floats) -> tuple[float, float]:
    def loss(line: Floats) -> float:
        said = line[0] * odds + line[1]
        return float((np.logaddexp(0, said) - right * said).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(shift)


def _names() -> list[str]:
    return [feature for kind in KINDS for feature in kind.weights]


def _world(seed: int) -> tuple[Path, Bylines]:
    world = DATA / f"world-{seed}"
    generate(world, scale=float(os.environ.get("JIALING_BENCH_SCALE", "0.15")), seed=seed)
    build(world.with_suffix(".lake"), [world], config=Config(data=world.with_suffix(".lake")))
    return world, bylines_of(world.with_suffix(".lake"))


def _pairs(given: Bylines, world: Path, features: list[str]) -> tuple[Floats, Floats]:
    """Amounts and answers of the pairs compared: candidates, and all pairs of heaps that candidates join."""
    scene = scene_of(given)
    scales = Scales(scene)
    truth = world_truth(world, scene.rows)[scene.first]
    seen: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]] = [candidate_pairs(scene)]

    def noted(left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> Floats:
        seen.append((left, right))
        return scales.log_odds(left, right)

    clusters(scene.n_strands, *seen[0], scales.log_odds(*seen[0]), noted)
    n = scene.n_strands
    keys = np.unique(np.concatenate([np.minimum(a, b) * n + np.maximum(a, b) for a, b in seen]))
    left, right = keys // n, keys % n
    columns = dict.fromkeys(features, np.zeros(len(left)))
    allowed = np.ones(len(left), np.bool_)
    for feature, amounts, _, is_veto in scales.features(left, right):
        if is_veto:
            allowed &= amounts == 0
        else:
            columns[feature] = amounts
    known = allowed & (truth[left] >= 0) & (truth[right] >= 0)
    matrix = np.stack([columns[f] for f in features], axis=1)[known]
    return matrix, (truth[left] == truth[right])[known].astype(float)


def _fitted(matrix: Floats, answer: Floats, features: list[str]) -> Floats:
    whole = np.column_stack([np.ones(len(answer)), matrix])
    signs = 2 * answer - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = signs * (whole @ weights)
        gradient = -whole.T @ (signs / (1 + np.exp(margin)))
        penalty = RIDGE * np.append(0.0, weights[1:])
        return float(np.logaddexp(0, -margin).sum() + 0.5 * weights @ penalty), gradient + penalty

    bounds = [(-MOST, MOST), *(_bounds(f) for f in features)]
    return np.asarray(minimize(loss, np.zeros(whole.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x)


def _bounds(feature: str) -> tuple[float, float]:
    if feature in LIMITS:
        return LIMITS[feature]
    kind, _, what = feature.partition(".")
    if what in AGAINST:
        return -MOST_AGAINST, 0.0
    return (-MOST, MOST) if kind == "names" else (0.0, MOST)


if __name__ == "__main__":
    main()
