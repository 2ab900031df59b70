"""A randomised assignment: no pair is likelier than a cap, so that nobody can count on being given a certain paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.match.assignment.prices import upper_bound
from jialing.match.assignment.problem import Floats, Ints, Problem
from jialing.match.assignment.solving import linear_optimum, totals

WHOLE = 1e-8
"""A probability this near to 0 or 1 is 0 or 1: what the solver's arithmetic leaves."""


@dataclass(frozen=True)
class Randomised:
    """Probabilities of pairs, and what they are worth.

    Attributes
    ----------
    pairs : (n, 2) paper, reviewer; those with a probability above 0
    probability : (n,) in (0, cap]; the sum at a paper is its demand, at a reviewer at most the load
    expected : expected total affinity
    bound : no probabilities under the cap have a greater expected total; recomputed from prices over all pairs
    best : the best total without a cap (the denominator of relative quality)
    """

    pairs: Ints
    probability: Floats
    expected: float
    bound: float
    best: float

    @property
    def quality(self) -> float:
        """Expected total over the best without a cap."""
        return self.expected / self.best if self.best else float("nan")


def randomised_assignment(wanted: Problem, *, progress: Progress = SILENT) -> Randomised:
    """The probabilities with the largest expected total, none above ``wanted.cap``.

    Raises
    ------
    InputError
        ``assignment.random_rules`` where groups, organisations or a floor are asked for: a draw keeps demands and
        loads only.
    Infeasible
        As :func:`~jialing.match.assignment.solving.best_assignment`; a low cap needs more reviewers without conflict.

    References
    ----------
    Jecmen, Zhang, Liu, Shah, Conitzer & Fang (2020), "Mitigating Manipulation in Peer Review via Randomized Reviewer
    Assignments", arXiv 2006.16437.
    """
    free = replace(wanted, cap=1.0)
    if not free.is_flow:
        raise InputError("assignment.random_rules")
    best = linear_optimum(free, progress=progress)
    held = linear_optimum(wanted, progress=progress)
    is_taken = held.shares > WHOLE
    pairs = np.column_stack(np.divmod(held.keys[is_taken], wanted.n_reviewers))
    bound = max(upper_bound(wanted, held.prices), held.value)
    return Randomised(pairs, held.shares[is_taken], held.value, bound, best.value)


def drawn(wanted: Problem, chances: Randomised, *, seed: int) -> Ints:
    """One whole assignment, in which each pair stands with its probability; the same seed draws the same.

    Dependent rounding: along a cycle or path of pairs with a probability between 0 and 1, every other one rises by as
    much as the rest falls, up or down with chances that leave each probability as it was on average; one pair or more
    becomes certain each time, so it ends. Sums at a paper never change, sums at a reviewer stay between the whole
    numbers around them: demands and loads hold in every draw.

    References
    ----------
    Gandhi, Khuller, Parthasarathy & Srinivasan (2006), doi:10.1145/1147954.1147956; Budish, Che, Kojima & Milgrom
    (2013), doi:10.1257/aer.103.2.585.
    """
    chance = chances.probability.copy()
    rng = np.random.default_rng(seed)
    open_at = _Open(chances.pairs, chance, wanted.n_papers)
    while walk := open_at.walk():
        edges = np.array(walk)
        up, down = edges[::2], edges[1::2]
        rise = min((1 - chance[up]).min(), chance[down].min(initial=1.0))
        fall = min(chance[up].min(), (1 - chance[down]).min(initial=1.0))
        change = rise if rng.random() < fall / (rise + fall) else -fall
        chance[up] += change
        chance[down] -= change
        open_at.close(edges)
    return chances.pairs[chance > 0.5]


def drawn_totals(wanted: Problem, chances: Randomised, seeds: range) -> Iterator[tuple[float, float]]:
    """Total and worst paper of one draw a seed: what the randomisation costs in practice."""
    return (totals(wanted, drawn(wanted, chances, seed=seed)) for seed in seeds)


class _Open:
    """Pairs whose probability lies between 0 and 1, by paper and by reviewer."""

    def __init__(self, pairs: Ints, chance: Floats, n_papers: int) -> None:
        self._ends = np.column_stack([pairs[:, 0], pairs[:, 1] + n_papers]).tolist()
        self._chance = chance
        self._at: dict[int, set[int]] = {}
        for edge in np.flatnonzero((chance > WHOLE) & (chance < 1 - WHOLE)).tolist():
            for node in self._ends[edge]:
                self._at.setdefault(node, set()).add(edge)
        self._lonely = [node for node, edges in self._at.items() if len(edges) == 1]

    def close(self, edges: Ints) -> None:
        """Take out the pairs that became certain."""
        for edge in edges.tolist():
            if WHOLE < self._chance[edge] < 1 - WHOLE:
                continue
            self._chance[edge] = round(self._chance[edge])
            for node in self._ends[edge]:
                self._drop(node, edge)

    def _drop(self, node: int, edge: int) -> None:
        left = self._at[node]
        left.discard(edge)
        if len(left) == 1:
            self._lonely.append(node)
        elif not left:
            del self._at[node]

    def _start(self) -> int | None:
        """An end of a path where there is one: a walk from the middle of a path would leave a paper's sum changed."""
        while self._lonely:
            if len(self._at.get(self._lonely[-1], ())) == 1:
                return self._lonely[-1]
            self._lonely.pop()
        return next(iter(self._at), None)

    def walk(self) -> list[int]:
        """Pairs along a cycle, or along a path from one end to another; none is left: empty."""
        node = self._start()
        if node is None:
            return []
        seen, edges = {node: 0}, [min(self._at[node])]
        while True:
            one, other = self._ends[edges[-1]]
            node = other if node == one else one
            if node in seen:
                return edges[seen[node] :]
            seen[node] = len(edges)
            onward = [edge for edge in self._at[node] if edge != edges[-1]]
            if not onward:
                return edges
            edges.append(min(onward))
