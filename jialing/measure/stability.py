"""May a headline be printed, may a list be numbered? Only what survives resampling and other choices may."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array, ratio
from jialing.measure.resampling import Interval

RANKED_FROM = 0.8
"""Stability from which a list is numbered: nine of ten pairs stand in the same order in a draw as in the list."""

DRAWS_AT_A_TIME = 500


def rank_stability(draws: ArrayLike, estimate: ArrayLike | None = None, *, top: int = 10) -> float:
    """How well the order of the first ``top`` holds from draw to draw: 1 always the same, 0 as by chance.

    For each draw, the items looked at are those that stand among the first ``top`` of the list or of the draw, so an
    item that rises from far below counts against the list. Of the pairs that the list puts in order, the share that
    the draw puts in the same order, less the share that it turns round; ties and unknown values in a draw count as
    neither. The mean over the draws, 0 at least.

    Parameters
    ----------
    draws : (draws, items), the value of each item in each draw; more is better
    estimate : (items,), the values that the list is ordered by; None: the mean of the draws
        Items of unknown value stand in no list and are passed over.
    top : length of the list, >= 1

    Returns
    -------
    0..1, NaN where fewer than two items are known or all are equal: there is no order

    Raises
    ------
    InputError
        ``counts.shapes`` if the two do not fit, ``stability.top`` if ``top`` < 1.

    References
    ----------
    Somers (1962), doi:10.2307/2090408 (Kendall's tau over the pairs that the list does not tie)
    """
    values = np.asarray(draws, float)
    if top < 1:
        raise InputError("stability.top", top=top)
    listed = _mean(values) if estimate is None else np.asarray(estimate, float)
    if values.ndim != 2 or listed.shape != values.shape[1:]:
        raise InputError("counts.shapes", shapes=f"{values.shape}, {listed.shape}")
    known = ~np.isnan(listed)
    values, listed = values[:, known], listed[known]
    if len(listed) < 2 or not len(values) or np.all(listed == listed[0]):
        return math.nan
    parts = range(0, len(values), DRAWS_AT_A_TIME)
    agreed = np.concatenate([_agreement(values[i : i + DRAWS_AT_A_TIME], listed, top) for i in parts])
    return max(0.0, float(agreed.mean()))


def is_ranked(stability: float) -> bool:
    """A list may carry numbers: its stability is known and :data:`RANKED_FROM` at least."""
    return stability >= RANKED_FROM


def survives(
    estimate: Interval, variants: Iterable[Interval | float] | Mapping[str, float] = (), *, against: float = 0.0
) -> bool:
    """May 'more' or 'less' be printed: the figure keeps its side of a number in the interval and in all variants.

    Parameters
    ----------
    estimate : the figure, usually a difference
    variants : the same figure under other choices: counting, threshold, period, classification, boundary
        An unknown one (NaN) does not confirm, so it does not survive. What does not apply is left out by the caller.
    against : the number that 'more' means more than: 0 for differences, 1 for ratios
    """
    named = variants if isinstance(variants, Mapping) else {str(i): v for i, v in enumerate(variants)}
    return not overturned_by(estimate, named, against=against)


def overturned_by(
    estimate: Interval, variants: Mapping[str, Interval | float], *, against: float = 0.0
) -> tuple[str, ...]:
    """Names of what does not confirm the side on which a figure lies: 'resampling', and those of ``variants``.

    Empty where the figure survives. Parameters as :func:`survives`.
    """
    side = _side(estimate.value, against)
    is_sure = side != 0 and _side(estimate.low, against) == side == _side(estimate.high, against)
    found = () if is_sure else ("resampling",)
    return (*found, *(name for name, variant in variants.items() if not _confirms(variant, side, against)))


def _confirms(variant: Interval | float, side: int, against: float) -> bool:
    value = variant.value if isinstance(variant, Interval) else variant
    return side != 0 and _side(value, against) == side


def _side(value: float, against: float) -> int:
    """1 above, -1 below, 0 on it or unknown."""
    return int(value > against) - int(value < against)


def _mean(values: Array) -> Array:
    n_known = np.asarray((~np.isnan(values)).sum(axis=0), float)
    return ratio(np.asarray(np.nansum(values, axis=0), float), n_known)


def _agreement(values: Array, listed: Array, top: int) -> Array:
    """(draws,), pairs in the same order less pairs turned round, over the pairs that the list orders."""
    n = min(top, len(listed))
    first = np.broadcast_to(_first(listed[None], n), (len(values), n))
    items = np.concatenate([first, _first(values, n)], axis=1)
    is_new = np.concatenate([np.ones_like(first, bool), ~_in_rows(items[:, n:], first)], axis=1)
    drawn = np.take_along_axis(values, items, axis=1)
    pair = is_new[:, :, None] & is_new[:, None, :]
    by_list = np.sign(listed[items][:, :, None] - listed[items][:, None, :]) * pair
    by_draw = np.nan_to_num(np.sign(drawn[:, :, None] - drawn[:, None, :]))
    n_pairs = np.abs(by_list).sum(axis=(1, 2))
    same = (by_list * by_draw).sum(axis=(1, 2))
    return np.asarray(same / np.maximum(n_pairs, 1.0), float)


def _first(values: Array, n: int) -> np.ndarray:
    """(draws, n), the items of highest value, unknown ones last, ties by their order."""
    return np.argsort(-np.where(np.isnan(values), -np.inf, values), axis=1, kind="stable")[:, :n]


def _in_rows(items: np.ndarray, first: np.ndarray) -> np.ndarray:
    return np.asarray((items[:, :, None] == first[:, None, :]).any(axis=2), bool)
