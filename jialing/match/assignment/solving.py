"""The best assignment, proven: columns are added until no pair left out could help, then whole numbers where needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.errors import Infeasible
from jialing.match.assignment.columns import asked_for, best_columns, first_columns, near
from jialing.match.assignment.missing import refuse
from jialing.match.assignment.prices import Prices, upper_bound
from jialing.match.assignment.problem import Floats, Ints, Problem, grid
from jialing.match.assignment.program import Program, Solved

TOLERANCE = 1e-9
"""Of worths, relative to the largest score: what the solver's own tolerance leaves."""

SHORT = 1e-6
"""A shortage above this is one."""

PENALTIES = (20.0, 1e3, 5e4)
"""Of a unit of shortage, in largest scores; raised where a shortage was bought although none is needed."""

WHOLE_SECONDS = 120.0
"""Longest search for whole numbers; the proven bound is reported all the same."""

MAX_NEAR = 400_000
"""Most pairs in a whole-number program; beyond it the bound is that of the linear program."""


@dataclass(frozen=True)
class Relaxed:
    """The linear program over all pairs: shares of the pairs ``keys``, and prices that prove its value."""

    keys: Ints
    shares: Floats
    value: float
    paper_price: Floats
    prices: Prices


@dataclass(frozen=True)
class Assignment:
    """Who reviews what, and what it is worth.

    Attributes
    ----------
    pairs : (n, 2) paper, reviewer; ordered
    total : sum of the affinities of the pairs
    worst : least sum of affinities of a paper that demands any review
    bound : no assignment has a greater total
    prices : from which :func:`upper_bound` gives ``linear_bound`` over all pairs again
    linear_bound : the bound that follows from the prices alone; above ``bound`` where whole numbers cost something
    is_exact : totals were added as whole units without rounding, and none lies between ``total`` and ``bound``
    """

    pairs: Ints
    total: float
    worst: float
    bound: float
    prices: Prices
    linear_bound: float
    is_exact: bool

    @property
    def gap(self) -> float:
        """How far the total may be from the best, relative to the bound."""
        return max(0.0, self.bound - self.total) / max(abs(self.bound), 1e-12)


def best_assignment(wanted: Problem, *, progress: Progress = SILENT, seconds: float = WHOLE_SECONDS) -> Assignment:
    """The assignment with the largest total affinity under demands, loads, conflicts and all rules.

    Maximise ``sum s x`` with ``sum_r x = demand_p``, ``load_min_r <= sum_p x <= load_r``, members of each group within
    its limits at each paper, at most ``per_organisation`` of one organisation at a paper, ``sum_r s x >= floor``.
    Without groups, organisations and floor the matrix is that of a flow: every vertex is whole, and the prices of a
    vertex lie on the grid of the scores, so that total and bound are compared as whole units. With them whole numbers
    are sought among the pairs whose reduced cost could still matter; the others are ruled out by the prices
    (reduced-cost fixing), so the bound holds over all pairs.

    Raises
    ------
    Infeasible
        ``assignment.too_few``, ``assignment.group_short``, ``assignment.work_short`` or ``assignment.floor_high``, with
        what is missing and where; ``assignment.no_time``.

    References
    ----------
    Charlin & Zemel (2013), "The Toronto Paper Matching System"; Dantzig & Wolfe (1960), doi:10.1287/opre.8.1.101
    (columns); Hoffman & Kruskal (1956) (whole vertices).
    """
    relaxed = linear_optimum(wanted, progress=progress)
    digits = grid(wanted)
    if np.all(np.abs(relaxed.shares - np.rint(relaxed.shares)) < 1e-6):
        keys = relaxed.keys[relaxed.shares > 0.5]
        return _assignment(wanted, keys, relaxed, bound=np.inf, digits=digits)
    keys, bound = _whole(wanted, relaxed, progress, seconds)
    return _assignment(wanted, keys, relaxed, bound=bound, digits=digits)


def linear_optimum(wanted: Problem, *, progress: Progress = SILENT, keys: Ints | None = None) -> Relaxed:
    """The best shares of pairs, each at most ``cap``, over all pairs; raises as :func:`best_assignment`."""
    columns = first_columns(wanted, progress) if keys is None else keys
    columns, solved = _grown(wanted, columns, PENALTIES[0] * wanted.largest, progress, is_feasibility=False)
    for penalty in PENALTIES[1:]:
        if solved.shortage.total <= SHORT:
            break
        columns, least = _grown(wanted, columns, 1.0, progress, is_feasibility=True)
        if least.shortage.total > SHORT:
            refuse(wanted, least.shortage)
        columns, solved = _grown(wanted, columns, penalty * wanted.largest, progress, is_feasibility=False)
    if solved.shortage.total > SHORT:
        refuse(wanted, solved.shortage)
    return Relaxed(columns, solved.shares, solved.value, solved.paper_price, solved.prices)


