"""The ground of the map: a graticule and two schematic rivers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Protocol

from jialing.figures.mercator import Point, Window, inverse, line, position
from jialing.figures.rivers import RIVERS
from jialing.figures.theme import Theme

AROUND = 0.3
"""How much ground is drawn beyond the cities on each side, as a share of their extent."""


class Worded(Protocol):
    """Whoever words a phrase in the picture's language."""

    def word(self, code: str, **params: object) -> str: ...


River = tuple[str, list[Point]]
SHAPE = {"type": "geoshape", "filled": False, "clip": True}


def ground(told: Worded, theme: Theme, window: Window, cities: Sequence[Point]) -> tuple[list[dict[str, Any]], bool]:
    """Layers of the ground, and whether there is a river among them."""
    corners = _corners(window)
    rivers = _rivers(*corners)
    layers = [_graticule(theme, *corners), _water(theme, rivers), _names(told, theme, rivers, cities)]
    return layers, bool(rivers)


def _corners(window: Window) -> tuple[Point, Point]:
    """South-west and north-east of the ground: a little more than the window, so that rivers do not run on for ever."""
    wide, high = (window.right - window.left) * AROUND, (window.top - window.bottom) * AROUND
    return inverse(window.left - wide, window.bottom - high), inverse(window.right + wide, window.top + high)


def _graticule(theme: Theme, low: Point, high: Point) -> dict[str, Any]:
    (west, south), (east, north) = low, high
    step = 1 if max(east - west, north - south) < 4 else 2
    across = range(math.ceil(south / step) * step, math.ceil(north), step)
    along = range(math.ceil(west / step) * step, math.ceil(east), step)
    lines = [line([(lng, south), (lng, north)]) for lng in along]
    lines += [line([(west, lat), (east, lat)]) for lat in across]
    mark = {**SHAPE, "stroke": theme.line, "strokeWidth": 0.7, "strokeDash": [2, 4]}
    return {"data": {"values": [_feature(shape) for shape in lines]}, "mark": mark}


def _rivers(low: Point, high: Point) -> list[River]:
    """The stretch of each river between the corners, where there is one."""
    found = [
        (name, [p for p in points if low[0] < p[0] < high[0] and low[1] < p[1] < high[1]]) for name, points in RIVERS
    ]
    return [(name, points) for name, points in found if len(points) > 1]


def _water(theme: Theme, rivers: list[River]) -> dict[str, Any]:
    style = {"stroke": theme.sequential[1], "strokeWidth": 7, "strokeCap": "round", "strokeJoin": "round"}
    shapes = [_feature(line(_smooth(points))) for _, points in rivers]
    return {"data": {"values": shapes}, "mark": {**SHAPE, **style}}


def _names(told: Worded, theme: Theme, rivers: list[River], cities: Sequence[Point]) -> dict[str, Any]:
    """Each river named where it is farthest from any city."""
    rows = []
    for name, points in rivers:
        if len(points) > 3:
            lng, lat = max(_smooth(points[1:-1]), key=lambda p: min(math.dist(p, city) for city in cities))
            rows.append({"lng": lng, "lat": lat, "name": told.word(f"figures.{name}")})
    style = {"fontStyle": "italic", "fontSize": 11, "color": theme.sequential[3], "dy": -9, "dx": 12}
    encoding = {**position(), "text": {"field": "name"}}
    return {"data": {"values": rows}, "mark": {"type": "text", **style}, "encoding": encoding}


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Corners cut twice (Chaikin 1974), so that a river does not turn like a railway."""
    line = list(points)
    for _ in range(2):
        cut = [_between(a, b, t) for a, b in pairwise(line) for t in (0.25, 0.75)]
        line = [line[0], *cut, line[-1]]
    return line


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _feature(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": shape, "properties": {}}
