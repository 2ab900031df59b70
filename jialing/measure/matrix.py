"""Region x field matrices at the door: checked, and which regions and fields are known.

Dense arrays and scipy.sparse matrices are both welcome. Nothing is dropped: an empty region (a row without any
presence) and an empty field keep their place and are *unknown* in whatever is computed from them: NaN, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from jialing.errors import InputError

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Sparse = Any
"""A scipy.sparse array or matrix of any format."""
Csr = Any
"""A scipy.sparse CSR array; its stubs tell too little of what arithmetic gives."""


@dataclass(frozen=True)
class Presence:
    """Which region has which field: the binary matrix M of economic complexity.

    Attributes
    ----------
    matrix : (regions, fields), CSR of ones where the region has the field
    """

    matrix: Csr

    @property
    def shape(self) -> tuple[int, int]:
        """Number of regions, number of fields."""
        rows, columns = self.matrix.shape
        return rows, columns

    @cached_property
    def by_field(self) -> Csr:
        """(fields, regions), CSR: the same, transposed."""
        return narrow(self.matrix.T.tocsr())

    @cached_property
    def diversity(self) -> Array:
        """(regions,), fields that each region has."""
        return np.asarray(np.diff(self.matrix.indptr), float)

    @cached_property
    def ubiquity(self) -> Array:
        """(fields,), regions that have each field."""
        return np.asarray(np.bincount(self.matrix.indices, minlength=self.shape[1]), float)

    @cached_property
    def dense(self) -> Array:
        """(regions, fields), 0 or 1."""
        return np.asarray(self.matrix.toarray(), float)


def presence_of(matrix: ArrayLike | Sparse | Presence) -> Presence:
    """A binary matrix as a :class:`Presence`. NaN is welcome for whole regions or fields: they are unknown.

    Raises
    ------
    InputError
        ``presence.not_binary`` if an entry is neither 0, 1 nor NaN; ``matrix.not_two_dimensional``;
        ``presence.unknown_cells`` if single cells are unknown in a region and a field that are otherwise known.
    """
    if isinstance(matrix, Presence):
        return matrix
    held: Csr
    if sparse.issparse(matrix):
        held = sparse.csr_array(_any(matrix), dtype=float)
        held.eliminate_zeros()
        if np.any(held.data != 1.0):
            raise InputError("presence.not_binary")
    else:
        held = sparse.csr_array(_binary(np.asarray(matrix, float)))
    return Presence(narrow(held))


def narrow(matrix: Csr) -> Csr:
    """The same CSR array, sorted, with indices of 32 bits where they suffice: products read half as much."""
    matrix.sort_indices()
    if max(matrix.nnz, *matrix.shape) > np.iinfo(np.int32).max:
        return matrix
    parts = (matrix.data, matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32))
    return sparse.csr_array(parts, shape=matrix.shape)


def _binary(cells: Array) -> Array:
    check_two_dimensional(cells)
    unknown = np.isnan(cells)
    if np.any((cells != 0) & (cells != 1) & ~unknown):
        raise InputError("presence.not_binary")
    if unknown.any():
        whole = unknown.all(axis=1, keepdims=True) | unknown.all(axis=0, keepdims=True)
        if np.any(unknown & ~whole):
            raise InputError("presence.unknown_cells", count=int(np.sum(unknown & ~whole)))
    return np.where(unknown, 0.0, cells)


def checked_counts(counts: ArrayLike | Sparse) -> Array | Csr:
    """Counts as a float array, or as CSR without stored zeros.

    Raises
    ------
    InputError
        ``counts.not_counts`` if an entry is negative or infinite, ``matrix.not_two_dimensional``.
    """
    if sparse.issparse(counts):
        held: Csr = sparse.csr_array(_any(counts), dtype=float)
        held.sum_duplicates()
        held.eliminate_zeros()
        check_counts(held.data)
        return held
    cells = np.asarray(counts, float)
    check_two_dimensional(cells)
    check_counts(cells)
    return cells


def _any(matrix: Any) -> Any:
    """The same; the stubs of scipy.sparse know no matrix of unknown format."""
    return matrix


def as_dense(matrix: Array | Sparse) -> Array:
    """A dense or sparse matrix as a float array."""
    cells: Any = matrix
    return np.asarray(cells.toarray() if sparse.issparse(matrix) else cells, float)


def check_two_dimensional(cells: Array) -> None:
    """Raise InputError ``matrix.not_two_dimensional`` unless there are rows and columns."""
    if cells.ndim != 2:
        raise InputError("matrix.not_two_dimensional", dimensions=cells.ndim)


def check_counts(*arrays: Array) -> None:
    """Raise InputError ``counts.not_counts`` if an entry is negative or infinite; NaN passes: it is unknown."""
    for array in arrays:
        if np.any(array < 0) or np.any(np.isinf(array)):
            raise InputError("counts.not_counts")


def ratio(part: Array, whole: Array) -> Array:
    """``part / whole``; NaN where ``whole`` is 0 or either is unknown."""
    quotient = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=quotient, where=np.broadcast_to(whole > 0, quotient.shape))
    return quotient


def standardised(values: Array) -> Array:
    """Values less their mean, over their standard deviation (ddof 0); unknown ones stay unknown and do not count.

    NaN everywhere where fewer than two values are known or all are equal.
    """
    known = values[~np.isnan(values)]
    spread = float(np.std(known)) if known.size > 1 else 0.0
    if spread <= 1e-12 * max(1.0, float(np.abs(known).max(initial=0.0))):
        return np.full_like(values, np.nan)
    return np.asarray((values - known.mean()) / spread, float)
