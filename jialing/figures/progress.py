"""How far each target is: a bar from baseline to target, and a mark where a straight line would stand by now."""

from __future__ import annotations

from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

STEP = 46
N_LINES = 24
FAR = 1.25
"""A way is drawn from nothing to a quarter beyond the target; what lies beyond stands at the edge."""


def progress(told: Told, theme: Theme) -> Picture:
    """Targets whose way is known, in the order of the answer."""
    known = [row for row in told.records() if row["done_share"] is not None][:N_LINES]
    rows = [_row(told, row) | {"order": order} for order, row in enumerate(known)]
    y = {"field": "order", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    layers = [*_bars(theme), _due(told, theme), *_words(theme)]
    spec = {"data": {"values": rows}, "encoding": {"y": y}, "layer": layers}
    return Picture(spec, STEP * max(len(rows), 1), foot=30)


def _row(told: Told, row: dict[str, Any]) -> dict[str, Any]:
    cells = told.answer.rows_table[row[ROW]]
    indicator = told.cell(cells, "indicator")
    now, then = (f"{numbers.amount(row[what])} ({row[f'{what}_year']})" for what in ("latest", "target"))
    return {
        "label": shortened(f"{told.name(row['place'])} · {indicator}", 13, 470),
        "said": f"{now} → {then} {row['unit']}",
        "number": f"{numbers.share(row['done_share'], told.lang)} · {told.cell(cells, 'verdict')}",
        "done": min(max(row["done_share"], 0.0), FAR),
        "due": row["due_share"],
        "is_slow": row["verdict"] in ("atlas.verdict.behind", "atlas.verdict.missed"),
        ROW: row[ROW],
    }


def _x(field: str) -> dict[str, Any]:
    return {"field": field, **_quiet()}


def _quiet() -> dict[str, Any]:
    """The way without an axis, to a quarter beyond the target."""
    return {"type": "quantitative", "axis": None, "scale": {"domain": [0, FAR]}}


def _bars(theme: Theme) -> list[dict[str, Any]]:
    """The way to the target, and the part of it that is covered."""
    bar = {"type": "bar", "height": 8, "yOffset": 12, "cornerRadius": 4}
    tooltip = [{"field": "label", "title": ""}, {"field": "said", "title": ""}, {"field": "number", "title": ""}]
    colour = {"condition": {"test": "datum.is_slow", "value": theme.hill}, "value": theme.river}
    whole = {"x": {"datum": 0, **_quiet()}, "x2": {"datum": 1}}
    return [
        {"mark": {**bar, "color": theme.wash}, "encoding": whole},
        {"mark": {**bar, "tooltip": True}, "encoding": {"x": _x("done"), "color": colour, "tooltip": tooltip}},
    ]


def _due(told: Told, theme: Theme) -> dict[str, Any]:
    """A tick where a straight line from baseline to target stands in the year of the newest value."""
    return {
        "transform": [{"filter": "isValid(datum.due)"}],
        "mark": {
            "type": "tick",
            "thickness": 2.5,
            "size": 18,
            "yOffset": 12,
            "color": theme.ink,
            "tooltip": told.head("due_share"),
        },
        "encoding": {"x": _x("due")},
    }


def _words(theme: Theme) -> list[dict[str, Any]]:
    text = {"type": "text", "yOffset": -5}
    label = {"mark": {**text, "align": "left", "fontSize": 13, "color": theme.ink, "limit": {"expr": "width - 200"}}}
    number = {"mark": {**text, "align": "right", "color": theme.quiet}}
    return [
        {**label, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}},
        {**number, "encoding": {"x": {"value": "width"}, "text": {"field": "number"}}},
    ]
