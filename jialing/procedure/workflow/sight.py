"""Who could see what against the rules: sections, and notices that tell of them."""

from __future__ import annotations

from collections.abc import Iterator

from jialing.procedure.said import Finding
from jialing.procedure.workflow.graph import Graph, Reached, first_by_state, way
from jialing.procedure.workflow.types import Never, Workflow


def sight_findings(graph: Graph, reached: Reached) -> Iterator[Finding]:
    """What somebody could see against a rule, write without seeing, or be told of without seeing."""
    for never in graph.workflow.nevers:
        yield from _seen(graph, reached, never)
    yield from _written_unread(graph.workflow, reached)
    yield from _notices(graph.workflow, reached)


def _seen(graph: Graph, reached: Reached, never: Never) -> Iterator[Finding]:
    """States in which the actor has the section open, though the rule forbids it there."""
    workflow = graph.workflow
    past = graph.explore(barred=never.until) if never.until else reached
    section = workflow.sections[never.section]
    open_in = getattr(section, never.may).get(never.actor, frozenset())
    first = first_by_state(past)
    broken = [name for name in first if name in open_in and (never.until or name in never.while_)]
    if broken:
        params = {
            "rule": never.words,
            "actor": workflow.actors[never.actor].words,
            "section": section.words,
            "states": tuple(workflow.states[name].words for name in broken),
        }
        yield Finding("procedure.check.seen", params, f"sections.{never.section}", way(past, first[broken[0]]))


def _written_unread(workflow: Workflow, reached: Reached) -> Iterator[Finding]:
    first = first_by_state(reached)
    for name, section in workflow.sections.items():
        for actor, states in section.write.items():
            blind = [state for state in first if state in states - section.read.get(actor, frozenset())]
            if blind:
                params = {
                    "actor": workflow.actors[actor].words,
                    "section": section.words,
                    "state": workflow.states[blind[0]].words,
                }
                yield Finding(
                    "procedure.check.unread_written", params, f"sections.{name}", way(reached, first[blind[0]])
                )


def _notices(workflow: Workflow, reached: Reached) -> Iterator[Finding]:
    """A notice tells of a section, or that something happened: who may read nothing there must not be told."""
    first = first_by_state(reached)
    for move in workflow.moves:
        for notice in move.notices:
            sections = [workflow.sections[notice.about]] if notice.about else list(workflow.sections.values())
            may = any(move.target in section.read.get(notice.to, ()) for section in sections)
            if not may and move.target in first:
                params = {
                    "move": move.words,
                    "actor": workflow.actors[notice.to].words,
                    "state": workflow.states[move.target].words,
                }
                path = way(reached, first[move.target])
                yield Finding("procedure.check.notice_unread", params, f"moves.{move.name}", path)
