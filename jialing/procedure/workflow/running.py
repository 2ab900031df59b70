"""One case under its workflow: what this person may do now, doing it, and what happens by itself.

Time is an argument: the server's, with its zone. A clock that goes back undoes nothing: the latest time seen counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.procedure.said import Said
from jialing.procedure.workflow.guards import facts_of, guard_refusal, need_refusal
from jialing.procedure.workflow.moments import has_begun, in_zone, is_due, is_in_time, moment
from jialing.procedure.workflow.types import NO_FACTS, Case, Fact, Move, Who, Workflow

BY_ITSELF = Who("", frozenset())
"""Who takes the moves that happen at a deadline."""


@dataclass(frozen=True)
class Offer:
    """A move that somebody may take now (``is_open``), or why not (``refusals``).

    ``closes_at`` is the deadline's moment, without grace; None where there is none.
    """

    move: Move
    refusals: tuple[Said, ...] = ()
    closes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Nothing stands against it."""
        return not self.refusals


@dataclass(frozen=True)
class Step:
    """A move that was taken, for the record."""

    move: Move
    source: str
    target: str
    person: str
    at: datetime


def begin(workflow: Workflow, at: datetime, facts: Mapping[str, Fact] = NO_FACTS) -> Case:
    """A new case in the workflow's first state."""
    _zoned(at)
    return Case(workflow.start, at, at, facts=dict(facts), digest=workflow.digest)


