"""Invented platforms: those the lake lists, with stages, recognitions and entries; and decoys of every kind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from jialing.atlas import ListedPlatform
from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import (
    Level,
    PartyRole,
    PlatformKind,
    PlatformOrigin,
    PlatformState,
    RecognitionState,
    ZoneEntryState,
)
from jialing.portal.registry.models import (
    Organisation,
    Platform,
    PlatformEvent,
    PlatformField,
    PlatformParty,
    Recognition,
    Zone,
    ZoneEntry,
)

AS_OF = date(2023, 3, 8)
CITY, OTHER_CITY, LIANGJIANG = "西部（重庆）科学城", "西部（成都）科学城", "两江协同创新区"
_S = PlatformState
_KINDS: Mapping[str, tuple[str, str, str]] = {
    "new_rd_institution": (PlatformKind.RD_INSTITUTION, "new_rd_institution", "ordinary"),
    "high_end_rd_institution": (PlatformKind.RD_INSTITUTION, "new_rd_institution", "high_end"),
    "rd_institution": (PlatformKind.RD_INSTITUTION, "", ""),
    "municipal_platform": (PlatformKind.MUNICIPAL_PLATFORM, "provincial_platform", ""),
    "innovation_base": (PlatformKind.INNOVATION_BASE, "innovation_base", ""),
    "state_key_laboratory": (PlatformKind.KEY_LABORATORY, "", ""),
    "provincial_key_laboratory": (PlatformKind.KEY_LABORATORY, "", ""),
    "provincial_engineering_research_centre": (PlatformKind.ENGINEERING_RESEARCH_CENTRE, "", ""),
}
"""Kind in the lake -> kind here, recognition, grade; other kinds keep their name."""

_LEVELS = {"provincial-ministerial": Level.PROVINCIAL, "provincial": Level.PROVINCIAL, "county": Level.DISTRICT}
_AT = {"operating": _S.OPERATING, "building": _S.BUILDING, "planned": _S.SIGNED, "withdrawn": _S.EXITED}
_STAGES = (_S.NEGOTIATED, _S.SIGNED, _S.APPROVED_FOR_BUILDING, _S.BUILDING, _S.ACCEPTED, _S.OPERATING)


@dataclass(frozen=True)
class Plan:
    """One platform to be: what is on the record, when it came into its state, what it is recognised as and where."""

    name_en: str
    name_zh: str
    kind: str
    level: str
    place_id: str
    host: Organisation | None
    field_id: str
    state: str
    since: date
    is_international: bool = False
    zone: str = ""
    recognition: str = ""
    grade: str = ""
    exited_on: date | None = None
    entered_on: date | None = None
    left_on: date | None = None
    until: date | None = None
    withdrawn_on: date | None = None
    granted_on: date | None = None
    document: str = ""
    lake_id: str = ""


def load_platforms(
    listed: Sequence[ListedPlatform], version: str, hosts: Mapping[str, Organisation], zones: Mapping[str, Zone]
) -> None:
    """Write the platforms of the lake and the decoys."""
    plans = list(_of_lake(listed, hosts))
    plans += list(_decoys([plan for plan in plans if plan.zone in (CITY, LIANGJIANG)]))
    rng = random.Random(20230308)
    rows = [_platform(plan, version, rng) for plan in plans]
    keep(named(rows, rng))
    pairs = list(zip(plans, rows, strict=True))
    keep(event for plan, row in pairs for event in _events(plan, row))
    keep(
        PlatformParty(platform=row, organisation=plan.host, role=PartyRole.HOST, since=plan.since)
        for plan, row in pairs
        if plan.host is not None
    )
    keep(PlatformField(platform=row, field_id=plan.field_id) for plan, row in pairs if plan.field_id)
    keep(named([r for plan, row in pairs for r in _recognitions(plan, row)], rng))
    keep(named([e for plan, row in pairs for e in _entries(plan, row, zones)], rng))


def _of_lake(listed: Sequence[ListedPlatform], hosts: Mapping[str, Organisation]) -> Iterator[Plan]:
    met: Counter[tuple[str, int]] = Counter()
    for one in listed:
        told, recognition, grade = _KINDS.get(one.kind, (one.kind, "", ""))
        kind = told if told in PlatformKind.values else PlatformKind.OTHER
        since = one.since or date(2020, 1, 1)
        met[one.name_zh, since.year] += 1
        exited = date(since.year + 2, since.month, min(since.day, 28)) if one.status == "withdrawn" else None
        yield Plan(
            one.name_en, one.name_zh, kind, _level(one.level), one.place_id, hosts.get(one.host_id), one.field_id,
            _AT.get(one.status, _S.OPERATING), since, is_international=one.kind == "rd_institution", zone=one.zone,
            recognition=recognition, grade=grade, exited_on=exited, withdrawn_on=exited, lake_id=one.platform_id,
            document=_document(since.year, kind, met[one.name_zh, since.year]),
        )  # fmt: skip


def _level(told: str) -> str:
    """The level by its name in the lake; '' (unknown) for one that nobody knows here."""
    return _LEVELS.get(told, told if told in Level.values else "")


def _document(year: int, kind: str, nth: int) -> str:
    """A number of an invented document; platforms of one name stand in different ones."""
    return f"虚构发〔{year}〕{10 * (list(PlatformKind.values).index(kind) + 1) + nth}号"


_TRICKS: Mapping[str, Callable[[Plan], Plan]] = {
    "twice": lambda p: replace(p, name_zh=f"{p.name_zh}（重复登记）", since=p.since + timedelta(days=1)),
    "signed": lambda p: replace(
        p, state=_S.SIGNED, since=date(2022, 10, 12), recognition="", entered_on=date(2022, 11, 1)
    ),
    "building": lambda p: replace(p, state=_S.BUILDING, since=date(2022, 6, 1), recognition=""),
    "expired": lambda p: replace(p, since=date(2019, 3, 1), until=date(2022, 3, 1)),
    "withdrawn": lambda p: replace(p, since=date(2019, 5, 6), withdrawn_on=date(2022, 12, 30)),
    "exited": lambda p: replace(p, state=_S.EXITED, since=date(2018, 7, 2), exited_on=date(2022, 9, 9)),
    "level": lambda p: replace(p, level=Level.DISTRICT, since=date(2021, 4, 8)),
    "zone": lambda p: replace(p, zone=OTHER_CITY, place_id="CN-510100", since=date(2021, 8, 3)),
    "next_zone": lambda p: replace(p, zone=_next_to(p.zone), grade="ordinary", is_international=False),
    "left": lambda p: replace(p, since=date(2020, 2, 3), left_on=date(2022, 7, 15)),
    "later": lambda p: replace(p, since=date(2023, 3, 9)),
    "entered_later": lambda p: replace(p, since=date(2022, 1, 10), entered_on=date(2023, 6, 1)),
    "recognised_later": lambda p: replace(p, since=date(2022, 1, 10), granted_on=date(2023, 4, 3)),
}
"""What makes a decoy of a platform that counts."""


def _next_to(zone: str) -> str:
    return LIANGJIANG if zone == CITY else CITY


def _decoys(counted: Sequence[Plan]) -> Iterator[Plan]:
    """One decoy of each kind for each headline, made of a platform that counts under another name."""
    for kind in dict.fromkeys((p.kind, p.zone, p.recognition, p.grade) for p in counted):
        model = next(
            p for p in counted if (p.kind, p.zone, p.recognition, p.grade) == kind and p.state == _S.OPERATING
            and p.level == Level.PROVINCIAL and p.since < date(2022, 1, 1)
        )  # fmt: skip
        for number, (trick, changed) in enumerate(_TRICKS.items(), 1):
            if not _fits(trick, model):
                continue
            other = model if trick == "twice" else _renamed(model, number)
            yield changed(replace(other, lake_id=""))


def _fits(trick: str, plan: Plan) -> bool:
    if trick in ("expired", "withdrawn", "recognised_later"):
        return bool(plan.recognition)
    would_count_there = plan.kind == PlatformKind.RD_INSTITUTION and plan.zone == LIANGJIANG and plan.recognition
    return trick != "next_zone" or not would_count_there


def _renamed(plan: Plan, number: int) -> Plan:
    return replace(plan, name_zh=f"{plan.name_zh}第{number}分部", name_en=f"{plan.name_en}, branch {number}")


def _platform(plan: Plan, version: str, rng: random.Random) -> Platform:
    return Platform(
        name_en=plan.name_en, name_zh=plan.name_zh, kind=plan.kind, level=plan.level, place_id=plan.place_id,
        origin=rng.choice((PlatformOrigin.INTRODUCED, PlatformOrigin.BUILT, PlatformOrigin.BUILT_TOGETHER)),
        is_international=plan.is_international, document_number=plan.document, batch=str(plan.since.year),
        lake_id=plan.lake_id, lake_version=version if plan.lake_id else "", state=plan.state,
        state_since=plan.exited_on or plan.since, is_invented=True,
    )  # fmt: skip


def _events(plan: Plan, row: Platform) -> Iterator[PlatformEvent]:
    """Stages up to the one it stands in, each a hundred days before the next."""
    last = _S.OPERATING if plan.state == _S.EXITED else _S(plan.state)
    passed = _STAGES[: _STAGES.index(last) + 1]
    for at, state in enumerate(passed):
        on = plan.since - timedelta(days=100 * (len(passed) - 1 - at))
        yield PlatformEvent(platform=row, state=state, on=on, document_number=plan.document if at > 1 else "")
    if plan.exited_on is not None:
        yield PlatformEvent(platform=row, state=_S.EXITED, on=plan.exited_on)


def _recognitions(plan: Plan, row: Platform) -> Iterator[Recognition]:
    if not plan.recognition or plan.state not in (_S.OPERATING, _S.EXITED):
        return
    granted = plan.granted_on or plan.since
    values: dict[str, Any] = {"until": plan.until or _renewed(granted)}
    if plan.withdrawn_on is not None:
        values |= {"withdrawn_on": plan.withdrawn_on, "state": RecognitionState.WITHDRAWN}
    yield Recognition(
        kind=plan.recognition, platform=row, level=plan.level, grade=plan.grade, place_id=plan.place_id,
        granted_on=granted, proposed_on=granted, document_number=plan.document, is_invented=True,
        **{"state": RecognitionState.GRANTED, **values},
    )  # fmt: skip


def _renewed(granted: date) -> date:
    """The end of the term that runs today, terms of three years being renewed."""
    years = 3
    while granted.year + years < 2027:
        years += 3
    return date(granted.year + years, granted.month, min(granted.day, 28))


def _entries(plan: Plan, row: Platform, zones: Mapping[str, Zone]) -> Iterator[ZoneEntry]:
    if plan.zone not in zones:
        return
    decided = plan.entered_on or plan.since
    yield ZoneEntry(
        zone=zones[plan.zone], platform=row, applied_on=decided - timedelta(days=30), decided_on=decided,
        entered_on=decided, left_on=plan.left_on, is_invented=True,
        state=ZoneEntryState.LEFT if plan.left_on else ZoneEntryState.ENTERED,
    )  # fmt: skip
