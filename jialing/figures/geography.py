"""The map: cities as circles, joint works as arcs, two rivers for orientation. There is no basemap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jialing.base import numbers
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.picture import Picture
from jialing.figures.rivers import RIVERS
from jialing.figures.theme import Theme
from jialing.figures.words import Told

HEIGHT = 520
NARROW_HEIGHT = 330
LEFT, RIGHT = 34, 92
"""Pixels kept free beside the outermost cities: for circles, and on the right for names."""

SIZE = 13
AROUND = 0.3
"""How much ground is drawn beyond the cities on each side, as a share of their extent."""

N_ARCS = 70
N_STEPS = 14
BEND = 0.16
"""How far an arc leaves the straight line, as a share of its length."""

Point = tuple[float, float]


@dataclass(frozen=True)
class _Window:
    """The stretch of the Mercator plane that is shown (radians)."""

    left: float
    right: float
    bottom: float
    top: float

    def pixels(self, lng: float, lat: float, width: float) -> Point:
        """Where a place falls in a picture of a width."""
        x, y = _mercator(lng, lat)
        free = width - LEFT - RIGHT
        scale = min(free / (self.right - self.left), (HEIGHT - 2 * LEFT) / (self.top - self.bottom))
        across = LEFT + free / 2 + (x - (self.left + self.right) / 2) * scale
        return across, HEIGHT / 2 - (y - (self.bottom + self.top) / 2) * scale

    def projection(self) -> dict[str, Any]:
        """Vega's Mercator that shows the window in whatever room there is, without distorting it."""
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        wide, high = self.right - self.left, self.top - self.bottom
        scale = f"min((width - {LEFT + RIGHT}) / {wide:.6f}, (height - {2 * LEFT}) / {high:.6f})"
        return {
            "type": "mercator",
            "rotate": [-math.degrees(x), 0, 0],
            "scale": {"expr": scale},
            "translate": {"expr": f"[(width + {LEFT - RIGHT}) / 2, height / 2 + {scale} * {y:.6f}]"},
        }


def flow_map(told: Told, theme: Theme) -> Picture:
    """Places are the context of the answer (pairs)."""
    places = Told(told.answer.context[0], told.lang)
    rows = [row for row in places.records() if row["lat"] is not None and row["lng"] is not None]
    if not rows:
        return Picture({"data": {"values": []}, "mark": "point"}, HEIGHT)
    window = _window([(row["lng"], row["lat"]) for row in rows])
    at = {row["place"]: (row["lng"], row["lat"]) for row in rows}
    layers = [
        *_ground(told, theme, window, list(at.values())),
        _arcs(told, theme, at),
        *_cities(places, theme, rows, window),
    ]
    for layer in layers:
        layer["projection"] = window.projection()
    return Picture({"layer": layers}, HEIGHT, ("figures.schematic",), narrow=NARROW_HEIGHT)


def _mercator(lng: float, lat: float) -> Point:
    return math.radians(lng), math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _inverse(x: float, y: float) -> Point:
    return math.degrees(x), math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def _window(points: Sequence[Point]) -> _Window:
    """All places, never so close that one city fills the picture."""
    plane = [_mercator(*p) for p in points]
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    least = math.radians(2.5)
    wide, high = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return _Window(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)


def _line(points: Sequence[Point]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [[round(x, 4), round(y, 4)] for x, y in points]}


def _smooth(points: Sequence[Point]) -> list[Point]:
    """Corners cut twice (Chaikin 1974), so that a river does not turn like a railway."""
    line = list(points)
    for _ in range(2):
        cut = [_between(a, b, t) for a, b in pairwise(line) for t in (0.25, 0.75)]
        line = [line[0], *cut, line[-1]]
    return line


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _ground(told: Told, theme: Theme, window: _Window, cities: Sequence[Point]) -> list[dict[str, Any]]:
    """Graticule and rivers, cut to a little more than the window so that they do not run on for ever."""
    wide, high = (window.right - window.left) * AROUND, (window.top - window.bottom) * AROUND
    west, south = _inverse(window.left - wide, window.bottom - high)
    east, north = _inverse(window.right + wide, window.top + high)
    step = 1 if max(east - west, north - south) < 4 else 2
    net = [
        _line([(lng, south), (lng, north)]) for lng in range(math.ceil(west / step) * step, math.ceil(east), step)
    ] + [_line([(west, lat), (east, lat)]) for lat in range(math.ceil(south / step) * step, math.ceil(north), step)]
    inside = [(name, [p for p in points if west < p[0] < east and south < p[1] < north]) for name, points in RIVERS]
    rivers = [{"type": "Feature", "geometry": _line(_smooth(p)), "properties": {}} for _, p in inside if len(p) > 1]
    shape = {"type": "geoshape", "filled": False, "clip": True}
    return [
        {
            "data": {"values": [{"type": "Feature", "geometry": g, "properties": {}} for g in net]},
            "mark": {**shape, "stroke": theme.line, "strokeWidth": 0.7, "strokeDash": [2, 4]},
        },
        {
            "data": {"values": rivers},
            "mark": {
                **shape,
                "stroke": theme.sequential[1],
                "strokeWidth": 7,
                "strokeCap": "round",
                "strokeJoin": "round",
            },
        },
        _river_names(told, theme, inside, cities),
    ]


