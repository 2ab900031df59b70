"""Where each role begins: the pages that its work stands on, so that an empty day still says what to do first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from jialing.portal.common.access import Viewer


@dataclass(frozen=True)
class Place:
    """A page to begin at: its words are ``day.begin.<name>``."""

    name: str
    url: str


_PAGES: Mapping[str, tuple[tuple[str, str, tuple[str, ...], str], ...]] = {
    "programme_officer": (
        ("accreditations", "registry:records", ("accreditations",), "state=filed"),
        ("zone_entries", "registry:records", ("zone-entries",), "state=applied"),
        ("alliances", "registry:records", ("alliances",), ""),
        ("platform_new", "registry:create", ("platforms",), ""),
    ),
    "representative": (
        ("own_organisations", "accounts:mine", (), ""),
        ("alliances_join", "registry:records", ("alliances",), "state=active"),
        ("zones", "registry:records", ("zones",), ""),
    ),
    "reviewer": (("platforms", "registry:records", ("platforms",), "state=operating"),),
    "broker": (
        ("partners", "insight:partners", (), ""),
        ("platforms_open", "registry:records", ("platforms",), "state=operating"),
    ),
    "talent_officer": (("talent", "insight:talent", (), ""),),
    "event_manager": (
        ("joint", "insight:joint", (), ""),
        ("alliances", "registry:records", ("alliances",), "state=active"),
    ),
    "analyst": (
        ("overview", "insight:overview", (), ""),
        ("recognitions", "registry:records", ("recognitions",), "state=granted"),
    ),
    "auditor": (("audit", "accounts:audit", (), ""),),
    "administrator": (("people", "accounts:people", (), ""), ("audit", "accounts:audit", (), "")),
    "person": (
        ("claim", "registry:records", ("organisations",), ""),
        ("my_data", "accounts:my_data", (), ""),
    ),
}
"""Role -> (name, address, arguments, query)."""


def places_to_begin(viewer: Viewer) -> list[Place]:
    """The pages of each role held, those of the more particular roles first; each once."""
    found: dict[str, Place] = {}
    for role, pages in _PAGES.items():
        if role in viewer.roles:
            for name, address, args, query in pages:
                url = reverse(address, args=args)
                found.setdefault(name, Place(name, f"{url}?{query}" if query else url))
    return list(found.values())
