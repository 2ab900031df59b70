"""Deadlines that cannot be kept: out of order, over before the move is possible, or closing the only way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jialing.procedure.said import Finding
from jialing.procedure.workflow.graph import Graph, Reached, first_by_state, way
from jialing.procedure.workflow.moments import out_of_order
from jialing.procedure.workflow.types import Move, Workflow

Passed = Mapping[str, frozenset[str]]


def late_findings(graph: Graph, reached: Reached) -> Iterator[Finding]:
    """Faults of deadlines, by their declared order and, where the call has set them, by their dates."""
    workflow = graph.workflow
    earlier = {name: _earlier(workflow, name) for name in workflow.deadlines}
    for name, deadline in workflow.deadlines.items():
        if name in earlier[name]:
            yield Finding("procedure.check.deadline_loop", {"name": deadline.words}, f"deadlines.{name}")
    for finding in out_of_order(workflow):
        yield Finding("procedure.check.dates_order", finding.params, f"deadlines.{finding.where}")
    yield from _empty_windows(workflow, earlier)
    yield from _always_late(graph, reached, earlier)
    yield from _stuck(graph, reached)


def _earlier(workflow: Workflow, name: str) -> frozenset[str]:
    """All deadlines that lie before one, by the declared order."""
    found: set[str] = set()
    waiting = list(workflow.deadlines[name].after)
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += workflow.deadlines[one].after
    return frozenset(found)


def _empty_windows(workflow: Workflow, earlier: Passed) -> Iterator[Finding]:
    for move in workflow.moves:
        if move.before and move.after and (move.before == move.after or move.before in earlier[move.after]):
            yield _late("window_empty", workflow, move)


def _late(code: str, workflow: Workflow, move: Move) -> Finding:
    params = {"move": move.words, "deadline": workflow.deadlines[move.before].words}
    return Finding(f"procedure.check.{code}", params, f"moves.{move.name}")


def _always_late(graph: Graph, reached: Reached, earlier: Passed) -> Iterator[Finding]:
    """Moves from a state that is only ever entered when their deadline is over."""
    workflow, first = graph.workflow, first_by_state(reached)
    passed = _passed(graph, reached, earlier)
    for name, node in first.items():
        for move, _ in graph.out(node):
            if move.before and move.before in passed[name]:
                found = _late("always_late", workflow, move)
                yield Finding(found.code, found.params, found.where, way(reached, node))


def _passed(graph: Graph, reached: Reached, earlier: Passed) -> Passed:
    """State -> dates that are over on every way into it (the greatest fixed point)."""
    dates = frozenset(name for name, d in graph.workflow.deadlines.items() if d.days is None)
    passed = {node.state: dates for node in reached}
    passed[graph.workflow.start] = frozenset()
    edges = {(node.state, move, after.state) for node in reached for move, after in graph.out(node)}
    is_moving = True
    while is_moving:
        is_moving = False
        for source, move, target in edges:
            over = {name for name in (move.after, move.at) if name in dates}
            over |= {one for name in over for one in earlier[name]}
            narrower = passed[target] & (passed[source] | over)
            is_moving |= narrower != passed[target]
            passed[target] = narrower
    return passed


def _stuck(graph: Graph, reached: Reached) -> Iterator[Finding]:
    """Places that every way out of closes at a deadline, while nothing happens there by itself."""
    told: set[str] = set()
    for node in reached:
        out = [move for move, _ in graph.out(node)]
        if out and all(move.before for move in out) and node.state not in told:
            told.add(node.state)
            params = {"state": graph.workflow.states[node.state].words}
            yield Finding("procedure.check.stuck", params, f"states.{node.state}", way(reached, node))
