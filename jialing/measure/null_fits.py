"""Fitting null models of ties, many draws of places side by side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError
from jialing.measure.matrix import Array

Fit = Callable[[Array, Array], tuple[Array, NDArray[np.bool_]]]
"""How much each place weighs, and how much its works grow to what they would be if every work were seen and rightly
placed (both (draws, places)) -> expected ties (draws, pairs), and which draws could be fitted. Ties grow by the product
of both ends."""

STEPS = 20_000
CLOSE = 1e-9


def configuration(cells: Array) -> Fit:
    """``x_a sum_(b != a) w_b x_b = sum_b w_b t_ab``: each place's expected ties, weighed, are its observed ones."""
    one, other = np.triu_indices(len(cells), 1)

    def fit(weights: Array, grown: Array) -> tuple[Array, NDArray[np.bool_]]:
        target = grown * ((weights * grown) @ cells)
        x, is_close = _iterated(weights, target)
        return x[:, one] * x[:, other], is_close

    return fit


def _iterated(weights: Array, target: Array) -> tuple[Array, NDArray[np.bool_]]:
    """Proportional fitting by half steps (a full step swings between two values when one place is large)."""
    x = target / np.sqrt((weights * target).sum(axis=1, keepdims=True))
    is_close = np.zeros(len(x), bool)
    for _ in range(STEPS):
        open_ = ~is_close
        w, t, now = weights[open_], target[open_], x[open_]
        rest = (w * now).sum(axis=1, keepdims=True) - w * now
        new = np.sqrt(now * np.divide(t, rest, out=np.zeros_like(t), where=t > 0))
        x[open_] = new
        is_close[open_] = np.abs(new - now).max(axis=1) <= CLOSE * new.max(axis=1)
        if is_close.all():
            break
    return x, is_close


def gravity(cells: Array, size: ArrayLike, distance: ArrayLike | None) -> Fit:
    """``log e_ab = c + alpha (log s_a + log s_b) + gamma log d_ab``, by Poisson pseudo-maximum likelihood."""
    one, other = np.triu_indices(len(cells), 1)
    design = _design(np.asarray(size, float), _kilometres(distance, len(cells)), one, other)
    is_known = ~np.isnan(design).any(axis=1)
    ties, known = cells[one, other][is_known], design[is_known]
    can_fit = is_known.sum() > design.shape[1] and bool(ties.any())
    same = np.zeros((1, len(ties)))
    start = _poisson(ties, known, np.ones((1, len(ties))), same)[1] if can_fit else np.zeros((1, 3))

    def fit(weights: Array, grown: Array) -> tuple[Array, NDArray[np.bool_]]:
        found = np.full((len(weights), len(one)), np.nan)
        if not can_fit:
            return found, np.zeros(len(weights), bool)
        pairs = (weights[:, one] * weights[:, other])[:, is_known]
        larger = np.log(grown[:, one] * grown[:, other])[:, is_known]
        found[:, is_known], _, is_close = _poisson(ties * np.exp(larger), known, pairs, larger, start)
        return found, is_close

    return fit


def _kilometres(distance: ArrayLike | None, places: int) -> Array:
    if distance is None:
        raise InputError("ties.no_distance")
    found = np.array(distance, float)
    if found.shape != (places, places):
        raise InputError("counts.shapes", shapes=f"{(places, places)}, {found.shape}")
    np.fill_diagonal(found, np.nan)
    if not np.allclose(found, found.T, equal_nan=True):
        raise InputError("matrix.not_symmetric")
    if np.any(found <= 0) or np.any(np.isinf(found)):
        raise InputError("ties.distance", count=int(np.sum((found <= 0) | np.isinf(found))) // 2)
    return found


def _design(size: Array, kilometres: Array, one: NDArray[np.intp], other: NDArray[np.intp]) -> Array:
    """(pairs, 3): 1, log of both sizes, log of the distance, the last two less their means (for a stable fit)."""
    with np.errstate(divide="ignore"):
        logs = np.where(size > 0, np.log(size), np.nan)
    columns = np.stack([logs[one] + logs[other], np.log(kilometres[one, other])], axis=1)
    known = columns[~np.isnan(columns).any(axis=1)]
    return np.column_stack([np.ones(len(one)), columns - (known.mean(axis=0) if len(known) else 0.0)])


def _poisson(
    ties: Array, design: Array, weights: Array, larger: Array, start: Array | None = None
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Iteratively reweighted least squares (Nelder & Wedderburn 1972), all draws side by side.

    (draws, pairs) expected ties, (draws, 3) exponents, and which draws came to rest at finite exponents. ``larger``:
    (draws, pairs), what a draw adds to the logarithm of both sizes, the second column of the design. ``start``:
    exponents to begin from.
    """
    level = np.log((weights * ties).sum(axis=1) / weights.sum(axis=1))
    beta = np.column_stack([level, np.zeros((len(weights), design.shape[1] - 1))])
    if start is not None:
        beta = np.repeat(start, len(weights), axis=0)
    is_close = np.zeros(len(weights), bool)
    squares = np.einsum("pi,pj->pij", design, design).reshape(len(design), -1)
    for _ in range(60):
        expected = _law(beta, design, larger)
        lacking, curved = weights * (ties - expected), weights * expected
        score = lacking @ design
        score[:, 1] += (lacking * larger).sum(axis=1)
        curve = (curved @ squares).reshape(len(weights), design.shape[1], -1) + _bent(curved, design, larger)
        step = np.einsum("dij,dj->di", np.linalg.pinv(curve, rcond=1e-12, hermitian=True), score)
        beta += step * np.minimum(1.0, 2.0 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
        is_close = np.abs(step).max(axis=1) < 1e-7
        if is_close.all():
            break
    return _law(beta, design, larger), beta, is_close & (np.abs(beta).max(axis=1) < 50.0)


def _law(beta: Array, design: Array, larger: Array) -> Array:
    return np.asarray(np.exp(np.clip(beta @ design.T + beta[:, 1:2] * larger, -60.0, 60.0)), float)


def _bent(curved: Array, design: Array, larger: Array) -> Array:
    """What larger sizes add to the curvature (draws, 3, 3): x_1 + s in place of x_1 changes its row and column."""
    if not larger.any():
        return np.zeros((len(curved), 3, 3))
    more = curved * larger
    found = np.zeros((len(curved), 3, 3))
    found[:, 1, :] = found[:, :, 1] = more @ design
    found[:, 1, 1] = 2.0 * found[:, 1, 1] + (more * larger).sum(axis=1)
    return found
