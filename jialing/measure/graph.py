"""Where units stand in a network of ties: between others, beside gaps, and which ties are more than chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse.csgraph import shortest_path

from jialing.errors import InputError
from jialing.measure.matrix import Array, Mask, check_counts, ratio

SAME = 1e-9
"""Relative difference under which two ways through the network are equally short."""


def betweenness(ties: ArrayLike) -> Array:
    """Betweenness of each unit: the share of pairs of others whose shortest way leads through it.

    A tie of n works has the length 1/n, so that ways along strong ties are short; of several equally short ways each
    counts its part. Pairs that no way joins count as not led through anyone.

    Parameters
    ----------
    ties : (units, units), joint works, >= 0, symmetric; the diagonal is not read

    Returns
    -------
    (units,), 0..1; NaN where fewer than three units have a tie, and for units without one

    Raises
    ------
    InputError
        ``counts.not_counts``, ``counts.unknown_cells``, ``matrix.not_square``, ``matrix.not_symmetric``

    References
    ----------
    Freeman (1977), doi:10.2307/3033543; Brandes (2001), doi:10.1080/0022250X.2001.9990249 (accumulation);
    Newman (2001), doi:10.1103/PhysRevE.64.016132 (length of a tie)
    """
    cells = checked_ties(ties)
    linked = np.flatnonzero(cells.any(axis=1))
    found = np.full(len(cells), np.nan)
    n = len(linked)
    if n >= 3:
        found[linked] = _between(cells[np.ix_(linked, linked)]) / ((n - 1) * (n - 2))
    return found


def constraint(ties: ArrayLike) -> Array:
    """Burt's constraint: how far a unit's ties lead back to the same others; low beside structural holes.

    ``c_i = sum_j (p_ij + sum_q p_iq p_qj)^2`` over its partners j, p_ij the share of i's ties that j has.

    Parameters and errors as :func:`betweenness`.

    Returns
    -------
    (units,), > 0, seldom above 1.2; NaN for units without a tie

    References
    ----------
    Burt (1992), Structural Holes, Harvard University Press, chapter 2
    """
    cells = checked_ties(ties)
    share = np.nan_to_num(ratio(cells, cells.sum(axis=1, keepdims=True)))
    indirect = share + share @ share
    spread = np.where(cells > 0, indirect**2, 0.0).sum(axis=1)
    return np.where(cells.any(axis=1), spread, np.nan)


def backbone(ties: ArrayLike, *, level: float = 0.05) -> Mask:
    """The ties that are more than chance for at least one of their two ends: the disparity filter.

    A unit of k ties that threw its strength onto them at random would give one of them a share of p or more with
    probability ``(1 - p)^(k - 1)``; a tie is kept where that lies under ``level`` at either end. A unit's only tie
    says nothing of that unit, and is kept only where it matters to the other end.

    Parameters as :func:`betweenness`; ``level`` within 0 and 1.

    Returns
    -------
    (units, units), symmetric, True where the tie is kept

    Raises
    ------
    InputError
        As :func:`betweenness`; ``ties.level``

    References
    ----------
    Serrano, Boguna & Vespignani (2009), doi:10.1073/pnas.0808904106
    """
    if not 0 < level < 1:
        raise InputError("ties.level", level=level)
    cells = checked_ties(ties)
    share = np.nan_to_num(ratio(cells, cells.sum(axis=1, keepdims=True)))
    degree = (cells > 0).sum(axis=1, keepdims=True)
    chance = np.where(cells > 0, (1.0 - share) ** (degree - 1), 1.0)
    kept: Mask = np.minimum(chance, chance.T) < level
    return kept


def checked_ties(ties: ArrayLike) -> Array:
    """Ties as a symmetric float array with an empty diagonal. Errors as :func:`betweenness`."""
    cells = np.array(ties, float)
    if cells.ndim != 2 or cells.shape[0] != cells.shape[1]:
        raise InputError("matrix.not_square", shape=str(cells.shape))
    np.fill_diagonal(cells, 0.0)
    check_counts(cells)
    if np.isnan(cells).any():
        raise InputError("counts.unknown_cells", count=int(np.isnan(cells).sum()))
    if not np.allclose(cells, cells.T):
        raise InputError("matrix.not_symmetric")
    return cells


def _between(cells: Array) -> Array:
    """Brandes' accumulation with all sources side by side: step k deals with the k-th nearest unit of each source."""
    with np.errstate(divide="ignore"):
        length = np.where(cells > 0, 1.0 / cells, np.inf)
    away = shortest_path(np.where(np.isinf(length), 0.0, length), directed=False)
    order = np.argsort(away, axis=1, kind="stable")
    ways = np.eye(len(cells))
    for k in range(1, len(cells)):
        now = order[:, k]
        source = np.arange(len(cells))
        ways[source, now] = (ways * _before(away, length, now)).sum(axis=1)
    return _accumulated(away, length, order, ways)


def _before(away: Array, length: Array, now: NDArray[np.intp]) -> Mask:
    """(sources, units): which units come just before ``now`` on a shortest way from each source."""
    reached = away[np.arange(len(away)), now][:, None]
    with np.errstate(invalid="ignore"):
        is_before: Mask = np.abs(away + length[now] - reached) <= SAME * reached
    return is_before & np.isfinite(reached)


def _accumulated(away: Array, length: Array, order: NDArray[np.intp], ways: Array) -> Array:
    n = len(away)
    source, led, total = np.arange(n), np.zeros((n, n)), np.zeros(n)
    for k in range(n - 1, 0, -1):
        now = order[:, k]
        part = ratio(1.0 + led[source, now], ways[source, now])
        led += _before(away, length, now) * ways * np.nan_to_num(part)[:, None]
        np.add.at(total, now, led[source, now])
    return total
