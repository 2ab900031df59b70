"""Accreditation of platforms: filed, checked, judged by experts, decided, certified, evaluated, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move, save
from jialing.portal.registry.actions.recognitions import years_after
from jialing.portal.registry.enums import (
    ACCREDITATION_MOVES,
    AccreditationPurpose,
    AccreditationState,
    DocumentState,
    EvaluationOutcome,
    Level,
    RecordKind,
)
from jialing.portal.registry.models import (
    Accreditation,
    AccreditationStep,
    Document,
    Evaluation,
    ExpertOpinion,
    Organisation,
    Platform,
)
from jialing.portal.registry.rules.authority import authority_place
from jialing.portal.registry.rules.procedures import Procedure, procedure
from jialing.portal.registry.rules.workdays import Deadline, after_workdays

RUNNING = (
    AccreditationState.DRAFT, AccreditationState.FILED, AccreditationState.RETURNED, AccreditationState.UNDER_REVIEW,
    AccreditationState.APPROVED, AccreditationState.CERTIFIED, AccreditationState.UNDER_EVALUATION,
)  # fmt: skip
_LEVELS = (Level.NATIONAL, Level.PROVINCIAL, Level.PREFECTURE, Level.DISTRICT)


@transaction.atomic
def draft_accreditation(
    platform: Platform, applicant: Organisation, procedure_id: str, *, by: Viewer, text: str = ""
) -> Accreditation:
    """Begin an application for a platform, by its host; the authority of the procedure's level will decide.

    Raises InputError ``registry.unknown_procedure``, ``registry.there_already`` where one runs for that level.
    """
    require(by, "platform.apply", platform)
    rules = procedure(procedure_id)
    if platform.accreditations.filter(procedure=procedure_id, state__in=RUNNING).exists():
        raise InputError("registry.there_already")
    drafted = Accreditation(
        procedure=procedure_id, platform=platform, applicant=applicant, level=rules.level, text=text,
        place_id=authority_place(platform.place_id, rules.level), is_invented=platform.is_invented,
    )  # fmt: skip
    return create(drafted, by=by, act="accreditation.edit", code="accreditation.drafted")


@transaction.atomic
def renew_accreditation(accreditation: Accreditation, *, by: Viewer, text: str = "") -> Accreditation:
    """Begin an application to renew a certificate in its term. Raises InputError ``registry.there_already``."""
    require(by, "accreditation.renew", accreditation)
    ended = (AccreditationState.REFUSED, AccreditationState.WITHDRAWN)
    if accreditation.renewals.exclude(state__in=ended).exists():
        raise InputError("registry.there_already")
    drafted = Accreditation(
        procedure=accreditation.procedure, purpose=AccreditationPurpose.RENEWAL, platform=accreditation.platform,
        applicant=accreditation.applicant, renews=accreditation, place_id=accreditation.place_id,
        level=accreditation.level, text=text, is_invented=accreditation.is_invented,
    )  # fmt: skip
    return create(drafted, by=by, act="accreditation.edit", code="accreditation.drafted")


def edit_accreditation(
    accreditation: Accreditation, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Accreditation:
    """Change a draft, or what was returned."""
    return change(
        accreditation, values, by=by, act="accreditation.edit", code="accreditation.edited", why=why, seen=seen
    )


def note_on_accreditation(
    accreditation: Accreditation, note: str, *, by: Viewer, seen: int | None = None
) -> Accreditation:
    """Change the office's own note."""
    values = {"internal_note": note}
    return change(accreditation, values, by=by, act="accreditation.note", code="accreditation.noted", seen=seen)


def missing_documents(accreditation: Accreditation) -> tuple[str, ...]:
    """Ids of documents that the procedure requires and nobody attached (their purpose or title names them)."""
    rows = Document.objects.filter(
        about_kind=RecordKind.ACCREDITATION, about_id=accreditation.pk, state=DocumentState.ACTIVE
    )
    there = list(rows.values_list("purpose", "title"))
    wanted = procedure(accreditation.procedure).wanted
    return tuple(one.id for one in wanted if one.is_required and not any(one.is_named(*told) for told in there))


def _named(accreditation: Accreditation, ids: tuple[str, ...]) -> str:
    """Documents by both names: who reads what is missing may read either language."""
    wanted = {one.id: one for one in procedure(accreditation.procedure).wanted}
    return ", ".join(f"{wanted[one].name_zh} {wanted[one].name_en}" for one in ids)


def file_accreditation(accreditation: Accreditation, *, by: Viewer, on: date, seen: int | None = None) -> Accreditation:
    """File, with all documents; the office then has days to check. InputError ``registry.documents_missing``."""
    if missing := missing_documents(accreditation):
        raise InputError("registry.documents_missing", documents=_named(accreditation, missing))
    due = _due(accreditation, "completeness", on)
    values = {"filed_on": on, "completeness_due_on": due.on, **_known(accreditation, due)}
    return _step(accreditation, AccreditationState.FILED, "file", by=by, on=on, values=values, seen=seen)


