"""A process as a quiet line of stages: what is done, what is now and by whom, by when, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jialing.portal.common.access import Seen, field_of
from jialing.portal.registry.enums import (
    AccreditationState,
    FoundingState,
    Level,
    RecognitionState,
    Verdict,
    ZoneEntryState,
)
from jialing.portal.registry.rules.procedures import procedure, procedures
from jialing.portal.registry.rules.workdays import workdays_between

DONE, NOW, NEXT, ENDED = "done", "now", "next", "ended"
OFFICE, APPLICANT, EXPERTS = "office", "applicant", "experts"


@dataclass(frozen=True)
class Stage:
    """One stage: phrase ``stage.<kind>.<name>``; where it stands; its day or deadline; who acts (``stage.by.<who>``).

    ``n_days`` is what the rule gives, in working days; ``n_left`` working days from today to the deadline, negative
    where it is past; ``note`` a phrase with ``params`` that says more.
    """

    code: str
    standing: str
    by: str = ""
    on: date | None = None
    due: date | None = None
    n_days: int | None = None
    n_left: int | None = None
    note: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    document: str = ""

    @property
    def is_late(self) -> bool:
        return self.standing == NOW and self.n_left is not None and self.n_left < 0

    @property
    def n_late(self) -> int:
        return -(self.n_left or 0)


def stages_of(one: Seen, today: date) -> tuple[Stage, ...]:
    """The stages of a record that is a process; () where there are none or the viewer may not read them."""
    made = _KINDS.get(one.kind_name)
    return tuple(_counted(stage, today) for stage in made(one)) if made else ()


def _counted(stage: Stage, today: date) -> Stage:
    if stage.standing != NOW or stage.due is None:
        return stage
    return replace(stage, n_left=workdays_between(today, stage.due))


def _accreditation(one: Seen) -> Iterator[Stage]:
    if "steps" not in one.fields or one.procedure not in procedures():
        return
    rules, state = procedure(one.procedure), one.state
    entered = {step.after: step.on for step in field_of(one, "steps")}
    at = _ACCREDITATION_AT.get(state, 0) if state in _ACCREDITATION_AT else _furthest(entered)
    given = [row for row in one.opinions if row.given_on] if "opinions" in one.fields else None
    is_judged = given is not None and len(given) >= rules.n_opinions
    if state == AccreditationState.UNDER_REVIEW and is_judged:
        at = 3
    is_over = state in _ACCREDITATION_OVER
    named = (
        ("filed", APPLICANT, one.filed_on, None, None),
        ("checked", OFFICE, entered.get(AccreditationState.UNDER_REVIEW), one.completeness_due_on, "completeness"),
        ("judged", EXPERTS, None, one.opinion_due_on, "opinion"),
        ("decided", OFFICE, one.decided_on, one.decision_due_on, "decision"),
        ("certified", OFFICE, one.certified_on, None, None),
    )
    for number, (code, by, on, due, rule) in enumerate(named):
        standing = DONE if number < at else NEXT if number > at or is_over else NOW
        if state == AccreditationState.RETURNED and number == 1:
            days = rules.days["correction"]
            yield Stage("accreditation.corrected", NOW, APPLICANT, due=one.correction_due_on, n_days=days)
            standing = NEXT
        if is_over and standing != DONE:
            continue
        stage = Stage(
            f"accreditation.{code}", standing, by, on if standing == DONE else None, due,
            rules.days[rule] if rule else None,
        )  # fmt: skip
        if code == "judged" and given is not None:
            params = {"n": len(given), "wanted": rules.n_opinions, "asked": len(one.opinions)}
            stage = replace(stage, note="stage.opinions", params=params)
        yield stage
    yield from _after_certificate(one, state)


_ACCREDITATION_AT: Mapping[str, int] = {
    AccreditationState.DRAFT: 0,
    AccreditationState.FILED: 1,
    AccreditationState.RETURNED: 1,
    AccreditationState.UNDER_REVIEW: 2,
    AccreditationState.APPROVED: 4,
    AccreditationState.REFUSED: 4,
    AccreditationState.CERTIFIED: 5,
    AccreditationState.UNDER_EVALUATION: 5,
}
_ACCREDITATION_OVER = frozenset({AccreditationState.REFUSED, AccreditationState.EXPIRED, AccreditationState.WITHDRAWN})


def _furthest(entered: Mapping[str, date]) -> int:
    """How far what is expired or withdrawn had come."""
    return max((_ACCREDITATION_AT.get(state, 0) for state in entered), default=0)


def _after_certificate(one: Seen, state: str) -> Iterator[Stage]:
    if state == AccreditationState.UNDER_EVALUATION:
        yield Stage("accreditation.evaluated", NOW, OFFICE)
    if state in (AccreditationState.CERTIFIED, AccreditationState.UNDER_EVALUATION):
        note = "stage.remind" if one.remind_on else ""
        yield Stage("accreditation.renewed", NOW, APPLICANT, due=one.until, note=note, params={"day": one.remind_on})
    if state in _ACCREDITATION_OVER:
        yield Stage(f"accreditation.{state}", ENDED, on=one.ended_on or one.decided_on)


def _recognition(one: Seen) -> Iterator[Stage]:
    if "proposed_on" not in one.fields:
        return
    state, is_national = one.state, one.level == Level.NATIONAL
    verdicts = [row.verdict for row in one.checks]
    n_open = sum(verdict == Verdict.UNCLEAR for verdict in verdicts)
    is_checked = state != RecognitionState.PROPOSED or not n_open
    yield Stage("recognition.proposed", DONE, APPLICANT, one.proposed_on)
    params = {"n": len(verdicts), "failed": verdicts.count(Verdict.FAILED), "open": n_open}
    note = "stage.criteria" if verdicts else ""
    yield Stage("recognition.checked", DONE if is_checked else NOW, OFFICE, note=note, params=params)
    standing = NOW if state == RecognitionState.PROPOSED and is_checked else NEXT
    if is_national:
        is_done = one.recommended_on is not None
        yield Stage("recognition.recommended", DONE if is_done else standing, OFFICE, one.recommended_on)
        standing = NOW if state == RecognitionState.RECOMMENDED else NEXT
    if state == RecognitionState.REFUSED:
        yield Stage("recognition.refused", ENDED)
        return
    is_granted = one.granted_on is not None
    document = one.document_number if is_granted else ""
    by = "nation" if is_national else OFFICE
    yield Stage("recognition.granted", DONE if is_granted else standing, by, one.granted_on, document=document)
    if state == RecognitionState.WITHDRAWN:
        yield Stage("recognition.withdrawn", ENDED, OFFICE, one.withdrawn_on)
    elif is_granted and one.until:
        yield Stage("recognition.term", NOW, APPLICANT, due=one.until)


def _zone_entry(one: Seen) -> Iterator[Stage]:
    if "applied_on" not in one.fields:
        return
    state = one.state
    yield Stage("zone_entry.applied", DONE, APPLICANT, one.applied_on)
    if state == ZoneEntryState.REFUSED:
        yield Stage("zone_entry.refused", ENDED, OFFICE, one.decided_on)
        return
    is_decided = state != ZoneEntryState.APPLIED
    document = one.document_number if is_decided else ""
    yield Stage("zone_entry.approved", DONE if is_decided else NOW, OFFICE, one.decided_on, document=document)
    is_in = state in (ZoneEntryState.ENTERED, ZoneEntryState.LEFT)
    yield Stage(
        "zone_entry.entered",
        DONE if is_in else NOW if state == ZoneEntryState.APPROVED else NEXT,
        "zone",
        one.entered_on,
    )
    if state == ZoneEntryState.LEFT:
        yield Stage("zone_entry.left", ENDED, on=one.left_on)


_FOUNDING_PATH = (
    FoundingState.PROPOSED,
    FoundingState.NEGOTIATING,
    FoundingState.INTENT_SIGNED,
    FoundingState.AGREEMENT_SIGNED,
    FoundingState.APPROVED,
    FoundingState.BUILDING,
    FoundingState.OPERATING,
)


def _founding(one: Seen) -> Iterator[Stage]:
    if "steps" not in one.fields:
        return
    steps = {step.state: step for step in field_of(one, "steps")}
    is_over = one.state in (FoundingState.ENDED, FoundingState.ABANDONED)
    at = -1 if is_over else _FOUNDING_PATH.index(one.state)
    for number, state in enumerate(_FOUNDING_PATH):
        step = steps.get(state)
        if step is None and (is_over or number < at):
            continue  # a stage that was left out, or never came
        standing = DONE if is_over or number < at or state == FoundingState.OPERATING == one.state else NEXT
        standing = NOW if number == at and standing != DONE else standing
        yield Stage(
            f"founding.{state}", standing, on=step.on if step else None, document=step.document_number if step else ""
        )
    if is_over:
        last: Any = steps.get(one.state)
        yield Stage(f"founding.{one.state}", ENDED, on=last.on if last else one.state_since)


_KINDS: Mapping[str, Callable[[Seen], Iterator[Stage]]] = {
    "accreditation": _accreditation,
    "recognition": _recognition,
    "zone_entry": _zone_entry,
    "founding": _founding,
}


def is_any_late(stages: Sequence[Stage]) -> bool:
    """Whether a deadline is past."""
    return any(stage.is_late for stage in stages)
