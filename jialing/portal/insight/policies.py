"""What the pages of official targets and of the capability profile hold, asked of the atlas."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jialing.base.phrases import phrase
from jialing.portal.insight.pictures import picture_of
from jialing.portal.insight.scope import View

WAYS = ("capability", "joint", "layout", "network", "comparison")
"""Pages that show what could close a gap, the likeliest first."""


def targets(view: View) -> dict[str, Any]:
    """Targets as a picture and as a table, their documents, and ways on."""
    found = view.atlas.targets(view.scope)
    return {
        "progress": picture_of(found.table, view, wide=True),
        "table": picture_of(found.table, view, kind="table", wide=True, limit=0, title="targets.table"),
        "documents": picture_of(found.documents, view, kind="table", wide=True, limit=10),
        "is_told": found.table.refusal is None,
        "ways": [(view.at(reverse(f"insight:{way}")), phrase(f"targets.way_{way}", view.lang)) for way in WAYS],
    }


def capability(view: View) -> dict[str, Any]:
    """The three shortcomings and cooperation abroad, then by field and key area."""
    found = view.atlas.capability(view.scope)
    return {
        "forces": picture_of(found.forces, view, wide=True),
        "names": picture_of(found.names, view, kind="table", wide=True, limit=15),
        "shortfalls": picture_of(found.shortfalls, view, kind="table", wide=True, limit=15),
        "platforms": picture_of(found.platforms, view, wide=True),
        "people": picture_of(found.people, view),
        "people_table": picture_of(found.people, view, kind="table", limit=0, title="capability.table"),
        "abroad": picture_of(found.abroad, view),
        "abroad_table": picture_of(found.abroad, view, kind="table", limit=0, title="capability.table"),
        "fields": picture_of(found.fields, view, wide=True),
        "areas": picture_of(found.areas, view, wide=True),
        "coding": picture_of(found.coding, view, kind="table", wide=True, limit=8),
    }
