"""Who was passed over for whom, and which published limit would break if they were exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from jialing.match.selection.program import Program
from jialing.match.selection.ranking import Ints, Ranking
from jialing.match.selection.rows import Choices, Limit


@dataclass(frozen=True)
class Broken:
    """A published limit that an exchange would break, and by how much in the limit's own unit (None for a share).

    ``is_money``: the unit is the smallest of the currency."""

    code: str
    name: str
    value: str
    year: int
    limit: Fraction
    excess: Fraction | None
    is_money: bool


@dataclass(frozen=True)
class Inversion:
    """``passed_over`` is not funded although ``funded``, lower in the ranking of the same topic, is.

    ``forced_by``: limits broken if the first took the other's place, under the option of it that breaks fewest. Never
    empty in a selection: where nothing would break, the exchange is made.
    """

    passed_over: int
    funded: int
    forced_by: tuple[Broken, ...]


@dataclass(frozen=True)
class Swaps:
    """Exchanges of one funded proposal for one that is not, put to all limits in whole numbers."""

    of: Choices
    ranks: Ranking
    topic: Ints

    def inversions(self, taken: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """(choice taken, proposal passed over) in order of topic and rank; ``taken`` is (choices,)."""
        funded = self.of.proposal[taken]
        open_rows = np.setdiff1d(np.unique(self.of.proposal), funded)
        found = []
        for choice in np.flatnonzero(taken):
            low = self.of.proposal[choice]
            over = open_rows[
                (self.topic[open_rows] == self.topic[low]) & (self.ranks.rank[open_rows] < self.ranks.rank[low])
            ]
            found += [(int(choice), int(high)) for high in over]
        return sorted(found, key=lambda one: (self.topic[one[1]], self.ranks.rank[one[1]], one[1], one[0]))

    def options(self, row: int) -> Ints:
        """Choices of a proposal."""
        found: Ints = np.flatnonzero(self.of.proposal == row)
        return found

    def used(self, taken: NDArray[np.bool_], out: int, into: int) -> Ints:
        """(limits,) what is used of each if choice ``into`` takes the place of ``out``."""
        weights = self.of.weights
        after: Ints = weights[:, taken].sum(axis=1) - weights[:, out] + weights[:, into]
        return after

    def is_kept(self, taken: NDArray[np.bool_], out: int, into: int) -> bool:
        """Whether all limits hold after the exchange."""
        return bool((self.used(taken, out, into) <= self.of.most).all())

    def forced_by(self, taken: NDArray[np.bool_], out: int, row: int) -> tuple[Broken, ...]:
        """Limits broken by the option of proposal ``row`` that breaks fewest; empty where one breaks none."""
        tried = [self.used(taken, out, int(into)) for into in self.options(row)]
        fewest = min(tried, key=lambda used: int((used > self.of.most).sum()))
        return tuple(broken(self.of.limits[at], int(fewest[at])) for at in np.flatnonzero(fewest > self.of.most))

    def named(self, taken: NDArray[np.bool_]) -> Iterator[Inversion]:
        for out, row in self.inversions(taken):
            yield Inversion(row, int(self.of.proposal[out]), self.forced_by(taken, out, row))

    def unforced(self, taken: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Inversions that no limit forces."""
        return [(out, row) for out, row in self.inversions(taken) if not self.forced_by(taken, out, row)]

    def forbid(self, held: Program, out: int, row: int) -> None:
        """Let ``out`` be chosen over proposal ``row`` only where every option of the latter would break some limit.

        ``x_out - sum x_row <= sum t`` for each option, with a column ``t`` for each limit that weighs more on the
        option than on ``out``, which may be 1 only where the limit is so full that the exchange would break it.
        """
        weights, most = self.of.weights, self.of.most
        every = self.options(row)
        for into in every:
            heavier = weights[:, into] - weights[:, out]
            marks = []
            for at in np.flatnonzero(heavier > 0):
                mark = held.column()
                marks.append(mark)
                least = int(np.minimum(weights[at], 0).sum())
                full = int(most[at]) + 1 - int(heavier[at])
                at_columns = np.flatnonzero(weights[at])
                held.add([*at_columns, mark], [*-weights[at][at_columns], max(full - least, 0)], -least)
            held.add([out, *every, *marks], [1, *[-1] * (len(every) + len(marks))], 0)


def broken(limit: Limit, used: int) -> Broken:
    """By how much a limit is broken, in its own unit."""
    by = None if limit.is_share else abs(used * limit.scale - limit.published)
    return Broken(limit.code, limit.name, limit.value, limit.year, limit.published, by, limit.is_money)
