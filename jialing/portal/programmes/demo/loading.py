"""Loading the demo's programme: only over an invented registry, once, in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from jialing.portal.accounts.demo import PEOPLE
from jialing.portal.accounts.models import User
from jialing.portal.common.access import SYSTEM
from jialing.portal.programmes.actions.calls import content_of
from jialing.portal.programmes.actions.posting import Transfer
from jialing.portal.programmes.actions.setting_up import set_up_programme
from jialing.portal.programmes.demo.book import Book, Signed
from jialing.portal.programmes.demo.plan import CALLS, PLACES, SIDES, YUAN, CallPlan, sums_of
from jialing.portal.programmes.enums import CallState, EntryKind, OrderState, ProjectState, StatementState
from jialing.portal.programmes.models import (
    Appropriation,
    Call,
    CallVersion,
    Order,
    Programme,
    Project,
    ProjectParty,
    Topic,
    TreasuryStatement,
)
from jialing.portal.programmes.rules.terms import digest
from jialing.portal.registry.demo.keeping import BATCH, named
from jialing.portal.registry.models import Organisation

SEED = 11_500
FILE = Path(__file__).resolve().parents[1] / "data" / "demo.toml"
KINDS = ("education", "company", "facility")
N_LEADS = 40
FIRST_PART = 60
"""Per cent of an award that is paid at once; the rest after the mid-term check."""
N_UNPAID, N_NOT_INSTRUCTED = 9, 12
"""Second parts of the last call that the treasury has not paid, and that nobody instructed yet."""
COLLEAGUES = (("Colleague A", "同事甲"), ("Colleague B", "同事乙"))


@dataclass
class Demo:
    """What is being written."""

    programme: Programme
    rng: random.Random
    book: Book
    lines: dict[tuple[str, int], Appropriation]
    signers: dict[str, Signed]
    leads: dict[str, list[Organisation]]
    projects: list[tuple[Project, str, list[Transfer]]] = field(default_factory=list)
    vouchers: dict[int, list[list[object]]] = field(default_factory=dict)
    n_vouchers: int = 0


def load_demo(on: date) -> bool:
    """Write the programme; False where one stands already, or where a side has no invented organisation to lead."""
    leads = {side: _leads(PLACES[side]) for side in SIDES}
    if Programme.objects.exists() or not all(leads.values()):
        return False
    with transaction.atomic():
        rng = random.Random(SEED)
        programme = set_up_programme(FILE.read_text(encoding="utf-8"), by=SYSTEM.public_id, is_invented=True)
        demo = Demo(programme, rng, Book(programme, rng), _lines(programme), _signers(), leads)
        for plan in CALLS:
            _call(demo, plan)
        _later(demo, on)
        demo.book.write()
        _statements(demo)
    return True


def _leads(prefix: str) -> list[Organisation]:
    rows = Organisation.objects.filter(is_invented=True, state="active", kind__in=KINDS, place_id__startswith=prefix)
    return list(rows.order_by("pk")[:N_LEADS])


def _lines(programme: Programme) -> dict[tuple[str, int], Appropriation]:
    rows = Appropriation.objects.filter(programme=programme).select_related("funder")
    side = {"CN-500000": "chongqing", "CN-510000": "sichuan"}
    return {(side[one.funder.place_id], one.year): one for one in rows}


def _signers() -> dict[str, Signed]:
    """Who asks and approves on each side: colleagues who never sign in, then the demo's officer."""
    found = {}
    for side in SIDES:
        email = next(one.email for one in PEOPLE if one.key == f"officer_{side}")
        officer = User.objects.filter(email=email).first()
        asker, first = (
            _colleague(side, names) if officer else f"demo-{side}-{names[0][-1].lower()}" for names in COLLEAGUES
        )
        found[side] = Signed(asker, first, officer.public_id if officer else f"demo-{side}-officer")
    return found


def _colleague(side: str, names: tuple[str, str]) -> str:
    email = f"{names[0].lower().replace(' ', '-')}-{side}@demo.invalid"
    known = User.objects.filter(email=email).first()
    user = known or User.objects.create_user(email, name_en=names[0], name_zh=names[1], is_invented=True)
    return str(user.public_id)


def _signed(demo: Demo, side: str, units: int) -> Signed:
    """With a second approval where the programme's limit asks for one."""
    of, limit = demo.signers[side], demo.programme.second_approval_above
    return of if limit is not None and units > limit else Signed(of.by, of.approved_by)


