"""Lines over years: one (works by year) or several (circles beside one another, first year = 1)."""

from __future__ import annotations

from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture
from jialing.figures.theme import Theme
from jialing.figures.words import Told

HEIGHT = 300


def trend(told: Told, theme: Theme) -> Picture:
    """Works by year, from zero; years that the population does not represent are gaps."""
    rows = [
        {"year": r["year"], "works": r["works"], "said": numbers.count(r["works"]), ROW: r[ROW]} for r in told.records()
    ]
    known = [row for row in rows if row["works"] is not None]
    colour = theme.river
    tooltip = [{"field": "year", "title": told.head("year")}, {"field": "said", "title": told.unit}]
    ends = [row for row in known if row in (known[0], known[-1])] if known else []
    spec = {
        "data": {"values": rows},
        "encoding": {"x": _years(rows), "y": _from_zero("works", told.unit, theme)},
        "layer": [
            {"mark": {"type": "area", "color": colour, "opacity": 0.1, "invalid": "break-paths-show-domains"}},
            {"mark": {"type": "line", "color": colour, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"}},
            {
                "data": {"values": known},
                "mark": {"type": "point", "filled": True, "color": colour, "size": 55, "opacity": 1},
                "encoding": {"tooltip": tooltip},
            },
            {
                "data": {"values": ends},
                "mark": {"type": "text", "dy": -13, "fontSize": 13, "fontWeight": 600, "color": theme.ink},
                "encoding": {"text": {"field": "said"}},
            },
        ],
    }
    return Picture(spec, HEIGHT, foot=40)


def indexed(told: Told, theme: Theme) -> Picture:
    """Circles by year, each against its own first year, named at the end of its line."""
    rows = [_indexed_row(told, r) for r in told.records() if r["index"] is not None]
    circles = list(dict.fromkeys(row["circle"] for row in rows))
    colours = {c: theme.categories[i % len(theme.categories)] for i, c in enumerate(circles)}
    last = {row["circle"]: row for row in rows}
    ends = _kept_apart([last[c] for c in circles], rows)
    scale = {"domain": circles, "range": [colours[c] for c in circles]}
    colour = {"field": "circle", "type": "nominal", "scale": scale, "legend": None}
    first = told.name(told.answer.scope.circle)
    tooltip = [
        {"field": "circle", "title": told.head("circle")},
        {"field": "year", "title": told.head("year")},
        {"field": "said", "title": told.unit},
        {"field": "times", "title": told.head("index")},
    ]
    wide = {"condition": {"test": f"datum.circle === {_text(first)}", "value": 3.5}, "value": 2}
    y = {
        "field": "index",
        "type": "quantitative",
        "scale": {"zero": False, "nice": True},
        "axis": _axis(told.head("index"), theme),
    }
    spec = {
        "data": {"values": rows},
        "encoding": {"x": _years(rows), "y": y, "color": colour},
        "layer": [
            {"mark": {"type": "line"}, "encoding": {"strokeWidth": wide}},
            {"mark": {"type": "point", "filled": True, "size": 36, "opacity": 1}, "encoding": {"tooltip": tooltip}},
            {
                "data": {"values": ends},
                "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 13, "fontWeight": 600},
                "encoding": {"y": {"field": "label_at", "type": "quantitative"}, "text": {"field": "circle"}},
            },
        ],
    }
    return Picture(spec, HEIGHT, foot=40)


def _indexed_row(told: Told, row: dict[str, Any]) -> dict[str, Any]:
    said, times = numbers.count(row["works"]), numbers.index(row["index"])
    return {
        "circle": told.name(row["circle"]),
        "year": row["year"],
        "index": row["index"],
        "said": said,
        "times": times,
        ROW: row[ROW],
    }


def _kept_apart(ends: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ends of the lines with a height for each label, at least a line of text apart."""
    values = [row["index"] for row in rows]
    apart = (max(values) - min(values)) * 18 / HEIGHT if values else 0
    placed: list[dict[str, Any]] = []
    floor = None
    for end in sorted(ends, key=lambda row: float(row["index"])):
        at = end["index"] if floor is None else max(end["index"], floor + apart)
        placed.append({**end, "label_at": at})
        floor = at
    return placed


def _years(rows: list[dict[str, Any]]) -> dict[str, Any]:
    years = sorted({row["year"] for row in rows})
    axis = {
        "format": "d",
        "values": years,
        "title": None,
        "labelOverlap": "greedy",
        "labelSeparation": 10,
        "grid": False,
        "labelFlush": False,
    }
    scale = {"nice": False, "zero": False, "domain": [years[0], years[-1]], "padding": 16} if years else {}
    return {"field": "year", "type": "quantitative", "axis": axis, "scale": scale}


def _from_zero(field: str, title: str, theme: Theme) -> dict[str, Any]:
    """Works from zero; between two whole works there is no tick."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {**_axis(title, theme), "tickMinStep": 1},
    }


def _axis(title: str, theme: Theme) -> dict[str, Any]:
    """A y axis that says its unit above itself, not sideways."""
    aside = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom", "titleY": -8}
    return {"title": title, **aside, "titleX": 0, "tickCount": 5, "gridDash": [2, 3], "gridColor": theme.line}


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
