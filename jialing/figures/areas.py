"""A map of one area: its boundary on the ground of the other maps, with the cities near it named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from jialing.figures.ground import ground
from jialing.figures.mercator import HEIGHT, Point, position, window_of
from jialing.figures.picture import Picture
from jialing.figures.spots import NARROW_HEIGHT, Dot, Words
from jialing.figures.theme import Theme

SIZE = 13


def area_map(boundary: Mapping[str, Any], near: Sequence[Dot], *, lang: str, theme: Theme) -> Picture:
    """A GeoJSON Polygon or MultiPolygon (WGS 84) as a wash with an edge; cities as dots with names."""
    polygons = _polygons(boundary)
    edge = [point for polygon in polygons for point in polygon[0]]
    window = window_of(edge)
    below, has_river = ground(Words(lang), theme, window, [(dot.lng, dot.lat) for dot in near] or edge[:1])
    layers = [*below, _area(polygons, theme), *_cities(near, theme)]
    for layer in layers:
        layer["projection"] = window.projection()
    return Picture({"layer": layers}, HEIGHT, ("figures.schematic",) if has_river else (), narrow=NARROW_HEIGHT)


def _polygons(boundary: Mapping[str, Any]) -> list[list[list[Point]]]:
    """Rings as Vega draws them: on the sphere the outer one runs clockwise, holes the other way (RFC 7946 has them the
    other way round), else all the world but the area is filled.
    """
    given = boundary["coordinates"] if boundary["type"] == "MultiPolygon" else [boundary["coordinates"]]
    return [[_turned(ring, is_clockwise=n == 0) for n, ring in enumerate(polygon)] for polygon in given]


def _turned(ring: Sequence[Sequence[float]], *, is_clockwise: bool) -> list[Point]:
    points = [(float(point[0]), float(point[1])) for point in ring]
    twice_area = sum(x * v - u * y for (x, y), (u, v) in pairwise(points))  # the shoelace formula: > 0 counterclockwise
    return points if (twice_area < 0) == is_clockwise else points[::-1]


def _area(polygons: list[list[list[Point]]], theme: Theme) -> dict[str, Any]:
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
    style = {"fill": theme.river, "fillOpacity": 0.22, "stroke": theme.river, "strokeWidth": 2}
    return {"data": {"values": [shape]}, "mark": {"type": "geoshape", "clip": True, **style}}


def _cities(near: Sequence[Dot], theme: Theme) -> list[dict[str, Any]]:
    if not near:
        return []
    rows = [{"lng": dot.lng, "lat": dot.lat, "name": dot.name} for dot in near]
    point = {"type": "circle", "color": theme.ink, "size": 30, "clip": True}
    text = {"type": "text", "dy": -12, "fontSize": SIZE, "fontWeight": 600, "color": theme.ink, "clip": True}
    return [
        {"data": {"values": rows}, "mark": point, "encoding": position()},
        {"data": {"values": rows}, "mark": text, "encoding": {**position(), "text": {"field": "name"}}},
    ]
