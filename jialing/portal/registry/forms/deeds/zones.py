"""What may be done to zones and entries into them."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.registry import models
from jialing.portal.registry.actions import zones
from jialing.portal.registry.enums import ZONE_MOVES
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY,
    Deed,
    Input,
    an_organisation,
    moved,
    next_state,
    plain,
    whole,
)

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
}