def return_accreditation(
    accreditation: Accreditation, *, by: Viewer, on: date, why: str, seen: int | None = None
) -> Accreditation:
    """Return for correction. Raises InputError ``registry.why_missing``."""
    _require_why(why)
    due = _due(accreditation, "correction", on)
    values = {"correction_due_on": due.on, **_known(accreditation, due)}
    return _step(accreditation, AccreditationState.RETURNED, "return", by=by, on=on, why=why, values=values, seen=seen)


def accept_accreditation(
    accreditation: Accreditation, *, by: Viewer, on: date, seen: int | None = None
) -> Accreditation:
    """Accept what is complete: experts and the office have their days from here."""
    opinion, decision = _due(accreditation, "opinion", on), _due(accreditation, "decision", on)
    values = {"opinion_due_on": opinion.on, "decision_due_on": decision.on, **_known(accreditation, decision)}
    return _step(accreditation, AccreditationState.UNDER_REVIEW, "accept", by=by, on=on, values=values, seen=seen)


@transaction.atomic
def ask_expert(accreditation: Accreditation, *, expert: str, expert_name: str, by: Viewer, on: date) -> ExpertOpinion:
    """Ask an expert (public id of the account, name) for an opinion. Raises InputError ``registry.there_already``."""
    require(by, "accreditation.ask", accreditation)
    if expert and accreditation.opinions.filter(expert=expert).exists():
        raise InputError("registry.there_already")
    row = ExpertOpinion(
        accreditation=accreditation, expert=expert, expert_name=expert_name, asked_on=on,
        due_on=accreditation.opinion_due_on,
    )  # fmt: skip
    save(row, by=by)
    audit(by.public_id, "accreditation.expert_asked", accreditation, opinion=row.public_id)
    return row


@transaction.atomic
def give_opinion(
    opinion: ExpertOpinion, verdict: str, text: str, *, by: Viewer, on: date, seen: int | None = None
) -> ExpertOpinion:
    """An expert says what they think, once. Raises WrongState ``registry.given_already``, ``registry.wrong_state``."""
    require(by, "opinion.give", opinion)
    if opinion.given_on is not None:
        raise WrongState("registry.given_already")
    if opinion.accreditation.state != AccreditationState.UNDER_REVIEW:
        raise WrongState("registry.wrong_state", state=opinion.accreditation.state)
    claim(opinion, seen)
    opinion.verdict, opinion.text, opinion.given_on = verdict, text, on
    save(opinion, by=by)
    audit(by.public_id, "accreditation.opinion_given", opinion, verdict=verdict)
    return opinion


def decide_accreditation(
    accreditation: Accreditation,
    is_approved: bool,
    *,
    by: Viewer,
    on: date,
    decision: str,
    document_number: str = "",
    seen: int | None = None,
) -> Accreditation:
    """Approve or refuse, after as many opinions as the procedure wants.

    Raises WrongState ``registry.opinions_missing`` (wanted, given); InputError ``registry.why_missing``.
    """
    _require_why(decision)
    given = accreditation.opinions.filter(given_on__isnull=False).count()
    wanted = procedure(accreditation.procedure).n_opinions
    if given < wanted:
        raise WrongState("registry.opinions_missing", wanted=wanted, given=given)
    after = AccreditationState.APPROVED if is_approved else AccreditationState.REFUSED
    values = {"decided_on": on, "decision": decision, "document_number": document_number}
    return _step(accreditation, after, "decide", by=by, on=on, why=decision, values=values, seen=seen)


@transaction.atomic
def certify(
    accreditation: Accreditation, certificate_number: str, *, by: Viewer, on: date, seen: int | None = None
) -> Accreditation:
    """Issue the certificate; the platform has the level from here, a reminder stands before the term ends.

    Raises InputError ``registry.certificate_missing``, ``registry.there_already`` (the number was given before).
    """
    if not certificate_number.strip():
        raise InputError("registry.certificate_missing")
    rules = procedure(accreditation.procedure)
    until = years_after(on, rules.term_years)
    values = {
        "certificate_number": certificate_number.strip(), "certified_on": on, "until": until,
        "remind_on": until - timedelta(days=rules.remind_days),
    }  # fmt: skip
    _step(accreditation, AccreditationState.CERTIFIED, "certify", by=by, on=on, values=values, seen=seen)
    _set_level(accreditation, accreditation.level, by=by, why=certificate_number)
    if accreditation.renews is not None and accreditation.renews.state == AccreditationState.CERTIFIED:
        _step(accreditation.renews, AccreditationState.EXPIRED, "expire", by=by, on=on, values={"ended_on": on})
    return accreditation


