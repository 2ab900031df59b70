"""What may be done to recognitions."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.registry.actions import recognitions
from jialing.portal.registry.forms.deeds.asked import ON, WHY, WHY_NEEDED, Deed, Input, whole

DEEDS: Mapping[str, Deed] = {
    "recognition.recommend": Deed((ON, WHY), whole(recognitions.recommend)),
    "recognition.grant": Deed(
        (
            ON,
            Input("document_number", is_required=True),
            Input("certificate_number"),
            Input("until", "day"),
            WHY,
        ),
        whole(recognitions.grant),
    ),
    "recognition.refuse": Deed((WHY_NEEDED,), whole(recognitions.refuse)),
}
