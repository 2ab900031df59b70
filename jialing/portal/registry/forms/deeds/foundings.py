"""What may be done to foundings of joint institutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import foundings
from jialing.portal.registry.enums import FOUNDING_MOVES, FoundingPartyKind, Grade
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
    values_of,
)


def _founding_party(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return foundings.add_founding_party(record, values["organisation"], values["kind"], by=by)


DEEDS: Mapping[str, Deed] = {
    "founding.move": Deed(
        (next_state(FOUNDING_MOVES, "registry.founding_state"), ON, DOCUMENT, WHY), moved(foundings.move_founding)
    ),
    "founding.party": Deed(
        (
            an_organisation(),
            Input(
                "kind",
                "choice",
                is_required=True,
                options=values_of(FoundingPartyKind),
                codes="registry.founding_party_kind",
            ),
        ),
        _founding_party,
    ),
    "founding.evaluate": Deed(
        (
            Input("grade", "choice", is_required=True, options=values_of(Grade), codes="registry.grade"),
            ON,
            Input("text", "long", is_required=True),
        ),
        plain(foundings.evaluate_founding),
    ),
}
