"""Invented alliances: those the lake lists with their members, meetings and activities; and decoys."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jialing.atlas import ListedAlliance, ListedMember
from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import ActivityKind, AllianceState, MembershipState, OutputKind, Seat
from jialing.portal.registry.models import Activity, Alliance, AllianceEvent, Meeting, Membership, Organisation, Output

_S = AllianceState
CHONGQING, CHENGDU = "CN-500000", "CN-510100"


def load_alliances(
    listed: Sequence[ListedAlliance],
    members: Sequence[ListedMember],
    version: str,
    organisations: Mapping[str, Organisation],
) -> None:
    """Write alliances, their states by date, members; and decoys beside the 44."""
    rng = random.Random(44)
    seats: dict[str, list[ListedMember]] = defaultdict(list)
    for member in members:
        seats[member.alliance_id].append(member)
    rows = [_alliance(one, version, number) for number, one in enumerate(listed)]
    keep(named(rows, rng))
    pairs = list(zip(listed, rows, strict=True))
    keep(event for _, row in pairs for event in _events(row))
    kept = keep(named([m for one, row in pairs for m in _members(row, seats[one.alliance_id], organisations)], rng))
    _name_secretariats(kept)
    _signs(rows, rng)
    model = next(row for row in rows if row.state == _S.ACTIVE)
    _decoys(model, [m for m in kept if m.alliance_id == model.pk], rng)


def _alliance(one: ListedAlliance, version: str, number: int) -> Alliance:
    founded = one.founded_on
    return Alliance(
        name_en=one.name_en, name_zh=one.name_zh, state=one.status or _S.ACTIVE, lake_id=one.alliance_id,
        lake_version=version, field_id=one.field_id, place_id=(CHONGQING, CHENGDU)[number % 2],
        founded_on=None if one.status == _S.PROPOSED else founded, votes_on_admission=number % 3 == 0,
        dissolved_on=_end(founded) if founded and one.status == _S.DISSOLVED else None,
        is_invented=True,
    )  # fmt: skip


def _end(founded: date) -> date:
    """What the bureau's table calls dissolved was so when the table was written, on 8 March 2023."""
    return max(founded, min(founded + timedelta(days=400), date(2023, 3, 7)))


def _events(row: Alliance) -> Iterator[AllianceEvent]:
    """What the record's dates say, as events."""
    if row.founded_on is None:
        yield AllianceEvent(alliance=row, state=_S.PROPOSED, on=date(2022, 11, 1))
        return
    yield AllianceEvent(alliance=row, state=_S.PROPOSED, on=row.founded_on - timedelta(days=180))
    yield AllianceEvent(alliance=row, state=_S.ACTIVE, on=row.founded_on)
    if row.state == _S.DORMANT:
        yield AllianceEvent(alliance=row, state=_S.DORMANT, on=row.founded_on + timedelta(days=3))
    if row.dissolved_on is not None:
        yield AllianceEvent(alliance=row, state=_S.DISSOLVED, on=row.dissolved_on)


def _members(
    row: Alliance, listed: Sequence[ListedMember], organisations: Mapping[str, Organisation]
) -> Iterator[Membership]:
    met: set[int] = set()
    for one in listed:
        organisation = organisations.get(one.org_id)
        if organisation is not None and organisation.pk in met:
            continue
        if organisation is not None:
            met.add(organisation.pk)
        yield Membership(
            alliance=row, organisation=organisation, written=one.written, seat=one.seat or Seat.MEMBER,
            joined_on=one.joined_on, left_on=one.left_on, is_invented=True,
            state=MembershipState.LEFT if one.left_on else MembershipState.ADMITTED,
        )  # fmt: skip


LAST_DAY = date(2025, 12, 20)
"""Invented works end with 2025; so do meetings."""


