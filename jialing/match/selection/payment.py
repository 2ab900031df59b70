"""Which line pays what, to the smallest unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import networkx as nx

from jialing.match.selection.call import Ask, Call
from jialing.match.selection.ranking import Ints

OPEN = 1000
"""A line open to all counts as dear as this many places in the list."""


@dataclass(frozen=True)
class Payment:
    """A line pays so much (smallest unit) to a proposal (row) in a year, for the side that asked."""

    proposal: int
    line: str
    year: int
    side: str
    amount: int


def payments(given: Call, funded: Ints, option: Ints) -> tuple[Payment, ...]:
    """A split of what is given among the lines that may pay it; one of several where there are several.

    Asks of one year and side are one demand; a flow of whole numbers meets them. A side's own lines pay before those
    open to all, earlier lines before later ones; each line's part goes to proposals in the order of the list.

    References
    ----------
    Ford & Fulkerson (1956), doi:10.4153/CJM-1956-045-5 (whole flows).
    """
    if not given.lines:
        return ()
    asks = [(int(p), ask) for p, o in zip(funded, option, strict=True) for ask in given.proposals[p].options[o]]
    wanted: dict[Ask, int] = defaultdict(int)
    for _, ask in asks:
        wanted[Ask(0, ask.year, ask.side)] += ask.amount
    graph: Any = nx.DiGraph()
    for key, amount in wanted.items():
        graph.add_edge("all", key, capacity=amount)
        for nth, line in enumerate(given.lines):
            if line.may_pay(key):
                graph.add_edge(key, line.name, capacity=amount)
                graph.add_edge(line.name, "paid", capacity=line.amount, weight=nth + OPEN * (not line.sides))
    if "paid" not in graph:  # nothing is asked
        return ()
    flow = nx.max_flow_min_cost(graph, "all", "paid")
    left = {(key, name): amount for key in wanted for name, amount in flow.get(key, {}).items()}
    return tuple(one for row, ask in asks for one in _paid(given, row, ask, left))


def _paid(given: Call, row: int, ask: Ask, left: dict[tuple[Ask, str], int]) -> list[Payment]:
    key, open_amount, found = Ask(0, ask.year, ask.side), ask.amount, []
    for line in sorted(given.lines, key=lambda line: not line.sides):
        part = min(open_amount, left.get((key, line.name), 0))
        if part:
            left[key, line.name] -= part
            open_amount -= part
            found.append(Payment(row, line.name, ask.year, ask.side, part))
    return found
