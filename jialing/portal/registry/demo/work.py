"""Invented work for each demo account: applications, claims, tasks, comments, a request; nothing that a figure counts.

Days lie around the day of loading, so that something is due soon and something is late whenever the demo is made.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from jialing.portal.accounts.demo import PEOPLE
from jialing.portal.accounts.enums import RequestKind
from jialing.portal.accounts.models import DataRequest, User
from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import (
    AccreditationState,
    Level,
    MembershipState,
    PlatformState,
    RecordKind,
    RepresentationState,
    Seat,
    ZoneEntryState,
)
from jialing.portal.registry.models import (
    Accreditation,
    AccreditationStep,
    Alliance,
    Comment,
    ExpertOpinion,
    Follow,
    Membership,
    Notice,
    Organisation,
    Platform,
    Representation,
    SavedList,
    Task,
    Zone,
    ZoneEntry,
)
from jialing.portal.registry.rules.workdays import after_workdays

SICHUAN, CHONGQING, LIANGJIANG = "CN-51", "CN-50", "两江协同创新区"
_S = AccreditationState


@dataclass(frozen=True)
class Cast:
    """Who acts and on what: demo accounts by key, records that the work is about."""

    who: Mapping[str, User]
    university: Organisation
    claimed: Organisation
    platforms: tuple[Platform, ...]
    alliance: Alliance
    zone: Zone
    on: date


def load_work(on: date) -> bool:
    """Give every demo account something to do; False where accounts or records are not there."""
    cast = _cast(on)
    if cast is None:
        return False
    rng = random.Random(510500)
    accreditations = keep(named(list(_accreditations(cast)), rng))
    keep(_steps(cast, accreditations))
    opinions = keep(named([_opinion(cast, accreditations[1])], rng))
    claims = keep(named(list(_representations(cast)), rng))
    keep(named(list(_asked(cast)), rng))
    keep(named(list(_joins(cast)), rng))
    tasks = keep(named(list(_tasks(cast, accreditations)), rng))
    keep(named(list(_comments(cast, accreditations)), rng))
    keep(_follows(cast))
    keep(named([_view(cast)], rng))
    keep(named(list(_notices(cast, accreditations, opinions, claims, tasks)), rng))
    _request(cast)
    return True


def _cast(on: date) -> Cast | None:
    emails = {one.email: one.key for one in PEOPLE}
    who = {emails[user.email]: user for user in User.objects.filter(email__in=emails, is_active=True)}
    schools = Organisation.objects.filter(kind="education", state="active").order_by("pk")
    university = schools.filter(place_id__startswith=CHONGQING).first()
    others = schools.exclude(pk=university.pk) if university else schools.none()
    claimed = others.filter(place_id__startswith=SICHUAN).first() or others.first()
    working = Platform.objects.filter(state=PlatformState.OPERATING, merged_into=None, level=Level.PROVINCIAL)
    found = [_hosted(working, place) for place in (SICHUAN, CHONGQING, SICHUAN, CHONGQING)]
    alliance = Alliance.objects.filter(state="active", place_id__startswith=CHONGQING).order_by("pk").first()
    zone = Zone.objects.filter(name_zh=LIANGJIANG).first()
    platforms = tuple(rows[n // 2] for n, rows in enumerate(found) if len(rows) > n // 2)
    if university and claimed and alliance and zone and len(platforms) == 4 and len(who) == len(PEOPLE):
        return Cast(who, university, claimed, platforms, alliance, zone, on)
    return None


def _hosted(rows: Any, place: str) -> list[Platform]:
    here = rows.filter(place_id__startswith=place, parties__role="host", parties__organisation__isnull=False)
    return list(here.order_by("pk").distinct()[:2])


def _host(platform: Platform) -> Organisation:
    found: Organisation = platform.parties.filter(role="host", organisation__isnull=False).first().organisation
    return found


def _accreditations(cast: Cast) -> Iterator[Accreditation]:
    """Filed in Sichuan, under review and late in Chongqing, certified and ending in Sichuan, returned to the host."""
    filed, reviewed, ending, returned = cast.platforms
    on = cast.on
    yield _one(filed, _S.FILED, filed_on=on - timedelta(days=6), completeness_due_on=after_workdays(on, 2).on)
    yield _one(
        reviewed, _S.UNDER_REVIEW, filed_on=on - timedelta(days=50), decision_due_on=on - timedelta(days=4),
        opinion_due_on=after_workdays(on, 3).on,
    )  # fmt: skip
    yield _one(
        ending, _S.CERTIFIED, filed_on=on - timedelta(days=1100), decided_on=on - timedelta(days=1050),
        certified_on=on - timedelta(days=1045), until=on + timedelta(days=50), remind_on=on - timedelta(days=10),
        certificate_number=f"示例-{on.year - 3}-001",
    )  # fmt: skip
    yield _one(
        returned, _S.RETURNED, filed_on=on - timedelta(days=12), correction_due_on=after_workdays(on, 6).on,
        applicant=cast.university,
    )  # fmt: skip


def _one(platform: Platform, state: str, **values: Any) -> Accreditation:
    given = {"applicant": _host(platform), "level": Level.PROVINCIAL, "procedure": "provincial_platform"} | values
    return Accreditation(platform=platform, state=state, place_id=platform.place_id, is_invented=True, **given)


def _steps(cast: Cast, rows: list[Accreditation]) -> Iterator[AccreditationStep]:
    for row in rows:
        yield AccreditationStep(
            accreditation=row, before=_S.DRAFT, after=_S.FILED, on=row.filed_on,
            by=cast.who["representative"].public_id,
        )  # fmt: skip
        if row.state != _S.FILED:
            after = _S.RETURNED if row.state == _S.RETURNED else _S.UNDER_REVIEW
            yield AccreditationStep(
                accreditation=row, before=_S.FILED, after=after, on=row.filed_on + timedelta(days=5),
                by=cast.who["officer_chongqing"].public_id,
            )  # fmt: skip


def _opinion(cast: Cast, row: Accreditation) -> ExpertOpinion:
    reviewer = cast.who["reviewer"]
    return ExpertOpinion(
        accreditation=row, expert=reviewer.public_id, expert_name=reviewer.name_zh,
        asked_on=cast.on - timedelta(days=9), due_on=row.opinion_due_on,
    )  # fmt: skip


def _representations(cast: Cast) -> Iterator[Representation]:
    mine, asks = cast.who["representative"], cast.who["person"]
    yield Representation(
        who=mine.public_id, user_id=mine.pk, organisation=cast.university, position="科研处（虚构）", is_invented=True,
        state=RepresentationState.CONFIRMED, since=date(2024, 1, 1), decided_by=cast.who["officer_chongqing"].public_id,
    )  # fmt: skip
    yield Representation(
        who=asks.public_id, user_id=asks.pk, organisation=cast.claimed, position="科研秘书（虚构）",
        reason="由学院委派（虚构）", state=RepresentationState.CLAIMED, is_invented=True,
    )  # fmt: skip


def _asked(cast: Cast) -> Iterator[ZoneEntry]:
    if ZoneEntry.objects.filter(zone=cast.zone, organisation=cast.university).exists():
        return
    yield ZoneEntry(
        zone=cast.zone, organisation=cast.university, state=ZoneEntryState.APPLIED, purpose="设立联合实验室（虚构）",
        applied_on=cast.on - timedelta(days=3), is_invented=True,
    )  # fmt: skip


def _joins(cast: Cast) -> Iterator[Membership]:
    inside = Membership.objects.filter(alliance=cast.alliance, organisation=cast.university)
    if not inside.exists():
        yield Membership(
            alliance=cast.alliance, organisation=cast.university, seat=Seat.MEMBER, state=MembershipState.APPLIED,
            is_invented=True,
        )  # fmt: skip


def _tasks(cast: Cast, rows: list[Accreditation]) -> Iterator[Task]:
    """Something for everybody who changes things; the first is late."""
    filed, reviewed, _, returned = rows
    officer = cast.who["officer_chongqing"].public_id
    todo: tuple[tuple[str, str, Any, str, int], ...] = (
        ("officer_chongqing", "催办专家意见（虚构）", reviewed, RecordKind.ACCREDITATION, -5),
        ("officer_chongqing", "核对入园申请材料（虚构）", cast.zone, RecordKind.ZONE, 3),
        ("officer_sichuan", "核对申报材料（虚构）", filed, RecordKind.ACCREDITATION, 2),
        ("representative", "补正依托单位承诺函（虚构）", returned, RecordKind.ACCREDITATION, 5),
        ("analyst", "核对联盟总数 44（虚构）", cast.alliance, RecordKind.ALLIANCE, 4),
        ("broker", "联系该平台了解开放设备（虚构）", cast.platforms[1], RecordKind.PLATFORM, 6),
        ("talent_officer", "了解该平台紧缺人才（虚构）", cast.platforms[0], RecordKind.PLATFORM, 8),
        ("event_manager", "邀请联盟参加交流活动（虚构）", cast.alliance, RecordKind.ALLIANCE, 7),
    )
    for key, title, about, kind, days in todo:
        due = after_workdays(cast.on, days).on if days > 0 else cast.on + timedelta(days=days)
        yield Task(
            about_kind=kind, about_id=about.pk, title=title, assignee=cast.who[key].public_id, due_on=due, by=officer,
            place_id=getattr(about, "place_id", ""), is_invented=True,
        )  # fmt: skip


def _comments(cast: Cast, rows: list[Accreditation]) -> Iterator[Comment]:
    said = (
        ("officer_chongqing", "承诺函缺公章，请补正。（虚构）"),
        ("representative", "已联系校办，本周补交。（虚构）"),
    )
    for key, text in said:
        yield Comment(about_kind=RecordKind.ACCREDITATION, about_id=rows[3].pk, text=text, by=cast.who[key].public_id)


def _follows(cast: Cast) -> Iterator[Follow]:
    for key in ("officer_sichuan", "officer_chongqing", "analyst", "representative", "event_manager"):
        yield Follow(who=cast.who[key].public_id, about_kind=RecordKind.ALLIANCE, about_id=cast.alliance.pk)


def _view(cast: Cast) -> SavedList:
    return SavedList(
        name_zh="在册联盟（虚构）", name_en="Active alliances (invented)", list_kind=RecordKind.ALLIANCE,
        query="state=active", who=cast.who["analyst"].public_id, is_invented=True,
    )  # fmt: skip


def _notices(
    cast: Cast, rows: list[Accreditation], opinions: list[ExpertOpinion], claims: list[Representation],
    tasks: list[Task],
) -> Iterator[Notice]:  # fmt: skip
    """What the portal would have told had this happened by its pages."""
    filed, reviewed, _, returned = rows
    kind = RecordKind.ACCREDITATION
    yield _notice(cast, "officer_sichuan", "accreditation.filed", kind, filed, waits=True)
    yield _notice(cast, "reviewer", "accreditation.expert_asked", kind, reviewed, ("opinion", opinions[0]), waits=True)
    yield _notice(cast, "representative", "accreditation.returned", kind, returned, waits=True)
    near = "officer_sichuan" if cast.claimed.place_id.startswith(SICHUAN) else "officer_chongqing"
    yield _notice(
        cast, near, "representation.claimed", RecordKind.ORGANISATION, cast.claimed,
        ("representation", claims[1]), waits=True,
    )  # fmt: skip
    people = {user.public_id: key for key, user in cast.who.items()}
    for task in tasks:
        about = _Key(task.about_id)
        if people[task.assignee] != "officer_chongqing":
            yield _notice(cast, people[task.assignee], "task.set", task.about_kind, about, ("task", task), waits=True)


@dataclass(frozen=True)
class _Key:
    pk: int


def _notice(
    cast: Cast, key: str, code: str, kind: str, about: Any, thing: tuple[str, Any] = ("", _Key(0)), *, waits: bool
) -> Notice:  # fmt: skip
    by = cast.who["officer_chongqing" if key != "officer_chongqing" else "representative"].public_id
    return Notice(
        who=cast.who[key].public_id, code=code, about_kind=kind, about_id=about.pk, thing_kind=thing[0],
        thing_id=thing[1].pk, by=by, waits=waits, made_at=timezone.now() - timedelta(hours=20),
    )  # fmt: skip


def _request(cast: Cast) -> None:
    asked_on = cast.on - timedelta(days=5)
    DataRequest.objects.create(
        user=cast.who["person"], kind=RequestKind.EXPLANATION, text="请说明登记中如何使用我的姓名。（虚构）",
        asked_on=asked_on, due_on=after_workdays(asked_on, 15).on,
    )  # fmt: skip
