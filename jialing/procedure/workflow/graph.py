"""All places that a case can be in: states, with how often each limited move was taken. Guards may hold or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jialing.procedure.said import Words
from jialing.procedure.workflow.types import Move, Workflow

MOST_NODES = 30_000
"""More places are not looked through: a workflow that needs them cannot be read by people either."""


@dataclass(frozen=True)
class Node:
    """A state, and for each move with a limit, in the file's order, how often it was taken."""

    state: str
    counts: tuple[int, ...]


Reached = Mapping[Node, tuple[Node, Move] | None]
"""Each place that can be reached -> the place and the move before it on a shortest way; None for the start."""


class TooLarge(Exception):
    """More than :data:`MOST_NODES` places; caught by the checker, which says so."""


class Graph:
    """The places of a workflow and the moves between them."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        self._limited = [move.name for move in workflow.moves if move.most is not None]
        self._limited = list(dict.fromkeys(self._limited))
        self._from = {name: workflow.moves_from(name) for name in workflow.states}
        self.start = Node(workflow.start, (0,) * len(self._limited))

    def out(self, node: Node) -> Iterator[tuple[Move, Node]]:
        """Moves that can be taken at a place, and where they lead."""
        if self.workflow.states[node.state].is_final:
            return
        for move in self._from[node.state]:
            counts = self._counted(node.counts, move)
            if counts is not None:
                yield move, Node(move.target, counts)

    def explore(self, *, barred: Collection[str] = (), origin: Node | None = None) -> Reached:
        """Every place that can be reached without the barred states and moves, breadth first."""
        start = origin or self.start
        reached: dict[Node, tuple[Node, Move] | None] = {} if start.state in barred else {start: None}
        waiting = deque(reached)
        while waiting:
            node = waiting.popleft()
            for move, after in self.out(node):
                if after in reached or move.name in barred or after.state in barred:
                    continue
                reached[after] = (node, move)
                waiting.append(after)
                if len(reached) > MOST_NODES:
                    raise TooLarge
        return reached

    def leading_to_final(self, reached: Reached) -> frozenset[Node]:
        """Places from which a final state can be reached."""
        before: dict[Node, list[Node]] = {}
        for node in reached:
            for _, after in self.out(node):
                before.setdefault(after, []).append(node)
        good = {node for node in reached if self.workflow.states[node.state].is_final}
        waiting = list(good)
        while waiting:
            for node in before.get(waiting.pop(), []):
                if node not in good:
                    good.add(node)
                    waiting.append(node)
        return frozenset(good)

    def _counted(self, counts: tuple[int, ...], move: Move) -> tuple[int, ...] | None:
        if move.most is None:
            return counts
        nth = self._limited.index(move.name)
        if counts[nth] >= move.most:
            return None
        return (*counts[:nth], counts[nth] + 1, *counts[nth + 1 :])


def way(reached: Reached, node: Node) -> tuple[Words, ...]:
    """The moves of a shortest way to a place, as words."""
    steps: list[Words] = []
    while (before := reached[node]) is not None:
        node = before[0]
        steps.append(before[1].words)
    return tuple(reversed(steps))


def first_by_state(reached: Reached) -> Mapping[str, Node]:
    """The place by which each state is reached first."""
    found: dict[str, Node] = {}
    for node in reached:
        found.setdefault(node.state, node)
    return found
