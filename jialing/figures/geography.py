"""The map: cities as circles, joint works as arcs, two rivers for orientation. There is no basemap."""

from __future__ import annotations

import math
from typing import Any

from jialing.base import numbers
from jialing.figures.ground import ground
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.mercator import HEIGHT, Point, Window, inverse, line, mercator, position, window_of
from jialing.figures.picture import CONTEXT_ROW, ROW, Picture
from jialing.figures.theme import Theme
from jialing.figures.words import Told

NARROW_HEIGHT = 330
SIZE = 13
N_ARCS = 70
N_STEPS = 14
BEND = 0.16
"""How far an arc leaves the straight line, as a share of its length."""


def flow_map(told: Told, theme: Theme) -> Picture:
    """Places are the context of the answer (pairs)."""
    places = Told(told.answer.context[0], told.lang)
    rows = [row for row in places.records() if row["lat"] is not None and row["lng"] is not None]
    if not rows:
        return Picture({"data": {"values": []}, "mark": "point"}, HEIGHT)
    at = {row["place"]: (row["lng"], row["lat"]) for row in rows}
    window = window_of(list(at.values()))
    below, has_river = ground(told, theme, window, list(at.values()))
    layers = [*below, _arcs(told, theme, at), *_cities(places, theme, rows, window)]
    for layer in layers:
        layer["projection"] = window.projection()
    notes = ("figures.schematic",) if has_river else ()
    return Picture({"layer": layers}, HEIGHT, notes, narrow=NARROW_HEIGHT)


def _arcs(told: Told, theme: Theme, at: dict[str, Point]) -> dict[str, Any]:
    rows = [r for r in told.records() if r["works"] and r["place_a"] in at and r["place_b"] in at][:N_ARCS]
    strongest = max((row["works"] for row in rows), default=1)
    colour = theme.hill
    shapes = [
        {
            "type": "Feature",
            "geometry": line(_arc(at[row["place_a"]], at[row["place_b"]])),
            "properties": {
                "pair": f"{told.name(row['place_a'])} – {told.name(row['place_b'])}",
                "works": numbers.count(row["works"]),
                "salton": numbers.index(row["salton"]),
                "wide": 0.6 + 8.5 * math.sqrt(row["works"] / strongest),
                "strength": 0.16 + 0.6 * math.sqrt(row["works"] / strongest),
                ROW: row[ROW],
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
    (x0, y0), (x2, y2) = sorted((mercator(*a), mercator(*b)))
    x1, y1 = (x0 + x2) / 2 - (y2 - y0) * BEND, (y0 + y2) / 2 + (x2 - x0) * BEND
    steps = [i / N_STEPS for i in range(N_STEPS + 1)]
    return [
        inverse(
            (1 - t) ** 2 * x0 + 2 * (1 - t) * t * x1 + t * t * x2,
            (1 - t) ** 2 * y0 + 2 * (1 - t) * t * y1 + t * t * y2,
        )
        for t in steps
    ]


def _cities(places: Told, theme: Theme, rows: list[dict[str, Any]], window: Window) -> list[dict[str, Any]]:
    largest = max(row["works"] or 0 for row in rows) or 1
    dots = [
        {
            "lng": row["lng"],
            "lat": row["lat"],
            "name": places.name(row["place"]),
            "works": numbers.count(row["works"]),
            "size": 24 + 1500 * (row["works"] or 0) / largest,
            CONTEXT_ROW: row[ROW],
        }
        for row in rows
    ]

    def spots(width: float, height: float) -> list[Spot]:
        radius = [math.sqrt(d["size"] / math.pi) for d in dots]
        at = [window.pixels(d["lng"], d["lat"], width, height) for d in dots]
        return [Spot(d["name"], *xy, r) for d, xy, r in zip(dots, at, radius, strict=True)]

    labels = labelled(dots, spots, size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=len(dots))
    tooltip = [{"field": "name", "title": places.head("place")}, {"field": "works", "title": places.unit}]
    circles = {
        "data": {"values": dots},
        "mark": {"type": "circle", "color": theme.river, "opacity": 1, "stroke": theme.surface, "strokeWidth": 1.5},
        "encoding": {
            **position(),
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "tooltip": tooltip,
        },
    }
    return [circles, *label_layers(labels, position(), {"fontSize": SIZE, "fontWeight": 600}, theme)]
