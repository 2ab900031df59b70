"""Proposals: begun under a version of a call, written by a team, moved by whoever the call's workflow names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.enums import CallState, MemberRole, MemberState
from jialing.portal.programmes.models import Call, Proposal, ProposalVersion, Step, TeamMember, Topic
from jialing.portal.programmes.queries.proposals import actors_of, case_of, facts_of, names_of, side_of
from jialing.portal.programmes.rules.terms import form_of, workflow_of
from jialing.portal.registry.models import Organisation
from jialing.procedure import Case, Fact, Form, Merged, Who, advance, begin, may_write, merge, take

NAMES = ("name_en", "name_zh")
NO_DOCUMENTS: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def begin_proposal(
    call: Call, *, by: Viewer, at: datetime, key: str, applicant: Organisation, names: Mapping[str, str],
    topic: Topic | None = None,
) -> Proposal:  # fmt: skip
    """Begin a proposal under the call's last version; the same key begins one.

    Raises
    ------
    NotAllowed
        ``access.not_allowed``, ``access.sign_in``.
    WrongState
        ``call.not_open_yet`` (opens_at), ``call.is_over`` (state).
    InputError
        ``proposal.name_missing``, ``proposal.topic_missing``, ``proposal.topic_of_other_call``.
    """
    known = Proposal.objects.filter(key=key, by=by.public_id).first()
    if known is not None:
        return known
    _require_open(call, at)
    require(by, "call.propose", call)
    _require_topic(call, topic)
    if not any(names.get(name, "").strip() for name in NAMES):
        raise InputError("proposal.name_missing")
    version = call.versions.last()
    case = begin(workflow_of(version.content), at)
    proposal = Proposal.objects.create(
        call=call, version=version, topic=topic, applicant=applicant, side=side_of(call, applicant), by=by.public_id,
        key=key, is_invented=call.is_invented, **{name: names.get(name, "").strip() for name in NAMES},
        **_columns(case),
    )  # fmt: skip
    TeamMember.objects.create(
        proposal=proposal, who=by.public_id, organisation=applicant, role=MemberRole.LEAD,
        state=MemberState.CONFIRMED, answered_at=at, **names_of(by.public_id),
    )  # fmt: skip
    audit(by.public_id, "proposal.begun", proposal)
    return proposal


@transaction.atomic
def save_answers(
    proposal: Proposal, mine: Mapping[str, Any], *, base: Mapping[str, Any], by: Viewer, at: datetime
) -> Merged:
    """Keep what was typed into the form, whoever typed meanwhile: answers are brought together one by one.

    Drafts are kept however incomplete they are; only filing asks for more. ``base`` is what the writer began from. In a
    conflict what was saved first stays and the other typing is kept as a version of its own: nothing is lost.

    Raises
    ------
    NotAllowed
        ``access.not_allowed``; ``proposal.section_closed`` (sections) for what may not be written now.
    WrongState
        ``proposal.no_form``.
    """
    held = Proposal.objects.select_for_update(of=("self",)).select_related("version", "call").get(pk=proposal.pk)
    require(by, "proposal.write", held)
    form = form_of(held.version.content)
    if form is None:
        raise WrongState("proposal.no_form")
    merged = merge(form, base, mine, held.answers)
    _require_open_sections(held, form, merged.answers, by)
    if merged.conflicts:
        keep_version(held, by=by, at=at, why="conflict", answers=mine)
    if merged.answers != held.answers:
        next_edition(held, seen=held.edition)
        held.answers = dict(merged.answers)
        held.save(update_fields=["answers", "updated_at"])
        audit(by.public_id, "proposal.saved", held)
    proposal.refresh_from_db()
    return merged


def _require_open_sections(proposal: Proposal, form: Form, answers: Mapping[str, Any], by: Viewer) -> None:
    open_ = may_write(workflow_of(proposal.version.content), proposal.state, actors_of(by, proposal))
    section = {field.name: field.section for field in form.fields()}
    changed = {name for name in {*answers, *proposal.answers} if answers.get(name) != proposal.answers.get(name)}
    closed = sorted({section.get(name, name) for name in changed} - open_)
    if closed:
        raise NotAllowed("proposal.section_closed", sections=", ".join(closed))


@transaction.atomic
def move_proposal(
    proposal: Proposal, name: str, *, by: Viewer, at: datetime, key: str, why: str = "",
    documents: Mapping[str, str] = NO_DOCUMENTS,
) -> Proposal:  # fmt: skip
    """Take a move of the call's workflow; the same key moves once. What is due by itself happens first.

    ``documents`` names those that the move needs (need -> number of the document).

    The row is held while it moves: of two people who move it at once the second meets it where the first left it.

    Raises
    ------
    NotAllowed, WrongState
        As procedure.take says; ``access.not_allowed``.
    """
    held = Proposal.objects.select_for_update(of=("self",)).select_related("version", "call").get(pk=proposal.pk)
    if Step.objects.filter(key=key, proposal=held).exists():
        return held
    require(by, "proposal.move", held)
    workflow = workflow_of(held.version.content)
    facts = facts_of(held, given=_given(why, documents))
    case, happened = advance(workflow, case_of(held), at, facts)
    for step in happened:
        _write_step(held, step.move.name, step.source, step.target, at=step.at)
    actors = actors_of(by, held)
    _put(held, case)
    moved = take(workflow, case, name, Who(by.public_id, actors), at, facts)
    move = next(one for one in workflow.moves_from(case.state) if one.name == name)
    actor = next(one for one in move.by if one in actors)
    is_filed = held.submitted_at is None and actor == "applicant" and moved.state != workflow.start
    if is_filed:
        held.submitted_at, held.number = moved.seen_at, _next_number(held)
    _put(held, moved)
    held.edition += 1
    held.save()
    _write_step(held, name, case.state, moved.state, at=moved.seen_at, by=by.public_id, actor=actor, why=why, key=key)
    if actor == "applicant":
        keep_version(held, by=by, at=moved.seen_at, why=name)
    audit(by.public_id, "proposal.moved", held, move=name, before=case.state, after=moved.state, why=why)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def advance_proposal(proposal: Proposal, *, at: datetime) -> Proposal:
    """Let happen what the workflow says happens by itself by now. Twice is once."""
    held = Proposal.objects.select_for_update(of=("self",)).select_related("version").get(pk=proposal.pk)
    case, happened = advance(workflow_of(held.version.content), case_of(held), at, facts_of(held))
    for step in happened:
        _write_step(held, step.move.name, step.source, step.target, at=step.at)
        audit("", "proposal.moved", held, move=step.move.name, before=step.source, after=step.target, why="")
    if happened:
        _put(held, case)
        held.edition += 1
        held.save()
    return held


def keep_version(
    proposal: Proposal, *, by: Viewer, at: datetime, why: str, answers: Mapping[str, Any] | None = None
) -> ProposalVersion:
    """Keep answers (those of the moment where None is given) beside all earlier ones."""
    last = proposal.versions.aggregate(last=Max("number"))["last"] or 0
    kept = proposal.answers if answers is None else dict(answers)
    return ProposalVersion.objects.create(
        proposal=proposal, number=last + 1, kept_at=at, by=by.public_id, why=why, answers=kept
    )


def _require_open(call: Call, at: datetime) -> None:
    if call.state != CallState.PUBLISHED:
        raise WrongState("call.is_over", state=call.state)
    if call.opens_at is not None and at < call.opens_at:
        raise WrongState("call.not_open_yet", opens_at=minute(call.opens_at))
    if call.closes_at is not None and at > call.closes_at:
        raise WrongState("call.closed", closes_at=minute(call.closes_at))


def minute(at: datetime) -> str:
    """A moment to the minute in the installation's zone."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def _require_topic(call: Call, topic: Topic | None) -> None:
    if topic is None and call.topics.exists():
        raise InputError("proposal.topic_missing")
    if topic is not None and topic.call_id != call.pk:
        raise InputError("proposal.topic_of_other_call")