def _call(demo: Demo, plan: CallPlan) -> None:
    """A call with its topics, pledges, what was kept for it, projects, awards, first payments."""
    call, topics = _published(demo, plan)
    year, half = plan.year, plan.units // 2
    for side in SIDES:
        line = demo.lines[side, year]
        for kind, month, transfer in (
            (EntryKind.PLEDGE, 3, Transfer(line, half)),
            (EntryKind.RESERVATION, 6, Transfer(line, half, call.public_id)),
        ):
            document, signed = f"demo {year}-{month}", _signed(demo, side, half)
            demo.book.ordered(kind, [transfer], on=date(year, month, 2), document=document, signed=signed)
    made = _projects(demo, plan, call, topics)
    for side in SIDES:
        transfers = [t for _, of, parts in made if of == side for t in parts]
        document, signed = f"demo {year}-12", _signed(demo, side, half)
        demo.book.ordered(EntryKind.AWARD, transfers, on=date(year, 12, 10), document=document, signed=signed)
    for project, side, parts in made:
        for part in parts:
            units = part.units * FIRST_PART // 100
            _instructed(demo, project, side, _of(part, units), on=date(year, 12, 20), paid_on=date(year, 12, 28))
    demo.projects += made


def _published(demo: Demo, plan: CallPlan) -> tuple[Call, list[Topic]]:
    year, lot = plan.year, " (illustrative)" if plan.is_illustrative else ""
    call = Call(
        programme=demo.programme, year=year, name_en=f"Joint call {year}{lot}", is_invented=True,
        name_zh=f"{year}年度联合项目申报{'（示意）' if plan.is_illustrative else ''}", document_number=f"demo {year}-6",
        opens_at=datetime(year, 6, 15, tzinfo=UTC), closes_at=datetime(year, 7, 31, 9, tzinfo=UTC), budget=plan.units,
        most_per_project=2_000_000 * YUAN, state=CallState.FINISHED, source=demo.programme.source,
    )  # fmt: skip
    named([call], demo.rng)
    call.save()
    topics = [
        Topic(call=call, code=f"{n}", name_en=en, name_zh=zh, position=n, least=1)
        for n, (en, zh) in enumerate(plan.directions, 1)
    ]
    Topic.objects.bulk_create(named(topics, demo.rng))
    content = content_of(call)
    CallVersion.objects.create(
        call=call, number=1, published_at=call.opens_at, by=SYSTEM.public_id, content=content, digest=digest(content)
    )
    return call, topics


def _projects(
    demo: Demo, plan: CallPlan, call: Call, topics: list[Topic]
) -> list[tuple[Project, str, list[Transfer]]]:  # fmt: skip
    """Projects, each led by one side with a team of the other; every fifth pays that team across the line."""
    rows, found = [], []
    for n, (side, units) in enumerate(sums_of(plan, demo.rng)):
        topic = topics[n % len(topics)]
        other = SIDES[1 - SIDES.index(side)]
        lead, team = demo.rng.choice(demo.leads[side]), demo.rng.choice(demo.leads[other])
        project = Project(
            programme=demo.programme, call=call, topic=topic, number=f"JL{plan.year}-{n + 1:03}", lead=lead,
            name_en=f"{topic.name_en}: joint work {n + 1} of {plan.year} (invented)",
            name_zh=f"{topic.name_zh}协同攻关{plan.year}-{n + 1}（虚构）", is_invented=True,
            source=demo.programme.source,
            awarded_on=date(plan.year, 12, 10), since=date(plan.year + 1, 1, 1), until=date(plan.year + 3, 12, 31),
            state=_state(plan.year, n),
        )  # fmt: skip
        rows.append((project, lead, team))
        line = demo.lines[side, plan.year]
        theirs = units * 30 // 100 if n % 5 == 4 else 0
        parts = [Transfer(line, units - theirs, call.public_id, project.number, lead)]
        parts += [Transfer(line, theirs, call.public_id, project.number, team)] if theirs else []
        found.append((project, side, parts))
    Project.objects.bulk_create(named([row[0] for row in rows], demo.rng), batch_size=BATCH)
    ProjectParty.objects.bulk_create(_parties(rows), batch_size=BATCH)
    return found


def _parties(rows: list[tuple[Project, Organisation, Organisation]]) -> Iterator[ProjectParty]:
    for project, lead, team in rows:
        yield ProjectParty(project=project, organisation=lead, role="lead")
        yield ProjectParty(project=project, organisation=team, role="member")


def _state(year: int, n: int) -> str:
    if year == 2020:
        return {3: ProjectState.CLOSED, 7: ProjectState.TERMINATED}.get(n, ProjectState.PASSED)
    return ProjectState.EVALUATING if year == 2021 else ProjectState.RUNNING


def _of(part: Transfer, units: int) -> Transfer:
    return Transfer(part.line, units, "", part.project, part.party)


