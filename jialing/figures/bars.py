"""Ranked bars: the name above its bar, the number at the right end, so that long names fit a phone."""

from __future__ import annotations

from typing import Any

from jialing.figures.picture import ROW, Picture
from jialing.figures.theme import Theme
from jialing.figures.words import Told

N_BARS = 15
STEP = 36
LABELS = {
    "top_pairs": ("place_a", "place_b"),
    "flows": ("place_a", "place_b"),
    "field_pairs": ("place_a", "place_b"),
    "pair_rank": ("place_a", "place_b"),
    "pair_organisations": ("org_a", "org_b"),
    "partners": ("partner",),
    "countries": ("country",),
    "platforms": ("kind", "level"),
    "leadership": ("rule", "field"),
    "talent_flows": ("place_a", "place_b"),
}
VALUES = {
    "leadership": "share",
    "researcher_places": "researchers",
    "researcher_fields": "researchers",
    "talent_flows": "moves",
}
"""What a bar is as long as, where that is neither a count nor works."""


def bars(told: Told, theme: Theme) -> Picture:
    """The first rows of a ranked answer."""
    columns = [c.name for c in told.answer.columns]
    named = LABELS.get(told.answer.question) or (next(c for c in ("field", "org", "place") if c in columns),)
    value = VALUES.get(told.answer.question) or ("count" if "count" in columns else "works")
    shown = enumerate(told.answer.rows_table[:N_BARS])
    rows = [_bar(told, row, columns, named, value) | {ROW: number} for number, row in shown]
    return Picture(_spec(rows, theme, told), height=STEP * max(len(rows), 1))


def _bar(told: Told, row: tuple[object, ...], columns: list[str], named: tuple[str, ...], value: str) -> dict[str, Any]:
    said = [told.cell(row, name) for name in named if row[columns.index(name)] is not None]
    number = [told.cell(row, value)]
    if "share" in columns and value != "share":
        number.append(told.cell(row, "share"))
    is_marked = "is_this" in columns and bool(row[columns.index("is_this")])
    amount = row[columns.index(value)]
    return {"label": " – ".join(said), "value": amount, "number": "  ·  ".join(number), "is_marked": is_marked}


def _spec(rows: list[dict[str, Any]], theme: Theme, told: Told) -> dict[str, Any]:
    for order, row in enumerate(rows):
        row["order"] = order
    any_marked = any(row["is_marked"] for row in rows)
    colour = theme.river
    chosen = {"condition": {"test": "datum.is_marked", "value": theme.hill}, "value": colour}
    largest = max((row["value"] for row in rows if row["value"] is not None), default=1) or 1
    y = {"field": "order", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, largest]}}
    tooltip = [{"field": "label", "title": ""}, {"field": "number", "title": told.unit}]
    return {
        "data": {"values": rows},
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": 7, "yOffset": 9, "cornerRadius": 3.5, "color": theme.wash},
                "encoding": {"x": {"value": 0}, "x2": {"value": "width"}},
            },
            {
                "mark": {"type": "bar", "height": 7, "yOffset": 9, "cornerRadius": 3.5, "tooltip": True},
                "encoding": {
                    "x": x,
                    "color": chosen if any_marked else {"value": colour},
                    "tooltip": tooltip,
                },
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "yOffset": -6,
                    "fontSize": 13,
                    "color": theme.ink,
                    "limit": {"expr": "width - 120"},
                },
                "encoding": {"x": {"value": 0}, "text": {"field": "label"}, "tooltip": tooltip},
            },
            {
                "mark": {"type": "text", "align": "right", "yOffset": -6, "color": theme.quiet},
                "encoding": {"x": {"value": "width"}, "text": {"field": "number"}},
            },
        ],
    }
