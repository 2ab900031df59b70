"""Strength of a link between two units: arrays in, arrays out.

Unknown is not zero: NaN in, NaN out; and NaN where a denominator is 0, because the index cannot be computed there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array, check_counts, ratio


def salton(n_ab: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Array:
    """Salton's cosine: ``n_ab / sqrt(n_a * n_b)``.

    Parameters
    ----------
    n_ab : works together, >= 0
    n_a, n_b : works of each, >= 0, of shapes that broadcast with ``n_ab``
        By the same counting as ``n_ab``, in the same population, years and field.

    Returns
    -------
    dimensionless, 0..1 for full counts
        NaN where either has no work.

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative or infinite, ``counts.shapes`` if the shapes do not fit.

    References
    ----------
    Salton & McGill (1983), Introduction to Modern Information Retrieval, McGraw-Hill.
    """
    together, one, other = _counts(n_ab, n_a, n_b)
    return ratio(together, np.sqrt(one) * np.sqrt(other))


def jaccard(n_ab: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Array:
    """Jaccard's index: ``n_ab / (n_a + n_b - n_ab)``, works together among the works of either.

    Parameters and errors as :func:`salton`; meant for full counts, where it lies in 0..1. NaN where neither has a
    work.

    References
    ----------
    Jaccard (1912), doi:10.1111/j.1469-8137.1912.tb05611.x
    """
    together, one, other = _counts(n_ab, n_a, n_b)
    return ratio(together, one + other - together)


def association_strength(n_ab: ArrayLike, n_a: ArrayLike, n_b: ArrayLike, n: ArrayLike) -> Array:
    """Association strength (probabilistic affinity): works together over those expected if the two were independent.

    ``n_ab * n / (n_a * n_b)``: 1 means as many as chance gives among ``n`` works, 2 twice as many.

    Parameters
    ----------
    n_ab, n_a, n_b : as :func:`salton`
    n : works of the whole reference population, >= 0, same years and field

    Returns
    -------
    dimensionless, >= 0
        NaN where either, or the population, has no work.

    Raises
    ------
    InputError
        As :func:`salton`.

    References
    ----------
    van Eck & Waltman (2009), doi:10.1002/asi.21075
    """
    together, one, other, whole = _counts(n_ab, n_a, n_b, n)
    return np.where(whole > 0, ratio(together, one) * ratio(whole, other), np.nan)


def _counts(*given: ArrayLike) -> list[Array]:
    arrays = [np.asarray(a, float) for a in given]
    check_counts(*arrays)
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        raise InputError("counts.shapes", shapes=", ".join(str(a.shape) for a in arrays)) from None
