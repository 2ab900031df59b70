"""Two versions of a workflow: what differs, and whether cases that run may go over.

A call that runs is never changed under its applicants: its cases keep their version. They may go over to another only
where everything that they rely on stays: the state, the ways out of it and of all that follows, conditions that are not
harder, time that is not shorter, sections that open to nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from jialing.procedure.said import Finding
from jialing.procedure.workflow.graph import Graph, Node
from jialing.procedure.workflow.types import Case, Move, Workflow

_PARTS = ("states", "actors", "guards", "needs", "deadlines", "sections")


@dataclass(frozen=True)
class Difference:
    """Names of parts, such as ``states.draft``, that are new, gone or other than before."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing differs."""
        return not (self.added or self.removed or self.changed)


def changed(old: Workflow, new: Workflow) -> Difference:
    """What differs between two versions, dates of calls and the version's name left out."""
    before, after = _named(old), _named(new)
    return Difference(
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
        changed=tuple(name for name in after if name in before and after[name] != before[name]),
    )


def migratable(old: Workflow, new: Workflow, in_use: Collection[str]) -> tuple[Finding, ...]:
    """What stands against cases in the states ``in_use`` going over from ``old`` to ``new``; none: they may.

    The new version must be free of faults by itself (:func:`check`); that is not looked at here.
    """
    graph = Graph(old)
    ahead = {n.state for state in in_use if state in old.states for n in graph.explore(origin=_fresh(graph, state))}
    found: list[Finding] = []
    for name in old.states:
        if name in ahead:
            found += _state_findings(old, new, name)
    return (*found, *_shorter(old, new), *_opened(old, new, ahead))


def migrated(case: Case, new: Workflow) -> Case:
    """The case under the new version, once :func:`migratable` found nothing against it."""
    return replace(case, digest=new.digest, edition=case.edition + 1)


def _fresh(graph: Graph, state: str) -> Node:
    return Node(state, graph.start.counts)


def _named(workflow: Workflow) -> Mapping[str, object]:
    found: dict[str, object] = {"start": workflow.start, "time_zone": workflow.zone.key}
    for part in _PARTS:
        for name, thing in getattr(workflow, part).items():
            found[f"{part}.{name}"] = replace(thing, at=None) if part == "deadlines" else thing
    for move in workflow.moves:
        found[f"moves.{move.name}"] = tuple(one for one in workflow.moves if one.name == move.name)
    return {**found, "must": workflow.musts, "never": workflow.nevers}


def _state_findings(old: Workflow, new: Workflow, name: str) -> Iterator[Finding]:
    words = old.states[name].words
    if name not in new.states or new.states[name].is_final != old.states[name].is_final:
        yield Finding("procedure.migration.state", {"state": words}, f"states.{name}")
        return
    for move in old.moves_from(name):
        same = [one for one in new.moves_from(name) if one.name == move.name and one.target == move.target]
        params = {"move": move.words, "state": words}
        if not same or not {*move.by} <= {*same[0].by}:
            yield Finding("procedure.migration.move", params, f"moves.{move.name}")
        elif _is_harder(move, same[0], old, new):
            yield Finding("procedure.migration.harder", params, f"moves.{move.name}")
    yield from _automatic(old, new, name)


def _automatic(old: Workflow, new: Workflow, name: str) -> Iterator[Finding]:
    """Moves that would now happen by themselves where nothing did."""
    known = {(move.name, move.target) for move in old.moves_from(name)}
    for move in new.moves_from(name):
        if move.at and (move.name, move.target) not in known:
            params = {"move": move.words, "state": old.states[name].words}
            yield Finding("procedure.migration.automatic", params, f"moves.{move.name}")


def _is_harder(before: Move, after: Move, old: Workflow, new: Workflow) -> bool:
    """More conditions, conditions of the same name that say something else, fewer times, or another deadline."""
    for part, names in (("guards", "guards"), ("guards", "unless"), ("needs", "needs")):
        asked = {getattr(old, part)[name] for name in getattr(before, names)}
        if not {getattr(new, part)[name] for name in getattr(after, names)} <= asked:
            return True
    fewer = after.most is not None and (before.most is None or after.most < before.most)
    return fewer or any(getattr(after, key) not in {getattr(before, key), ""} for key in ("before", "after", "at"))


def _shorter(old: Workflow, new: Workflow) -> Iterator[Finding]:
    for name, before in old.deadlines.items():
        after = new.deadlines.get(name)
        if after is None:
            continue
        is_less = (after.days is None) != (before.days is None) or (after.days or 0) < (before.days or 0)
        is_sooner = before.at is not None and after.at is not None and after.at < before.at
        if is_less or is_sooner or after.grace_seconds < before.grace_seconds:
            yield Finding("procedure.migration.shorter", {"deadline": before.words}, f"deadlines.{name}")


def _opened(old: Workflow, new: Workflow, ahead: Collection[str]) -> Iterator[Finding]:
    for name, section in new.sections.items():
        held = old.sections.get(name)
        for actor, states in section.read.items():
            seen = states - (held.read.get(actor, frozenset()) if held else frozenset())
            if held and seen.intersection(ahead):
                params = {"section": section.words, "actor": new.actors[actor].words}
                yield Finding("procedure.migration.opened", params, f"sections.{name}")
