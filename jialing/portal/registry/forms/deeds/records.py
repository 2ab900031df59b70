"""Which action adds a record of a kind, and which one changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import (
    accreditations,
    alliances,
    foundings,
    organisations,
    people,
    platforms,
    zones,
)
from jialing.portal.registry.forms.deeds.asked import Values, dated, undated


def _meeting(record: Any, values: Values, *, by: Viewer, why: str, seen: int | None) -> Any:
    del why
    return alliances.edit_meeting(record, values, by=by, seen=seen)


def _profile(record: Any, values: Values, *, by: Viewer, why: str, seen: int | None) -> Any:
    del why
    return people.edit_profile(record, values, by=by, seen=seen)


def _begun(values: Values, *, by: Viewer, on: date, why: str) -> Any:
    del on, why
    return people.create_profile(values, by=by)


EDITS: Mapping[str, Callable[..., Any]] = {
    "organisation": organisations.edit_organisation,
    "platform": platforms.edit_platform,
    "accreditation": accreditations.edit_accreditation,
    "designation": platforms.edit_designation,
    "alliance": alliances.edit_alliance,
    "zone": zones.edit_zone,
    "founding": foundings.edit_founding,
    "membership": alliances.edit_membership,
    "meeting": _meeting,
    "person": _profile,
}

CREATES: Mapping[str, Callable[..., Any]] = {
    "organisation": undated(organisations.create_organisation),
    "platform": dated(platforms.create_platform),
    "designation": undated(platforms.designate),
    "alliance": dated(alliances.propose_alliance),
    "zone": undated(zones.create_zone),
    "founding": dated(foundings.propose_founding),
    "person": _begun,
}
