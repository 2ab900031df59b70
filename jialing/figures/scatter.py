"""Fields as points: how near they lie to what is there, how complex they are, how many works, how many cities."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from jialing.base import numbers
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

HEIGHT, NARROW_HEIGHT = 460, 420
N_LABELS = 26
SIZE = 12
SMALLEST, LARGEST = 18.0, 620.0
"""Areas of points, px^2."""

AROUND = 0.04
"""Room around the outermost points, as a share of their extent."""


def positions(told: Told, theme: Theme) -> Picture:
    """Density of the union across, complexity up (works where it is undefined); a field without density is left out."""
    rows = told.records()
    up = "complexity" if any(row["complexity"] is not None for row in rows) else "works"
    known = [row for row in rows if row["density"] is not None and row[up] is not None]
    largest = max((row["works"] for row in known), default=1) or 1
    dots = [_dot(told, row, up, largest) for row in known]
    notes = ("figures.not_drawn",) if len(known) < len(rows) else ()
    return Picture(_spec(told, theme, dots, up), HEIGHT, notes, foot=46, narrow=NARROW_HEIGHT)


def choices(told: Told, theme: Theme) -> Picture:
    """Fields that no city has yet: density across, complexity up; the colour tells which way of choosing takes them."""
    rows = [row for row in told.records() if row["density"] is not None and row["complexity"] is not None]
    dots = [_choice(told, row) for row in rows]
    at = {"x": _axis(told, "x", "density", dots), "y": _axis(told, "y", "complexity", dots)}
    chosen = [dot for dot in dots if dot["code"] != "neither"]
    labels = labelled(
        chosen, partial(_spots_in(dots), chosen), size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=N_LABELS
    )
    layer = {
        "data": {"values": list(reversed(dots))},
        "mark": {
            "type": "point",
            "filled": True,
            "opacity": 0.95,
            "stroke": theme.surface,
            "strokeWidth": 1,
            "size": 120,
        },
        "encoding": {**at, "color": _ways(theme, dots), "tooltip": _about_choice(told)},
    }
    return Picture(
        {"layer": [layer, *label_layers(labels, at, {"fontSize": SIZE}, theme)]}, HEIGHT, foot=46, narrow=NARROW_HEIGHT
    )


def _choice(told: Told, row: dict[str, Any]) -> dict[str, Any]:
    shown = told.answer.rows_table[row[ROW]]
    return {
        "name": told.name(row["field"]),
        "x": row["density"],
        "y": row["complexity"],
        "size": 120.0,
        "code": row["portfolio"].rpartition(".")[2],
        **{name: told.cell(shown, name) for name in ("portfolio", "effort", "leader", "density", "complexity")},
        ROW: row[ROW],
    }


def _about_choice(told: Told) -> list[dict[str, Any]]:
    names = ("portfolio", "effort", "leader", "density", "complexity")
    return [{"field": "name", "title": told.head("field")}, *({"field": n, "title": told.head(n)} for n in names)]


def _ways(theme: Theme, dots: Sequence[dict[str, Any]]) -> dict[str, Any]:
    colours = {"both": theme.categories[0], "effort": theme.categories[2], "classic": theme.categories[3]}
    colours["neither"] = theme.unknown
    there = {dot["code"]: dot["portfolio"] for dot in dots}
    shown = [code for code in colours if code in there]
    legend = {"title": None, "orient": "top", "symbolType": "circle", "symbolSize": 110, "columns": on_phone(1, 4)}
    scale = {"domain": [there[code] for code in shown], "range": [colours[code] for code in shown]}
    return {"field": "portfolio", "type": "nominal", "scale": scale, "legend": legend}


def _dot(told: Told, row: dict[str, Any], up: str, largest: float) -> dict[str, Any]:
    return {
        "name": told.name(row["field"]),
        "x": row["density"],
        "y": row[up],
        "size": SMALLEST + (LARGEST - SMALLEST) * row["works"] / largest,
        "cities": row["cities"],
        "works": numbers.count(row["works"]),
        "growth": numbers.growth(row["growth"], told.lang),
        "density": numbers.index(row["density"]),
        "between": f"{numbers.index(row['low'])} – {numbers.index(row['high'])}",
        "complexity": numbers.index(row["complexity"]),
        ROW: row[ROW],
    }


def _spec(told: Told, theme: Theme, dots: list[dict[str, Any]], up: str) -> dict[str, Any]:
    at = {"x": _axis(told, "x", "density", dots), "y": _axis(told, "y", up, dots)}
    # Small points over large ones, so that each can be reached.
    ordered = sorted(dots, key=lambda dot: -dot["size"])
    labels = labelled(
        ordered, partial(_spots_in(ordered), ordered), size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=N_LABELS
    )
    return {"layer": [_points(told, theme, ordered, at), *label_layers(labels, at, {"fontSize": SIZE}, theme)]}


def _axis(told: Told, channel: str, column: str, dots: Sequence[dict[str, Any]]) -> dict[str, Any]:
    axis = {"title": told.head(column), "grid": True, "gridDash": [2, 3], "tickCount": on_phone(4, 7), "domain": False}
    scale = {"domain": _extent(dots, channel), "nice": False, "zero": False}
    return {"field": channel, "type": "quantitative", "axis": axis, "scale": scale}


def _extent(dots: Sequence[dict[str, Any]], channel: str) -> list[float]:
    values = [dot[channel] for dot in dots] or [0.0, 1.0]
    room = ((max(values) - min(values)) or 1.0) * AROUND
    return [min(values) - room, max(values) + room]


def _spots_in(
    everything: Sequence[dict[str, Any]],
) -> Callable[[Sequence[dict[str, Any]], float, float], list[Spot]]:
    """Spots of some of the points of a picture."""
    extents = [_extent(everything, channel) for channel in ("x", "y")]
    return lambda dots, width, height: _spots(extents, dots, width, height)


def _spots(
    extents: Sequence[Sequence[float]], dots: Sequence[dict[str, Any]], width: float, height: float
) -> list[Spot]:
    across, up = map(_placed, extents)
    longest = min(230.0, width * 0.4)
    return [
        Spot(
            shortened(dot["name"], SIZE, longest),
            across(dot["x"]) * width,
            (1.0 - up(dot["y"])) * height,
            math.sqrt(dot["size"] / math.pi),
        )
        for dot in dots
    ]


def _placed(extent: Sequence[float]) -> Callable[[float], float]:
    return lambda value: (value - extent[0]) / (extent[1] - extent[0])


def _points(told: Told, theme: Theme, dots: list[dict[str, Any]], at: dict[str, Any]) -> dict[str, Any]:
    about = [{"field": "name", "title": told.head("field")}, {"field": "works", "title": told.head("works")}]
    about += [{"field": name, "title": told.head(name)} for name in ("growth", "density")]
    about += [{"field": "between", "title": told.word("figures.between")}]
    about += [{"field": name, "title": told.head(name)} for name in ("complexity", "cities")]
    return {
        "data": {"values": dots},
        "mark": {"type": "point", "filled": True, "opacity": 0.9, "stroke": theme.surface, "strokeWidth": 1},
        "encoding": {
            **at,
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "color": _colour(told, theme, dots),
            "tooltip": about,
        },
    }


def _colour(told: Told, theme: Theme, dots: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """By how many cities are specialised; none at all is no shade of many but a colour of its own."""
    most = max((dot["cities"] for dot in dots), default=1) or 1
    gradient = {"gradientLength": on_phone(140, 220), "gradientThickness": 10}
    ticks = {"tickCount": min(most, 5), "tickMinStep": 1, "format": "d"}
    legend = {"title": told.head("cities"), "orient": "top", **gradient, **ticks}
    ramp = {"domain": [0, most], "range": list(theme.sequential[1:]), "interpolate": "lab"}
    shade = {"field": "cities", "type": "quantitative", "scale": ramp, "legend": legend}
    return {"condition": {"test": "datum.cities == 0", "value": theme.unknown}, **shade}
