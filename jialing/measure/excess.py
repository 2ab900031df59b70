"""Whether a group works together more than its members' sizes and their own past predict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from jialing.errors import InputError

Counts = NDArray[np.float64]
LEAST_SPREAD, MOST_SPREAD = 0.05, 50.0


@dataclass(frozen=True)
class Excess:
    """Joint works of a group in a period: observed, predicted (mean, variance), and how likely so many are by chance.

    ``p`` is the probability of ``observed`` or more under the prediction; NaN where nothing can be predicted.
    """

    observed: float
    expected: float
    variance: float
    p: float


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


def spread(observed: Counts, expected: Counts) -> float:
    """Shape of the gamma distribution of pairs' ties around what size predicts, by moments; small = very unequal.

    With count ~ Poisson(mu r) and r ~ Gamma(a, a): Var = mu + mu^2 / a, so a = sum mu^2 / sum((c - mu)^2 - mu). Kept
    within 0.05 and 50; 1 where no pair is expected to have any.
    """
    mu = np.asarray(expected, dtype=np.float64)
    known = np.isfinite(mu) & (mu > 0)
    if not known.any():
        return 1.0
    c, mu = np.asarray(observed, dtype=np.float64)[known], mu[known]
    beyond = float(np.sum((c - mu) ** 2 - mu))
    return float(np.clip(np.sum(mu**2) / beyond, LEAST_SPREAD, MOST_SPREAD)) if beyond > 0 else MOST_SPREAD


def joint_excess(*, before: Counts, after: Counts, mu_before: Counts, mu_after: Counts, shape: float) -> Excess:
    """Compare a group's joint works after with what its pairs' past predicts.

    Each pair's tie r (works per work that size predicts) is Gamma(a, a) beforehand and Gamma(a + c, a + mu) once its
    past is seen: c works before, mu of them predicted by size. After, it is predicted to have a negative binomial
    number with mean m = mu' (a + c)/(a + mu) and variance m + m^2/(a + c). Shrinking takes too much from ties far above
    size (neighbours, old partners), so m is never less than the past carried on, mu' c/mu: a group must exceed both.
    The sum over pairs is taken as a negative binomial with the sum of means and variances.

    Parameters
    ----------
    before, after : (pairs,) joint works in the two periods, >= 0
    mu_before, mu_after : (pairs,) what size predicts (:func:`expected_joint`), works; pairs of NaN are left out
    shape : a of :func:`spread`, > 0

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative; ``excess.bad_shape`` (shape).

    References
    ----------
    DuMouchel (1999), doi:10.1080/00031305.1999.10474456: the gamma-Poisson shrinker of counts in large tables.
    """
    c, o = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if (c < 0).any() or (o < 0).any():
        raise InputError("counts.not_counts")
    if not shape > 0:
        raise InputError("excess.bad_shape", shape=shape)
    known = np.isfinite(mu_before) & np.isfinite(mu_after)
    if not known.any():
        return Excess(float(o.sum()), float("nan"), float("nan"), float("nan"))
    past, mu, ahead = c[known], np.asarray(mu_before)[known], np.asarray(mu_after)[known]
    carried = np.divide(past, mu, out=np.zeros_like(past), where=mu > 0)
    means = ahead * np.maximum((shape + past) / (shape + mu), carried)
    mean = float(means.sum())
    variance = mean + float((means**2 / (shape + past)).sum())
    observed = float(o[known].sum())
    return Excess(observed, mean, variance, _tail(observed, mean, variance))


def _tail(observed: float, mean: float, variance: float) -> float:
    """P(X >= observed) for a negative binomial of this mean and variance; Poisson where they are equal."""
    if observed <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if variance <= mean * (1 + 1e-9):
        return float(stats.poisson.sf(observed - 1, mean))
    share = mean / variance
    return float(stats.nbinom.sf(observed - 1, mean * share / (1 - share), share))
