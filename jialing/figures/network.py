"""The collaboration network: dots for organisations in the colour of their community, lines for joint works."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.base import numbers
from jialing.figures.labels import Spot, placed
from jialing.figures.picture import WIDTH, Picture
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

HEIGHT = 560
N_COLOURS = 7
N_LABELS = 26


def network(told: Told, theme: Theme) -> Picture:
    """Nodes are the context of the answer (edges)."""
    nodes = Told(told.answer.context[0], told.lang)
    rows = nodes.records()
    largest = max((row["works"] for row in rows), default=1) or 1
    at = {row["org"]: row for row in rows}
    named = _communities(nodes, rows)
    dots = [_dot(nodes, row, named, largest) for row in rows]
    _label(dots)
    return Picture(_spec(told, nodes, theme, dots, _lines(told, at), named), HEIGHT)


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
        "label": "",
        "align": "center",
        "dx": 0.0,
        "dy": 0.0,
    }


def _label(dots: list[dict[str, Any]]) -> None:
    """Name the largest dots, as many as find room at the nominal width."""
    if not dots:
        return
    x0, x1 = min(d["x"] for d in dots), max(d["x"] for d in dots)
    y0, y1 = min(d["y"] for d in dots), max(d["y"] for d in dots)
    spots = [
        Spot(
            shortened(d["name"], 11.5, 190),
            30 + (d["x"] - x0) / ((x1 - x0) or 1) * (WIDTH - 60),
            30 + (y1 - d["y"]) / ((y1 - y0) or 1) * (HEIGHT - 60),
            (d["size"] / 3.1416) ** 0.5,
        )
        for d in dots
    ]
    found = placed(spots, size=11.5, width=WIDTH, height=HEIGHT)
    n = 0
    for dot, spot, label in zip(dots, spots, found, strict=True):
        if label is not None and n < N_LABELS:
            dot.update(label=spot.text, align=label.align, dx=label.dx, dy=label.dy, rank=n)
            n += 1


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
    groups = [
        *named.values(),
        *([told.word("figures.others")] if any(d["group"] not in named.values() for d in dots) else []),
    ]
    colours = [*theme.categories[: len(named)], theme.categories[-1]][: len(groups)]
    scale = {"domain": groups, "range": colours}
    legend = {
        "title": None,
        "orient": "top",
        "columns": {"expr": "width < 420 ? 1 : 4"},
        "symbolSize": 90,
        "labelLimit": 180,
    }
    hidden = {"type": "quantitative", "axis": None, "scale": {"zero": False, "nice": False, "padding": 30}}
    x, y = {"field": "x", **hidden}, {"field": "y", **hidden}
    about = [
        {"field": "name", "title": nodes.head("org")},
        {"field": "place", "title": nodes.head("place")},
        {"field": "works", "title": nodes.unit},
        {"field": "group", "title": nodes.head("community")},
    ]
    tie = [{"field": "pair", "title": ""}, {"field": "works", "title": told.word("figures.together")}]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "color": theme.quiet, "opacity": 0.28, "strokeCap": "round"},
            "encoding": {
                "x": x,
                "y": y,
                "x2": {"field": "x2"},
                "y2": {"field": "y2"},
                "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None},
                "tooltip": tie,
            },
        },
        {
            "data": {"values": sorted(dots, key=lambda d: -d["size"])},
            "mark": {"type": "point", "filled": True, "opacity": 0.95, "stroke": theme.surface, "strokeWidth": 1},
            "encoding": {
                "x": x,
                "y": y,
                "size": {"field": "size", "type": "quantitative", "scale": None},
                "color": {"field": "group", "type": "nominal", "scale": scale, "legend": legend},
                "tooltip": about,
            },
        },
    ]
    return {"layer": [*layers, *_names([d for d in dots if d["label"]], x, y, theme)]}


def _names(dots: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], theme: Theme) -> list[dict[str, Any]]:
    """Labels twice: a halo of the ground's colour, then the ink. A narrow picture keeps the most important ones."""
    mark = {
        "type": "text",
        "fontSize": 11.5,
        "align": {"expr": "datum.align"},
        "dx": {"expr": "datum.dx"},
        "dy": {"expr": "datum.dy"},
    }
    return [
        {
            "data": {"values": dots},
            "transform": [{"filter": "datum.rank < (width < 420 ? 7 : width < 640 ? 14 : 99)"}],
            "mark": {**mark, **style},
            "encoding": {"x": x, "y": y, "text": {"field": "label"}},
        }
        for style in (
            {"stroke": theme.surface, "strokeWidth": 3, "strokeJoin": "round", "color": theme.surface, "opacity": 0.85},
            {"color": theme.ink},
        )
    ]
