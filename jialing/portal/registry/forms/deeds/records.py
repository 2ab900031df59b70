"""Which action adds a record of a kind, and which one changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jialing.portal.registry.actions import accreditations, alliances, foundings, organisations, platforms, zones
from jialing.portal.registry.forms.deeds.asked import dated, undated

EDITS: Mapping[str, Callable[..., Any]] = {
    "organisation": organisations.edit_organisation,
    "platform": platforms.edit_platform,
    "accreditation": accreditations.edit_accreditation,
    "designation": platforms.edit_designation,
    "alliance": alliances.edit_alliance,
    "zone": zones.edit_zone,
    "founding": foundings.edit_founding,
    "membership": alliances.edit_membership,
}

CREATES: Mapping[str, Callable[..., Any]] = {
    "organisation": undated(organisations.create_organisation),
    "platform": dated(platforms.create_platform),
    "designation": undated(platforms.designate),
    "alliance": dated(alliances.propose_alliance),
    "zone": undated(zones.create_zone),
    "founding": dated(foundings.propose_founding),
}