def _instructed(
    demo: Demo, project: Project, side: str, part: Transfer, *, on: date, paid_on: date | None,
    state: str = OrderState.POSTED, refused_why: str = "",
) -> Order:  # fmt: skip
    """An instruction for one party, and the payment that answered it."""
    order = demo.book.ordered(
        EntryKind.INSTRUCTION, [part], on=on, document=f"demo {on.year}-{on.month} {project.number}", state=state,
        signed=_signed(demo, side, part.units), refused_why=refused_why,
    )  # fmt: skip
    if paid_on is not None:
        demo.n_vouchers += 1
        voucher = f"V{demo.n_vouchers:05}"
        demo.book.paid(order, [part], on=paid_on, voucher=voucher, by=demo.signers[side].by)
        assert part.party is not None
        rows = demo.vouchers.setdefault(paid_on.year * 12 + paid_on.month, [])
        rows.append([len(rows) + 2, voucher, paid_on.isoformat(), order.public_id, part.party.name_zh, part.units, ""])
    return order


def _later(demo: Demo, on: date) -> None:
    """Second parts, a pledge entered twice and taken back, a refund, a clawback, orders that wait."""
    second = {2020: (date(2022, 6, 20), date(2022, 6, 28)), 2021: (date(2023, 6, 20), date(2023, 6, 28))}
    for project, side, parts in demo.projects:
        if project.call.year in second and project.state != ProjectState.TERMINATED:
            ordered_on, paid_on = second[project.call.year]
            for part in parts:
                units = part.units - part.units * FIRST_PART // 100
                _instructed(demo, project, side, _of(part, units), on=ordered_on, paid_on=paid_on)
    _last_call(demo, on)
    _taken_back(demo)
    _given_back(demo)


def _last_call(demo: Demo, on: date) -> None:
    """Of the last call's second parts most are paid; some wait for the treasury, for approval, for anybody."""
    rest = [
        (project, side, _of(part, part.units - part.units * FIRST_PART // 100))
        for project, side, parts in demo.projects
        for part in parts
        if project.call.year == CALLS[-1].year
    ]
    ordered_on, paid_on = _back(on, 40), _back(on, 20)
    n_paid = len(rest) - N_UNPAID - N_NOT_INSTRUCTED
    for n, (project, side, part) in enumerate(rest[: n_paid + N_UNPAID]):
        _instructed(demo, project, side, part, on=ordered_on, paid_on=paid_on if n < n_paid else None)
    waiting = sorted(rest[n_paid + N_UNPAID :], key=lambda row: -row[2].units)
    states = (OrderState.APPROVED, *((OrderState.PROPOSED,) * 4), OrderState.REFUSED, OrderState.WITHDRAWN)
    for (project, side, part), state in zip(waiting, states, strict=False):
        why = "任务书指标未核对（虚构）" if state == OrderState.REFUSED else ""
        _instructed(demo, project, side, part, on=_back(on, 3), paid_on=None, state=state, refused_why=why)


def _back(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() - days)


def _taken_back(demo: Demo) -> None:
    """A pledge of one side was entered twice and is reversed; nothing of it is left."""
    units = 1_000_000 * YUAN
    signed = _signed(demo, "sichuan", 10**12)
    twice = demo.book.ordered(
        EntryKind.PLEDGE, [Transfer(demo.lines["sichuan", 2021], units)], on=date(2021, 3, 3), document="demo 2021-3",
        signed=signed, why="重复录入（虚构）",
    )  # fmt: skip
    demo.book.reversed(twice, on=date(2021, 3, 9), document="demo 2021-3a", signed=signed, why="冲销重复录入（虚构）")


def _given_back(demo: Demo) -> None:
    """One project closed with money left and paid it back; one was terminated and is asked for what it got."""
    for project, side, parts in demo.projects:
        (part, *_), signed = parts, _signed(demo, side, 0)
        if project.state == ProjectState.CLOSED:
            demo.book.ordered(
                EntryKind.REFUND, [_of(part, 35_210 * YUAN + 40)], on=date(2024, 3, 5), document="demo 2024-3",
                signed=signed, why="结余退回（虚构）",
            )  # fmt: skip
        if project.state == ProjectState.TERMINATED:
            demo.book.ordered(
                EntryKind.CLAWBACK, [_of(part, 120_000 * YUAN)], on=date(2023, 10, 12), document="demo 2023-10",
                signed=signed, why="项目终止追缴（虚构）",
            )  # fmt: skip


def _statements(demo: Demo) -> None:
    """The treasury's statements from which the payments came; the last one has two rows that do not agree."""
    last = max(demo.vouchers)
    for month, rows in sorted(demo.vouchers.items()):
        if month == last:
            n, on = len(rows) + 2, rows[-1][2]
            rows += [
                [n, "V90001", on, "zzzzzzzzzz", "不明收款人（虚构）", 88_000 * YUAN, "no_such_order"],
                [n + 1, "V90002", on, rows[0][3], rows[0][4], rows[0][5], "paid_already"],
            ]
        year, number = divmod(month - 1, 12)
        TreasuryStatement.objects.create(
            programme=demo.programme, file_name=f"treasury-{year}-{number + 1:02} (invented).csv",
            digest=sha256(repr(rows).encode()).hexdigest(), by=demo.signers[SIDES[0]].by, rows=rows,
            state=StatementState.DONE,
        )  # fmt: skip
