"""Has density foretold entries in the data at hand? What a recommendation built on density is worth here.

A region *enters* a field when its specialisation was under 0.5 in two periods running and is 1 or more in the two
that follow, on a floor of works in each. Only fields that a region could have entered are looked at.

That density foretells entries better than chance proves nothing: larger regions and growing fields are entered more
often and have more around them. So two models are compared. Each transition is scored by models fitted on all earlier
ones whose outcomes were known by then, as a forecast made at the time would have been:

- the base: specialisation (t and t - 1), region size, field size, field growth, with squares and the product of sizes;
- with density: the same and density, less its mean in the region and in the field.

Both are scored *within regions*: of two fields of one region, one entered and one not, how often does the entered one
stand higher (area under the curve)? The difference is the gain; its interval comes from drawing regions again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.measure.at_risk import Cells, cells_at_risk, joined
from jialing.measure.logistic import logistic
from jialing.measure.matrix import Array
from jialing.measure.resampling import LEVEL, Interval

Verdict = Literal["adds", "adds_nothing", "no_evidence", "too_few"]


MIN_PERIODS = 6
"""Two to be at risk in and two to enter in, twice, the later transition at risk while the earlier one enters."""

MIN_ENTRIES = 30
"""Entries needed both to fit and to score: some three for each number that is fitted."""

MIN_REGIONS = 5
"""Regions with entries that are scored: fewer cannot be drawn again."""

WORTHWHILE = 0.01
"""A gain in the area under the curve that is surely smaller is nothing: of a hundred pairs, one more in order."""

TOP = 10
DRAWS = 2000
BINS = 10


@dataclass(frozen=True)
class TrackRecord:
    """What density has foretold.

    Attributes
    ----------
    n_at_risk, n_entries : scored cells (region, field, transition), and those entered
    n_regions : regions among them that have both kinds
    auc_base, auc_with : within regions, without and with density, 0..1 (0.5: as by chance); NaN if too few
    gain : ``auc_with - auc_base`` with its interval
    lift_top10, lift_base : entries among the ten fields that the model puts first in each region and transition, over
        as many taken at random; with density, and without
    calibration : (mean probability foretold, share entered, cells) in tenths of the cells, with density
    verdict : 'adds' (the interval lies above 0 and density raises the chance), 'adds_nothing' (any gain is surely
        smaller than :data:`WORTHWHILE`), 'no_evidence' (neither), 'too_few' (periods, entries or regions)
    """

    n_at_risk: int
    n_entries: int
    auc_base: float
    auc_with: float
    gain: Interval
    lift_top10: float
    calibration: tuple[tuple[float, float, int], ...]
    verdict: Verdict
    lift_base: float = float("nan")
    n_regions: int = 0


def track_record(
    counts: ArrayLike, *, reference: ArrayLike | None, seed: int, floor: float, level: float = LEVEL
) -> TrackRecord:
    """Does density add to a model of entries, out of time and within regions?

    Parameters
    ----------
    counts : (regions, fields, periods), works, >= 0, periods in order and of the same length
    reference : (fields, periods), works of the reference population; None: the regions are all of it
    seed : of the drawing of regions
    floor : works that an entry needs in each of its two periods, >= 0

    Returns
    -------
    TrackRecord
        Under six periods, or with too few entries or regions: verdict 'too_few', figures NaN.

    Raises
    ------
    InputError
        ``counts.not_counts``, ``counts.shapes``, ``counts.unknown_cells``; ``track_record.periods`` unless there are
        three dimensions.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), doi:10.1126/science.1144581 (density and entries); Hanley & McNeil
    (1982), doi:10.1148/radiology.143.1.7063747 (area under the curve); Field & Welsh (2007),
    doi:10.1111/j.1467-9868.2007.00593.x (drawing clusters)
    """
    cells = cells_at_risk(counts, reference=reference, floor=floor)
    forecast = _forecast(cells)
    if forecast is None:
        return _too_few(cells, level)
    return _scored(forecast, seed=seed, level=level)


@dataclass(frozen=True)
class _Forecast:
    """Cells scored, the probabilities that the two models gave them, and the last slope of density."""

    cells: Cells
    without: Array
    chance: Array
    slope: float


def _forecast(cells: Cells) -> _Forecast | None:
    """Each transition foretold from those whose outcomes were known at its t; None where too little can be scored."""
    scored: list[tuple[Cells, Array, Array]] = []
    slope = 0.0
    for t in np.unique(cells.period):
        early, now = cells.where(cells.period <= t - 2), cells.where(cells.period == t)
        if min(early.entered.sum(), (~early.entered).sum()) < MIN_ENTRIES:
            continue
        base, full = logistic(early.base, early.entered), logistic(early.both, early.entered)
        scored.append((now, base.probability(now.base), full.probability(now.both)))
        slope = float(full.slopes[-1])
    if not scored:
        return None
    late = joined([part for part, _, _ in scored])
    if late.entered.sum() < MIN_ENTRIES or len(np.unique(late.region[late.entered])) < MIN_REGIONS:
        return None
    without, chance = (np.concatenate(parts) for parts in ([part[1] for part in scored], [part[2] for part in scored]))
    return _Forecast(late, without, chance, slope)


def _too_few(cells: Cells, level: float) -> TrackRecord:
    nan = float("nan")
    unknown = Interval(nan, nan, nan, level)
    return TrackRecord(len(cells.entered), int(cells.entered.sum()), nan, nan, unknown, nan, (), "too_few")


def _scored(forecast: _Forecast, *, seed: int, level: float) -> TrackRecord:
    late, without, chance = forecast.cells, forecast.without, forecast.chance
    pairs = np.array([_in_order(late, scores) for scores in (without, chance)])  # (model, region, in order | all)
    aucs = pairs[:, :, 0].sum(axis=1) / pairs[:, :, 1].sum(axis=1)
    gain = _gain(pairs, float(aucs[1] - aucs[0]), seed, level)
    return TrackRecord(
        n_at_risk=len(late.entered),
        n_entries=int(late.entered.sum()),
        auc_base=float(aucs[0]),
        auc_with=float(aucs[1]),
        gain=gain,
        lift_top10=_lift(late, chance),
        calibration=_calibration(chance, late.entered),
        verdict=_verdict(gain, forecast.slope),
        lift_base=_lift(late, without),
        n_regions=int((pairs[0, :, 1] > 0).sum()),
    )


def _strata(cells: Cells) -> list[NDArray[np.intp]]:
    """Rows of each region in each transition."""
    key = cells.period * (int(cells.region.max()) + 1) + cells.region
    order = np.argsort(key, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(key[order])) + 1)


def _in_order(cells: Cells, scores: Array) -> Array:
    """(regions, 2): pairs of an entered and another field of one region and transition in order, ties half, and all."""
    found = np.zeros((int(cells.region.max()) + 1, 2))
    for rows in _strata(cells):
        entered = cells.entered[rows]
        n, m = int(entered.sum()), int((~entered).sum())
        if n and m:
            in_order = _ranks(scores[rows])[entered].sum() - n * (n + 1) / 2.0
            found[cells.region[rows[0]]] += in_order, n * m
    return found


def _ranks(scores: Array) -> Array:
    """Ranks from 1, upwards; equal scores share their mean rank."""
    _, at, n = np.unique(scores, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(n) - (n - 1) / 2.0)[at], float)


def _gain(pairs: Array, value: float, seed: int, level: float) -> Interval:
    """The interval of the difference when the regions that have pairs are drawn again."""
    known = pairs[:, pairs[0, :, 1] > 0]
    n = known.shape[1]
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1.0 / n), size=DRAWS)
    difference = times @ (known[1, :, 0] - known[0, :, 0]) / (times @ known[0, :, 1])
    low, high = np.quantile(difference, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return Interval(value, float(low), float(high), level)


def _verdict(gain: Interval, slope: float) -> Verdict:
    if gain.high < WORTHWHILE:
        return "adds_nothing"
    return "adds" if gain.low > 0 and slope > 0 else "no_evidence"


def _lift(cells: Cells, scores: Array) -> float:
    """Entries among the first ten of each region and transition over as many taken at random; NaN if none expected."""
    hits = expected = 0.0
    for rows in _strata(cells):
        first = rows[np.argsort(-scores[rows], kind="stable")[:TOP]]
        hits += float(cells.entered[first].sum())
        expected += len(first) * float(cells.entered[rows].mean())
    return hits / expected if expected > 0 else float("nan")


def _calibration(chance: Array, entered: NDArray[np.bool_]) -> tuple[tuple[float, float, int], ...]:
    parts = np.array_split(np.argsort(chance, kind="stable"), BINS)
    return tuple((float(chance[part].mean()), float(entered[part].mean()), len(part)) for part in parts if len(part))
