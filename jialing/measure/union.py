"""What places have near their fields together, and what the nearest would need to take up a field."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from jialing.measure.matrix import Array


def density_around(held: ArrayLike, near: ArrayLike) -> Array:
    """Relatedness density of rows of presence by a given proximity.

    ``sum_j M_j phi_ij / sum_j phi_ij``

    Parameters
    ----------
    held : (..., fields), 1 where the field is there
    near : (fields, fields), proximity, >= 0, symmetric; NaN counts as not near

    Returns
    -------
    (..., fields), 0..1; NaN where a field is near no other

    References
    ----------
    Hidalgo et al. (2007), doi:10.1126/science.1144581
    """
    weights = np.nan_to_num(np.asarray(near, float))
    top = weights.sum(axis=0)
    return np.asarray(np.asarray(held, float) @ weights / np.where(top > 0, top, np.nan), float)


def union_density(held: ArrayLike, near: ArrayLike) -> Array:
    """Density around what any of several places has: (places, fields) and (fields, fields) -> (fields,).

    Without places nothing is there, and the density is 0. Never the specialisation of the pooled works, which is a mean
    of the places'. As :func:`density_around`.
    """
    rows = np.asarray(held, float)
    together = rows.max(axis=0) if len(rows) else np.zeros(rows.shape[1])
    return density_around(together, near)


def effort(works: ArrayLike, *, size: ArrayLike, share: ArrayLike, density: ArrayLike, floor: float) -> Array:
    """Works that a place lacks to be specialised in a field, weighed by what lies near.

    ``max(1, max(ceil(size x share), floor) - works) x (2 - density)``: each work lacking counts once where all that is
    near the field is there, twice where nothing is.

    Parameters
    ----------
    works : (..., fields), of the place in the field
    size : (..., 1), all works of the place
    share : (fields,), of the field in the reference, 0..1
    density : (..., fields), 0..1; NaN counts as 0: nothing is known to be near
    floor : works that presence asks for at least

    Returns
    -------
    (..., fields), works, >= 1; infinite for a place without works: it cannot be said to lack a number

    References
    ----------
    That a cost rises with distance is Stojkoski & Hidalgo's (2026, Research Policy 55(4):105454); the weighing is ours.
    """
    whole = np.asarray(size, float)
    needed = np.maximum(np.ceil(whole * np.asarray(share, float)), floor)
    lacking = np.maximum(needed - np.asarray(works, float), 1.0)
    return np.asarray(np.where(whole > 0, lacking * (2.0 - np.nan_to_num(density)), np.inf), float)
