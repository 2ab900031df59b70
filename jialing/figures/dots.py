"""Circles beside one another: one line for each share, one dot for each circle."""

from __future__ import annotations

from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

STEP = 44
N_FIELDS = 12
SHARES = ("inside_share", "abroad_share", "bri_share", "university_company_share")


def shares(told: Told, theme: Theme) -> Picture:
    """The shares of each circle's works; a share that is not known has no dot."""
    rows = [_dot(told, row, told.head(name), row[name]) for name in SHARES for row in told.records()]
    known = {row["line"] for row in rows if row["share"] is not None}
    return _dots(told, theme, rows, [told.head(name) for name in SHARES if told.head(name) in known])


def fields(told: Told, theme: Theme) -> Picture:
    """Which share of its works each circle has in each of the largest fields."""
    first = [row for row in told.records() if row["circle"] == told.answer.scope.circle][:N_FIELDS]
    order = [shortened(told.name(row["field"]), 12, 215) for row in first]
    wanted = {row["field"] for row in first}
    rows = [
        _dot(told, row, shortened(told.name(row["field"]), 12, 215), row["share"])
        for row in told.records()
        if row["field"] in wanted
    ]
    return _dots(told, theme, rows, order)


def _dot(told: Told, row: dict[str, Any], line: str, share: float | None) -> dict[str, Any]:
    return {
        "circle": told.name(row["circle"]),
        "line": line,
        "share": share,
        "said": numbers.share(share, told.lang),
        "is_first": row["circle"] == told.answer.scope.circle,
        ROW: row[ROW],
    }


def _dots(told: Told, theme: Theme, rows: list[dict[str, Any]], order: list[str]) -> Picture:
    known = sorted((row for row in rows if row["share"] is not None), key=lambda row: bool(row["is_first"]))
    y_axis = {"title": None, "labelLimit": on_phone(126, 220), "labelFontSize": 13, "labelColor": theme.ink}
    y = {"field": "line", "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": y_axis}
    layers = [_range_layer(told, theme), _circle_layer(told, theme, rows), _first_layer(told, theme)]
    spec = {"data": {"values": known}, "encoding": {"y": y}, "layer": layers}
    return Picture(spec, (STEP if len(order) < 6 else 30) * max(len(order), 1), foot=40)


def _axis(told: Told) -> dict[str, Any]:
    percent = "format(datum.value * 100, '.0f') + '" + ("%'" if told.lang == "zh" else "\u00a0%'")
    return {"labelExpr": percent, "title": None, "grid": True, "gridDash": [2, 3], "tickCount": 6, "domain": False}


def _x(told: Told) -> dict[str, Any]:
    return {"field": "share", "type": "quantitative", "scale": {"zero": True}, "axis": _axis(told)}


def _range_layer(told: Told, theme: Theme) -> dict[str, Any]:
    """A line from the smallest share to the largest."""
    x = {"field": "share", "type": "quantitative", "aggregate": "min", "axis": _axis(told)}
    return {
        "mark": {"type": "rule", "strokeWidth": 2, "color": theme.line},
        "encoding": {"x": x, "x2": {"field": "share", "aggregate": "max"}},
    }


def _circle_layer(told: Told, theme: Theme, rows: list[dict[str, Any]]) -> dict[str, Any]:
    circles = list(dict.fromkeys(row["circle"] for row in rows))
    legend = {"title": None, "orient": "top", "symbolType": "circle", "symbolSize": 110, "columns": on_phone(1, 4)}
    scale = {"domain": circles, "range": list(theme.categories[: max(len(circles), 1)])}
    tooltip = [
        {"field": "circle", "title": told.head("circle")},
        {"field": "line", "title": ""},
        {"field": "said", "title": told.head("share") if _has_share(told) else ""},
    ]
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": theme.surface, "strokeWidth": 1.5},
        "encoding": {
            "x": _x(told),
            "color": {"field": "circle", "type": "nominal", "scale": scale, "legend": legend},
            "size": {"condition": {"test": "datum.is_first", "value": 230}, "value": 130},
            "tooltip": tooltip,
        },
    }


def _first_layer(told: Told, theme: Theme) -> dict[str, Any]:
    """The number of the circle that the page is about."""
    return {
        "transform": [{"filter": "datum.is_first"}],
        "mark": {"type": "text", "dy": -14, "fontSize": 12, "fontWeight": 600, "color": theme.ink},
        "encoding": {"x": _x(told), "text": {"field": "said"}},
    }


def _has_share(told: Told) -> bool:
    return any(column.name == "share" for column in told.answer.columns)
