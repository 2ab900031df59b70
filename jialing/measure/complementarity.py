"""What one region adds to another: fields near those that the other lacks."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array, Presence, Sparse, presence_of, ratio
from jialing.measure.proximity import proximity


def added_density(
    matrix: ArrayLike | Sparse | Presence, receiver: int, near: ArrayLike | None = None, *, diagonal: float = 0.0
) -> Array:
    """What each region would add to the relatedness density of each field that the receiver lacks.

    ``sum_j phi_ij (1 - M_rj) M_sj / sum_j phi_ij``: the share of what is near field i that s has and r has not.

    Parameters
    ----------
    matrix : (regions, fields), presence, 0 or 1
    receiver : row of the region r that would gain
    near : (fields, fields), relatedness; None: :func:`proximity`
    diagonal : of the proximity computed here; 0: having field i is not itself an addition to its density

    Returns
    -------
    (regions, fields), share 0..1; rows are the givers s
        NaN for fields that the receiver has, empty regions and fields, and where the receiver is empty.

    Raises
    ------
    InputError
        As :func:`proximity`; ``complementarity.receiver`` if there is no such row.

    References
    ----------
    Our operational reading of Balland & Boschma (2021), doi:10.1080/00343404.2020.1861240 (their printed equation was
    not at hand).
    """
    held = presence_of(matrix)
    if not 0 <= receiver < held.shape[0]:
        raise InputError("complementarity.receiver", receiver=receiver, regions=held.shape[0])
    weights = np.nan_to_num(proximity(held, diagonal=diagonal) if near is None else np.asarray(near, float))
    own = held.dense[receiver]
    found = ratio((held.dense * (1.0 - own)) @ weights, weights.sum(axis=0))
    found[:, own == 1] = np.nan
    found[held.diversity == 0] = np.nan
    found[:, held.ubiquity == 0] = np.nan
    return found if own.any() else np.full_like(found, np.nan)


def complementarity(
    matrix: ArrayLike | Sparse | Presence, near: ArrayLike | None = None, *, diagonal: float = 0.0
) -> Array:
    """Complementarity of each pair of regions: the mean of :func:`added_density` over the fields the receiver lacks.

    Returns
    -------
    (regions, regions), share 0..1; row: who gains, column: who adds; diagonal 0 (a region adds nothing to itself)
        NaN for empty regions and for a receiver that lacks nothing.
    """
    held = presence_of(matrix)
    weights = np.nan_to_num(proximity(held, diagonal=diagonal) if near is None else np.asarray(near, float))
    top = weights.sum(axis=0)
    is_near = (top > 0) & (held.ubiquity > 0)
    lacks = (1.0 - held.dense) * is_near
    n_lacking = lacks.sum(axis=1, keepdims=True)
    shares = np.divide(weights.T, top[:, None], out=np.zeros_like(weights), where=is_near[:, None])
    worth = lacks @ shares  # (region, field j): what having j would mean for the fields that the region lacks
    found = ratio((worth * (1.0 - held.dense)) @ held.dense.T, n_lacking)
    found[held.diversity == 0] = np.nan
    found[:, held.diversity == 0] = np.nan
    return found