@transaction.atomic
def evaluate(
    accreditation: Accreditation,
    grade: str,
    outcome: str,
    *,
    by: Viewer,
    on: date,
    text: str,
    level_after: str = "",
    document_number: str = "",
    seen: int | None = None,
) -> Evaluation:
    """Evaluate in the term: the certificate is renewed for another term, downgraded, or withdrawn.

    Raises InputError ``registry.not_lower`` where a downgrade names no lower level, ``registry.why_missing``.
    """
    _require_why(text)
    before, after = accreditation.level, level_after if outcome == EvaluationOutcome.DOWNGRADED else accreditation.level
    if outcome == EvaluationOutcome.DOWNGRADED and not _is_lower(after, before):
        raise InputError("registry.not_lower")
    if accreditation.state == AccreditationState.CERTIFIED:
        _step(accreditation, AccreditationState.UNDER_EVALUATION, "evaluate", by=by, on=on, values={}, seen=seen)
        seen = None
    row = Evaluation(
        accreditation=accreditation, on=on, grade=grade, outcome=outcome, level_before=before, level_after=after,
        text=text, document_number=document_number, by=by.public_id,
    )  # fmt: skip
    save(row, by=by)
    _conclude(accreditation, outcome, after, by=by, on=on, why=text, seen=seen)
    audit(by.public_id, "accreditation.evaluated", accreditation, grade=grade, outcome=outcome)
    return row


def _conclude(
    accreditation: Accreditation, outcome: str, level: str, *, by: Viewer, on: date, why: str, seen: int | None
) -> None:
    if outcome == EvaluationOutcome.WITHDRAWN:
        values: dict[str, Any] = {"ended_on": on}
        _step(accreditation, AccreditationState.WITHDRAWN, "evaluate", by=by, on=on, why=why, values=values, seen=seen)
        return
    rules = procedure(accreditation.procedure)
    values = {"level": level}
    if outcome == EvaluationOutcome.RENEWED:
        until = years_after(on, rules.term_years)
        values |= {"until": until, "remind_on": until - timedelta(days=rules.remind_days)}
    _step(accreditation, AccreditationState.CERTIFIED, "evaluate", by=by, on=on, why=why, values=values, seen=seen)
    _set_level(accreditation, level, by=by, why=why)


def expire(accreditation: Accreditation, *, by: Viewer, on: date, seen: int | None = None) -> Accreditation:
    """The term ended without renewal. Raises WrongState ``registry.term_runs`` (until) before its last day is past."""
    if accreditation.until is None or on <= accreditation.until:
        raise WrongState("registry.term_runs", until=str(accreditation.until or "-"))
    values = {"ended_on": accreditation.until}
    return _step(accreditation, AccreditationState.EXPIRED, "expire", by=by, on=on, values=values, seen=seen)


def withdraw_accreditation(
    accreditation: Accreditation, *, by: Viewer, on: date, why: str, seen: int | None = None
) -> Accreditation:
    """Take an application back, or a certificate away. Raises InputError ``registry.why_missing``."""
    _require_why(why)
    values = {"ended_on": on}
    return _step(
        accreditation, AccreditationState.WITHDRAWN, "withdraw", by=by, on=on, why=why, values=values, seen=seen
    )


@transaction.atomic
def _step(
    accreditation: Accreditation,
    after: str,
    act: str,
    *,
    by: Viewer,
    on: date,
    values: Mapping[str, Any],
    why: str = "",
    seen: int | None = None,
) -> Accreditation:
    before = accreditation.state
    move(
        accreditation, after, by=by, act=f"accreditation.{act}", code=f"accreditation.{after}",
        moves=ACCREDITATION_MOVES, why=why, seen=seen, values=values,
    )  # fmt: skip
    AccreditationStep.objects.create(
        accreditation=accreditation, before=before, after=after, on=on, by=by.public_id, why=why
    )
    return accreditation


def _set_level(accreditation: Accreditation, level: str, *, by: Viewer, why: str) -> None:
    platform = accreditation.platform
    if platform.level != level:
        claim(platform)
        platform.level = level
        save(platform, by=by, why=why)


def _due(accreditation: Accreditation, step: str, on: date) -> Deadline:
    rules: Procedure = procedure(accreditation.procedure)
    return after_workdays(on, rules.days[step])


def _known(accreditation: Accreditation, due: Deadline) -> dict[str, bool]:
    """Once a deadline had to guess a year's holidays, the accreditation says so."""
    return {"is_calendar_known": accreditation.is_calendar_known and due.is_known}


def _is_lower(after: str, before: str) -> bool:
    return after in _LEVELS and before in _LEVELS and _LEVELS.index(Level(after)) > _LEVELS.index(Level(before))


def _require_why(why: str) -> None:
    if not why.strip():
        raise InputError("registry.why_missing")
