"""What may be done to platforms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import platforms
from jialing.portal.registry.enums import PLATFORM_MOVES, PartyRole
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
    values_of,
)


def _add_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return platforms.add_party(record, values["organisation"], values["role"], by=by, since=values["on"])


DEEDS: Mapping[str, Deed] = {
    "platform.move": Deed(
        (next_state(PLATFORM_MOVES, "registry.platform_state"), ON, DOCUMENT, WHY), moved(platforms.move_platform)
    ),
    "platform.party": Deed(
        (
            an_organisation(),
            Input("role", "choice", is_required=True, options=values_of(PartyRole), codes="registry.party_role"),
            ON,
        ),
        _add_party,
    ),
}
