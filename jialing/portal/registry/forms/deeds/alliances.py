"""What may be done to alliances and memberships."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.registry.actions import alliances
from jialing.portal.registry.enums import ALLIANCE_MOVES, ActivityKind, Seat
from jialing.portal.registry.forms.deeds.asked import (
    DOCUMENT,
    ON,
    WHY,
    WHY_NEEDED,
    Deed,
    Input,
    an_organisation,
    as_values,
    moved,
    next_state,
    plain,
    values_of,
    whole,
)

MEETING = (Input("title_zh"), Input("title_en"), Input("planned_on", "day"), Input("held_on", "day"))


DEEDS: Mapping[str, Deed] = {
    "alliance.move": Deed(
        (next_state(ALLIANCE_MOVES, "registry.alliance_state"), ON, DOCUMENT, WHY), moved(alliances.move_alliance)
    ),
    "alliance.apply": Deed(
        (
            an_organisation(),
            ON,
            Input("seat", "choice", options=values_of(Seat), codes="registry.seat", is_required=True),
            Input("application", "long"),
        ),
        plain(alliances.apply_for_membership),
    ),
    "alliance.meet": Deed(MEETING, as_values(alliances.keep_meeting)),
    "alliance.report": Deed(
        (
            Input("kind", "choice", is_required=True, options=values_of(ActivityKind), codes="registry.activity_kind"),
            Input("title_zh"),
            Input("title_en"),
            ON,
            Input("text_zh", "long"),
        ),
        as_values(alliances.report_activity),
    ),
    "membership.admit": Deed((ON, WHY), whole(alliances.admit)),
    "membership.refuse": Deed((WHY_NEEDED,), whole(alliances.refuse_membership)),
    "membership.leave": Deed((ON, WHY), whole(alliances.leave_alliance)),
}
