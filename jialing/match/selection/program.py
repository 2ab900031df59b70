"""The whole-number program of a selection: choices, limits, and rows that are added as they are needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from jialing.errors import Infeasible
from jialing.match.selection.ranking import Floats, Ints
from jialing.match.selection.rows import Choices

ABOVE = 1e-4
"""Of a unit: what a bound in doubles may stand above a whole number and still mean it."""

LARGEST = 1e6
"""Largest gain handed to the solver, which stops a millionth of a unit away from the best."""

ROUNDS = 20
"""Most times that a solution is refused because a row was broken within the solver's tolerance."""


@dataclass(frozen=True)
class Row:
    """``sum weights[i] * x[columns[i]] <= most``, whole numbers."""

    columns: Ints
    weights: Ints
    most: int

    def is_kept(self, x: Ints) -> bool:
        return int(self.weights @ x[self.columns]) <= self.most


@dataclass(frozen=True)
class Found:
    """A solution: 0 or 1 for each column, its value, and a value that no solution exceeds."""

    x: Ints
    value: int
    bound: int


@dataclass
class Program:
    """Columns that are 0 or 1 and rows of whole numbers; ``n`` columns so far."""

    n: int
    rows: list[Row] = field(default_factory=list)
    _scaled: tuple[sparse.csr_array, Floats] | None = field(default=None, repr=False)

    def copy(self) -> Program:
        return Program(self.n, list(self.rows))

    def column(self) -> int:
        """One more column; its number."""
        self.n += 1
        return self.n - 1

    def add(self, columns: Ints | list[int], weights: Ints | list[int], most: int) -> None:
        self.rows.append(Row(np.asarray(columns, np.int64), np.asarray(weights, np.int64), most))

    def best(self, gain: Ints, *, seconds: float, known: Ints | None = None) -> Found | None:
        """The solution of the largest ``gain @ x``, whole numbers; None where there is none.

        The solver's tolerance is a millionth of a row that is scaled to weights of at most 1, so every solution is put
        to the rows again in whole numbers; one that breaks a row is cut off and the search goes on.

        Parameters
        ----------
        known : a solution, where one is known; kept where the time brings no better one

        Raises
        ------
        Infeasible
            ``selection.no_time`` where nothing was found in the time and nothing was known.
        """
        full = np.concatenate([gain, np.zeros(self.n - len(gain), np.int64)])
        unit = gcd(*(int(one) for one in gain)) or 1
        full //= unit
        scale = max(1.0, float(np.abs(full).max(initial=0)) / LARGEST)
        for _ in range(ROUNDS):
            matrix, most = self.scaled()
            constraints = LinearConstraint(matrix, -np.inf, most) if self.rows else ()
            found: Any = milp(
                -full / scale,
                constraints=constraints,
                bounds=Bounds(0, 1),
                integrality=np.ones(self.n, np.uint8),
                options={"time_limit": seconds, "mip_rel_gap": 0.0},
            )
            if found.status == 2:
                return None
            if found.x is None:
                return _kept(full, unit, known, seconds)
            x = np.rint(found.x).astype(np.int64)
            broken = [row for row in self.rows if not row.is_kept(x)]
            if not broken:
                value = int(full @ x)
                bound = max(value, _whole(-float(found.mip_dual_bound) * scale))
                if known is not None and int(full @ known) > value:
                    x, value = known, int(full @ known)
                return Found(x, value * unit, bound * unit)
            for row in broken:  # at least one of what it took from these columns must change
                self._refuse(row, x)
        return _kept(full, unit, known, seconds)

    def _refuse(self, row: Row, x: Ints) -> None:
        taken = x[row.columns]
        weights = np.where(taken > 0, np.where(row.weights > 0, 1, 0), np.where(row.weights < 0, -1, 0))
        self.add(row.columns, weights, int(((taken > 0) & (row.weights > 0)).sum()) - 1)

    def scaled(self) -> tuple[sparse.csr_array, Floats]:
        """All rows, each divided by its largest weight, and their limits."""
        size = (len(self.rows), self.n)
        if self._scaled is None or self._scaled[0].shape != size:
            self._scaled = self._made_scaled()
        return self._scaled

    def _made_scaled(self) -> tuple[sparse.csr_array, Floats]:
        sizes = np.array([max(1.0, float(np.abs(row.weights).max(initial=1))) for row in self.rows])
        lengths = np.array([len(row.columns) for row in self.rows], np.int64)
        start = np.concatenate([[0], np.cumsum(lengths)])
        at = np.concatenate([np.zeros(0, np.int64), *(row.columns for row in self.rows)])
        data = np.concatenate([np.zeros(0), *(row.weights for row in self.rows)]) / np.repeat(sizes, lengths)
        matrix = sparse.csr_array((data, at, start), shape=(len(self.rows), self.n))
        return matrix, np.array([row.most for row in self.rows], float) / sizes


def _kept(gain: Ints, unit: int, known: Ints | None, seconds: float) -> Found:
    """The solution known, with the bound that all gains together give."""
    if known is None:
        raise Infeasible("selection.no_time", seconds=seconds)
    return Found(known, int(gain @ known) * unit, int(np.maximum(gain, 0).sum()) * unit)


def _whole(bound: float) -> int:
    return int(np.floor(bound + max(ABOVE, 1e-9 * abs(bound))))


def program(of: Choices, *, is_without_limits: bool = False) -> Program:
    """At most one option of each proposal, and all limits."""
    made = Program(len(of.proposal))
    for row in np.unique(of.proposal[of.option > 0]):
        columns = np.flatnonzero(of.proposal == row)
        made.add(columns, np.ones(len(columns), np.int64), 1)
    for limit in () if is_without_limits else of.limits:
        if int(np.maximum(limit.weights, 0).sum()) <= limit.most:
            continue  # nothing that may be chosen could break it
        columns = np.flatnonzero(limit.weights)
        made.add(columns, limit.weights[columns], limit.most)
    return made
