"""A figure of each city or circle with its interval: a dot on a line, and where it stands against a mark."""

from __future__ import annotations

from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

STEP = 30
N_LINES = 16
FAR = 4.0
"""Specialisation is drawn up to four times the reference's share; what lies beyond stands at the edge."""


def specialisations(told: Told, theme: Theme) -> Picture:
    """Cities by specialisation, the largest first; 1, the reference's share, is marked."""
    return _intervals(told, theme, "place", "specialisation", mark=1.0, far=FAR)


def densities(told: Told, theme: Theme) -> Picture:
    """Circles by the density of their union."""
    return _intervals(told, theme, "circle", "density", mark=None, far=1.0)


def _intervals(told: Told, theme: Theme, name: str, value: str, *, mark: float | None, far: float) -> Picture:
    shown = [row for row in told.records() if row[value] is not None][:N_LINES]
    rows = [_row(told, row, name, value, far) for row in shown]
    order = [row["line"] for row in rows]
    y_axis = {"title": None, "labelLimit": on_phone(112, 200), "labelFontSize": 13, "labelColor": theme.ink}
    y = {"field": "line", "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": y_axis}
    layers = [
        *_mark(theme, mark),
        _line(told, theme, value),
        _dots(told, theme, name, value),
        _number(told, theme, value),
    ]
    spec = {"data": {"values": rows}, "encoding": {"y": y}, "layer": layers}
    return Picture(spec, STEP * max(len(rows), 1), foot=46)


def _row(told: Told, row: dict[str, Any], name: str, value: str, far: float) -> dict[str, Any]:
    low, high = row["low"], row["high"]
    known = low is not None and high is not None
    return {
        "line": shortened(told.name(row[name]), 13, 195),
        "value": min(row[value], far),
        "low": min(low, far) if known else None,
        "high": min(high, far) if known else None,
        "number": numbers.index(row[value]),
        "between": f"{numbers.index(low)} – {numbers.index(high)}" if known else numbers.UNKNOWN,
        "works": numbers.count(row["works"]),
        ROW: row[ROW],
    }


def _x(told: Told, field: str, column: str) -> dict[str, Any]:
    axis = {"title": told.head(column), "grid": True, "gridDash": [2, 3], "tickCount": 5, "domain": False}
    return {"field": field, "type": "quantitative", "scale": {"zero": True}, "axis": axis}


def _mark(theme: Theme, mark: float | None) -> list[dict[str, Any]]:
    if mark is None:
        return []
    rule = {"type": "rule", "color": theme.quiet, "strokeDash": [4, 3]}
    return [
        {
            "data": {"values": [{"at": mark}]},
            "mark": rule,
            "encoding": {"x": {"field": "at", "type": "quantitative"}, "y": None},
        }
    ]


def _line(told: Told, theme: Theme, value: str) -> dict[str, Any]:
    x = _x(told, "low", value)
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "strokeWidth": 3, "strokeCap": "round", "color": theme.sequential[2]},
        "encoding": {"x": x, "x2": {"field": "high"}},
    }


def _dots(told: Told, theme: Theme, name: str, value: str) -> dict[str, Any]:
    tooltip = [
        {"field": "line", "title": told.head(name)},
        {"field": "number", "title": told.head(value)},
        {"field": "between", "title": told.word("figures.between")},
        {"field": "works", "title": told.head("works")},
    ]
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 110, "color": theme.river},
        "encoding": {"x": _x(told, "value", value), "tooltip": tooltip},
    }


def _number(told: Told, theme: Theme, value: str) -> dict[str, Any]:
    return {
        "mark": {"type": "text", "dy": -11, "fontSize": 11, "color": theme.quiet},
        "encoding": {"x": _x(told, "value", value), "text": {"field": "number"}},
    }
