"""How near two fields are: proximity (minimum conditional probability) and relatedness from co-occurrences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from jialing.errors import InputError
from jialing.measure.matrix import Array, Presence, Sparse, check_counts, check_two_dimensional, presence_of, ratio

Normalisation = Literal["association", "cosine", "jaccard", "prob"]
BLOCK = 256
"""Fields that are worked on at a time where a whole field x field matrix would not fit."""

SMALL = 100_000
"""Cells up to which one dense product is the quicker."""

FILLED = 0.02
"""Share of filled cells from which dense columns are the quicker ones (measured on one core)."""


def proximity(matrix: ArrayLike | Sparse | Presence, *, diagonal: float = 0.0) -> Array:
    """Proximity of each pair of fields: the smaller of the two conditional probabilities of having one given the other.

    ``phi_ij = n_ij / max(k_i, k_j)``, n_ij regions that have both, k_i regions that have field i.

    Parameters
    ----------
    matrix : (regions, fields), presence, 0 or 1
    diagonal : what a field's proximity to itself is set to, 0 or 1
        0 by default: a field does not support itself. With 1, as in ecomplexity and economiccomplexity, the density
        of a field that a region has already contains the answer. See docs/explanation/complexity.md.

    Returns
    -------
    (fields, fields), probability, symmetric
        NaN in the rows and columns of fields that no region has.

    Raises
    ------
    InputError
        As :func:`presence_of`; ``proximity.diagonal`` if it is not within 0..1.

    References
    ----------
    Hidalgo, Klinger, Barabasi & Hausmann (2007), doi:10.1126/science.1144581
    """
    held = presence_of(matrix)
    n_fields = held.shape[1]
    if held.shape[0] * n_fields <= SMALL:
        return _at_once(held, diagonal)
    whole = np.empty((n_fields, n_fields))
    for fields, block in proximity_blocks(held, diagonal=diagonal):
        whole[:, fields] = block
    return whole


def proximity_blocks(
    matrix: ArrayLike | Sparse | Presence,
    *,
    diagonal: float = 0.0,
    size: int = BLOCK,
    dtype: type[np.floating[Any]] = np.float64,
) -> Iterator[tuple[slice, Array]]:
    """The columns of :func:`proximity`, ``size`` fields at a time, as (slice, (fields, size) array).

    For tens of thousands of fields, whose whole matrix would not fit into memory. With ``dtype`` float32 the quotient
    of the two counts, which are exact, is rounded to seven digits.
    """
    _check_diagonal(diagonal)
    held = presence_of(matrix)
    other = np.where(held.ubiquity > 0, held.ubiquity, np.nan).astype(dtype)
    for fields, together in _together(held, size):
        block = np.maximum(other[:, None], other[None, fields])  # NaN, unknown, wherever either is empty
        np.divide(together, block, out=block)
        _set_diagonal(block, fields, other, diagonal)
        yield fields, block


def _at_once(held: Presence, diagonal: float) -> Array:
    """The same for a small matrix, by one dense product."""
    _check_diagonal(diagonal)
    other = np.where(held.ubiquity > 0, held.ubiquity, np.nan)
    whole = held.dense.T @ held.dense / np.maximum(other[:, None], other)
    _set_diagonal(whole, slice(0, len(other)), other, diagonal)
    return whole


def _together(held: Presence, size: int) -> Iterator[tuple[slice, Array]]:
    """Regions that have both fields, exact: (slice, (fields, size) array of whole numbers).

    Dense columns of 16 bits where at least some cells are filled: few bytes to read is what makes this quick.
    """
    n_regions, n_fields = held.shape
    counting = np.int16 if n_regions <= np.iinfo(np.int16).max else np.int32
    by_field, by_region = held.by_field.astype(counting), held.matrix.astype(counting).tocsc()
    is_sparse = by_field.nnz < FILLED * n_regions * n_fields
    for start in range(0, n_fields, size):
        fields = slice(start, min(start + size, n_fields))
        if is_sparse:
            yield fields, (by_field @ by_region[:, fields]).toarray()
        else:
            yield fields, by_field @ np.ascontiguousarray(by_region[:, fields].toarray())


def cooccurrence(matrix: ArrayLike | Sparse | Presence) -> Array:
    """(fields, fields), regions that have both fields; diagonal 0."""
    held = presence_of(matrix)
    together = np.asarray((held.matrix.T @ held.matrix).toarray(), float)
    np.fill_diagonal(together, 0.0)
    return together


def relatedness(together: ArrayLike, normalisation: Normalisation = "association") -> Array:
    """Co-occurrences of fields (or of regions, in joint works) against what sizes alone would give.

    With s_i the sum of row i without the diagonal and T the sum of all s_i:

    - association: ``c_ij T / (s_i s_j)`` (probabilistic affinity; van Eck & Waltman 2009)
    - cosine: ``c_ij / sqrt(s_i s_j)`` (Salton)
    - jaccard: ``c_ij / (s_i + s_j - c_ij)``
    - prob: ``c_ij / ((s_i/T s_j/(T-s_i) + s_j/T s_i/(T-s_j)) T/2)`` (Steijn 2021: draws without a field itself)

    Parameters
    ----------
    together : (n, n), co-occurrences, >= 0, symmetric; the diagonal is passed over

    Returns
    -------
    (n, n), dimensionless, >= 0, diagonal 0; NaN where either of the two never occurs with another

    Raises
    ------
    InputError
        ``counts.not_counts``; ``matrix.not_square``; ``matrix.not_symmetric``; ``relatedness.normalisation``.

    References
    ----------
    van Eck & Waltman (2009), doi:10.1002/asi.21075; Steijn (2021), doi:10.1016/j.joi.2020.101126
    """
    links = _links(together)
    s, t = links.sum(axis=1), links.sum()
    one, other = s[:, None], s[None, :]
    match normalisation:
        case "association":
            expected = one * other / t if t > 0 else one * other
        case "cosine":
            expected = np.sqrt(one) * np.sqrt(other)
        case "jaccard":
            expected = one + other - links
        case "prob":
            expected = _expected_without_itself(one, other, float(t))
        case _:
            raise InputError("relatedness.normalisation", normalisation=normalisation)
    found = ratio(links, expected)
    empty = s == 0
    found[empty, :] = found[:, empty] = np.nan
    np.fill_diagonal(found, np.where(empty, np.nan, 0.0))
    return found


def _expected_without_itself(one: Array, other: Array, total: float) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        draws = one / total * other / (total - one) + other / total * one / (total - other)
    return np.asarray(draws * total / 2.0, float)


def _links(together: ArrayLike) -> Array:
    links = np.array(together, float)
    check_two_dimensional(links)
    if links.shape[0] != links.shape[1]:
        raise InputError("matrix.not_square", shape=f"{links.shape[0]} x {links.shape[1]}")
    np.fill_diagonal(links, 0.0)
    check_counts(links)
    if not np.allclose(links, links.T, rtol=1e-9, atol=0.0, equal_nan=True):
        raise InputError("matrix.not_symmetric")
    return links


def _set_diagonal(block: Array, fields: slice, other: Array, diagonal: float) -> None:
    at = np.arange(fields.start, fields.stop)
    block[at, at - fields.start] = np.where(np.isnan(other[fields]), np.nan, diagonal)


def _check_diagonal(diagonal: float) -> None:
    if not 0.0 <= diagonal <= 1.0:
        raise InputError("proximity.diagonal", diagonal=diagonal)