def _river_names(
    told: Told, theme: Theme, inside: list[tuple[str, list[Point]]], cities: Sequence[Point]
) -> dict[str, Any]:
    """Each river named where it is farthest from any city."""
    rows = []
    for name, points in inside:
        if len(points) > 3:
            lng, lat = max(_smooth(points[1:-1]), key=lambda p: min(math.dist(p, city) for city in cities))
            rows.append({"lng": lng, "lat": lat, "name": told.word(f"figures.{name}")})
    return {
        "data": {"values": rows},
        "mark": {
            "type": "text",
            "fontStyle": "italic",
            "fontSize": 11,
            "color": theme.sequential[3],
            "dy": -9,
            "dx": 12,
        },
        "encoding": {**_at(), "text": {"field": "name"}},
    }


def _at() -> dict[str, Any]:
    return {"longitude": {"field": "lng", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}


def _arcs(told: Told, theme: Theme, at: dict[str, Point]) -> dict[str, Any]:
    rows = [r for r in told.records() if r["works"] and r["place_a"] in at and r["place_b"] in at][:N_ARCS]
    strongest = max((row["works"] for row in rows), default=1)
    colour = theme.hill
    shapes = [
        {
            "type": "Feature",
            "geometry": _line(_arc(at[row["place_a"]], at[row["place_b"]])),
            "properties": {
                "pair": f"{told.name(row['place_a'])} – {told.name(row['place_b'])}",
                "works": numbers.count(row["works"]),
                "salton": numbers.index(row["salton"]),
                "wide": 0.6 + 8.5 * math.sqrt(row["works"] / strongest),
                "strength": 0.16 + 0.6 * math.sqrt(row["works"] / strongest),
            },
        }
        for row in reversed(rows)
    ]
    return {
        "data": {"values": shapes},
        "mark": {"type": "geoshape", "filled": False, "stroke": colour, "strokeCap": "round"},
        "encoding": {
            "strokeWidth": {"field": "properties.wide", "type": "quantitative", "scale": None},
            "strokeOpacity": {"field": "properties.strength", "type": "quantitative", "scale": None},
            "tooltip": [
                {"field": "properties.pair", "title": ""},
                {"field": "properties.works", "title": told.word("figures.together")},
                {"field": "properties.salton", "title": told.head("salton")},
            ],
        },
    }


def _arc(a: Point, b: Point) -> list[Point]:
    """A quadratic curve between two places, bent to the same side whichever comes first."""
    (x0, y0), (x2, y2) = sorted((_mercator(*a), _mercator(*b)))
    x1, y1 = (x0 + x2) / 2 - (y2 - y0) * BEND, (y0 + y2) / 2 + (x2 - x0) * BEND
    steps = [i / N_STEPS for i in range(N_STEPS + 1)]
    return [
        _inverse(
            (1 - t) ** 2 * x0 + 2 * (1 - t) * t * x1 + t * t * x2,
            (1 - t) ** 2 * y0 + 2 * (1 - t) * t * y1 + t * t * y2,
        )
        for t in steps
    ]


def _cities(places: Told, theme: Theme, rows: list[dict[str, Any]], window: _Window) -> list[dict[str, Any]]:
    largest = max(row["works"] or 0 for row in rows) or 1
    dots = [
        {
            "lng": row["lng"],
            "lat": row["lat"],
            "name": places.name(row["place"]),
            "works": numbers.count(row["works"]),
            "size": 24 + 1500 * (row["works"] or 0) / largest,
        }
        for row in rows
    ]

    def spots(width: float) -> list[Spot]:
        radius = [math.sqrt(d["size"] / math.pi) for d in dots]
        at = [window.pixels(d["lng"], d["lat"], width) for d in dots]
        return [Spot(d["name"], *xy, r) for d, xy, r in zip(dots, at, radius, strict=True)]

    labels = labelled(dots, spots, size=SIZE, height=HEIGHT, most=len(dots))
    tooltip = [{"field": "name", "title": places.head("place")}, {"field": "works", "title": places.unit}]
    circles = {
        "data": {"values": dots},
        "mark": {"type": "circle", "color": theme.river, "opacity": 1, "stroke": theme.surface, "strokeWidth": 1.5},
        "encoding": {**_at(), "size": {"field": "size", "type": "quantitative", "scale": None}, "tooltip": tooltip},
    }
    return [circles, *label_layers(labels, _at(), {"fontSize": SIZE, "fontWeight": 600}, theme)]
