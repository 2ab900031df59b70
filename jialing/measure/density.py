"""Relatedness density: how much of what is near a field a region already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from jialing.errors import InputError
from jialing.measure.matrix import Array, Csr, Presence, Sparse, as_dense, presence_of, ratio
from jialing.measure.proximity import proximity

REGIONS_AT_A_TIME = 512
"""Regions worked on together: bounds the memory of the wide case to some region x region slices."""

FIELDS_AT_A_TIME = 256
"""Fields of different ubiquity worked on together."""

LARGE_GROUP = 64
"""Fields of one ubiquity from which it is cheaper to take them apart from the others."""

FILLED = 0.03
"""Share of filled cells from which dense products are the quicker ones (measured on one core)."""

NOTHING = 1e-9
"""Sum of proximities below which a field is near no other: what rounding leaves of 0."""


def relatedness_density(
    matrix: ArrayLike | Sparse | Presence,
    near: ArrayLike | None = None,
    *,
    diagonal: float = 0.0,
    dtype: type[np.floating[Any]] = np.float64,
) -> Array:
    """Relatedness density of each field around each region: ``sum_j M_rj phi_ij / sum_j phi_ij``.

    Parameters
    ----------
    matrix : (regions, fields), presence, 0 or 1
    near : (fields, fields), relatedness >= 0, or None
        None: proximity (minimum conditional probability), never held as a whole where there are more fields than
        regions. A field's NaN relatedness counts for nothing.
    diagonal : of the proximity that is computed here; where ``near`` is given its diagonal is used as it stands
    dtype : of what is computed without ``near`` where there are more fields than regions: with float32 thousands of
        regions take half the time and memory, and the last of six digits may differ

    Returns
    -------
    (regions, fields), share 0..1
        NaN for empty regions and fields, and for fields that are near no other.

    Raises
    ------
    InputError
        As :func:`proximity`; ``counts.shapes`` if ``near`` does not fit; ``counts.not_counts`` if it is negative.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), doi:10.1126/science.1144581
    """
    held = presence_of(matrix)
    n_regions, n_fields = held.shape
    if near is None and n_fields > n_regions:
        density = _by_ubiquity(held, diagonal, dtype)
    else:
        weights = proximity(held, diagonal=diagonal) if near is None else _checked(near, n_fields)
        weights = np.nan_to_num(weights, nan=0.0)
        density = ratio(np.asarray(held.matrix @ weights, float), weights.sum(axis=0))
    density[held.diversity == 0] = np.nan
    density[:, held.ubiquity == 0] = np.nan
    return density


def _checked(near: ArrayLike, n_fields: int) -> Array:
    weights = np.asarray(near, float)
    if weights.shape != (n_fields, n_fields):
        raise InputError("counts.shapes", shapes=f"{weights.shape}, {n_fields} fields")
    if np.any(weights < 0) or np.any(np.isinf(weights)):
        raise InputError("counts.not_counts")
    return weights


def _by_ubiquity(held: Presence, diagonal: float, dtype: type[np.floating[Any]] = np.float64) -> Array:
    """The same numbers without the field x field matrix: regions x regions instead, fields by rising ubiquity.

    ``sum_j M_rj n_ij / max(k_i, k_j) = sum_s M_si (A_rs / k_i + B_rs)`` with A_rs the fields of ubiquity up to k_i
    that r and s share and B_rs the others they share, each weighed 1 / k_j. Fields are taken in blocks; A and B grow
    and shrink between blocks, so the work is of order regions^2 x fields at most, and less where few cells are filled.
    """
    n_regions, n_fields = held.shape
    by_field = held.matrix.T.tocsr().astype(dtype)
    is_sparse = by_field.nnz < FILLED * n_regions * n_fields
    k = held.ubiquity.astype(dtype)
    blocks = [_Block(fields, k[fields], by_field[fields], is_sparse) for fields in _blocks(k)]
    top = _sums(held, diagonal)
    found = np.empty((n_fields, n_regions), dtype)
    for start in range(0, n_regions, REGIONS_AT_A_TIME):
        some = slice(start, min(start + REGIONS_AT_A_TIME, n_regions))
        _fill(found[:, some], by_field, blocks, some)
        found[:, some] -= dtype(1.0 - diagonal) * by_field[:, some].toarray()
    found /= np.where(top > NOTHING, top, np.nan).astype(dtype)[:, None]
    return found.T


@dataclass(frozen=True)
class _Block:
    """Fields that are worked on together: their numbers, their ubiquities (rising), their rows of M transposed."""

    fields: NDArray[np.intp]
    k: Array
    stored: Csr
    is_sparse: bool

    @property
    def part(self) -> Array | Csr:
        """(fields, regions), dense where that is quicker, and then made anew: all blocks at once would not fit."""
        return self.stored if self.is_sparse else self.stored.toarray()

    @property
    def is_even(self) -> bool:
        """All of the same ubiquity."""
        return bool(self.k[0] == self.k[-1])


def _blocks(ubiquity: Array) -> list[NDArray[np.intp]]:
    """Fields that somebody has, by rising ubiquity; many of one ubiquity apart, others together."""
    order = np.argsort(ubiquity, kind="stable")
    order = order[ubiquity[order] > 0]
    groups = np.split(order, np.flatnonzero(np.diff(ubiquity[order])) + 1) if len(order) else []
    blocks: list[NDArray[np.intp]] = []
    mixed: list[NDArray[np.intp]] = []
    for group in groups:
        is_large = len(group) >= LARGE_GROUP
        if mixed and (is_large or sum(map(len, mixed)) + len(group) > FIELDS_AT_A_TIME):
            blocks.append(np.concatenate(mixed))
            mixed = []
        if is_large:
            blocks.append(group)
        else:
            mixed.append(group)
    return [*blocks, np.concatenate(mixed)] if mixed else blocks


def _sums(held: Presence, diagonal: float) -> Array:
    """(fields,), the sum of each field's proximities: the same two sums with all regions added up."""
    k = held.ubiquity
    by_field = held.matrix.T.tocsr()
    weight = np.divide(1.0, k, out=np.zeros_like(k), where=k > 0)
    below, above = np.zeros(held.shape[0]), np.asarray(held.matrix @ weight, float)
    found = np.full(held.shape[1], np.nan)
    order = np.argsort(k, kind="stable")
    order = order[k[order] > 0]
    for fields in np.split(order, np.flatnonzero(np.diff(k[order])) + 1) if len(order) else []:
        part = by_field[fields]
        per_region = np.asarray(part.sum(axis=0), float).reshape(-1)
        below += per_region
        above -= per_region / k[fields[0]]
        found[fields] = part @ (below / k[fields[0]] + above) - (1.0 - diagonal)
    return found


def _fill(found: Array, by_field: Csr, blocks: Sequence[_Block], some: slice) -> None:
    """Numerators of all fields for some regions, the field itself counted 1, written into ``found``."""
    k = np.diff(by_field.indptr).astype(found.dtype)
    mine = by_field[:, some]
    scale = sparse.diags_array(np.divide(1.0, k, out=np.zeros_like(k), where=k > 0))
    above = np.asarray((by_field.T @ (scale @ mine)).toarray(), found.dtype)
    below = np.zeros_like(above)
    for block in blocks:
        part, own = block.part, mine[block.fields].toarray()
        if block.is_even:
            shared = part.T @ own
            below += shared
            shared /= block.k[0]
            above -= shared
            found[block.fields] = part @ (below / block.k[0] + above)
            continue
        above -= part.T @ (own / block.k[:, None])
        found[block.fields] = (part @ below) / block.k[:, None] + part @ above + _inside(block.k, part) @ own
        below += part.T @ own


def _inside(k: Array, part: Array | Csr) -> Array:
    """(fields, fields), proximities within one block; of a field to itself 1."""
    together = part @ part.T
    return np.asarray(as_dense(together) / np.maximum.outer(k, k), k.dtype)