def _next_number(proposal: Proposal) -> str:
    """The next number of the call: year, then four digits; the call's row is held until the move is done."""
    call = Call.objects.select_for_update().get(pk=proposal.call_id)
    n = Proposal.objects.filter(call=call).exclude(number="").count() + 1
    return f"{call.year}-{call.public_id[:4].upper()}-{n:04d}"


def _columns(case: Case) -> dict[str, Any]:
    return {
        "state": case.state, "entered_at": case.entered_at, "seen_at": case.seen_at, "n_moves": case.edition,
        "counters": dict(case.counters), "taken_by": dict(case.taken_by), "facts": dict(case.facts),
    }  # fmt: skip


def _put(proposal: Proposal, case: Case) -> None:
    for name, value in _columns(case).items():
        setattr(proposal, name, value)


def _given(why: str, documents: Mapping[str, str]) -> dict[str, Fact]:
    """What a move brings with it: a reason, numbers of documents."""
    named = {f"document.{name}": True for name, number in documents.items() if number.strip()}
    return {**named, "field.reason": bool(why.strip())}


def _write_step(
    proposal: Proposal, move: str, before: str, after: str, *, at: datetime, by: str = "", actor: str = "",
    why: str = "", key: str = "", documents: Mapping[str, str] = NO_DOCUMENTS,
) -> None:  # fmt: skip
    Step.objects.create(
        proposal=proposal, move=move, before=before, after=after, actor=actor, by=by, at=at, why=why,
        documents=dict(documents), key=key or f"{proposal.public_id}:{proposal.n_moves}:{move}:{before}",
    )  # fmt: skip
