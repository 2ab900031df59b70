"""Invented accreditations, recognitions, entries and foundings under way, so that every stage and every delay shows.

Their days stand around the day of loading: a deadline that is late today is late in the demo. None of them changes a
counted figure: recognitions and entries are those of organisations, and no platform comes about.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from jialing.portal.accounts.queries import people
from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import (
    AccreditationState,
    CommitmentKind,
    EvaluationOutcome,
    FoundingPartyKind,
    FoundingState,
    Grade,
    Level,
    OrganisationKind,
    PartyRole,
    RecognitionState,
    Verdict,
    ZoneEntryState,
)
from jialing.portal.registry.models import (
    Accreditation,
    AccreditationStep,
    Commitment,
    CriterionCheck,
    Evaluation,
    ExpertOpinion,
    Founding,
    FoundingParty,
    FoundingStep,
    Fulfilment,
    Organisation,
    PlatformParty,
    Recognition,
    Zone,
    ZoneEntry,
)
from jialing.portal.registry.rules.criteria import checked, recognition_kind
from jialing.portal.registry.rules.procedures import procedure
from jialing.portal.registry.rules.workdays import after_workdays

PROCEDURE = "provincial_platform"
_A = AccreditationState
_PATH = (_A.DRAFT, _A.FILED, _A.UNDER_REVIEW, _A.APPROVED, _A.CERTIFIED)
_PLANS: Sequence[tuple[str, int]] = (
    (_A.DRAFT, 3), (_A.FILED, 2), (_A.FILED, 20), (_A.RETURNED, 12), (_A.UNDER_REVIEW, 18), (_A.UNDER_REVIEW, 70),
    (_A.APPROVED, 60), (_A.CERTIFIED, 400), (_A.CERTIFIED, 1075), (_A.UNDER_EVALUATION, 700), (_A.REFUSED, 120),
    (_A.EXPIRED, 1300),
)  # fmt: skip
"""State, and how many days ago it was filed."""


@dataclass
class _Rows:
    """What one accreditation consists of."""

    steps: list[AccreditationStep] = field(default_factory=list)
    opinions: list[ExpertOpinion] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)


def load_processes(on: date) -> None:
    """Write all of them, around a day."""
    rng = random.Random(5)
    _load_accreditations(on, rng)
    firms = list(Organisation.objects.filter(place_id__startswith="CN-50", kind=OrganisationKind.COMPANY)[:40])
    _load_recognitions(firms[:8], on, rng)
    _load_entries(firms[8:14], on, rng)
    _load_foundings(on, rng)


def _load_accreditations(on: date, rng: random.Random) -> None:
    hosted = PlatformParty.objects.filter(
        role=PartyRole.HOST, platform__level=Level.PROVINCIAL, platform__state="operating",
        platform__place_id__startswith="CN-50",
    ).select_related("platform", "organisation").order_by("pk")[:: 9][: len(_PLANS)]  # fmt: skip
    rows: list[Accreditation] = []
    hung: list[_Rows] = []
    expert = people(role="reviewer").first()
    for (state, ago), party in zip(_PLANS, hosted, strict=False):
        one, more = _accreditation(
            state, on - timedelta(days=ago), party, expert.public_id if expert else "", len(rows)
        )
        rows.append(one)
        hung.append(more)
    keep(named(rows, rng))
    keep(step for more in hung for step in more.steps)
    keep(named([opinion for more in hung for opinion in more.opinions], rng))
    keep(named([evaluation for more in hung for evaluation in more.evaluations], rng))


def _accreditation(
    state: str, filed: date, party: PlatformParty, expert: str, number: int
) -> tuple[Accreditation, _Rows]:
    rules, more = procedure(PROCEDURE), _Rows()
    one = Accreditation(
        procedure=PROCEDURE, platform=party.platform, applicant=party.organisation, place_id="CN-500000",
        level=Level.PROVINCIAL, state=state, text="虚构的申请。An invented application.", is_invented=True,
    )  # fmt: skip
    if state == _A.DRAFT:
        return one, more
    accepted, decided = filed + timedelta(days=4), filed + timedelta(days=40)
    _step(more, one, _A.DRAFT, _A.FILED, filed)
    one.filed_on, one.completeness_due_on = filed, after_workdays(filed, rules.days["completeness"]).on
    if state == _A.FILED:
        return one, more
    if state == _A.RETURNED:
        one.correction_due_on = after_workdays(accepted, rules.days["correction"]).on
        _step(more, one, _A.FILED, _A.RETURNED, accepted, "缺少盖章页。The page with the seal is missing.")
        return one, more
    _step(more, one, _A.FILED, _A.UNDER_REVIEW, accepted)
    one.opinion_due_on = after_workdays(accepted, rules.days["opinion"]).on
    one.decision_due_on = after_workdays(accepted, rules.days["decision"]).on
    more.opinions += _opinions(one, accepted, expert, is_all_given=state != _A.UNDER_REVIEW or number % 2 == 1)
    if state == _A.UNDER_REVIEW:
        return one, more
    one.decided_on, one.document_number = decided, f"虚构科发〔{decided.year}〕{30 + number}号"
    one.decision = "虚构的决定。An invented decision."
    after = _A.REFUSED if state == _A.REFUSED else _A.APPROVED
    _step(more, one, _A.UNDER_REVIEW, after, decided, one.decision)
    if state not in (_A.APPROVED, _A.REFUSED):
        _certify(one, more, decided + timedelta(days=10), number)
    return one, more


def _opinions(one: Accreditation, asked: date, expert: str, *, is_all_given: bool) -> Iterator[ExpertOpinion]:
    for number in range(2):
        is_given = is_all_given or number == 0
        yield ExpertOpinion(
            accreditation=one, expert="" if number == 0 else expert, expert_name=f"虚构专家{'甲乙'[number]}",
            asked_on=asked, due_on=one.opinion_due_on, given_on=asked + timedelta(days=9) if is_given else None,
            verdict=Verdict.PASSED if is_given else "", text="虚构的意见。An invented opinion." if is_given else "",
        )  # fmt: skip


def _certify(one: Accreditation, more: _Rows, on: date, number: int) -> None:
    rules, state = procedure(PROCEDURE), one.state
    one.certificate_number, one.certified_on = f"虚构-{on.year}-{number:03d}", on
    one.until = date(on.year + rules.term_years, on.month, min(on.day, 28))
    one.remind_on = one.until - timedelta(days=rules.remind_days)
    _step(more, one, _A.APPROVED, _A.CERTIFIED, on)
    if state == _A.UNDER_EVALUATION:
        _step(more, one, _A.CERTIFIED, state, on + timedelta(days=600))
    if state == _A.EXPIRED:
        one.ended_on = one.until
        _step(more, one, _A.CERTIFIED, state, one.until + timedelta(days=1))
    if number % 2 == 0 and state == _A.CERTIFIED:
        more.evaluations.append(
            Evaluation(
                accreditation=one,
                on=on + timedelta(days=360),
                grade=Grade.GOOD,
                outcome=EvaluationOutcome.RENEWED,
                level_before=one.level,
                level_after=one.level,
                text="虚构的评估。An invented evaluation.",
            )
        )


def _step(more: _Rows, one: Accreditation, before: str, after: str, on: date, why: str = "") -> None:
    more.steps.append(AccreditationStep(accreditation=one, before=before, after=after, on=on, why=why))


_GIVEN = (
    {"years_registered": 6, "st_people_share": 0.34, "sales": 62_000_000, "rd_sales_share": 0.052,
     "high_tech_income_share": 0.71},
    {"years_registered": 3, "st_people_share": 0.08, "sales": 18_000_000, "rd_sales_share": 0.06,
     "high_tech_income_share": 0.64},
    {"years_registered": 9, "st_people_share": 0.22, "sales": 410_000_000, "rd_sales_share": 0.031},
)  # fmt: skip
_R = RecognitionState
_STATES = (_R.PROPOSED, _R.PROPOSED, _R.PROPOSED, _R.RECOMMENDED, _R.GRANTED, _R.GRANTED, _R.GRANTED, _R.REFUSED)
_GRANTED_AGO = (300, 1070, 1200)
"""One in its term, one whose term ends in weeks, one whose term is over."""


def _load_recognitions(firms: Sequence[Organisation], on: date, rng: random.Random) -> None:
    rows = [_recognition(firm, state, at, on) for at, (firm, state) in enumerate(zip(firms, _STATES, strict=False))]
    keep(named(rows, rng))
    keep(check for row in rows for check in _checks(row))


def _recognition(firm: Organisation, state: str, at: int, on: date) -> Recognition:
    row = Recognition(
        kind="high_tech_enterprise", organisation=firm, level=Level.NATIONAL, place_id="CN-500000", state=state,
        proposed_on=on - timedelta(days=15 + at), given=dict(_GIVEN[at % len(_GIVEN)]), is_invented=True,
    )  # fmt: skip
    if state in (_R.RECOMMENDED, _R.GRANTED):
        row.given = dict(_GIVEN[0])
        row.recommended_on, row.recommended_by_place = on - timedelta(days=8), "CN-500000"
    if state == _R.GRANTED:
        granted = on - timedelta(days=_GRANTED_AGO[at - 4])
        row.proposed_on, row.recommended_on = granted - timedelta(days=120), granted - timedelta(days=60)
        row.granted_on, row.until = granted, date(granted.year + 3, granted.month, min(granted.day, 28))
        row.document_number = f"虚构火字〔{granted.year}〕{at}号"
        row.certificate_number = f"虚构GR{granted.year}{at:04d}"
    return row


def _checks(row: Recognition) -> Iterator[CriterionCheck]:
    for criterion in recognition_kind(row.kind).criteria:
        verdict = checked(criterion, row.given)
        if verdict is None:
            continue
        is_settled = row.state in (_R.RECOMMENDED, _R.GRANTED) and verdict == Verdict.UNCLEAR
        yield CriterionCheck(
            recognition=row, criterion=criterion.id, given=row.given.get(criterion.given),
            verdict=Verdict.PASSED if is_settled else verdict, decided_by="person" if is_settled else "rule",
            why="虚构：评价得分81。Invented: scored 81." if is_settled else "",
        )  # fmt: skip


def _load_entries(firms: Sequence[Organisation], on: date, rng: random.Random) -> None:
    zones = list(Zone.objects.filter(place_id="CN-500000").order_by("pk"))
    states = (ZoneEntryState.APPLIED, ZoneEntryState.APPLIED, ZoneEntryState.APPROVED, ZoneEntryState.REFUSED)
    rows = []
    for at, (firm, state) in enumerate(zip(firms, states, strict=False)):
        applied = on - timedelta(days=6 + 9 * at)
        is_decided = state != ZoneEntryState.APPLIED
        rows.append(
            ZoneEntry(
                zone=zones[at % len(zones)],
                organisation=firm,
                state=state,
                applied_on=applied,
                is_invented=True,
                purpose="虚构：设立研发中心。Invented: to set up an R&D centre.",
                decided_on=applied + timedelta(days=5) if is_decided else None,
                decision="虚构的意见。Invented remarks." if is_decided else "",
                document_number=f"虚构园发〔{applied.year}〕{at}号" if state == ZoneEntryState.APPROVED else "",
            )
        )
    keep(named(rows, rng))


_F = FoundingState
_FOUNDING_PATH = (_F.PROPOSED, _F.NEGOTIATING, _F.INTENT_SIGNED, _F.AGREEMENT_SIGNED, _F.APPROVED, _F.BUILDING)
_FOUNDINGS: Sequence[tuple[str, str, str, int]] = (
    ("Jialing Institute of Intelligent Manufacturing (invented)", "嘉陵智能制造联合研究院（虚构）", _F.BUILDING, 900),
    ("River Valley Energy Storage Centre (invented)", "江谷储能联合研究中心（虚构）", _F.AGREEMENT_SIGNED, 420),
    ("Two Rivers Institute of Life Science (invented)", "两江生命科学联合研究院（虚构）", _F.NEGOTIATING, 90),
    ("Mountain City Open Chips Laboratory (invented)", "山城开放芯片联合实验室（虚构）", _F.ABANDONED, 700),
)
_PARTIES = (
    (OrganisationKind.EDUCATION, FoundingPartyKind.UNIVERSITY_AT_HOME),
    (OrganisationKind.COMPANY, FoundingPartyKind.STATE_OWNED_ENTERPRISE),
    (OrganisationKind.FACILITY, FoundingPartyKind.NATIONAL_INSTITUTE),
)
_PROMISES = (
    (CommitmentKind.MONEY, Decimal(80_000_000), Decimal(52_500_000)),
    (CommitmentKind.PEOPLE, Decimal(60), Decimal(41)),
    (CommitmentKind.SPACE, Decimal(12_000), Decimal(12_000)),
    (CommitmentKind.EQUIPMENT, Decimal(35), Decimal(9)),
)


def _load_foundings(on: date, rng: random.Random) -> None:
    there = Organisation.objects.filter(place_id__startswith="CN-5").order_by("pk")
    pools = [list(there.filter(kind=kind)[:8]) for kind, _ in _PARTIES]
    rows = [_founding(plan, on) for plan in _FOUNDINGS]
    keep(named(rows, rng))
    keep(step for row, plan in zip(rows, _FOUNDINGS, strict=True) for step in _founding_steps(row, plan, on))
    parties = keep(
        FoundingParty(founding=row, organisation=pool[at], kind=kind, is_leading=which == 0)
        for at, row in enumerate(rows)
        for which, (pool, (_, kind)) in enumerate(zip(pools, _PARTIES, strict=True))
        if at < len(pool)
    )
    at_work = [party for party in parties if party.founding.state in (_F.BUILDING, _F.AGREEMENT_SIGNED)]
    promises = keep(named([one for at, party in enumerate(at_work) for one in _commitments(party, at, on)], rng))
    keep(part for promise in promises if promise.party.founding.state == _F.BUILDING for part in _parts(promise, on))


def _founding(plan: tuple[str, str, str, int], on: date) -> Founding:
    name_en, name_zh, state, ago = plan
    is_signed = state in (_F.BUILDING, _F.AGREEMENT_SIGNED)
    begun = on - timedelta(days=ago)
    return Founding(
        name_en=name_en, name_zh=name_zh, place_id="CN-500000", state=state, is_invented=True,
        state_since=list(_founding_days(state, begun))[-1][1],
        agreement_number=f"虚构协〔{begun.year}〕1号" if is_signed else "",
        term_until=date(on.year + 5, 12, 31) if is_signed else None,
        purpose_en="Invented: shared research, pilot tests and training.",
        purpose_zh="虚构：联合研究、中试与人才培养。",
    )  # fmt: skip


def _founding_days(state: str, begun: date) -> Iterator[tuple[str, date]]:
    last = _F.INTENT_SIGNED if state == _F.ABANDONED else state
    for at, one in enumerate(_FOUNDING_PATH[: _FOUNDING_PATH.index(_F(last)) + 1]):
        yield one, begun + timedelta(days=75 * at)
    if state == _F.ABANDONED:
        yield state, begun + timedelta(days=300)


def _founding_steps(row: Founding, plan: tuple[str, str, str, int], on: date) -> Iterator[FoundingStep]:
    for at, (state, day) in enumerate(_founding_days(row.state, on - timedelta(days=plan[3]))):
        document = f"虚构发〔{day.year}〕{at}号" if at > 1 else ""
        yield FoundingStep(founding=row, state=state, on=day, document_number=document)


def _commitments(party: FoundingParty, at: int, on: date) -> Iterator[Commitment]:
    for which, (kind, amount, _) in enumerate(_PROMISES):
        if (which + at) % 2 == 0:
            due = on + timedelta(days=-40 if which == 0 else 200 + 60 * which)
            yield Commitment(party=party, kind=kind, amount=amount, due_on=due)


def _parts(promise: Commitment, on: date) -> Iterator[Fulfilment]:
    kept = next(delivered for kind, _, delivered in _PROMISES if kind == promise.kind)
    first = (kept / 3).quantize(Decimal(1))
    for days, amount in ((400, first), (120, kept - first)):
        yield Fulfilment(commitment=promise, on=on - timedelta(days=days), amount=amount)
