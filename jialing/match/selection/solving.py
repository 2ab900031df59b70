"""The best selection under a call's published rule, quotas and budget: exact, with its bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jialing.base.progress import SILENT, Progress
from jialing.errors import Infeasible
from jialing.match.selection.call import Call
from jialing.match.selection.contradictions import contradiction, told
from jialing.match.selection.inversions import Inversion, Swaps
from jialing.match.selection.narrowing import Narrowed, narrowed, whole
from jialing.match.selection.payment import Payment, payments
from jialing.match.selection.program import Found, program
from jialing.match.selection.ranking import Ints, Ranking, ranking
from jialing.match.selection.rows import Choices, choices

Bools = NDArray[np.bool_]

SECONDS = 60.0
"""Longest search for one criterion; what is then open is the distance to the bound."""

MIX = 10**5
"""Units that a unit of score is worth beside what mixes ties."""

TRIES = 50
"""Most rounds in which inversions that nothing forces are ruled out."""


@dataclass(frozen=True)
class Criterion:
    """A criterion, what the selection reaches, and what none can exceed after the criteria before it.

    ``score`` in units of the last decimal; ``passed_over`` and ``rank`` count against (a selection with less is
    better, ``bound`` is the least possible).
    """

    name: str
    value: int
    bound: int


@dataclass(frozen=True)
class Chosen:
    """A set of proposals and what it is worth: (choices,) taken, and criteria in the order that counts."""

    taken: Bools
    criteria: tuple[Criterion, ...]

    @property
    def is_proven(self) -> bool:
        """No selection is better by the published criteria."""
        return all(one.value == one.bound for one in self.criteria)


@dataclass(frozen=True)
class Alternative:
    """A selection nearly as good that keeps every rule: which proposals (rows) come and go."""

    criteria: tuple[Criterion, ...]
    added: tuple[int, ...]
    dropped: tuple[int, ...]


@dataclass(frozen=True)
class Exchange:
    """Could go either way: exchanging the two leaves every published criterion equal and every limit kept (rows)."""

    funded: int
    instead: int


@dataclass(frozen=True)
class Selection:
    """The decision as the published rules make it; proposals by their row in the call.

    Attributes
    ----------
    ranks : scores, ranks and who may be funded at all
    funded, option : (n,) rows funded, and under which option of what they may be given
    criteria : what is reached and the bound, most important first
    inversions : every proposal passed over, for whom, and the limits that force it
    exchanges : ties at the edge; which side was taken followed the order of the list
    alternatives : the next best sets that also pass over nobody without being forced to, best first
    payments : which line pays what (empty without lines)
    choices, taken : what was chosen from, and what was
    """

    ranks: Ranking
    funded: Ints
    option: Ints
    criteria: tuple[Criterion, ...]
    is_proven: bool
    inversions: tuple[Inversion, ...]
    exchanges: tuple[Exchange, ...]
    alternatives: tuple[Alternative, ...]
    payments: tuple[Payment, ...]
    choices: Choices
    taken: Bools


def best_selection(
    given: Call, *, n_alternatives: int = 3, seconds: float = SECONDS, progress: Progress = SILENT
) -> Selection:
    """Select as the call published: the criteria one after the other, each exactly, under every quota and the budget.

    A 0-1 program is solved for the first criterion, its value is held, the next is solved, and so on (lexicographic
    optimum); after ``score`` the least sum of ranks within topics settles equal scores that tie-breaks order, and last
    of all the order of the list settles what is equal on everything published. An inversion that no limit forces is
    ruled out by rows of its own, so the result is the best of those that pass over nobody without cause.

    Raises
    ------
    Infeasible
        ``selection.nobody`` where nobody may be funded; ``selection.impossible`` with the smallest set of limits that
        contradict each other and what would relax them; ``selection.no_time``.

    References
    ----------
    Justified envy: Balinski & Sonmez (1999), doi:10.1006/jeth.1998.2469; with quotas: Kamada & Kojima (2017),
    doi:10.1016/j.jet.2016.12.006. Lexicographic programs: Isermann (1982), OR Spektrum 4:223.
    """
    ranks = ranking(given.scores, given.rule, topic=given.topics, group=given.groups)
    if not ranks.may_be_funded.any():
        raise Infeasible("selection.nobody")
    of = choices(given, ranks.may_be_funded)
    search = Search(given, ranks, of, seconds, is_narrowed=True)
    progress.start("step.select", 1 + n_alternatives, "unit.selections")
    best = search.next_best()
    if best is None:
        raise Infeasible("selection.impossible", **told(contradiction(of, seconds=seconds), given.decimals))
    progress.advance(1)
    others = _alternatives(search, best, n_alternatives, progress)
    progress.finish()
    return Selection(
        ranks=ranks,
        funded=of.proposal[best.taken],
        option=of.option[best.taken],
        criteria=best.criteria,
        is_proven=best.is_proven,
        inversions=tuple(search.swaps.named(best.taken)),
        exchanges=search.exchanges(best),
        alternatives=others,
        payments=payments(given, of.proposal[best.taken], of.option[best.taken]),
        choices=of,
        taken=best.taken,
    )


def _alternatives(search: Search, best: Chosen, n: int, progress: Progress) -> tuple[Alternative, ...]:
    of, found = search.of, []
    first, last = set(of.proposal[best.taken].tolist()), best
    for _ in range(n):
        search.exclude(last)
        other = search.next_best()
        progress.advance(1)
        if other is None:
            break
        last, rows = other, set(of.proposal[other.taken].tolist())
        found.append(Alternative(other.criteria, tuple(sorted(rows - first)), tuple(sorted(first - rows))))
    return tuple(found)


class Search:
    """Selections of a call, the best first."""

    def __init__(self, given: Call, ranks: Ranking, of: Choices, seconds: float, *, is_narrowed: bool = False) -> None:
        codes = {topic: nth for nth, topic in enumerate(dict.fromkeys(given.topics))}
        topic = np.array([codes[name] for name in given.topics], np.int64)
        self.of, self.swaps, self._seconds = of, Swaps(of, ranks, topic), seconds
        self._program, self._is_narrowed = program(of), is_narrowed
        self._gains = {
            "score": ranks.units[of.proposal],
            "rank": -ranks.rank[of.proposal],
            "money": of.amount,
            "projects": np.ones(len(of.amount), np.int64),
            "listed": -of.proposal,
        }
        self._criteria = _criteria(given, ranks, topic)
        if "passed_over" in self._criteria:
            self._gains["passed_over"] = self._passed_over(topic, ranks)

    def next_best(self) -> Chosen | None:
        """The best selection that is left; None where there is none."""
        for _ in range(TRIES):
            found = self._lexicographic()
            unforced = [] if found is None else self.swaps.unforced(found.taken)
            if not unforced:
                return found
            for out, row in unforced:
                self.swaps.forbid(self._program, out, row)
        raise Infeasible("selection.no_time", seconds=self._seconds)

    def best_by_score(self, units: Ints, mixed: Ints, is_open: Bools) -> tuple[Bools, bool] | None:
        """A selection of the greatest sum of these scores, and whether that is proven; None where there is none.

        Of several the one of the greatest sum of ``mixed``, (proposals,) of 0 to ``MIX / n`` each, as far as the solver
        tells such small differences apart. ``units``, ``is_open``: (proposals,) score, and who may be funded.
        """
        rows = self.of.proposal
        gain = np.where(is_open[rows], units[rows] * MIX + mixed[rows], 0)
        found = narrowed(self._program, gain, None, seconds=self._seconds, closed=~is_open[rows])
        if found is None:
            return None
        best = found[1]
        return best.x[: len(self.of.proposal)] > 0, best.value // MIX == best.bound // MIX

    def exclude(self, chosen: Chosen) -> None:
        """Leave this set of proposals out from now on, under whatever options."""
        is_in = np.isin(self.of.proposal, self.of.proposal[chosen.taken])
        weights = np.where(is_in, 1, -1)
        self._program.add(np.arange(len(weights)), weights, int(chosen.taken.sum()) - 1)

    def exchanges(self, best: Chosen) -> tuple[Exchange, ...]:
        """Pairs that could go either way, in the order of the list."""
        rows, taken = self.of.proposal, best.taken
        units = self._gains["score"]
        found = set()
        for out in np.flatnonzero(taken):
            is_funded = np.isin(rows, rows[taken])
            for into in np.flatnonzero(~is_funded & (units == units[out])):
                pair = (taken, int(out), int(into))
                if self.swaps.is_kept(*pair) and self._is_equal(*pair):
                    found.add(Exchange(int(rows[out]), int(rows[into])))
        return tuple(sorted(found, key=lambda one: (one.funded, one.instead)))

    def _is_equal(self, taken: Bools, out: int, into: int) -> bool:
        other = taken.copy()
        other[out], other[into] = False, True
        names = [name for name in self._criteria if name not in ("listed", "passed_over")]
        is_same = all(self._gains[name][out] == self._gains[name][into] for name in names)
        if not is_same or self.swaps.unforced(other):
            return False
        return "passed_over" not in self._criteria or self._n_passed(other) == self._n_passed(taken)

    def _n_passed(self, taken: Bools) -> int:
        return len({row for _, row in self.swaps.inversions(taken)})

    def _lexicographic(self) -> Chosen | None:
        held, criteria, x = whole(self._program), [], None
        for name in self._criteria:
            found = self._best(held, self._gains[name], x)
            if found is None:
                return None
            held, best = found
            x, gain = best.x, held.gain(self._gains[name])
            columns = np.flatnonzero(gain)
            held.program.add(columns, -gain[columns], held.settled(self._gains[name]) - best.value)
            if name != "listed":
                criteria.append(_told(name, best))
        assert x is not None
        return Chosen(x[: len(self.of.proposal)] > 0, tuple(criteria))

    def _best(self, held: Narrowed, every: Ints, known: Ints | None) -> tuple[Narrowed, Found] | None:
        """The best for a gain, by columns of the whole program, and where the next criterion may be sought."""
        gain, settled = held.gain(every), held.settled(every)
        if not self._is_narrowed:
            inside = None if known is None else known[held.columns]
            found = held.program.best(gain, seconds=self._seconds, known=inside)
            return None if found is None else (held, _beside(held, found, settled))
        inner = narrowed(held.program, gain, None if known is None else known[held.columns], seconds=self._seconds)
        return None if inner is None else (held.inside(inner[0]), _beside(held, inner[1], settled))

    def _passed_over(self, topic: Ints, ranks: Ranking) -> Ints:
        """Columns that count who is passed over: the gain, -1 for each.

        ``below_k`` is 1 where somebody of rank above k in number (lower in the ranking) is funded; a proposal of rank k
        that is not funded is then passed over: ``passed >= below_k - x``.
        """
        counted = []
        for code in np.unique(topic[self.of.proposal]):
            of_topic = np.flatnonzero(topic[self.of.proposal] == code)
            levels = np.unique(ranks.rank[self.of.proposal[of_topic]])[::-1]
            below: int | None = None
            for level in levels:
                here = of_topic[ranks.rank[self.of.proposal[of_topic]] == level]
                counted += self._passed_here(here, below)
                below = self._some_funded(here, below)
        gain = np.zeros(self._program.n, np.int64)
        gain[counted] = -1
        return gain

    def _passed_here(self, here: Ints, below: int | None) -> list[int]:
        if below is None:
            return []
        found = []
        for row in np.unique(self.of.proposal[here]):
            options = here[self.of.proposal[here] == row]
            passed = self._program.column()
            self._program.add([below, *options, passed], [1, *[-1] * len(options), -1], 0)
            found.append(passed)
        return found

    def _some_funded(self, here: Ints, below: int | None) -> int:
        some = self._program.column()
        if below is not None:
            self._program.add([below, some], [1, -1], 0)
        for choice in here:
            self._program.add([int(choice), some], [1, -1], 0)
        return some


def _criteria(given: Call, ranks: Ranking, topic: Ints) -> tuple[str, ...]:
    """As published, with ranks where equal scores of a topic have different ranks, and the list at the end."""
    pairs = {(t, u) for t, u in zip(topic, ranks.units, strict=True)}
    triples = {(t, u, r) for t, u, r in zip(topic, ranks.units, ranks.rank, strict=True)}
    is_finer = len(triples) > len(pairs)
    named = [name for one in given.objective for name in ((one, "rank") if one == "score" and is_finer else (one,))]
    return (*named, "listed")


def _told(name: str, found: Found) -> Criterion:
    sign = -1 if name in ("passed_over", "rank") else 1
    return Criterion(name, sign * found.value, sign * found.bound)


def _beside(held: Narrowed, found: Found, settled: int) -> Found:
    return Found(held.x(found.x), found.value + settled, found.bound + settled)