def _signs(rows: Sequence[Alliance], rng: random.Random) -> None:
    """Meetings, activities and works that name the alliance: up to now for those awake, long ago for those asleep."""
    meetings: list[Meeting] = []
    activities: list[Activity] = []
    outputs: list[Output] = []
    for number, row in enumerate(rows):
        if row.founded_on is None:
            continue
        is_awake = row.state == _S.ACTIVE
        until = LAST_DAY - timedelta(days=rng.randrange(20, 200) if is_awake else rng.randrange(700, 1000))
        until = max(until, row.founded_on + timedelta(days=30))
        days = _days(row.founded_on, until, rng)
        if number % 3 != 1 or not is_awake:
            meetings += [_meeting(row, day, at) for at, day in enumerate(days, 1)]
        if number % 3 == 1:
            outputs.append(
                Output(
                    alliance=row,
                    kind=OutputKind.REPORT,
                    title=f"{row.name_zh}年度报告",
                    on=until,
                    names_alliance=True,
                    is_invented=True,
                )
            )
        activities += [
            Activity(
                alliance=row,
                kind=ActivityKind.WORKSHOP,
                title_zh="技术研讨",
                title_en="Workshop",
                on=day,
                place_id=row.place_id,
                is_invented=True,
            )
            for day in days[::3]
            if number % 3 == 0
        ]
    for kept in (meetings, activities, outputs):
        keep(named(kept, rng))


def _days(first: date, last: date, rng: random.Random) -> list[date]:
    """Days about five months apart, the last one exactly."""
    found, day = [last], last
    while (day := day - timedelta(days=rng.randrange(120, 190))) > first:
        found.append(day)
    return found[::-1]


def _meeting(row: Alliance, day: date, nth: int) -> Meeting:
    return Meeting(
        alliance=row, title_zh=f"第{nth}次全体会议", title_en=f"Plenary meeting {nth}", held_on=day, planned_on=day,
        place_id=row.place_id, is_invented=True,
    )  # fmt: skip


def _name_secretariats(kept: Sequence[Membership]) -> None:
    changed = []
    for row in kept:
        if row.seat == Seat.SECRETARIAT and row.organisation_id and row.state == MembershipState.ADMITTED:
            row.alliance.secretariat_id = row.organisation_id
            changed.append(row.alliance)
    Alliance.objects.bulk_update(changed, ["secretariat"], batch_size=200)


def _decoys(model: Alliance, members: Sequence[Membership], rng: random.Random) -> None:
    """Alliances that a naive count would include."""
    founded = model.founded_on or date(2021, 1, 1)
    made = [
        _copy(model, f"{model.name_zh}（重复登记）", _S.ACTIVE, founded + timedelta(days=1)),
        _copy(model, "成渝未来材料产业创新联盟（虚构）", _S.ACTIVE, date(2023, 3, 9)),
        _copy(model, "成渝低空经济产业创新联盟（虚构）", _S.FOUNDING, None),
        _copy(model, "成渝轻纺产业创新联盟（虚构）", _S.DISSOLVED, date(2020, 5, 6), date(2022, 12, 31)),
        _copy(model, "长江中游软件产业联盟（虚构）", _S.ACTIVE, date(2021, 6, 1)),
    ]
    made[-1].place_id = "CN-420100"
    keep(named(made, rng))
    keep(event for row in made for event in _events(row))
    seats = [
        Membership(
            alliance=row, organisation=m.organisation, seat=m.seat, state=m.state, joined_on=row.founded_on,
            is_invented=True,
        )
        for row in made
        for m in members
        if m.organisation is not None and m.state == MembershipState.ADMITTED
    ]  # fmt: skip
    keep(named(seats, rng))


def _copy(model: Alliance, name: str, state: str, founded: date | None, dissolved: date | None = None) -> Alliance:
    return Alliance(
        name_zh=name, name_en="", state=state, founded_on=founded, dissolved_on=dissolved, place_id=model.place_id,
        field_id=model.field_id, is_invented=True,
    )  # fmt: skip
