"""The linear (or whole-number) program over some of the pairs, with slack for what cannot be met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from jialing.errors import Infeasible
from jialing.match.assignment.prices import Prices
from jialing.match.assignment.problem import Floats, Ints, Problem

COST_SCALE = 1000.0
"""The largest cost handed to the solver, whose tolerances are absolute (1e-7)."""


@dataclass(frozen=True)
class Shortage:
    """What a solution lacks: reviews per paper, members per paper and group, work per reviewer, affinity per paper.

    The last is in thousandths of the largest affinity.
    """

    reviews: Floats
    members: Floats
    work: Floats
    floor: Floats

    @property
    def total(self) -> float:
        return float(self.reviews.sum() + self.members.sum() + self.work.sum() + self.floor.sum())


@dataclass(frozen=True)
class Solved:
    """A solution over the pairs given.

    Attributes
    ----------
    shares : (pairs,) how much of each pair is taken
    value : total affinity of the shares, without the penalty of shortages
    paper_price : (papers,) of one more review
    bound : the solver's own bound on the total over these pairs (whole-number programs only; else ``value``)
    """

    shares: Floats
    value: float
    paper_price: Floats
    prices: Prices
    shortage: Shortage
    bound: float


@dataclass(frozen=True)
class Rows:
    """Inequalities ``matrix @ shares - slack <= most`` of one kind; which paper, reviewer or group each is of."""

    matrix: sparse.csr_array
    most: Floats
    at: Ints
    has_slack: bool


class Program:
    """Assign over the pairs ``paper[i], reviewer[i]`` of a problem.

    Parameters
    ----------
    is_feasibility : affinities count for nothing, only shortages do
    """

    def __init__(self, wanted: Problem, keys: Ints, *, is_feasibility: bool = False) -> None:
        self._wanted = wanted
        self.keys = keys
        self.paper, self.reviewer = np.divmod(keys, wanted.n_reviewers)
        self.scores = wanted.scores[self.paper, self.reviewer]
        self._gain = np.zeros(len(keys)) if is_feasibility else self.scores

    def solve(self, penalty: float, *, is_whole: bool = False, seconds: float | None = None) -> Solved:
        """Best total less ``penalty`` for each unit of shortage; whole shares where ``is_whole``.

        Raises
        ------
        Infeasible
            ``assignment.no_time`` where the solver found nothing within the time.
        """
        blocks = self._blocks
        n, slack = len(self.keys), self._slack
        scale = COST_SCALE / max(float(np.abs(self._gain).max(initial=0.0)), 1e-12) if self._gain.any() else 1.0
        cost = np.concatenate([-self._gain, np.full(slack.shape[1], penalty)]) * scale
        options = {"presolve": True} | ({"mip_rel_gap": 0.0} if is_whole else {})
        if seconds is not None:
            options["time_limit"] = seconds
        found: Any = linprog(  # type: ignore[call-overload]
            cost,
            A_ub=sparse.hstack([sparse.vstack([rows.matrix for rows in blocks.values()]), slack[: self._n_ub]], "csr"),
            b_ub=np.concatenate([rows.most for rows in blocks.values()]),
            A_eq=sparse.hstack([self._by_paper, slack[self._n_ub :]], "csr"),
            b_eq=self._wanted.demand,
            bounds=np.column_stack(
                [np.zeros(len(cost)), np.r_[np.full(n, self._wanted.cap), np.full(slack.shape[1], np.inf)]]
            ),
            method="highs" if is_whole else "highs-ds",
            integrality=np.r_[np.ones(n), np.zeros(slack.shape[1])] if is_whole else None,
            options=options,
        )
        if found.x is None:
            raise Infeasible("assignment.no_time", seconds=seconds)
        return self._solved(found, scale, is_whole)

    @property
    def _fine(self) -> float:
        """By what affinities are multiplied in the rows of the floor: the solver overlooks a millionth of a row."""
        return COST_SCALE / self._wanted.largest

    @cached_property
    def _by_paper(self) -> sparse.csr_array:
        return self._sums(self.paper, self._wanted.n_papers)

    def _sums(self, row: Ints, n_rows: int, values: Floats | None = None) -> sparse.csr_array:
        filled = np.ones(len(row)) if values is None else values
        return sparse.csr_array((filled, (row, np.arange(len(row)))), shape=(n_rows, len(row)))

    @cached_property
    def _blocks(self) -> dict[str, Rows]:
        wanted = self._wanted
        by_reviewer = self._sums(self.reviewer, wanted.n_reviewers)
        blocks = {"load": Rows(by_reviewer, wanted.load.astype(float), np.arange(wanted.n_reviewers), has_slack=False)}
        pressed = np.flatnonzero(wanted.load_min > 0)
        if len(pressed):
            blocks["work"] = Rows(
                -by_reviewer[pressed], -wanted.load_min[pressed].astype(float), pressed, has_slack=True
            )
        for nth, group in enumerate(wanted.groups):
            blocks |= self._group_rows(nth, group.members, group.at_least, group.at_most)
        if wanted.is_spread:
            blocks["spread"] = self._spread_rows()
        if wanted.floor is not None:
            by_paper = self._sums(self.paper, wanted.n_papers, -self.scores * self._fine)
            every = np.arange(wanted.n_papers)
            most = np.full(wanted.n_papers, -wanted.floor * self._fine)
            blocks["floor"] = Rows(by_paper, most, every, has_slack=True)
        return blocks

    def _group_rows(self, nth: int, members: NDArray[np.bool_], least: Ints, most: Ints) -> dict[str, Rows]:
        counted = self._sums(self.paper, self._wanted.n_papers, members[self.reviewer].astype(float))
        low, high = np.flatnonzero(least > 0), np.flatnonzero(most < self._wanted.demand)
        rows = {}
        if len(low):
            rows[f"least {nth}"] = Rows(-counted[low], -least[low].astype(float), low, has_slack=True)
        if len(high):
            rows[f"most {nth}"] = Rows(counted[high], most[high].astype(float), high, has_slack=False)
        return rows

    def _spread_rows(self) -> Rows:
        """Only organisations with more pairs at a paper than it may have: the others cannot be exceeded."""
        wanted = self._wanted
        code = wanted.organisation[self.reviewer]
        n_codes = int(wanted.organisation.max()) + 1
        has = np.flatnonzero(code >= 0)
        place, count = np.unique(self.paper[has] * n_codes + code[has], return_counts=True)
        crowded = place[count > wanted.per_organisation]
        at = np.searchsorted(crowded, self.paper[has] * n_codes + code[has])
        at = np.minimum(at, max(len(crowded) - 1, 0))
        inside = crowded[at] == self.paper[has] * n_codes + code[has] if len(crowded) else np.zeros(len(has), bool)
        matrix = sparse.csr_array(
            (np.ones(int(inside.sum())), (at[inside], has[inside])), shape=(len(crowded), len(self.keys))
        )
        return Rows(matrix, np.full(len(crowded), float(wanted.per_organisation)), crowded, has_slack=False)

    @cached_property
    def _n_ub(self) -> int:
        return sum(len(rows.most) for rows in self._blocks.values())

    @cached_property
    def _slack(self) -> sparse.csr_array:
        """One column for each row that may fall short: -1 in an inequality, +1 in a paper's demand."""
        rows, start = [], 0
        for block in self._blocks.values():
            rows += [start + np.arange(len(block.most))] if block.has_slack else []
            start += len(block.most)
        at = np.concatenate([*rows, start + np.arange(self._wanted.n_papers)]).astype(np.int64)
        sign = np.where(at < start, -1.0, 1.0)
        return sparse.csr_array((sign, (at, np.arange(len(at)))), shape=(start + self._wanted.n_papers, len(at)))

    def _solved(self, found: Any, scale: float, is_whole: bool) -> Solved:
        shares = np.clip(np.asarray(found.x[: len(self.keys)]), 0.0, self._wanted.cap)
        value = float(self._gain @ shares)
        shortage = self._shortage(np.asarray(found.x[len(self.keys) :]))
        if is_whole:
            bound = -float(found.mip_dual_bound) / scale
            return Solved(np.rint(shares), value, np.zeros(0), self._prices(np.zeros(self._n_ub)), shortage, bound)
        marginals = -np.asarray(found.ineqlin.marginals) / scale
        paper_price = -np.asarray(found.eqlin.marginals) / scale
        return Solved(shares, value, paper_price, self._prices(marginals), shortage, value)

    def _pieces(self, values: Floats, *, only_slack: bool) -> dict[str, Floats]:
        pieces, start = {}, 0
        for name, rows in self._blocks.items():
            if only_slack and not rows.has_slack:
                continue
            pieces[name] = values[start : start + len(rows.most)]
            start += len(rows.most)
        return pieces | {"demand": values[start:]}

    def _prices(self, marginals: Floats) -> Prices:
        wanted, price = self._wanted, self._pieces(np.maximum(marginals, 0.0), only_slack=False)
        reviewer, floor = price["load"].copy(), price.get("floor", np.zeros(wanted.n_papers)) * self._fine
        if "work" in price:
            reviewer[self._blocks["work"].at] -= price["work"]
        group = np.zeros((wanted.n_papers, len(wanted.groups)))
        for nth in range(len(wanted.groups)):
            for kind, sign in (("least", -1.0), ("most", 1.0)):
                if f"{kind} {nth}" in price:
                    group[self._blocks[f"{kind} {nth}"].at, nth] += sign * price[f"{kind} {nth}"]
        return Prices(reviewer, group, self._spread_price(price.get("spread", np.zeros(0))), floor)

    def _spread_price(self, price: Floats) -> sparse.csr_array:
        n_codes = max(int(self._wanted.organisation.max(initial=-1)) + 1, 1)
        at = self._blocks["spread"].at if "spread" in self._blocks else np.zeros(0, np.int64)
        is_up = price > 0
        place = (price[is_up], np.divmod(at[is_up], n_codes))
        return sparse.csr_array(place, shape=(self._wanted.n_papers, n_codes))

    def _shortage(self, slack: Floats) -> Shortage:
        wanted, lacking = self._wanted, self._pieces(slack, only_slack=True)
        members = np.zeros((wanted.n_papers, len(wanted.groups)))
        for nth in range(len(wanted.groups)):
            if f"least {nth}" in lacking:
                members[self._blocks[f"least {nth}"].at, nth] = lacking[f"least {nth}"]
        work = np.zeros(wanted.n_reviewers)
        if "work" in lacking:
            work[self._blocks["work"].at] = lacking["work"]
        return Shortage(lacking["demand"], members, work, lacking.get("floor", np.zeros(wanted.n_papers)))
