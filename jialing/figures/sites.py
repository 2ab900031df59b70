"""The layout map: cities by how they are served, the chosen sites marked, a line to the site that serves each."""

from __future__ import annotations

import math
from typing import Any

from jialing.base import numbers
from jialing.figures.ground import ground
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.mercator import HEIGHT, Window, line, position, window_of
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told

NARROW_HEIGHT = 360
SIZE = 13
STATES = ("site", "new", "held", "not")


def layout_map(told: Told, theme: Theme) -> Picture:
    """Every place with coordinates; its size is what it needs."""
    rows = [row for row in told.records() if row["lat"] is not None and row["lng"] is not None]
    window = window_of([(row["lng"], row["lat"]) for row in rows])
    below, has_river = ground(told, theme, window, [(row["lng"], row["lat"]) for row in rows])
    dots = _dots(told, rows)
    layers = [*below, _ways(theme, rows), _cities(told, theme, dots), *_labels(theme, dots, window)]
    for layer in layers:
        layer["projection"] = window.projection()
    notes = ("figures.schematic",) if has_river else ()
    return Picture({"layer": layers}, HEIGHT, notes, narrow=NARROW_HEIGHT)


def _ways(theme: Theme, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A line from each city that is newly served to the site that serves it."""
    at = {row["place"]: (row["lng"], row["lat"]) for row in rows}
    shapes = [
        {"type": "Feature", "geometry": line([at[row["place"]], at[row["site"]]]), "properties": {}}
        for row in rows
        if row["site"] in at and row["site"] != row["place"]
    ]
    mark = {"type": "geoshape", "filled": False, "stroke": theme.hill, "strokeWidth": 1.6, "strokeOpacity": 0.7}
    return {"data": {"values": shapes}, "mark": mark}


def _dots(told: Told, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    largest = max((row["need"] for row in rows), default=1) or 1
    return [
        {
            "lng": row["lng"],
            "lat": row["lat"],
            "name": told.name(row["place"]),
            "state": told.cell(told.answer.rows_table[row[ROW]], "state"),
            "code": row["state"].rsplit(".", 1)[-1],
            "need": numbers.count(row["need"]),
            "km": numbers.count(row["km"]),
            "size": 60 + 1300 * row["need"] / largest,
            ROW: row[ROW],
        }
        for row in rows
    ]


def _cities(told: Told, theme: Theme, dots: list[dict[str, Any]]) -> dict[str, Any]:
    colours = dict(zip(STATES, (theme.hill, theme.categories[3], theme.river, theme.unknown), strict=True))
    marks = dict(zip(STATES, ("diamond", "circle", "circle", "circle"), strict=True))
    known = {d["code"]: d["state"] for d in dots}
    shown = [code for code in STATES if code in known]
    legend = {"title": None, "orient": "top", "symbolSize": 120, "columns": on_phone(2, 4)}
    domain = [known[code] for code in shown]
    tooltip = [
        {"field": "name", "title": told.head("place")},
        {"field": "state", "title": told.head("state")},
        {"field": "need", "title": told.head("need")},
        {"field": "km", "title": told.head("km")},
    ]
    colour = {"domain": domain, "range": [colours[code] for code in shown]}
    shape = {"domain": domain, "range": [marks[code] for code in shown]}
    return {
        "data": {"values": dots},
        "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": theme.ink, "strokeWidth": 1},
        "encoding": {
            **position(),
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "color": {"field": "state", "type": "nominal", "scale": colour, "legend": legend},
            "shape": {"field": "state", "type": "nominal", "scale": shape, "legend": legend},
            "tooltip": tooltip,
        },
    }


def _labels(theme: Theme, dots: list[dict[str, Any]], window: Window) -> list[dict[str, Any]]:
    def spots(width: float, height: float) -> list[Spot]:
        at = [window.pixels(d["lng"], d["lat"], width, height) for d in dots]
        return [Spot(d["name"], *xy, math.sqrt(d["size"] / math.pi)) for d, xy in zip(dots, at, strict=True)]

    found = labelled(dots, spots, size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=len(dots))
    return label_layers(found, position(), {"fontSize": SIZE, "fontWeight": 600}, theme)
