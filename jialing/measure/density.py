"""Relatedness density: how much of what is near a field a region already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError
from jialing.measure.matrix import Array, Csr, Presence, Sparse, narrow, presence_of, ratio
from jialing.measure.proximity import proximity

REGIONS_AT_A_TIME = 64
"""Regions worked on together where products are sparse: region x region slices that stay in the processor's cache."""

REGIONS_AT_ONCE = 512
"""The same where products are dense, which are quicker when wide."""

FIELDS_AT_A_TIME = 256
"""Fields of different ubiquity worked on together."""

LARGE_GROUP = 16
"""Fields of one ubiquity from which it is cheaper to take them apart from the others."""

FILLED = 0.08
"""Share of filled cells from which dense products are the quicker ones (measured on one core)."""

WIDE = 600
"""Fields up to which a field x field matrix costs next to nothing."""

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
        regions and than :data:`WIDE`. A field's NaN relatedness counts for nothing.
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
    if near is None and n_fields > max(n_regions, WIDE):
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
    is_sparse = held.matrix.nnz < FILLED * n_regions * n_fields
    blocks = [_Block.of(held, fields, dtype, is_sparse) for fields in _blocks(held.ubiquity)]
    top = _sums(held, diagonal)
    found = np.zeros((n_fields, n_regions), dtype)
    width = REGIONS_AT_A_TIME if is_sparse else REGIONS_AT_ONCE
    for start in range(0, n_regions, width):
        some = slice(start, min(start + width, n_regions))
        _fill(found[:, some], blocks, some)
    found /= np.where(top > NOTHING, top, np.nan).astype(dtype)[:, None]
    return found.T if diagonal == 1.0 else _without_itself(found, held, top, diagonal).T


def _without_itself(found: Array, held: Presence, top: Array, diagonal: float) -> Array:
    """The field itself was counted 1 where a region has it; now ``diagonal``."""
    field = np.repeat(np.arange(held.shape[1]), np.diff(held.by_field.indptr))
    with np.errstate(divide="ignore", invalid="ignore"):
        found[field, held.by_field.indices] -= ((1.0 - diagonal) / top[field]).astype(found.dtype)
    return found


@dataclass(frozen=True)
class _Block:
    """Fields that are worked on together: their numbers, their ubiquities (rising), their rows of M transposed.

    ``part`` is (fields, regions) of the type that is computed with, ``back`` (regions, fields) of whole numbers.
    """

    fields: NDArray[np.intp]
    k: Array
    part: Csr
    back: Csr
    is_sparse: bool

    @classmethod
    def of(cls, held: Presence, fields: NDArray[np.intp], dtype: type[np.floating[Any]], is_sparse: bool) -> _Block:
        rows = held.by_field[fields]
        # 16 bits hold any number of fields that two regions share within a block, and few bytes are quick to read
        counting = np.int16 if is_sparse and len(fields) <= np.iinfo(np.int16).max else dtype
        back = narrow(rows.T.tocsr().astype(counting))
        return cls(fields, held.ubiquity[fields].astype(dtype), narrow(rows.astype(dtype)), back, is_sparse)

    def own(self, some: slice) -> Array:
        """(fields, some regions), 0 or 1."""
        columns = self.back[some].T.toarray()
        return np.ascontiguousarray(columns) if self.is_sparse else columns

    def shared(self, own: Array) -> Array:
        """(regions, some regions), fields of the block that two regions share, weighed as ``own`` is."""
        return np.asarray((self.back if self.is_sparse else self.back.toarray()) @ own)

    def gathered(self, mix: Array) -> Array:
        """(fields, some regions), the sum of ``mix`` over the regions that have each field."""
        return np.asarray((self.part if self.is_sparse else self.part.toarray()) @ mix)

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
    by_field = held.by_field
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


def _fill(found: Array, blocks: Sequence[_Block], some: slice) -> None:
    """Numerators of all fields for some regions, the field itself counted 1, written into ``found``."""
    dtype = found.dtype.type
    n_regions = blocks[0].part.shape[1] if blocks else 0
    below, above, mix = (np.zeros((n_regions, found.shape[1]), dtype) for _ in range(3))
    for block in blocks:
        above += _weighed(block, block.own(some), mix)
    for block in blocks:
        own = block.own(some)
        if block.is_even:
            np.multiply(below, dtype(1.0 / block.k[0]), out=mix)
            mix += above
            found[block.fields] = block.gathered(mix)
            shared = block.shared(own)
            below += shared
            above -= np.multiply(shared, dtype(1.0 / block.k[0]), out=mix)
            continue
        above -= _weighed(block, own, mix)
        inside = _inside(block.k, block.part) @ own
        found[block.fields] = block.gathered(below) / block.k[:, None] + block.gathered(above) + inside
        below += block.shared(own)


def _weighed(block: _Block, own: Array, out: Array) -> Array:
    """(regions, some regions), fields of the block that two regions share, each weighed 1 / k."""
    if block.is_even:
        return np.multiply(block.shared(own), out.dtype.type(1.0 / block.k[0]), out=out)
    return np.asarray(block.part.T @ (own / block.k[:, None]), out.dtype)


def _inside(k: Array, part: Csr) -> Array:
    """(fields, fields), proximities within one block; of a field to itself 1."""
    return np.asarray((part @ part.T).toarray() / np.maximum.outer(k, k), k.dtype)
