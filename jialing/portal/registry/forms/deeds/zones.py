"""What may be done to zones and entries into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry import models
from jialing.portal.registry.actions import zones
from jialing.portal.registry.enums import ZONE_MOVES
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY,
    Deed,
    Input,
    Values,
    an_organisation,
    moved,
    next_state,
    plain,
    whole,
)
from jialing.portal.registry.forms.values import place_named
from jialing.portal.registry.lists.cells import place_name

PART = "*"
"""Behind the name of a place: only a part of it."""


def _places_now(zone: Any) -> str:
    rows = zone.places.all()
    return "\n".join(place_name(row.place_id, "zh") + (PART if row.is_partial else "") for row in rows)


def _set_places(zone: Any, values: Values, by: Viewer, _: int | None) -> Any:
    lines = [line.strip() for line in values["places"].replace("，", "\n").replace(",", "\n").splitlines()]
    places = {place_named(line.rstrip(f"{PART} ")): line.endswith(PART) for line in lines if line}
    return zones.set_places(zone, places, by=by)


def _note(entry: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    return zones.note_on_entry(entry, values["internal_note"], by=by, seen=seen)


DEEDS: Mapping[str, Deed] = {
    "zone.move": Deed((next_state(ZONE_MOVES, "registry.zone_state"), WHY), moved(zones.move_zone)),
    "zone.enter": Deed(
        (
            an_organisation(is_required=False),
            Input("platform", "record", model=models.Platform),
            ON,
            Input("purpose", "long"),
        ),
        plain(zones.apply_for_entry),
    ),
    "zone_entry.approve": Deed((ON, DOCUMENT, Input("decision", "long")), whole(zones.approve_entry)),
    "zone_entry.refuse": Deed((ON, Input("decision", "long", is_required=True)), whole(zones.refuse_entry)),
    "zone_entry.confirm": Deed((ON,), whole(zones.confirm_entry)),
    "zone_entry.leave": Deed((ON, WHY), whole(zones.leave_zone)),
    "zone_entry.apply_again": Deed((ON, Input("purpose", "long", is_required=True)), plain(zones.apply_again)),
    "zone_entry.note": Deed((Input("internal_note", "long", now=lambda record: str(record.internal_note)),), _note),
    "zone.places": Deed((Input("places", "long", is_required=True, now=_places_now),), _set_places),
}
