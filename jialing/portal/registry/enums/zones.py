"""Zones and entry into them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class ZoneKind(TextChoices):
    """What a zone is."""

    SCIENCE_CITY = "science_city"
    INNOVATION_ZONE = "innovation_zone"
    HIGH_TECH_ZONE = "high_tech_zone"
    PARK = "park"
    OTHER = "other"


class ZoneState(TextChoices):
    """A zone is planned, active or closed."""

    PLANNED = "planned"
    ACTIVE = "active"
    CLOSED = "closed"


ZONE_MOVES: Mapping[str, frozenset[str]] = {
    ZoneState.PLANNED: frozenset({ZoneState.ACTIVE, ZoneState.CLOSED}),
    ZoneState.ACTIVE: frozenset({ZoneState.CLOSED}),
    ZoneState.CLOSED: frozenset({ZoneState.ACTIVE}),
}


class ZoneEntryState(TextChoices):
    """An institution or platform asks for entry, is approved, stands in the zone, leaves."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"
    ENTERED = "entered"
    LEFT = "left"


_S = ZoneEntryState
ZONE_ENTRY_MOVES: Mapping[str, frozenset[str]] = {
    _S.APPLIED: frozenset({_S.APPROVED, _S.REFUSED}),
    _S.APPROVED: frozenset({_S.ENTERED, _S.REFUSED}),
    _S.REFUSED: frozenset(),
    _S.ENTERED: frozenset({_S.LEFT}),
    _S.LEFT: frozenset(),
}
"""Who asks again makes a new entry: what stood in the zone on a past day is not written over."""
