"""Economic complexity: what the fields of a region and the regions of a field say of one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import LinearOperator, eigsh

from jialing.measure.matrix import Array, Csr, Presence, Sparse, as_dense, narrow, presence_of, standardised

DENSE_UP_TO = 400
"""Regions or fields up to which the full decomposition is the quicker and surer way."""

SAME = 1e-9
"""Relative distance under which two singular values, or a correlation and 0, cannot be told apart."""

LANCZOS = 40
"""Vectors that the search for singular pairs keeps: more restarts less often, and each step costs more."""

TINY = 1e-300
"""Fitness that has sunk to nothing: its inverse must stay a number."""

NEARLY_ONE = 1.0 - 1e-6
"""Groups of regions without a common field have a second singular value of 1; only from here are they looked for."""

SMALL = 100_000
"""Cells up to which a dense matrix is the quicker one to multiply with again and again."""

Undefined = Literal["too_small", "disconnected", "degenerate", "orthogonal"]


@dataclass(frozen=True)
class Complexity:
    """Complexity indices, standardised (mean 0, ddof 0), each on its own.

    Attributes
    ----------
    regions : (regions,), economic complexity index (ECI); NaN for empty regions
    fields : (fields,), product complexity index (PCI) of fields; NaN for empty fields
    undefined : None, or why the index does not exist, and then both are NaN throughout:
        'too_small' (fewer than two regions or fields that differ), 'disconnected' (groups of regions without a common
        field: the index would only tell the groups apart), 'degenerate' (several solutions are equally good),
        'orthogonal' (unrelated to diversity, so which end is complex cannot be said)
    """

    regions: Array
    fields: Array
    undefined: Undefined | None = None


def complexity(matrix: ArrayLike | Sparse | Presence) -> Complexity:
    """Economic complexity of regions and fields (ECI, PCI).

    The eigenvectors to the second largest eigenvalue of ``D^-1 M U^-1 M^T`` and ``U^-1 M^T D^-1 M`` (D diversity, U
    ubiquity), found together as the second singular pair of ``D^-1/2 M U^-1/2``. The sign is fixed so that complexity
    of regions rises with diversity.

    Parameters
    ----------
    matrix : (regions, fields), presence, 0 or 1, dense or sparse

    Raises
    ------
    InputError
        As :func:`presence_of`.

    References
    ----------
    Hidalgo & Hausmann (2009), doi:10.1073/pnas.0900943106; Mealy, Farmer & Teytelboym (2019),
    doi:10.1126/sciadv.aau1705 (spectral form)
    """
    held = presence_of(matrix)
    rows, columns = np.flatnonzero(held.diversity), np.flatnonzero(held.ubiquity)
    if len(rows) < 2 or len(columns) < 2:
        return _undefined(held, "too_small")
    part = _known_part(held, rows, columns)
    d, u = held.diversity[rows], held.ubiquity[columns]
    left, right, second, is_sure = _second_pair(part, d, u)
    if second > NEARLY_ONE and _n_components(part) > 1:
        return _undefined(held, "disconnected")
    if not is_sure:
        return _undefined(held, "degenerate")
    regions, fields = standardised(left / np.sqrt(d)), standardised(right / np.sqrt(u))
    if np.isnan(regions).any() or np.isnan(fields).any():
        return _undefined(held, "too_small")
    sign = _agreement(regions, d)
    if abs(sign) < 1e-7:
        return _undefined(held, "orthogonal")
    return Complexity(
        _placed(regions * np.sign(sign), rows, held.shape[0]), _placed(fields * np.sign(sign), columns, held.shape[1])
    )


def reflections(matrix: ArrayLike | Sparse | Presence, steps: int = 20) -> tuple[Array, Array]:
    """Method of reflections: means of means, ``k_{c,n} = 1/k_{c,0} sum_p M_cp k_{p,n-1}`` and the other way round.

    Parameters
    ----------
    steps : n, >= 0; even steps of regions tell of diversity, odd ones of ubiquity

    Returns
    -------
    (regions,) and (fields,), the n-th reflection, unscaled (their spread shrinks with each step); NaN for empty ones

    References
    ----------
    Hidalgo & Hausmann (2009), doi:10.1073/pnas.0900943106
    """
    held = presence_of(matrix)
    rows, columns = np.flatnonzero(held.diversity), np.flatnonzero(held.ubiquity)
    part, d, u = _known_part(held, rows, columns), held.diversity[rows], held.ubiquity[columns]
    regions, fields = d, u
    for _ in range(steps):
        regions, fields = part @ fields / d, part.T @ regions / u
    return _placed(regions, rows, held.shape[0]), _placed(fields, columns, held.shape[1])


def fitness_complexity(
    matrix: ArrayLike | Sparse | Presence, *, steps: int = 1000, tolerance: float = 0.0
) -> tuple[Array, Array]:
    """Fitness of regions and complexity of fields by the non-linear map of Tacchella et al.

    ``F_c = sum_p M_cp Q_p``, ``Q_p = 1 / sum_c M_cp / F_c``, both from the step before, each divided by its mean.

    Parameters
    ----------
    steps : updates at most, from ones
    tolerance : stop when no value changes by more; 0 runs all steps. Values of regions that have only what everybody
        has sink towards 0 for ever: the order is what converges.

    Returns
    -------
    (regions,) fitness and (fields,) complexity, each of mean 1 over what is not empty; NaN for empty ones

    References
    ----------
    Tacchella, Cristelli, Caldarelli, Gabrielli & Pietronero (2012), doi:10.1038/srep00723
    """
    held = presence_of(matrix)
    rows, columns = held.diversity > 0, held.ubiquity > 0
    part = _known_part(held, np.flatnonzero(rows), np.flatnonzero(columns))
    fitness, quality = np.ones(part.shape[0]), np.ones(part.shape[1])
    for _ in range(steps if rows.any() else 0):
        with np.errstate(divide="ignore"):
            new_fitness, new_quality = part @ quality, 1.0 / (part.T @ (1.0 / np.maximum(fitness, TINY)))
        new_fitness /= new_fitness.mean()
        new_quality /= new_quality.mean()
        moved = np.abs(new_fitness - fitness).max(), np.abs(new_quality - quality).max()
        fitness, quality = new_fitness, new_quality
        if max(moved) <= tolerance:
            break
    return _placed(fitness, np.flatnonzero(rows), len(rows)), _placed(quality, np.flatnonzero(columns), len(columns))


def _undefined(held: Presence, why: Undefined) -> Complexity:
    n_regions, n_fields = held.shape
    return Complexity(np.full(n_regions, np.nan), np.full(n_fields, np.nan), why)


def _known_part(held: Presence, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Any:
    """Regions and fields that are not empty; dense where small."""
    if held.shape[0] * held.shape[1] <= SMALL:
        return held.dense[np.ix_(rows, columns)]
    return held.matrix[rows][:, columns]


def _n_components(part: Any) -> int:
    """Connected groups of the two-mode graph of regions and fields, none of them empty."""
    edges = sparse.csr_array(part)
    graph: Csr = sparse.block_array([[None, edges], [edges.T, None]], format="csr")
    count, _ = connected_components(graph, directed=False)
    return int(count)


def _second_pair(part: Any, d: Array, u: Array) -> tuple[Array, Array, float, bool]:
    """Second singular pair of D^-1/2 M U^-1/2, its value, and whether it can be told from the third."""
    if min(part.shape) <= DENSE_UP_TO:
        left, values, right = np.linalg.svd(as_dense(part) / np.sqrt(d)[:, None] / np.sqrt(u), full_matrices=False)
        first, second, third = np.append(values, 0.0)[:3]
        pair = left[:, 1], right[1]
    else:
        scaled = sparse.diags_array(1.0 / np.sqrt(d)) @ sparse.csr_array(part) @ sparse.diags_array(1.0 / np.sqrt(u))
        is_wide = len(d) <= len(u)
        first, second, third, one, other = _by_smaller_side(scaled if is_wide else scaled.T, d if is_wide else u)
        pair = (one, other) if is_wide else (other, one)
    is_sure = second > 1e-7 and second - third > SAME * first
    return np.asarray(pair[0], float), np.asarray(pair[1], float), float(second), bool(is_sure)


def _by_smaller_side(scaled: Csr, sizes: Array) -> tuple[float, float, float, Array, Array]:
    """Three largest singular values and the second pair, from the product of a wide matrix with its transpose."""
    forth, back = narrow(scaled.tocsr()), narrow(scaled.T.tocsr())
    start = np.sqrt(sizes) + np.random.default_rng(0).standard_normal(len(sizes))
    square = LinearOperator((len(sizes),) * 2, matvec=lambda x: forth @ (back @ x), dtype=float)
    squares, vectors = eigsh(square, k=3, which="LA", v0=start, ncv=LANCZOS, tol=1e-12)
    third, second, first = np.sqrt(np.maximum(squares, 0.0))
    left = vectors[:, 1]
    return first, second, third, left, back @ left / max(second, TINY)


def _agreement(values: Array, sizes: Array) -> float:
    """Correlation; 0 where one of the two does not vary."""
    spread = standardised(sizes)
    return 0.0 if np.isnan(spread).any() else float(np.mean(values * spread))


def _placed(values: Array, at: np.ndarray, size: int) -> Array:
    whole = np.full(size, np.nan)
    whole[at] = values
    return whole