def moves_now(
    workflow: Workflow,
    case: Case,
    who: Who,
    at: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> tuple[Offer, ...]:
    """The moves of this person from where the case stands, in the file's order; each refused one with every reason.

    Moves that belong to others are not among them. Facts are laid over the case's own; what is missing is unknown,
    and unknown lets nothing pass. Call :func:`advance` first: while a move is due by itself, nobody else moves.

    Raises
    ------
    WrongState
        ``procedure.other_version``: the case runs under another version; ``procedure.unknown_state``.
    InputError
        ``procedure.time_without_zone``.
    """
    now = _now(workflow, case, at)
    known = facts_of(case, facts)
    waits = any(offer.is_open for offer in due(workflow, case, at, facts))
    mine = [move for move in workflow.moves_from(case.state) if who.actors.intersection(move.by)]
    return tuple(_offer(workflow, case, move, who, now, known, waits=waits) for move in mine)


def take(
    workflow: Workflow,
    case: Case,
    name: str,
    who: Who,
    at: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> Case:
    """The case after a move of that name.

    Raises
    ------
    WrongState
        ``procedure.not_from_here`` (move, state): no such move leaves the state; ``procedure.refused`` (move, reasons)
        with the refusals as :class:`Said`; ``procedure.other_version``; ``procedure.unknown_state``.
    NotAllowed
        ``procedure.not_yours`` (move, actors): it is for others.
    InputError
        ``procedure.time_without_zone``.
    """
    _now(workflow, case, at)
    named = [move for move in workflow.moves_from(case.state) if move.name == name]
    if not named:
        raise WrongState("procedure.not_from_here", move=name, state=workflow.states[case.state].words.en)
    offers = [offer for offer in moves_now(workflow, case, who, at, facts) if offer.move.name == name]
    if not offers:
        actors = tuple(workflow.actors[actor].words for actor in named[0].by)
        raise NotAllowed("procedure.not_yours", move=name, actors=", ".join(a.en for a in actors), words=actors)
    if refusals := offers[0].refusals:
        raise WrongState("procedure.refused", move=name, reasons=refusals, n=len(refusals))
    return _after(workflow, case, offers[0].move, who, at)


def due(
    workflow: Workflow,
    case: Case,
    at: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> tuple[Offer, ...]:
    """Moves whose deadline, with its grace, is over and that happen by themselves, the earliest deadline first.

    One whose guards do not hold, or are unknown, stays here with its refusals until they do: nothing is lost.
    """
    now = _now(workflow, case, at)
    known = facts_of(case, facts)
    over = [move for move in workflow.moves_from(case.state) if move.at and is_due(workflow, case, move.at, now)]
    over.sort(key=lambda move: moment(workflow, case, move.at) or now)
    return tuple(_offer(workflow, case, move, BY_ITSELF, now, known) for move in over)


def advance(
    workflow: Workflow,
    case: Case,
    at: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> tuple[Case, tuple[Step, ...]]:
    """The case after all that happens by itself by now, each such move once, and these steps.

    A state is entered now, not at the deadline that led to it: days that begin with it are whole, however long the
    server stood still.
    """
    steps: list[Step] = []
    while ready := [o.move for o in due(workflow, case, at, facts) if o.is_open and o.move not in _moves(steps)]:
        after = _after(workflow, case, ready[0], BY_ITSELF, at)
        steps.append(Step(ready[0], case.state, after.state, "", after.entered_at))
        case = after
    return case, tuple(steps)


def may_read(workflow: Workflow, state: str, actors: Collection[str]) -> frozenset[str]:
    """Sections that any of these actors reads in a state."""
    return _open_to(workflow, state, actors, "read")


def may_write(workflow: Workflow, state: str, actors: Collection[str]) -> frozenset[str]:
    """Sections that any of these actors writes in a state."""
    return _open_to(workflow, state, actors, "write")


def _open_to(workflow: Workflow, state: str, actors: Collection[str], may: str) -> frozenset[str]:
    return frozenset(
        name
        for name, section in workflow.sections.items()
        if any(state in getattr(section, may).get(actor, ()) for actor in actors)
    )


def _moves(steps: list[Step]) -> list[Move]:
    return [step.move for step in steps]


def _offer(
    workflow: Workflow,
    case: Case,
    move: Move,
    who: Who,
    now: datetime,
    known: Mapping[str, Fact],
    *,
    waits: bool = False,
) -> Offer:
    refusals = [Said("procedure.refusal.due_first")] if waits else []
    refusals += _late(workflow, case, move, now)
    if move.most is not None and case.counters.get(move.name, 0) >= move.most:
        refusals.append(Said("procedure.refusal.most", {"most": move.most}))
    refusals += [no for name in move.needs if (no := need_refusal(workflow.needs[name], known))]
    for names, wanted in ((move.guards, True), (move.unless, False)):
        for name in names:
            refusal = guard_refusal(workflow.guards[name], case, who, known, wanted=wanted)
            refusals += [refusal] if refusal else []
    closes_at = moment(workflow, case, move.before) if move.before else None
    return Offer(move, tuple(refusals), closes_at)


def _late(workflow: Workflow, case: Case, move: Move, now: datetime) -> list[Said]:
    found = []
    for name, is_right, code in ((move.before, is_in_time, "too_late"), (move.after, has_begun, "too_early")):
        if not name:
            continue
        at = moment(workflow, case, name)
        params: dict[str, object] = {"deadline": workflow.deadlines[name].words}
        if at is None:
            found.append(Said("procedure.refusal.no_date", params))
        elif not is_right(workflow, case, name, now):
            found.append(Said(f"procedure.refusal.{code}", {**params, "at": in_zone(workflow, at)}))
    return found


def _after(workflow: Workflow, case: Case, move: Move, who: Who, at: datetime) -> Case:
    now = _now(workflow, case, at)
    return replace(
        case,
        state=move.target,
        entered_at=now if move.target != case.state else case.entered_at,
        seen_at=now,
        edition=case.edition + 1,
        counters={**case.counters, move.name: case.counters.get(move.name, 0) + 1},
        taken_by={**case.taken_by, move.name: who.person},
    )


def _now(workflow: Workflow, case: Case, at: datetime) -> datetime:
    _zoned(at)
    if case.digest != workflow.digest:
        raise WrongState("procedure.other_version", workflow=workflow.name, version=workflow.version)
    if case.state not in workflow.states:
        raise WrongState("procedure.unknown_state", state=case.state, workflow=workflow.name)
    return max(at.astimezone(UTC), case.seen_at.astimezone(UTC))


def _zoned(at: datetime) -> None:
    if at.utcoffset() is None:
        raise InputError("procedure.time_without_zone", at=at.isoformat())
