"""Circles beside one another in several lines: a dot for each circle and line, its interval where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

LANE = 13
"""Pixels of a circle's lane in a line; the lanes of a line are stacked so that intervals do not hide one another."""
BETWEEN = 12
N_LINES = 12

Line = Callable[[Told, tuple[object, ...]], str]


def forces(told: Told, theme: Theme) -> Picture:
    """Operating forces of each class."""
    return _beside(told, theme, lambda t, row: t.cell(row, "kind"), "count")


def platforms(told: Told, theme: Theme) -> Picture:
    """Operating platforms of each kind and level, the highest level first."""
    return _beside(told, theme, lambda t, row: f"{t.cell(row, 'kind')} · {t.cell(row, 'level')}", "count")


def people(told: Told, theme: Theme) -> Picture:
    """People counted in each circle."""
    return _beside(told, theme, lambda t, row: t.cell(row, "circle"), "researchers", "people")


def abroad(told: Told, theme: Theme) -> Picture:
    """Share of each circle's works that were done with partners abroad."""
    return _beside(told, theme, lambda t, row: t.cell(row, "circle"), "abroad_share", "abroad")


def by_field(told: Told, theme: Theme) -> Picture:
    """Works of each circle in the circle's largest fields."""
    return _beside(told, theme, lambda t, row: t.cell(row, "field"), "works", "works")


def by_area(told: Told, theme: Theme) -> Picture:
    """Works of each circle in each key area."""
    return _beside(told, theme, lambda t, row: t.cell(row, "area"), "works", "works")


def _beside(told: Told, theme: Theme, line: Line, value: str, interval: str = "") -> Picture:
    found = [_row(told, record, line, value, interval) for record in told.records()]
    order = list(dict.fromkeys(row["line"] for row in found))[:N_LINES]
    rows = [row for row in found if row["line"] in order and row["value"] is not None]
    lanes = list(dict.fromkeys(row["circle"] for row in found))
    n_lanes = 1 if order == lanes else len(lanes)
    step = max(n_lanes * LANE + BETWEEN, 30)
    y_axis = {"title": None, "labelLimit": on_phone(118, 300), "labelFontSize": 13, "labelColor": theme.ink}
    y = {"field": "line", "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": y_axis}
    offset = {"yOffset": {"field": "circle", "type": "nominal", "sort": lanes}} if n_lanes > 1 else {}
    layers = [
        *([_ranges(told, theme, value)] if any(row["low"] is not None for row in rows) else []),
        _dots(told, theme, lanes, value, has_legend=n_lanes > 1),
        _number(told, theme, value),
    ]
    spec = {"data": {"values": rows}, "encoding": {"y": y, **offset}, "layer": layers}
    return Picture(spec, step * max(len(order), 1), foot=44)


def _row(told: Told, record: dict[str, Any], line: Line, value: str, interval: str) -> dict[str, Any]:
    cells = told.answer.rows_table[record[ROW]]
    low, high = (record[f"{interval}_{end}"] if interval else None for end in ("low", "high"))
    known = low is not None and high is not None
    between = f"{_said(told, value, low)} – {_said(told, value, high)}" if known else numbers.UNKNOWN
    return {
        "line": shortened(line(told, cells), 13, 335),
        "circle": told.name(record["circle"]),
        "value": record[value],
        "low": low,
        "high": high,
        "edge": high if known else record[value],
        "said": _said(told, value, record[value]),
        "between": between,
        "is_first": record["circle"] == told.answer.scope.circle,
        ROW: record[ROW],
    }


def _said(told: Told, value: str, number: float | None) -> str:
    return numbers.share(number, told.lang) if value.endswith("share") else numbers.count(number)


def _x(told: Told, field: str, value: str) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "title": told.head(value),
        "grid": True,
        "gridDash": [2, 3],
        "tickCount": 5,
        "domain": False,
    }
    axis |= {"format": ".0%"} if value.endswith("share") else {"format": ",.0f", "tickMinStep": 1}
    return {"field": field, "type": "quantitative", "scale": {"zero": True}, "axis": axis}


def _colour(theme: Theme, lanes: list[str], *, has_legend: bool) -> dict[str, Any]:
    legend = {"title": None, "orient": "top", "symbolType": "circle", "symbolSize": 110, "columns": on_phone(1, 4)}
    scale = {"domain": lanes, "range": list(theme.categories[: max(len(lanes), 1)])}
    return {"field": "circle", "type": "nominal", "scale": scale, "legend": legend if has_legend else None}


def _ranges(told: Told, theme: Theme, value: str) -> dict[str, Any]:
    return {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "strokeWidth": 3, "strokeCap": "round", "color": theme.sequential[2]},
        "encoding": {"x": _x(told, "low", value), "x2": {"field": "high"}},
    }


def _dots(told: Told, theme: Theme, lanes: list[str], value: str, *, has_legend: bool) -> dict[str, Any]:
    tooltip = [
        {"field": "circle", "title": told.head("circle")},
        {"field": "line", "title": ""},
        {"field": "said", "title": told.head(value)},
        {"field": "between", "title": told.word("figures.between")},
    ]
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 90},
        "encoding": {
            "x": _x(told, "value", value),
            "color": _colour(theme, lanes, has_legend=has_legend),
            "tooltip": tooltip,
        },
    }


def _number(told: Told, theme: Theme, value: str) -> dict[str, Any]:
    """The number of the circle that the page is about."""
    return {
        "transform": [{"filter": "datum.is_first"}],
        "mark": {"type": "text", "dx": 9, "align": "left", "fontSize": 11, "fontWeight": 600, "color": theme.ink},
        "encoding": {"x": _x(told, "edge", value), "text": {"field": "said"}},
    }
