"""How far reviewers of the same proposals agree: intraclass correlation and Krippendorff's alpha, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jialing.measure.calibration import Calibration
from jialing.measure.matrix import Array
from jialing.measure.mixed_model import Reviews, Spread
from jialing.measure.resampling import LEVEL, Interval

UNKNOWN = Interval(np.nan, np.nan, np.nan)
LEAST_PROPOSALS = 10
"""Proposals with two scores or more below which alpha has no interval: there is too little to draw from."""


@dataclass(frozen=True)
class Agreement:
    """Agreement of reviewers; each unknown where it cannot be said.

    Attributes
    ----------
    single : intraclass correlation of one score: the part of its variance that is the proposals'
    panel : the same of the mean of ``seats`` scores
    alpha : Krippendorff's alpha for intervals: 1 full agreement, 0 as by chance, below 0 less
    seats : mean number of scores of the proposals that have any
    """

    single: Interval
    panel: Interval
    alpha: Interval
    seats: float


def agreement(given: Reviews, found: Calibration, *, n: int = 1000, seed: int = 0, level: float = LEVEL) -> Agreement:
    """Agreement from the calibration's variances, and free of a model beside it.

    The intraclass correlation counts reviewers' leanings as disagreement (absolute agreement); its interval is that of
    the variances tried. Alpha's interval comes from proposals drawn again.

    References
    ----------
    Shrout & Fleiss (1979), doi:10.1037/0033-2909.86.2.420 (ICC(2,1) and ICC(2,k)); Krippendorff (2011), "Computing
    Krippendorff's alpha-reliability".
    """
    counts = np.bincount(given.proposal, minlength=given.n_proposals)
    seats = float(counts[counts > 0].mean()) if len(given.score) else np.nan
    spread = found.spread
    single = UNKNOWN if spread is None else _correlation(spread, 1.0, level)
    panel = UNKNOWN if spread is None else _correlation(spread, seats, level)
    return Agreement(single, panel, _alpha(given, n, seed, level), seats)


def _correlation(spread: Spread, seats: float, level: float) -> Interval:
    proposals, reviewers = spread.ratios.T
    values = proposals / (proposals + (reviewers + 1.0) / seats)
    order = np.argsort(values)
    ahead = np.cumsum(spread.weight[order]) - spread.weight[order] / 2
    low, high = np.interp([(1 - level) / 2, (1 + level) / 2], ahead, values[order])
    return Interval(float(values @ spread.weight), float(low), float(high), level)


def _alpha(given: Reviews, n: int, seed: int, level: float) -> Interval:
    """``1 - observed / expected`` disagreement over the proposals with two scores or more.

    With m scores of a proposal, their sum and sum of squares: observed adds ``2 (m squares - sum^2) / (m - 1)``;
    expected is the same over all scores together.
    """
    size = given.n_proposals
    counts = np.bincount(given.proposal, minlength=size).astype(float)
    centred = given.score - (given.score.mean() if len(given.score) else 0.0)
    sums = np.bincount(given.proposal, centred, minlength=size)
    squares = np.bincount(given.proposal, centred**2, minlength=size)
    paired = counts >= 2
    parts = np.stack([counts, sums, squares, 2 * (counts * squares - sums**2) / np.maximum(counts - 1, 1)])[:, paired]
    value = float(_alphas(parts.sum(axis=1)[:, None])[0]) if paired.any() else np.nan
    if paired.sum() < LEAST_PROPOSALS:
        return Interval(value, np.nan, np.nan, level)
    times = np.random.default_rng(seed).multinomial(int(paired.sum()), np.full(paired.sum(), 1 / paired.sum()), n)
    drawn = _alphas(parts @ times.T)
    drawn = drawn[~np.isnan(drawn)]  # a draw of proposals all scored alike says nothing
    if not len(drawn) or np.isnan(value):
        return Interval(value, np.nan, np.nan, level)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(value, float(low), float(high), level)


def _alphas(parts: Array) -> Array:
    count, total, squares, observed = parts
    expected = 2 * (count * squares - total**2) / (count - 1)
    return np.asarray(1 - np.divide(observed, expected, out=np.full(len(count), np.nan), where=expected > 1e-12), float)
