"""How evenly a region spreads over fields, or a field over regions."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

from jialing.errors import InputError
from jialing.measure.matrix import Array, check_counts, check_two_dimensional, ratio


def shannon(counts: ArrayLike, *, base: float = np.e) -> Array:
    """Shannon's entropy of each row: ``-sum p log p``; 0: all in one, ``log n``: spread evenly over n.

    Parameters
    ----------
    counts : (rows, columns), >= 0
    base : of the logarithm; e gives nats, 2 bits

    Returns
    -------
    (rows,), NaN for rows without anything or with an unknown count

    References
    ----------
    Shannon (1948), doi:10.1002/j.1538-7305.1948.tb01338.x
    """
    shares = _shares(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(shares > 0, np.log(shares), 0.0)
    return np.asarray(-(shares * logs).sum(axis=1) / np.log(base), float)


def herfindahl(counts: ArrayLike) -> Array:
    """Herfindahl-Hirschman index of each row: ``sum p^2``, from 1/n (even) to 1 (all in one). NaN as :func:`shannon`.

    References
    ----------
    Herfindahl (1950), Concentration in the U.S. Steel Industry, Columbia University
    """
    return np.asarray((_shares(counts) ** 2).sum(axis=1), float)


def gini(counts: ArrayLike) -> Array:
    """Gini coefficient of each row over all its columns: 0 even, towards 1 all in one. NaN as :func:`shannon`.

    ``G = (2 sum_i i x_(i)) / (n sum x) - (n + 1) / n`` with x sorted upwards.

    References
    ----------
    Gini (1921), doi:10.2307/2223319
    """
    shares = np.sort(_shares(counts), axis=1)
    n = shares.shape[1]
    rank = np.arange(1, n + 1)
    return np.asarray(2.0 * (shares * rank).sum(axis=1) / n - (n + 1) / n, float)


def rarefied(counts: ArrayLike, size: int) -> Array:
    """Fields expected among ``size`` works drawn from each row's without putting back: sizes made comparable.

    ``sum_i 1 - C(N - n_i, size) / C(N, size)``.

    Parameters
    ----------
    counts : (rows, columns), whole works, >= 0
    size : works drawn, >= 1

    Returns
    -------
    (rows,), number of fields; NaN for rows of fewer than ``size`` works or with an unknown count

    Raises
    ------
    InputError
        ``rarefied.not_whole`` if a count is no whole number, ``rarefied.size`` if ``size`` < 1.

    References
    ----------
    Hurlbert (1971), doi:10.2307/1934145
    """
    works = np.asarray(counts, float)
    check_two_dimensional(works)
    check_counts(works)
    if size < 1:
        raise InputError("rarefied.size", size=size)
    if np.any(works[~np.isnan(works)] % 1):
        raise InputError("rarefied.not_whole")
    total = works.sum(axis=1, keepdims=True)
    rest = total - works
    is_open = rest >= size
    with np.errstate(invalid="ignore"):
        chance = np.exp(
            np.where(is_open, gammaln(rest + 1) - gammaln(np.where(is_open, rest - size, 0) + 1), -np.inf)
            - (gammaln(total + 1) - gammaln(np.where(total >= size, total - size, np.nan) + 1))
        )
    return np.asarray((1.0 - chance).sum(axis=1), float)


def _shares(counts: ArrayLike) -> Array:
    works = np.asarray(counts, float)
    check_two_dimensional(works)
    check_counts(works)
    return ratio(works, works.sum(axis=1, keepdims=True))
