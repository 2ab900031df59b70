"""What may be done to records from a page: for each act, what is asked for and which action does it.

Each subject keeps its deeds in a module of its own; here they are joined.
"""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.registry.forms.deeds import (
    accreditations,
    alliances,
    circles,
    foundings,
    organisations,
    platforms,
    recognitions,
    zones,
)
from jialing.portal.registry.forms.deeds.asked import Deed, Input, Run, Values, act_code
from jialing.portal.registry.forms.deeds.records import CREATES, EDITS

__all__ = ["CREATES", "DEEDS", "EDITS", "Deed", "Input", "Run", "Values", "act_code"]

DEEDS: Mapping[str, Deed] = {
    **organisations.DEEDS,
    **platforms.DEEDS,
    **accreditations.DEEDS,
    **recognitions.DEEDS,
    **foundings.DEEDS,
    **zones.DEEDS,
    **alliances.DEEDS,
    **circles.DEEDS,
}
