"""Fit the weights of the evidence on people from invented worlds; prints them for `resolve/people/evidence/*.py`.

`python -m benchmarks people_weights`. Worlds of other seeds than any that is scored, scale JIALING_BENCH_SCALE
(0.15); logistic regression on the pairs of strands that are compared, each world as it is and with identifiers (ORCID,
the source's, both) hidden, so that the other evidence learns what it is worth by itself. Signs are bounded by what a kind
of evidence means; what invented worlds exaggerate (nobody there has three employers) or lack (e-mail addresses) is bounded
by hand (LIMITS). Every true answer comes from the worlds, none from real records.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.measuring.people import bylines_of, without, world_truth
from jialing.config import Config
from jialing.pipeline import build
from jialing.resolve.people.blocks import candidate_pairs
from jialing.resolve.people.clusters import clusters
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.scene import Bylines, scene_of
from jialing.resolve.people.weigh import Scales
from jialing.world import generate

DATA = Path(__file__).parent / "data" / "people"
SEEDS = (101, 102)
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
    "fields.different": (-MOST_AGAINST, -0.2),
    "years.gap": (-MOST_AGAINST, -0.1),
    "names.extended": (-MOST, 0.5),
}
HIDDEN = ((), ("orcid",), ("person_id",), ("orcid", "person_id"))
STEP = 0.05
Floats = npt.NDArray[np.float64]


def main() -> None:
    features, matrices, answers = _names(), [], []
    for seed in SEEDS:
        world = _world(seed)
        given = bylines_of(world.with_suffix(".lake"))
        for hidden in HIDDEN:
            matrix, answer = _pairs(without(given, *hidden), world, features)
            matrices.append(matrix)
            answers.append(answer)
    matrix, answer = np.concatenate(matrices), np.concatenate(answers)
    weights = _fitted(matrix, answer, features)
    print(f"{len(answer)} pairs, {answer.mean():.3f} of one person")
    for name, weight in zip(("PRIOR", *features), (weights / STEP).round() * STEP, strict=True):
        print(f'    "{name}": {weight:.2f},')


def _names() -> list[str]:
    return [feature for kind in KINDS for feature in kind.weights]


def _world(seed: int) -> Path:
    world = DATA / f"world-{seed}"
    generate(world, scale=float(os.environ.get("JIALING_BENCH_SCALE", "0.15")), seed=seed)
    build(world.with_suffix(".lake"), [world], config=Config(data=world.with_suffix(".lake")))
    return world


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
