"""Changes of platforms: fields, life cycle, parties, offers, merging; designations of places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move, save
from jialing.portal.registry.enums import PLATFORM_MOVES, PlatformState
from jialing.portal.registry.models import (
    Designation,
    Organisation,
    Platform,
    PlatformEvent,
    PlatformField,
    PlatformParty,
    PlatformPerson,
    PlatformService,
)


@transaction.atomic
def create_platform(values: Mapping[str, Any], *, by: Viewer, on: date, why: str = "") -> Platform:
    """Add a platform, negotiated since ``on``. Raises as :func:`actions.changing.change` does."""
    require(by, "platform.create")
    platform = Platform(**values, state=PlatformState.NEGOTIATED, state_since=on)
    create(platform, by=by, act="platform.edit", code="platform.created", why=why)
    PlatformEvent.objects.create(platform=platform, state=PlatformState.NEGOTIATED, on=on, why=why, by=by.public_id)
    return platform


def edit_platform(
    platform: Platform, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Platform:
    """Change fields of a platform."""
    return change(platform, values, by=by, act="platform.edit", code="platform.edited", why=why, seen=seen)


@transaction.atomic
def move_platform(
    platform: Platform,
    after: str,
    *,
    by: Viewer,
    on: date,
    why: str = "",
    document_number: str = "",
    seen: int | None = None,
) -> Platform:
    """Take the next step of the life cycle, on a day, by a document.

    Raises WrongState ``registry.wrong_move``; InputError ``registry.before_last_step`` (last) where the day lies
    before the step that stands.
    """
    if platform.state_since and on < platform.state_since:
        raise InputError("registry.before_last_step", last=platform.state_since.isoformat())
    move(
        platform, after, by=by, act="platform.move", code="platform.moved", moves=PLATFORM_MOVES, why=why, seen=seen,
        values={"state_since": on},
    )  # fmt: skip
    PlatformEvent.objects.create(
        platform=platform, state=after, on=on, why=why, document_number=document_number, by=by.public_id
    )
    return platform


@transaction.atomic
def add_party(
    platform: Platform,
    organisation: Organisation,
    role: str,
    *,
    by: Viewer,
    since: date | None = None,
    until: date | None = None,
) -> PlatformParty:
    """Add a host, co-builder or supervisor. Raises InputError ``registry.there_already``."""
    require(by, "platform.party", platform)
    row = PlatformParty(platform=platform, organisation=organisation, role=role, since=since, until=until)
    save(row, by=by)
    audit(by.public_id, "platform.party_added", platform, organisation=organisation.public_id, role=role)
    return row


@transaction.atomic
def end_party(row: PlatformParty, *, by: Viewer, on: date, why: str = "") -> PlatformParty:
    """A party no longer takes part from a day on; that it did stays."""
    require(by, "platform.party", row.platform)
    row.until = on
    save(row, by=by, why=why)
    audit(by.public_id, "platform.party_ended", row.platform, organisation=row.organisation.public_id, why=why)
    return row


@transaction.atomic
def set_fields(platform: Platform, field_ids: tuple[str, ...], *, by: Viewer) -> Platform:
    """Say in which fields (ids of the lake) a platform works."""
    require(by, "platform.edit", platform)
    claim(platform)
    platform.fields.exclude(field_id__in=field_ids).delete()
    there = set(platform.fields.values_list("field_id", flat=True))
    PlatformField.objects.bulk_create(
        PlatformField(platform=platform, field_id=one) for one in dict.fromkeys(field_ids) if one not in there
    )
    audit(by.public_id, "platform.fields_set", platform, fields=list(field_ids))
    return platform


@transaction.atomic
def offer(platform: Platform, values: Mapping[str, Any], *, by: Viewer) -> PlatformService:
    """Add equipment or a service that a platform offers."""
    require(by, "platform.offer", platform)
    row = PlatformService(platform=platform, **values)
    save(row, by=by)
    audit(by.public_id, "platform.offered", platform, kind=row.kind)
    return row


@transaction.atomic
def end_offer(row: PlatformService, *, by: Viewer, on: date) -> PlatformService:
    """An offer ends on a day."""
    require(by, "platform.offer", row.platform)
    row.until = on
    save(row, by=by)
    audit(by.public_id, "platform.offer_ended", row.platform)
    return row


@transaction.atomic
def put_in_charge(platform: Platform, values: Mapping[str, Any], *, by: Viewer) -> PlatformPerson:
    """Say who is in charge of a platform."""
    require(by, "platform.edit", platform)
    row = PlatformPerson(platform=platform, **values)
    save(row, by=by)
    audit(by.public_id, "platform.put_in_charge", platform, role=row.role)
    return row


@transaction.atomic
def designate(values: Mapping[str, Any], *, by: Viewer, why: str = "") -> Designation:
    """Record that a place was designated as something (a pilot zone)."""
    require(by, "designation.create")
    return create(Designation(**values), by=by, act="designation.edit", code="designation.created", why=why)


def edit_designation(
    designation: Designation, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Designation:
    """Change a designation; its end is the field ``until``."""
    return change(designation, values, by=by, act="designation.edit", code="designation.edited", why=why, seen=seen)
