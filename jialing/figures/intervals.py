"""Ratios with their intervals: a dot and a line for each way to ask, and a line at 1, as expected."""

from __future__ import annotations

from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

STEP = 34
LABEL = 230


def ratios(told: Told, theme: Theme) -> Picture:
    """Rows of variant, model, ratio, low, high; what is not known has no dot."""
    rows = [_dot(told, row) for row in told.records() if row["ratio"] is not None and row["low"] is not None]
    order = list(dict.fromkeys(row["line"] for row in rows))
    return Picture(_spec(told, theme, rows, order), STEP * max(len(order), 1), foot=44)


def _dot(told: Told, row: dict[str, Any]) -> dict[str, Any]:
    shown = told.answer.rows_table[row[ROW]]
    line = f"{told.cell(shown, 'model')} · {told.cell(shown, 'variant')}"
    return {
        "line": shortened(line, 12, LABEL),
        "whole": line,
        # A ratio of 0 has no place on a scale of ratios: it is drawn at the edge.
        "ratio": max(row["ratio"], 0.02),
        "low": max(row["low"], 0.02),
        "high": max(row["high"], 0.02),
        "said": f"{numbers.index(row['ratio'])} ({numbers.index(row['low'])}–{numbers.index(row['high'])})",
        "direction": told.cell(shown, "direction"),
        "is_apart": row["low"] > 1 or row["high"] < 1,
        ROW: row[ROW],
    }


def _spec(told: Told, theme: Theme, rows: list[dict[str, Any]], order: list[str]) -> dict[str, Any]:
    y_axis = {"title": None, "labelLimit": on_phone(130, LABEL), "labelFontSize": 12, "labelColor": theme.ink}
    y = {"field": "line", "type": "nominal", "sort": order, "scale": {"domain": order}, "axis": y_axis}
    axis = {"title": told.head("ratio"), "grid": True, "gridDash": [2, 3], "format": ".2~f", "tickCount": 5}
    x = {"field": "ratio", "type": "quantitative", "scale": {"type": "log"}, "axis": axis}
    colour = {"condition": {"test": "datum.is_apart", "value": theme.hill}, "value": theme.quiet}
    tooltip = [
        {"field": "whole", "title": ""},
        {"field": "said", "title": told.head("ratio")},
        {"field": "direction", "title": told.head("direction")},
    ]
    return {
        "data": {"values": rows},
        "layer": [
            {
                "data": {"values": [{"one": 1}]},
                "mark": {"type": "rule", "color": theme.ink, "strokeWidth": 1},
                "encoding": {"x": {"field": "one", "type": "quantitative"}},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2.5},
                "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": colour},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"y": y, "x": x, "color": colour, "tooltip": tooltip},
            },
        ],
    }
