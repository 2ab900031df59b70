"""A zone's own page: figures counted by rule, designations of its places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from jialing.portal.common.access import Seen, Viewer, all_seen, area_prefix, unsealed, visible
from jialing.portal.registry.lists.cells import Cell, name_cell
from jialing.portal.registry.models import Designation, SavedCount
from jialing.portal.registry.queries.counting import count


@dataclass(frozen=True)
class Figure:
    """A saved count about the zone: its name, how many on the day, where it opens."""

    name: str
    n: int
    url: str


def figures_of(one: Seen, viewer: Viewer, lang: str, on: date) -> list[Figure]:
    """The saved counts that ask for this zone, counted on a day among what the viewer may see."""
    names = {one.name_zh, one.name_en} - {""}
    found = []
    for saved in visible(viewer, SavedCount.objects.all()):
        if any(row.get("condition") == "in_zone" and row.get("zone") in names for row in saved.conditions):
            n = count(saved, on=on, viewer=viewer).n
            url = f"{reverse('registry:count', args=[saved.slug])}?on={on.isoformat()}"
            found.append(Figure(_name(saved, lang), n, url))
    return found


def _name(saved: Any, lang: str) -> str:
    return str((saved.name_zh or saved.name_en) if lang == "zh" else (saved.name_en or saved.name_zh))


def boundary_url(one: Seen) -> str:
    """Where the picture of its boundary is made (the page's script adds its theme), '' where none may be read."""
    has_boundary = "boundary" in one.fields and bool(one.boundary)
    return f"{reverse('registry:boundary', args=[str(one)])}?" if has_boundary else ""


def designations_of(one: Seen, viewer: Viewer, lang: str) -> list[Cell]:
    """Designations of places that the zone covers or lies in."""
    places = {row.place_id for row in unsealed(one).places.all()} | {one.place_id}
    above = {f"{place[:5]}0000" for place in places} | {f"{place[:7]}00" for place in places}
    inside = Q()
    for place in places - {one.place_id}:
        inside |= Q(place_id__startswith=area_prefix(place))
    rows = Designation.objects.filter(Q(place_id__in=places | above) | inside)
    return [name_cell(row, lang) for row in all_seen(viewer, rows)]