def _grown(
    wanted: Problem, columns: Ints, penalty: float, progress: Progress, *, is_feasibility: bool
) -> tuple[Ints, Solved]:
    """Solve and add the pairs that the prices ask for, until none is left."""
    largest = 1.0 if is_feasibility else wanted.largest
    progress.start("step.assign_columns", 0, "unit.rounds")
    while True:
        solved = Program(wanted, columns, is_feasibility=is_feasibility).solve(penalty)
        asked = asked_for(
            wanted,
            solved.prices,
            solved.paper_price,
            is_feasibility=is_feasibility,
            tolerance=TOLERANCE * 100 * largest,
        )
        new = np.setdiff1d(asked, columns)
        progress.advance(1)
        if not len(new):
            progress.finish()
            return columns, solved
        columns = np.union1d(columns, new)


def _whole(wanted: Problem, relaxed: Relaxed, progress: Progress, seconds: float) -> tuple[Ints, float]:
    """Whole pairs and a bound on the total of any whole assignment.

    Any assignment that uses a pair of reduced cost ``-c`` has a total of at most ``value - c``. So once pairs with
    ``c`` up to ``value - total`` have been tried, those left out can hold nothing better.
    """
    keys = any_whole(wanted, relaxed, progress=progress, seconds=seconds)
    total = _total(wanted, keys)
    within = max(relaxed.value - total, 0.0) + TOLERANCE * 100 * max(1.0, abs(relaxed.value))
    columns = np.union1d(near(wanted, relaxed.prices, relaxed.paper_price, within=within), keys)
    if len(columns) > MAX_NEAR:
        return keys, relaxed.value
    progress.start("step.assign_whole", 0, "unit.rounds")
    solved = _whole_over(wanted, columns, seconds)
    progress.finish()
    if solved is None:
        return keys, relaxed.value
    better = columns[solved.shares > 0.5]
    keys = better if solved.shortage.total <= SHORT and _total(wanted, better) > total else keys
    return keys, min(relaxed.value, max(solved.bound, total))


def any_whole(
    wanted: Problem, relaxed: Relaxed, *, progress: Progress = SILENT, seconds: float = WHOLE_SECONDS
) -> Ints:
    """A good whole assignment among the pairs best at the prices; any at all among all pairs where those hold none.

    Raises
    ------
    Infeasible
        As :func:`best_assignment` where it is proven that no pairs whatever would do; else ``assignment.no_time``.
    """
    progress.start("step.assign_whole", 0, "unit.rounds")
    columns = best_columns(wanted, relaxed.prices, max(12, 4 * int(wanted.demand.max(initial=1))))
    columns = np.union1d(columns, relaxed.keys[relaxed.shares > 0])
    solved = _whole_over(wanted, columns, seconds)
    if solved is not None and solved.shortage.total <= SHORT:
        progress.finish()
        return columns[solved.shares > 0.5]
    columns, is_all = _widest(wanted, relaxed)
    found = Program(wanted, columns, is_feasibility=True).solve(1.0, is_whole=True, seconds=seconds)
    progress.finish()
    if found.shortage.total <= SHORT:
        return columns[found.shares > 0.5]
    if is_all and found.bound < -SHORT:
        refuse(wanted, found.shortage)
    raise Infeasible("assignment.no_time", seconds=seconds)


def _widest(wanted: Problem, relaxed: Relaxed) -> tuple[Ints, bool]:
    """All pairs, or as many of the best as a whole-number program can take; whether they are all."""
    if wanted.scores.size <= MAX_NEAR:
        return np.flatnonzero(~np.isnan(wanted.scores)).astype(np.int64), True
    return best_columns(wanted, relaxed.prices, max(1, MAX_NEAR // wanted.n_papers)), False


def _whole_over(wanted: Problem, columns: Ints, seconds: float) -> Solved | None:
    """None where the solver found nothing in its time."""
    try:
        return Program(wanted, columns).solve(PENALTIES[0] * wanted.largest, is_whole=True, seconds=seconds)
    except Infeasible:
        return None


def _total(wanted: Problem, keys: Ints) -> float:
    return float(wanted.scores[np.divmod(keys, wanted.n_reviewers)].sum())


def _assignment(wanted: Problem, keys: Ints, relaxed: Relaxed, *, bound: float, digits: int | None) -> Assignment:
    pairs = np.column_stack(np.divmod(np.sort(keys), wanted.n_reviewers))
    prices = relaxed.prices.rounded(digits) if digits is not None and wanted.is_flow else relaxed.prices
    linear = upper_bound(wanted, prices, digits=digits)
    total, worst = totals(wanted, pairs)
    known = min(bound, linear)
    if digits is not None:  # no total lies between two points of the grid
        known = np.floor(known * 10.0**digits + 1e-4) / 10.0**digits
        total, worst = round(total, digits), round(worst, digits)
    known = max(float(known), total)
    return Assignment(pairs, total, worst, known, prices, linear, is_exact=digits is not None and known == total)


def totals(wanted: Problem, pairs: Ints) -> tuple[float, float]:
    """Total affinity, and the least sum of a paper that demands any review."""
    values = wanted.scores[pairs[:, 0], pairs[:, 1]]
    by_paper = np.bincount(pairs[:, 0], values, minlength=wanted.n_papers)
    asked = by_paper[wanted.demand > 0]
    return float(values.sum()), float(asked.min()) if len(asked) else 0.0
