"""The model checker: every place that a case can be in is looked at, and every fault shown by its shortest way.

Guards are taken as free: each may hold or not. So what is proven (nobody sees this before that, no way past this step)
is proven for all facts; a way that is shown may need facts that never come together, and is then still one to look at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jialing.procedure.said import Finding, Words
from jialing.procedure.workflow.graph import Graph, Reached, TooLarge, first_by_state, way
from jialing.procedure.workflow.lateness import late_findings
from jialing.procedure.workflow.sight import sight_findings
from jialing.procedure.workflow.types import Move, Workflow


def check(
    workflow: Workflow, *, existing: Collection[str] | None = None, forms: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """All faults of a workflow; none means that it can be published.

    Parameters
    ----------
    existing : actors behind whom somebody stands; None: all of the file
    forms : names of the call's forms; None: not checked

    Returns
    -------
    findings with codes ``procedure.check.*``: ``unreachable``, ``no_final``, ``final_left``, ``dead_end``,
    ``nobody_takes``, ``nobody_leaves``, ``skipped``, ``ambiguous``, ``loop``, ``seen``, ``unread_written``,
    ``notice_unread``, ``deadline_loop``, ``dates_order``, ``window_empty``, ``always_late``, ``stuck``, ``unused``,
    ``form_unknown``, ``too_large``
    """
    graph = Graph(workflow)
    try:
        reached = graph.explore()
    except TooLarge:
        return (Finding("procedure.check.too_large", {"workflow": workflow.words}, workflow.name),)
    there = frozenset(workflow.actors if existing is None else existing)
    return (
        *_ends(graph, reached),
        *_nobody(graph, reached, there),
        *_skipped(graph),
        *_ambiguous(workflow),
        *_loops(workflow, reached),
        *sight_findings(graph, reached),
        *late_findings(graph, reached),
        *_unused(workflow, forms),
    )


def _state_words(workflow: Workflow, names: Collection[str]) -> tuple[Words, ...]:
    """States by the names that people read, in the file's order."""
    return tuple(state.words for name, state in workflow.states.items() if name in names)


def _ends(graph: Graph, reached: Reached) -> Iterator[Finding]:
    workflow, first = graph.workflow, first_by_state(reached)
    for name, state in workflow.states.items():
        if name not in first:
            yield Finding("procedure.check.unreachable", {"state": state.words}, f"states.{name}")
        if state.is_final and workflow.moves_from(name):
            moves = tuple(move.words for move in workflow.moves_from(name))
            yield Finding("procedure.check.final_left", {"state": state.words, "moves": moves}, f"states.{name}")
    if not any(state.is_final for state in workflow.states.values()):
        yield Finding("procedure.check.no_final", {"workflow": workflow.words}, workflow.name)
        return
    yield from _dead(graph, reached)


def _dead(graph: Graph, reached: Reached) -> Iterator[Finding]:
    good, told = graph.leading_to_final(reached), set()
    for node in reached:
        if node not in good and node.state not in told:
            told.add(node.state)
            words = graph.workflow.states[node.state].words
            yield Finding("procedure.check.dead_end", {"state": words}, f"states.{node.state}", way(reached, node))


def _nobody(graph: Graph, reached: Reached, there: frozenset[str]) -> Iterator[Finding]:
    workflow = graph.workflow
    for move in workflow.moves:
        if not move.at and not there.intersection(move.by):
            actors = tuple(workflow.actors[name].words for name in move.by)
            params = {"move": move.words, "actors": actors or ("–",)}
            yield Finding("procedure.check.nobody_takes", params, f"moves.{move.name}")
    for name, node in first_by_state(reached).items():
        out = [move for move, _ in graph.out(node)]
        if out and not any(move.at or there.intersection(move.by) for move in out):
            params = {"state": workflow.states[name].words}
            yield Finding("procedure.check.nobody_leaves", params, f"states.{name}", way(reached, node))


def _skipped(graph: Graph) -> Iterator[Finding]:
    for must in graph.workflow.musts:
        past = graph.explore(barred=must.passes)
        node = first_by_state(past).get(must.to)
        if node is not None and must.to not in must.passes:
            params = {"rule": must.words, "state": graph.workflow.states[must.to].words}
            yield Finding("procedure.check.skipped", params, f"states.{must.to}", way(past, node))


def _ambiguous(workflow: Workflow) -> Iterator[Finding]:
    for name, state in workflow.states.items():
        moves = workflow.moves_from(name)
        for nth, one in enumerate(moves):
            for other in moves[nth + 1 :]:
                if _clash(one, other):
                    params = {"state": state.words, "one": one.words, "other": other.words}
                    yield Finding("procedure.check.ambiguous", params, f"states.{name}")


def _clash(one: Move, other: Move) -> bool:
    """The same name, or by themselves at one deadline with no guard that parts them."""
    if one.name == other.name:
        return True
    parted = {*one.guards} & {*other.unless} or {*one.unless} & {*other.guards}
    return bool(one.at) and one.at == other.at and not parted


def _loops(workflow: Workflow, reached: Reached) -> Iterator[Finding]:
    """Rings of moves that all happen by themselves: the case would go round for ever."""
    told: set[frozenset[str]] = set()
    for name in dict.fromkeys(node.state for node in reached):
        ring = _ring(workflow, name)
        states = frozenset(move.target for move in ring)
        if ring and states not in told:
            told.add(states)
            params = {"states": _state_words(workflow, states)}
            yield Finding("procedure.check.loop", params, f"states.{name}", tuple(move.words for move in ring))


def _ring(workflow: Workflow, start: str) -> tuple[Move, ...]:
    """A shortest way of automatic moves from a state back to it; empty where there is none."""
    ways: dict[str, tuple[Move, ...]] = {start: ()}
    waiting = [start]
    for state in waiting:
        for move in workflow.moves_from(state):
            if move.at and move.target == start:
                return (*ways[state], move)
            if move.at and move.target not in ways:
                ways[move.target] = (*ways[state], move)
                waiting.append(move.target)
    return ()


def _unused(workflow: Workflow, forms: Collection[str] | None) -> Iterator[Finding]:
    used = {
        "guards": {name for move in workflow.moves for name in (*move.guards, *move.unless)},
        "needs": {name for move in workflow.moves for name in move.needs},
        "deadlines": {n for m in workflow.moves for n in (m.before, m.after, m.at)}
        | {name for deadline in workflow.deadlines.values() for name in deadline.after},
    }
    for part, names in used.items():
        for name, thing in getattr(workflow, part).items():
            if name not in names:
                yield Finding("procedure.check.unused", {"name": thing.words}, f"{part}.{name}")
    for name, need in workflow.needs.items():
        if forms is not None and need.kind == "form" and name not in forms:
            params = {"name": name, "forms": tuple(sorted(forms)) or ("–",)}
            yield Finding("procedure.check.form_unknown", params, f"needs.{name}")
