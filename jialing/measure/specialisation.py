"""Specialisation: a region's share in a field against a reference population's, and presence above a threshold."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from jialing.errors import InputError
from jialing.measure.matrix import Array, Presence, Sparse, as_dense, check_counts, checked_counts, narrow, ratio


def specialisation(counts: ArrayLike | Sparse, reference: ArrayLike | None = None) -> Array:
    """Specialisation (revealed comparative advantage, location quotient) of each region in each field.

    The region's share of its own works in the field, divided by the reference's: 1 means as much as the reference,
    above 1, more.

    Parameters
    ----------
    counts : (regions, fields), works or other amounts, >= 0, dense or sparse
        Fields that divide a region's works: one level of one scheme. Weights and fractional counts are welcome.
    reference : (fields,), works, >= 0, or None
        The reference population (the world or a country; same source, years and kinds). None: the matrix is complete
        (all regions of the population are rows), so its column sums are the reference.

    Returns
    -------
    (regions, fields), dimensionless, >= 0
        NaN where the region or the field has no work at all, or the count is unknown.

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative or infinite, ``counts.shapes`` if the shapes do not fit,
        ``counts.unknown_cells`` if a count is unknown and no reference is given: its total would be unknown too.

    References
    ----------
    Balassa (1965), doi:10.1111/j.1467-9957.1965.tb00050.x
    """
    works = checked_counts(counts)
    whole = _reference(works, reference)
    total = np.asarray(works.sum(axis=1), float).reshape(-1, 1)
    return ratio(ratio(as_dense(works), total), ratio(whole, np.asarray(whole.sum())))


def presence(counts: ArrayLike | Sparse, reference: ArrayLike | None = None, *, threshold: float = 1.0) -> Presence:
    """Which region is specialised in which field: specialisation >= threshold (or unknown: absent).

    Works on the counts that are there only, so a sparse matrix is never filled. Parameters and errors as
    :func:`specialisation`; ``threshold`` > 0, else InputError ``presence.threshold``.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), doi:10.1126/science.1144581 (threshold 1)
    """
    if not threshold > 0:
        raise InputError("presence.threshold", threshold=threshold)
    works: Sparse = sparse.coo_array(checked_counts(counts))
    shares = _reference(works, reference)
    row, column = works.coords
    total = np.asarray(works.sum(axis=1), float).reshape(-1)
    index = ratio(works.data / total[row], shares[column] / shares.sum())  # NaN, unknown, without a reference
    kept = index >= threshold
    ones = np.ones(int(kept.sum()))
    return Presence(narrow(sparse.csr_array((ones, (row[kept], column[kept])), shape=works.shape)))


def _reference(works: Sparse, reference: ArrayLike | None) -> Array:
    is_sparse: bool = sparse.issparse(works)
    if reference is None:
        n_unknown = int(np.isnan(works.data if is_sparse else works).sum())
        if n_unknown:
            raise InputError("counts.unknown_cells", count=n_unknown)
        return np.asarray(works.sum(axis=0), float).reshape(-1)
    whole = np.asarray(reference, float)
    if whole.shape != works.shape[1:]:
        raise InputError("counts.shapes", shapes=f"{works.shape}, {whole.shape}")
    check_counts(whole)
    return whole
