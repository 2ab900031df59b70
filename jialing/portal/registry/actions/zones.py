"""Changes of zones, and entry into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from jialing.errors import InputError
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move
from jialing.portal.registry.enums import ZONE_ENTRY_MOVES, ZONE_MOVES, ZoneEntryState
from jialing.portal.registry.models import Organisation, Platform, Zone, ZoneEntry, ZonePlace
from jialing.portal.registry.rules.boundaries import checked_boundary


@transaction.atomic
def create_zone(values: Mapping[str, Any], *, by: Viewer, why: str = "") -> Zone:
    """Add a zone. Raises InputError ``registry.bad_boundary`` (reason)."""
    require(by, "zone.create")
    given = {**values, "boundary": checked_boundary(values.get("boundary"))}
    return create(Zone(**given), by=by, act="zone.edit", code="zone.created", why=why)


def edit_zone(zone: Zone, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None) -> Zone:
    """Change a zone. Raises InputError ``registry.bad_boundary`` (reason)."""
    given = dict(values)
    if "boundary" in given:
        given["boundary"] = checked_boundary(given["boundary"])
    return change(zone, given, by=by, act="zone.edit", code="zone.edited", why=why, seen=seen)


def move_zone(zone: Zone, after: str, *, by: Viewer, why: str = "", seen: int | None = None) -> Zone:
    """Open, close or reopen a zone."""
    return move(zone, after, by=by, act="zone.move", code="zone.moved", moves=ZONE_MOVES, why=why, seen=seen)


@transaction.atomic
def set_places(zone: Zone, places: Mapping[str, bool], *, by: Viewer) -> Zone:
    """Say which places (id -> only a part of it) a zone covers."""
    require(by, "zone.places", zone)
    claim(zone)
    zone.places.all().delete()
    ZonePlace.objects.bulk_create(
        ZonePlace(zone=zone, place_id=place_id, is_partial=part) for place_id, part in places.items()
    )
    audit(by.public_id, "zone.places_set", zone, places=sorted(places))
    return zone


@transaction.atomic
def apply_for_entry(
    zone: Zone,
    *,
    by: Viewer,
    on: date,
    organisation: Organisation | None = None,
    platform: Platform | None = None,
    purpose: str = "",
) -> ZoneEntry:
    """Ask for entry of an organisation or a platform that one represents, or for which one is the officer.

    Raises InputError ``registry.there_already`` where it stands in the zone or asked already.
    """
    require(by, "zone.enter", zone)
    entry = ZoneEntry(zone=zone, organisation=organisation, platform=platform, applied_on=on, purpose=purpose)
    entry.is_invented = bool(zone.is_invented)
    return create(entry, by=by, act="zone_entry.apply", code="zone_entry.applied")


def approve_entry(
    entry: ZoneEntry, *, by: Viewer, on: date, document_number: str = "", decision: str = "", seen: int | None = None
) -> ZoneEntry:
    """Approve entry; from this day it counts as in the zone."""
    values = {"decided_on": on, "document_number": document_number, "decision": decision}
    return _entry(entry, ZoneEntryState.APPROVED, "approve", by=by, why=decision, seen=seen, values=values)


def refuse_entry(entry: ZoneEntry, *, by: Viewer, on: date, decision: str, seen: int | None = None) -> ZoneEntry:
    """Refuse entry. Raises InputError ``registry.why_missing``."""
    if not decision.strip():
        raise InputError("registry.why_missing")
    values = {"decided_on": on, "decision": decision}
    return _entry(entry, ZoneEntryState.REFUSED, "refuse", by=by, why=decision, seen=seen, values=values)


def confirm_entry(entry: ZoneEntry, *, by: Viewer, on: date, seen: int | None = None) -> ZoneEntry:
    """What was approved has moved in."""
    return _entry(entry, ZoneEntryState.ENTERED, "confirm", by=by, why="", seen=seen, values={"entered_on": on})


def leave_zone(entry: ZoneEntry, *, by: Viewer, on: date, why: str = "", seen: int | None = None) -> ZoneEntry:
    """It leaves the zone."""
    return _entry(entry, ZoneEntryState.LEFT, "leave", by=by, why=why, seen=seen, values={"left_on": on})


@transaction.atomic
def apply_again(entry: ZoneEntry, *, by: Viewer, on: date, purpose: str) -> ZoneEntry:
    """Ask again after a refusal or after leaving: a new entry, so that what was true on a past day stays true.

    Raises InputError ``registry.there_already`` where it stands in the zone or asked already.
    """
    require(by, "zone_entry.apply_again", entry)
    return apply_for_entry(
        entry.zone, by=by, on=on, organisation=entry.organisation, platform=entry.platform, purpose=purpose
    )


def _entry(
    entry: ZoneEntry, after: str, act: str, *, by: Viewer, why: str, seen: int | None, values: Mapping[str, Any]
) -> ZoneEntry:
    return move(
        entry, after, by=by, act=f"zone_entry.{act}", code=f"zone_entry.{after}", moves=ZONE_ENTRY_MOVES, why=why,
        seen=seen, values=values,
    )  # fmt: skip


def note_on_entry(entry: ZoneEntry, note: str, *, by: Viewer, seen: int | None = None) -> ZoneEntry:
    """Change the zone's own note."""
    return change(entry, {"internal_note": note}, by=by, act="zone_entry.note", code="zone_entry.noted", seen=seen)
