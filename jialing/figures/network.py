"""The collaboration network: dots for organisations in the colour of their community, lines for joint works."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

from jialing.base import numbers
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.picture import CONTEXT_ROW, ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

HEIGHT = 560
N_COLOURS = 7
N_LABELS = 26
SIZE = 11.5
MARGIN = 30
NARROW_HEIGHT = 430


def network(told: Told, theme: Theme) -> Picture:
    """Nodes are the context of the answer (edges)."""
    nodes = Told(told.answer.context[0], told.lang)
    rows = nodes.records()
    largest = max((row["works"] for row in rows), default=1) or 1
    at = {row["org"]: row for row in rows}
    named = _communities(nodes, rows)
    dots = [_dot(nodes, row, named, largest) for row in rows]
    return Picture(_spec(told, nodes, theme, dots, _lines(told, at), named), HEIGHT, narrow=NARROW_HEIGHT)


def _communities(nodes: Told, rows: list[dict[str, Any]]) -> Mapping[int, str]:
    """Names of the first communities, after the place that most of their organisations are in."""
    found: dict[int, str] = {}
    for number in sorted({row["community"] for row in rows})[:N_COLOURS]:
        places = [row["place"] for row in rows if row["community"] == number]
        main = max(dict.fromkeys(places), key=places.count)
        found[number] = nodes.word("figures.community", number=number, place=nodes.name(main))
    return found


def _dot(nodes: Told, row: dict[str, Any], named: Mapping[int, str], largest: float) -> dict[str, Any]:
    return {
        "x": row["x"],
        "y": row["y"],
        "name": nodes.name(row["org"]),
        "place": nodes.name(row["place"]),
        "works": numbers.count(row["works"]),
        "size": 40 + 1100 * row["works"] / largest,
        "group": named.get(row["community"], nodes.word("figures.others")),
        CONTEXT_ROW: row[ROW],
    }


def _spots(dots: list[dict[str, Any]], width: float, height: float) -> list[Spot]:
    """Where the dots fall in a picture of a width and a height."""
    xs, ys = [d["x"] for d in dots], [d["y"] for d in dots]
    across, down = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    return [
        Spot(
            shortened(d["name"], SIZE, min(230, width * 0.42)),
            MARGIN + (d["x"] - min(xs)) / across * (width - 2 * MARGIN),
            MARGIN + (max(ys) - d["y"]) / down * (height - 2 * MARGIN),
            (d["size"] / math.pi) ** 0.5,
        )
        for d in dots
    ]


def _labels(dots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return labelled(dots, partial(_spots, dots), size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=N_LABELS)


def _lines(told: Told, at: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    rows = told.records()
    strongest = max((row["works"] for row in rows), default=1) or 1
    return [
        {
            "x": at[row["org_a"]]["x"],
            "y": at[row["org_a"]]["y"],
            "x2": at[row["org_b"]]["x"],
            "y2": at[row["org_b"]]["y"],
            "pair": f"{told.name(row['org_a'])} – {told.name(row['org_b'])}",
            "works": numbers.count(row["works"]),
            "wide": 0.5 + 4.5 * (row["works"] / strongest) ** 0.7,
            ROW: row[ROW],
        }
        for row in reversed(rows)
        if row["org_a"] in at and row["org_b"] in at
    ]


def _spec(
    told: Told,
    nodes: Told,
    theme: Theme,
    dots: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    named: Mapping[int, str],
) -> dict[str, Any]:
    hidden = {"type": "quantitative", "axis": None, "scale": {"zero": False, "nice": False, "padding": MARGIN}}
    at = {"x": {"field": "x", **hidden}, "y": {"field": "y", **hidden}}
    layers = [_tie_layer(told, theme, lines, at), _dot_layer(nodes, theme, dots, at, _colour(told, theme, dots, named))]
    labels = _labels(dots) if dots else []
    return {"layer": [*layers, *label_layers(labels, at, {"fontSize": SIZE}, theme)]}


def _colour(told: Told, theme: Theme, dots: list[dict[str, Any]], named: Mapping[int, str]) -> dict[str, Any]:
    """The colour of a community: the largest by name, the rest together."""
    has_others = any(d["group"] not in named.values() for d in dots)
    groups = [*named.values(), *([told.word("figures.others")] if has_others else [])]
    colours = [*theme.categories[: len(named)], theme.categories[-1]][: len(groups)]
    legend = {"title": None, "orient": "top", "columns": on_phone(1, 4), "symbolSize": 90, "labelLimit": 180}
    return {"field": "group", "type": "nominal", "scale": {"domain": groups, "range": colours}, "legend": legend}


def _tie_layer(told: Told, theme: Theme, lines: list[dict[str, Any]], at: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "color": theme.quiet, "opacity": 0.28, "strokeCap": "round"},
        "encoding": {
            **at,
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
            "tooltip": [{"field": "pair", "title": ""}, {"field": "works", "title": told.word("figures.together")}],
        },
    }


def _dot_layer(
    nodes: Told, theme: Theme, dots: list[dict[str, Any]], at: Mapping[str, Any], colour: dict[str, Any]
) -> dict[str, Any]:
    about = [
        {"field": "name", "title": nodes.head("org")},
        {"field": "place", "title": nodes.head("place")},
        {"field": "works", "title": nodes.unit},
        {"field": "group", "title": nodes.head("community")},
    ]
    size = {"field": "size", "type": "quantitative", "scale": None}
    return {
        "data": {"values": sorted(dots, key=lambda d: -d["size"])},
        "mark": {"type": "point", "filled": True, "opacity": 0.95, "stroke": theme.surface, "strokeWidth": 1},
        "encoding": {**at, "size": size, "color": colour, "tooltip": about},
    }
