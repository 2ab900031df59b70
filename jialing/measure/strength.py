"""Strength of a link between two units, and specialisation: arrays in, arrays out.

Unknown is not zero: NaN in, NaN out; and NaN where a denominator is 0, because the index cannot be computed there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError

Array = NDArray[np.float64]


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
    return _ratio(together, np.sqrt(one) * np.sqrt(other))


def jaccard(n_ab: ArrayLike, n_a: ArrayLike, n_b: ArrayLike) -> Array:
    """Jaccard's index: ``n_ab / (n_a + n_b - n_ab)``, works together among the works of either.

    Parameters and errors as :func:`salton`; meant for full counts, where it lies in 0..1. NaN where neither has a
    work.

    References
    ----------
    Jaccard (1912), doi:10.1111/j.1469-8137.1912.tb05611.x
    """
    together, one, other = _counts(n_ab, n_a, n_b)
    return _ratio(together, one + other - together)


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
    return np.where(whole > 0, _ratio(together, one) * _ratio(whole, other), np.nan)


def specialisation(counts: ArrayLike, reference: ArrayLike) -> Array:
    """Specialisation (revealed comparative advantage) of each region in each field against a reference population.

    The region's share of its own works in the field, divided by the reference's: 1 means as much as the reference,
    above 1, more. The reference (the world or a country; same source, years and kinds) is an argument: it is never
    made up from the regions themselves.

    Parameters
    ----------
    counts : (regions, fields), works, >= 0
        Fields that divide a region's works: one level of one scheme.
    reference : (fields,), works, >= 0

    Returns
    -------
    (regions, fields), dimensionless, >= 0
        NaN where the region or the field has no work at all, or the count is unknown.

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative or infinite, ``counts.shapes`` if the shapes do not fit.

    References
    ----------
    Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x
    """
    works, whole = np.asarray(counts, float), np.asarray(reference, float)
    if works.ndim != 2 or whole.shape != works.shape[1:]:
        raise InputError("counts.shapes", shapes=f"{works.shape}, {whole.shape}")
    _check_counts(works, whole)
    return _ratio(_ratio(works, works.sum(axis=1, keepdims=True)), _ratio(whole, np.asarray(whole.sum())))


def _counts(*given: ArrayLike) -> list[Array]:
    arrays = [np.asarray(a, float) for a in given]
    _check_counts(*arrays)
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        raise InputError("counts.shapes", shapes=", ".join(str(a.shape) for a in arrays)) from None


def _check_counts(*arrays: Array) -> None:
    for array in arrays:
        if np.any(array < 0) or np.any(np.isinf(array)):
            raise InputError("counts.not_counts")


def _ratio(part: Array, whole: Array) -> Array:
    """``part / whole``; NaN where ``whole`` is 0 or either is unknown."""
    quotient = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=quotient, where=np.broadcast_to(whole > 0, quotient.shape))
    return quotient
