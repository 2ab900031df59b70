"""Which columns of a program can still differ between best solutions: prices settle all others at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from jialing.match.selection.program import Found, Program, Row
from jialing.match.selection.ranking import Floats, Ints

FIRST = 100
"""Columns tried first, those of the least reduced cost."""

MARGIN = 1e-6
"""Of the largest gain: what a reduced cost may be off within the solver's tolerance (1e-7)."""


@dataclass(frozen=True)
class Narrowed:
    """A program over the columns that matter; the others stand at ``fixed``.

    Attributes
    ----------
    program : over ``columns``, in their order
    columns : columns of the whole program
    fixed : (all columns,) 0 or 1; 0 where the column is in ``columns``
    """

    program: Program
    columns: Ints
    fixed: Ints

    def gain(self, every: Ints) -> Ints:
        """The gain of the columns left."""
        return _padded(every, len(self.fixed))[self.columns]

    def settled(self, every: Ints) -> int:
        """What the fixed columns gain."""
        return int(_padded(every, len(self.fixed)) @ self.fixed)

    def x(self, left: Ints) -> Ints:
        """A solution of the whole program."""
        found = self.fixed.copy()
        found[self.columns] = left
        return found

    def part(self, every: Ints | None) -> Ints | None:
        """A solution over the columns left; None where it does not agree with what is fixed."""
        if every is None or not np.array_equal(self.x(every[self.columns]), every):
            return None
        return every[self.columns]

    def inside(self, inner: Narrowed) -> Narrowed:
        """What was narrowed again, over the columns of the whole program."""
        return Narrowed(inner.program, self.columns[inner.columns], self.x(inner.fixed))


def whole(held: Program) -> Narrowed:
    """A program as it is."""
    return Narrowed(held.copy(), np.arange(held.n), np.zeros(held.n, np.int64))


def narrowed(
    held: Program, gain: Ints, known: Ints | None, *, seconds: float, closed: NDArray[np.bool_] | None = None
) -> tuple[Narrowed, Found] | None:
    """The best solution for ``gain``, and the program without what all best ones have in common; None without any.

    The linear program's reduced costs say what leaving its solution costs at each column: with its value z and any
    whole solution of value v, a column that costs more than z - v is the same in every solution as good as v. So the
    result keeps every best solution, and whatever comes after ``gain`` may be decided on it.

    Parameters
    ----------
    known : a solution, where one is known
    closed : (columns,) those that must stay 0

    References
    ----------
    Dantzig, Fulkerson & Johnson (1954), doi:10.1287/opre.2.4.393 (reduced-cost fixing)
    """
    relaxed = _relaxed(held, gain, closed)
    if relaxed is None:
        return None
    reach, x, cost = relaxed
    order, margin = np.sort(cost), 1.0 + MARGIN * float(np.abs(gain).max(initial=0))
    order = order[np.isfinite(order)]
    if not len(order):
        return None
    within = float(order[min(FIRST, len(order) - 1)])
    if known is not None:
        within = reach - float(_padded(gain, held.n) @ known) + margin
    while True:
        made = _only(held, np.flatnonzero(cost <= within), np.rint(x).astype(np.int64))
        found = None if made is None else made.program.best(made.gain(gain), seconds=seconds, known=made.part(known))
        if found is None or made is None:
            if within >= order[-1]:
                return None
            within = float(order[min(2 * int((cost <= within).sum()), len(order) - 1)])
            continue
        settled = made.settled(gain)
        gap = reach - found.value - settled + margin
        if within >= gap or within >= order[-1]:
            return made, Found(made.x(found.x), found.value + settled, found.bound + settled)
        within = gap


def _relaxed(held: Program, gain: Ints, closed: NDArray[np.bool_] | None) -> tuple[float, Floats, Floats] | None:
    """Value, solution and what leaving it costs at each column."""
    full = _padded(gain, held.n)
    scale = float(np.abs(full).max(initial=0)) or 1.0
    matrix, most = held.scaled()
    open_to = np.ones(held.n) if closed is None else 1.0 - closed
    limits = np.column_stack([np.zeros(held.n), open_to])
    found: Any = linprog(  # type: ignore[call-overload]
        -full / scale, A_ub=matrix, b_ub=most, bounds=limits, method="highs-ds"
    )
    if found.status == 2:
        return None
    if found.x is None:  # the solver gave up: nothing is known, so nothing is settled
        return float(np.maximum(full, 0).sum()), np.zeros(held.n), np.where(open_to > 0, 0.0, np.inf)
    cost = np.abs(found.lower.marginals + found.upper.marginals) * scale
    inside = (found.x > 1e-7) & (found.x < 1 - 1e-7)
    cost[inside], cost[open_to == 0] = 0.0, np.inf
    return -float(found.fun) * scale, found.x, cost


def _only(held: Program, columns: Ints, x: Ints) -> Narrowed | None:
    """Rows over ``columns`` with the rest at ``x``; None where the rest alone breaks a row."""
    fixed = x.copy()
    fixed[columns] = 0
    place = np.full(held.n, -1, np.int64)
    place[columns] = np.arange(len(columns))
    made = Program(len(columns))
    for row in held.rows:
        most = row.most - int(row.weights @ fixed[row.columns])
        is_left = place[row.columns] >= 0
        weights = row.weights[is_left]
        if int(np.minimum(weights, 0).sum()) > most:
            return None
        if int(np.maximum(weights, 0).sum()) > most:
            made.rows.append(Row(place[row.columns[is_left]], weights, most))
    return Narrowed(made, columns, fixed)


def _padded(gain: Ints, n: int) -> Ints:
    return np.concatenate([gain, np.zeros(n - len(gain), np.int64)])
