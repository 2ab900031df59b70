"""Whom a record concerns: officers of its place, people who stand for its organisations, who follows and spoke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from jialing.portal.accounts.enums import Role
from jialing.portal.accounts.models import Grant
from jialing.portal.accounts.models.grants import standing
from jialing.portal.common.access import area_prefix
from jialing.portal.common.compiled import Compiled
from jialing.portal.registry.enums import MembershipState, PartyRole, RecordKind, RepresentationState
from jialing.portal.registry.models import Comment, Document, Follow, Membership, PlatformParty, Representation, Task
from jialing.portal.registry.queries.records import record_kind

_ALL_THAT_HANGS = (Comment.objects, Task.objects, Document.objects)


def place_of(record: Any) -> str:
    """The place whose officer looks after the record, '' where none is known."""
    owner = record
    if record_kind(record) == RecordKind.MEMBERSHIP:
        owner = record.alliance
    if record_kind(record) == RecordKind.ZONE_ENTRY:
        owner = record.zone
    if record_kind(record) == RecordKind.REPRESENTATION:
        owner = record.organisation
    return str(getattr(owner, "place_id", ""))


def officers_of(record: Any, on: date) -> set[str]:
    """Public ids of programme officers in whose jurisdiction the record lies. One query."""
    place = place_of(record)
    zone = getattr(record, "zone", None) if record_kind(record) == RecordKind.ZONE_ENTRY else record
    own = str(getattr(zone, "public_id", ""))
    held = Grant.objects.filter(standing(on), role=Role.PROGRAMME_OFFICER, user__is_active=True)
    rows = held.values_list("user__public_id", "jurisdiction")
    return {who for who, held_in in rows if held_in == own or place.startswith(area_prefix(held_in))}


def _hosts(platform: Any) -> set[int]:
    rows = PlatformParty.objects.filter(platform=platform, role=PartyRole.HOST, organisation__isnull=False)
    return {*rows.values_list("organisation_id", flat=True), platform.legal_person_id} - {None}


def _holder(record: Any) -> set[int]:
    return {record.organisation_id} if record.organisation_id else _hosts(record.platform)


def _in_alliance(alliance: Any) -> set[int]:
    rows = Membership.objects.filter(alliance=alliance, state=MembershipState.ADMITTED, organisation__isnull=False)
    return {*rows.values_list("organisation_id", flat=True), alliance.secretariat_id} - {None}


_SIDES: Mapping[RecordKind, Callable[[Any], Iterable[int | None]]] = {
    RecordKind.ORGANISATION: lambda one: {one.pk},
    RecordKind.PLATFORM: _hosts,
    RecordKind.RECOGNITION: _holder,
    RecordKind.ACCREDITATION: lambda one: {one.applicant_id},
    RecordKind.FOUNDING: lambda one: set(one.parties.values_list("organisation_id", flat=True)),
    RecordKind.ZONE: lambda one: {one.managing_body_id},
    RecordKind.ZONE_ENTRY: _holder,
    RecordKind.ALLIANCE: _in_alliance,
    RecordKind.MEMBERSHIP: lambda one: {one.organisation_id},
}
"""Kind -> primary keys of the organisations that stand on the record's side."""


def side_of(record: Any, on: date) -> set[str]:
    """Public ids of people who stand for the record's organisations on a day."""
    return _standing_for({key for key in _SIDES.get(record_kind(record), lambda _: ())(record) if key}, on)


def secretariat_of(alliance: Any, on: date) -> set[str]:
    """Public ids of people who stand for an alliance's secretariat on a day."""
    return _standing_for({alliance.secretariat_id} - {None}, on)


def _standing_for(keys: set[Any], on: date) -> set[str]:
    begun = Q(since__isnull=True) | Q(since__lte=on)
    runs = Q(until__isnull=True) | Q(until__gte=on)
    rows = Representation.objects.filter(
        begun & runs, organisation__in=keys, state=RepresentationState.CONFIRMED, user_id__isnull=False
    )
    return set(rows.values_list("who", flat=True)) if keys else set()


def followers_of(kind: str, key: int) -> set[str]:
    """Public ids of those who follow a record. One query."""
    return set(Follow.objects.filter(about_kind=kind, about_id=key).values_list("who", flat=True))


def speakers_on(kind: str, key: int) -> set[str]:
    """Public ids of those who spoke on a record. One query."""
    rows = Comment.objects.filter(about_kind=kind, about_id=key)
    return set(rows.order_by().values_list("by", flat=True).distinct()) - {""}


def _hanging(kind: str, key: int, who: str) -> list[QuerySet[Any]]:
    about = [rows.filter(about_kind=kind, about_id=key) for rows in _ALL_THAT_HANGS]
    return [
        rows.order_by().values("pk") for rows in (*about, Follow.objects.filter(who=who, about_kind=kind, about_id=key))
    ]


_HANGING = Compiled(_hanging, str, int, str)


def hanging_on(record: Model, who: str) -> tuple[bool, bool, bool, bool]:
    """Whether there are comments, tasks and documents on a record, whoever may see them, and whether somebody follows
    it. One query."""
    comments, tasks, documents, is_followed = _HANGING.exist(str(record_kind(record)), record.pk, who)
    return comments, tasks, documents, is_followed
