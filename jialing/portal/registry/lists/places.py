"""Where the records of a list lie: how many at each place, for a map and the table beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, Q

from jialing.figures import Dot
from jialing.portal.common.access import Viewer, where
from jialing.portal.registry.lists.asked import Asked, query_of
from jialing.portal.registry.lists.rows import found_by
from jialing.portal.registry.lists.words import place_name
from jialing.schema import counties, places

NEAR = 0.5
"""Degrees around an area within which a city tells where it is."""
MOST_NAMED = 6


@dataclass(frozen=True)
class AtPlace:
    """Records at a place: its name, how many, and the list of them. ``lat`` and ``lng`` None where it has no point."""

    name: str
    n: int
    url: str
    lat: float | None
    lng: float | None


@dataclass(frozen=True)
class Places:
    """All places, those with most records first; ``n`` records in all, ``n_nowhere`` of them at no known place."""

    places: tuple[AtPlace, ...]
    n: int
    n_nowhere: int
    is_invented: bool

    @property
    def dots(self) -> list[Dot]:
        """What the map shows."""
        known = (one for one in self.places if one.lat is not None and one.lng is not None)
        return [Dot(one.name, one.lng or 0.0, one.lat or 0.0, one.n, one.url) for one in known]


def places_of(viewer: Viewer, asked: Asked, lang: str, address: str) -> Places:
    """By city, districts counted with theirs. Two queries, however many records.

    Places that the viewer may not read count as nowhere.
    """
    rows = found_by(viewer, asked)
    readable = rows.filter(where(viewer, asked.spec.kind, "place_id", ~Q(place_id="")))
    counted: Counter[str] = Counter()
    for place_id, n in readable.order_by().values_list("place_id").annotate(n=Count("pk")):
        counted[_cities().get(place_id, place_id)] += n
    totals: Any = rows.aggregate(n=Count("pk"), invented=Count("pk", filter=Q(is_invented=True)))
    found = tuple(_at(place_id, n, asked, lang, address) for place_id, n in _by_number(counted))
    return Places(found, totals["n"], totals["n"] - sum(counted.values()), bool(totals["invented"]))


def _by_number(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def _at(place_id: str, n: int, asked: Asked, lang: str, address: str) -> AtPlace:
    here = {name: value for name, value in asked.chosen.items() if name != "place_id"} | {"place_id": place_id}
    # A province means 'there or below': the list would hold the records of its cities as well.
    is_province = place_id.endswith("0000") and place_id not in _points()
    url = "" if is_province else f"{address}?{query_of(asked, chosen=here, page=1, view='')}"
    lat, lng = _points().get(place_id, (None, None))
    return AtPlace(place_name(place_id, lang), n, url, lat, lng)


@cache
def _cities() -> dict[str, str]:
    """The city of each district: its records are shown at the city's point and counted there."""
    return {f"CN-{one.code}": one.place_id for one in counties() if one.code}


@cache
def _points() -> dict[str, tuple[float | None, float | None]]:
    return {one.place_id: (one.lat, one.lng) for one in places()}


def cities_near(boundary: Mapping[str, Any], lang: str) -> list[Dot]:
    """Cities within half a degree of a GeoJSON polygon's corners, the nearest to its middle first."""
    polygons = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
    edge = [(float(point[0]), float(point[1])) for polygon in polygons for ring in polygon for point in ring]
    west, east = min(x for x, _ in edge) - NEAR, max(x for x, _ in edge) + NEAR
    south, north = min(y for _, y in edge) - NEAR, max(y for _, y in edge) + NEAR
    middle = ((west + east) / 2, (south + north) / 2)
    found = [
        Dot(place_name(place_id, lang), lng, lat, 0)
        for place_id, (lat, lng) in _points().items()
        if place_id.startswith("CN-") and lat is not None and lng is not None
        if west <= lng <= east and south <= lat <= north
    ]
    return sorted(found, key=lambda dot: math.dist((dot.lng, dot.lat), middle))[:MOST_NAMED]
