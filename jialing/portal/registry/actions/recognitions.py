"""Recognitions: proposed, checked by rule and by people, recommended or granted, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move, save
from jialing.portal.registry.enums import RECOGNITION_MOVES, DecidedBy, Level, RecognitionState, Verdict
from jialing.portal.registry.models import CriterionCheck, Organisation, Platform, Recognition
from jialing.portal.registry.rules.authority import authority_place
from jialing.portal.registry.rules.criteria import checked, recognition_kind
from jialing.portal.registry.rules.moves import require_state


@transaction.atomic
def propose_recognition(
    kind: str,
    *,
    by: Viewer,
    on: date,
    organisation: Organisation | None = None,
    platform: Platform | None = None,
    grade: str = "",
    given: Mapping[str, Any] | None = None,
) -> Recognition:
    """Propose a recognition with the figures given; its criteria are checked at once.

    Raises InputError ``registry.unknown_recognition`` (kind), ``registry.unknown_grade`` (grade),
    ``registry.not_for_this`` (kind) where the kind is for the other sort of subject.
    """
    require(by, "recognition.propose")
    rules = recognition_kind(kind)
    if grade and grade not in rules.grades:
        raise InputError("registry.unknown_grade", grade=grade)
    subject = organisation or platform
    if subject is None or ("organisation" if organisation else "platform") not in rules.of:
        raise InputError("registry.not_for_this", kind=kind)
    proposed = Recognition(
        kind=kind, organisation=organisation, platform=platform, level=rules.level, grade=grade,
        place_id=authority_place(subject.place_id, rules.level), proposed_on=on,
        given=dict(given or {}), is_invented=subject.is_invented,
    )  # fmt: skip
    create(proposed, by=by, act="recognition.edit", code="recognition.proposed")
    _check(proposed)
    return proposed


@transaction.atomic
def give_figures(
    recognition: Recognition, given: Mapping[str, Any], *, by: Viewer, seen: int | None = None
) -> Recognition:
    """Change the figures given; the rule checks again, what people judged stays."""
    require(by, "recognition.edit", recognition)
    claim(recognition, seen)
    recognition.given = {**recognition.given, **given}
    save(recognition, by=by)
    _check(recognition)
    audit(by.public_id, "recognition.figures_given", recognition, figures=sorted(given))
    return recognition


def _check(recognition: Recognition) -> None:
    """Write what the rule says of each criterion that applies and that no person judged."""
    judged = set(recognition.checks.filter(decided_by=DecidedBy.PERSON).values_list("criterion", flat=True))
    for criterion in recognition_kind(recognition.kind).criteria:
        if criterion.id in judged:
            continue
        verdict = checked(criterion, recognition.given)
        rows = CriterionCheck.objects.filter(recognition=recognition, criterion=criterion.id)
        if verdict is None:
            rows.delete()
            continue
        CriterionCheck.objects.update_or_create(
            recognition=recognition,
            criterion=criterion.id,
            defaults={"verdict": verdict, "given": recognition.given.get(criterion.given)},
        )


@transaction.atomic
def judge_criterion(check: CriterionCheck, verdict: str, *, by: Viewer, why: str) -> CriterionCheck:
    """Settle by a person what the rule leaves unclear, or overrule it. Raises InputError ``registry.why_missing``."""
    require(by, "recognition.judge", check.recognition)
    if not why.strip():
        raise InputError("registry.why_missing")
    check.verdict, check.decided_by, check.by, check.why = verdict, DecidedBy.PERSON, by.public_id, why
    save(check, by=by, why=why)
    audit(by.public_id, "recognition.judged", check.recognition, criterion=check.criterion, verdict=verdict, why=why)
    return check


def require_checks(recognition: Recognition) -> None:
    """Raises WrongState ``registry.criteria_open`` (n) or ``registry.criteria_failed`` (n)."""
    verdicts = list(recognition.checks.values_list("verdict", flat=True))
    if n := verdicts.count(Verdict.FAILED):
        raise WrongState("registry.criteria_failed", n=n)
    if n := verdicts.count(Verdict.UNCLEAR):
        raise WrongState("registry.criteria_open", n=n)


def recommend(recognition: Recognition, *, by: Viewer, on: date, why: str = "", seen: int | None = None) -> Recognition:
    """A local department recommends to the national level. Raises WrongState ``registry.decided_here`` for others."""
    if recognition.level != Level.NATIONAL:
        raise WrongState("registry.decided_here")
    require_checks(recognition)
    values = {"recommended_on": on, "recommended_by_place": recognition.place_id}
    return _move(recognition, RecognitionState.RECOMMENDED, "recommend", by=by, why=why, seen=seen, values=values)


def grant(
    recognition: Recognition,
    *,
    by: Viewer,
    on: date,
    document_number: str,
    certificate_number: str = "",
    until: date | None = None,
    why: str = "",
    seen: int | None = None,
) -> Recognition:
    """Grant (at one's own level), or record that the nation granted what was recommended.

    ``until`` None takes the term of the kind. Raises WrongState ``registry.recommend_first``,
    ``registry.criteria_open``, ``registry.criteria_failed``; InputError ``registry.document_missing``.
    """
    if not document_number.strip():
        raise InputError("registry.document_missing")
    if recognition.level == Level.NATIONAL and recognition.state == RecognitionState.PROPOSED:
        raise WrongState("registry.recommend_first")
    require_checks(recognition)
    term = recognition_kind(recognition.kind).term_years
    values = {
        "granted_on": on, "document_number": document_number, "certificate_number": certificate_number,
        "until": until or (years_after(on, term) if term else None),
    }  # fmt: skip
    return _move(recognition, RecognitionState.GRANTED, "grant", by=by, why=why, seen=seen, values=values)


def refuse(recognition: Recognition, *, by: Viewer, why: str, seen: int | None = None) -> Recognition:
    """Refuse. Raises InputError ``registry.why_missing``."""
    if not why.strip():
        raise InputError("registry.why_missing")
    return _move(recognition, RecognitionState.REFUSED, "refuse", by=by, why=why, seen=seen, values={})


def withdraw_recognition(
    recognition: Recognition, *, by: Viewer, on: date, why: str, seen: int | None = None
) -> Recognition:
    """Take a recognition away before its term ends. Raises InputError ``registry.why_missing``."""
    require_state(recognition.state, RecognitionState.GRANTED)
    if not why.strip():
        raise InputError("registry.why_missing")
    values = {"withdrawn_on": on}
    return _move(recognition, RecognitionState.WITHDRAWN, "withdraw", by=by, why=why, seen=seen, values=values)


def note_on_recognition(recognition: Recognition, note: str, *, by: Viewer, seen: int | None = None) -> Recognition:
    """Change the office's own note."""
    values = {"note": note}
    return change(recognition, values, by=by, act="recognition.note", code="recognition.noted", seen=seen)


def _move(
    recognition: Recognition, after: str, act: str, *, by: Viewer, why: str, seen: int | None, values: dict[str, Any]
) -> Recognition:
    return move(
        recognition, after, by=by, act=f"recognition.{act}", code=f"recognition.{after}", moves=RECOGNITION_MOVES,
        why=why, seen=seen, values=values,
    )  # fmt: skip


def years_after(day: date, years: int) -> date:
    """The same day years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
