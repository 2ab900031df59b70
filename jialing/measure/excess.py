"""Whether a group works together more than its members' sizes and their own past predict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from jialing.errors import InputError

Counts = NDArray[np.float64]
LEAST_SPREAD, MOST_SPREAD = 0.005, 50.0
SHRINKING = 5.0
"""Works of the placebo that say nothing changed: a trend from few works is drawn to 1."""
LEAST_VARIANCE = 0.5


@dataclass(frozen=True)
class Excess:
    """Joint works of a group in a period: observed, predicted (mean, variance), and how likely so many are by chance.

    ``p`` is the probability of ``observed`` or more under the prediction, ``low`` and ``high`` hold 95 in 100 of what
    is predicted, works; all NaN where nothing can be predicted.
    """

    observed: float
    expected: float
    variance: float
    p: float
    low: float = float("nan")
    high: float = float("nan")


@dataclass(frozen=True)
class Ties:
    """What is known of pairs before their own past is seen, and of how the present differs from the past.

    A tie is the number of joint works per joint work that size predicts: Gamma with mean ``level`` and shape ``shape``
    (small = very unequal). ``trend`` >= 1: how much more groups did than their past predicted in years in which no
    group was at work yet; ``dispersion`` >= 1: by how much their variance exceeded the prediction's.
    """

    level: float
    shape: float
    trend: float = 1.0
    dispersion: float = 1.0


@dataclass(frozen=True)
class Pairs:
    """A group's pairs in two periods: joint works and what size predicts, each (pairs,), works >= 0.

    A work of more than two members counts as one in all, in equal parts for its pairs. ``growth``: works of the whole
    population after, per work before.
    """

    before: Counts
    after: Counts
    mu_before: Counts
    mu_after: Counts
    growth: float = 1.0


def expected_joint(size_a: Counts, size_b: Counts, total: float) -> Counts:
    """Joint works that two organisations would have if partners were drawn by size alone: n_a n_b / N, works.

    Parameters
    ----------
    size_a, size_b : works of each in the period, >= 0
    total : all works of the period, > 0; NaN comes out where it is 0

    References
    ----------
    Newman (2006), doi:10.1073/pnas.0601602103: the configuration null model.
    """
    product = np.asarray(size_a, dtype=np.float64) * np.asarray(size_b, dtype=np.float64)
    return product / total if total > 0 else np.full_like(product, np.nan)


def tie_level(observed: Counts, expected: Counts) -> Ties:
    """Mean and shape of pairs' ties by moments.

    With count ~ Poisson(mu r) and r ~ Gamma(a, a/l): E = l mu, Var = l mu + (l mu)^2 / a. Organisations of one region
    work together more than chance over the world says, so l is learnt too. The shape is kept within 0.005 and 50.
    Without any work that size predicts, or any joint work, (1, 1).
    """
    mu = np.asarray(expected, dtype=np.float64)
    known = np.isfinite(mu) & (mu > 0)
    c, mu = np.asarray(observed, dtype=np.float64)[known], mu[known]
    if not c.sum() > 0:
        return Ties(1.0, 1.0)
    level = float(c.sum() / mu.sum())
    mean = level * mu
    beyond = float(np.sum((c - mean) ** 2 - mean))
    shape = float(np.clip(np.sum(mean**2) / beyond, LEAST_SPREAD, MOST_SPREAD)) if beyond > 0 else MOST_SPREAD
    return Ties(level, shape)


def with_placebo(ties: Ties, placebo: Sequence[Pairs]) -> Ties:
    """Learn trend and dispersion from periods in which nothing that is looked for can have happened.

    ``trend`` is the sum of what groups did over the sum of what was predicted, drawn to 1 by five works and never below
    1; ``dispersion`` the mean of (observed - predicted)^2 / variance (quasi-likelihood, Wedderburn 1974,
    doi:10.1093/biomet/61.3.439), never below 1.
    """
    observed = np.array([float(one.after.sum()) for one in placebo])
    moments = np.array([_moments(ties, one) for one in placebo]).reshape(-1, 2)
    if not len(observed):
        return ties
    trend = max(1.0, (observed.sum() + SHRINKING) / (moments[:, 0].sum() + SHRINKING))
    variance = np.maximum(trend * moments[:, 1], LEAST_VARIANCE)
    dispersion = max(1.0, float(np.mean((observed - trend * moments[:, 0]) ** 2 / variance)))
    return Ties(ties.level, ties.shape, float(trend), dispersion)


def joint_excess(pairs: Pairs, ties: Ties) -> Excess:
    """Compare a group's joint works after with what its pairs' past predicts.

    Each pair's tie is Gamma(a, a/l) beforehand and Gamma(a + c, a/l + mu) once its past is seen: c works before, mu of
    them predicted by size. After, it is predicted to have a negative binomial number with mean
    m = mu' (a + c)/(a/l + mu) and variance m + m^2/(a + c). The sum over pairs, times the trend, is taken as a negative
    binomial with the sum of means and of variances, the latter times the dispersion. Shrinking takes too much from a
    group of old partners far above its size, so the mean is never below the group's past carried on as the population
    grew: a group must exceed both.

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative; ``excess.bad_shape`` (shape).

    References
    ----------
    DuMouchel (1999), doi:10.1080/00031305.1999.10474456: the gamma-Poisson shrinker of counts in large tables.
    """
    observed = float(np.sum(pairs.after))
    if (np.asarray(pairs.before) < 0).any() or (np.asarray(pairs.after) < 0).any():
        raise InputError("counts.not_counts")
    if not (ties.shape > 0 and ties.level > 0):
        raise InputError("excess.bad_shape", shape=ties.shape)
    mean, variance = _moments(ties, pairs)
    if np.isnan(mean):
        return Excess(observed, mean, variance, float("nan"))
    mean, variance = ties.trend * mean, ties.trend * ties.dispersion * variance
    low, high = _between(mean, variance)
    return Excess(observed, mean, variance, _tail(round(observed), mean, variance), low, high)


def _moments(ties: Ties, pairs: Pairs) -> tuple[float, float]:
    """Mean and variance predicted for the sum over pairs; NaN without a pair of known sizes."""
    known = np.isfinite(pairs.mu_before) & np.isfinite(pairs.mu_after)
    if not known.any():
        return float("nan"), float("nan")
    past = ties.shape + np.asarray(pairs.before, dtype=np.float64)[known]
    means = pairs.mu_after[known] * past / (ties.shape / ties.level + pairs.mu_before[known])
    mean, beyond = float(means.sum()), float((means**2 / past).sum())
    carried = pairs.growth * float(np.asarray(pairs.before)[known].sum())
    more = max(1.0, carried / mean) if mean > 0 else 1.0
    return more * mean, more * mean + more**2 * beyond


def discoveries(ps: Counts, rate: float) -> NDArray[np.bool_]:
    """Which of many p values hold if at most ``rate`` of those said to hold may be chance; NaN holds never.

    References
    ----------
    Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    given = np.asarray(ps, dtype=np.float64)
    known = np.sort(given[np.isfinite(given)])
    fits = np.nonzero(known <= rate * np.arange(1, len(known) + 1) / max(len(known), 1))[0]
    return given <= known[fits[-1]] if len(fits) else np.zeros(len(given), dtype=bool)


def _tail(observed: float, mean: float, variance: float) -> float:
    """P(X >= observed) for a negative binomial of this mean and variance; Poisson where they are equal."""
    if observed <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    return float(_law(mean, variance).sf(observed - 1))


def _between(mean: float, variance: float) -> tuple[float, float]:
    """The central 95 in 100 of the same law."""
    if mean <= 0:
        return 0.0, 0.0
    law = _law(mean, variance)
    return float(law.ppf(0.025)), float(law.ppf(0.975))


def _law(mean: float, variance: float) -> Any:
    if variance <= mean * (1 + 1e-9):
        return stats.poisson(mean)
    share = mean / variance
    return stats.nbinom(mean * share / (1 - share), share)
