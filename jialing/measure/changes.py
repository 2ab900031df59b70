"""Entries and exits: which region gained or lost which field between two periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array


def entries(before: ArrayLike, after: ArrayLike) -> Array:
    """1 where a region has a field after that it had not before, 0 where it still has not, NaN where not at risk.

    Parameters
    ----------
    before, after : (regions, fields), presence in the two periods, 0, 1 or NaN, the same rows and columns

    Returns
    -------
    (regions, fields), 0, 1 or NaN (had it already, or unknown in either period)

    Raises
    ------
    InputError
        ``presence.not_binary``; ``periods.mismatch`` if the shapes differ.
    """
    first, then = _both(before, after)
    return np.where(first == 0, then, np.nan)


def exits(before: ArrayLike, after: ArrayLike) -> Array:
    """1 where a region lost a field that it had, 0 where it kept it, NaN where not at risk. See :func:`entries`."""
    first, then = _both(before, after)
    return np.where(first == 1, 1.0 - then, np.nan)


def _both(before: ArrayLike, after: ArrayLike) -> tuple[Array, Array]:
    first, then = np.asarray(before, float), np.asarray(after, float)
    if first.shape != then.shape:
        raise InputError("periods.mismatch", shapes=f"{first.shape}, {then.shape}")
    for cells in (first, then):
        if np.any((cells != 0) & (cells != 1) & ~np.isnan(cells)):
            raise InputError("presence.not_binary")
    return first, then
