"""City by field (and city by city): shaded cells, grey where unknown."""

from __future__ import annotations

import math
from typing import Any

from jialing.base import numbers
from jialing.figures.picture import ROW, Picture, on_phone
from jialing.figures.theme import Theme
from jialing.figures.words import Told, shortened

N_PLACES = 22
N_FIELDS = 30
STEP = 24
FEW = 5
"""Cells of fewer works are faint: their specialisation is mostly chance."""

FAR = 2.0
"""Specialisation is shaded on a scale of doublings; four times and a quarter take the strongest shade."""


def field_heat(told: Told, theme: Theme) -> Picture:
    """Specialisation where it is known (diverging around 1), else counts (sequential)."""
    rows = told.records()
    is_special = any(r["specialisation"] is not None for r in rows)
    places = list(dict.fromkeys(r["place"] for r in rows))[:N_PLACES]
    fields = list(dict.fromkeys(r["field"] for r in rows))[:N_FIELDS]
    cells = [_cell(told, r, is_special=is_special) for r in rows if r["place"] in places and r["field"] in fields]
    columns = [told.name(p) for p in places]
    lines = [shortened(told.name(f), 12, 215) for f in fields]
    colour = _diverging(told, theme) if is_special else _sequential(told.head("works"), theme)
    tooltip = [
        {"field": "column", "title": told.head("place")},
        {"field": "full", "title": told.head("field")},
        {"field": "works", "title": told.head("works")},
        {"field": "share", "title": told.head("share")},
        {"field": "index", "title": told.head("specialisation")},
    ]
    return Picture(_grid(cells, columns, lines, colour, tooltip, theme), STEP * max(len(lines), 1), ("figures.few",))


def matrix(told: Told, theme: Theme) -> Picture:
    """Pairs of cities as a symmetric table of shades."""
    rows = told.records()
    order: dict[str, float] = {}
    for row in rows:
        for end in ("place_a", "place_b"):
            order[row[end]] = order.get(row[end], 0) + row["works"]
    places = sorted(order, key=lambda p: (-order[p], p))[:N_PLACES]
    cells = [
        {
            "column": told.name(one),
            "line": told.name(other),
            "full": told.name(other),
            "solid": 1.0,
            "shade": row["works"],
            "works": numbers.count(row["works"]),
            ROW: row[ROW],
        }
        for row in rows
        for one, other in ((row["place_a"], row["place_b"]), (row["place_b"], row["place_a"]))
        if one in places and other in places
    ]
    names = [told.name(p) for p in places]
    tooltip = [
        {"field": "column", "title": told.head("place_a")},
        {"field": "line", "title": told.head("place_b")},
        {"field": "works", "title": told.word("figures.together")},
    ]
    colour = _sequential(told.word("figures.together"), theme)
    return Picture(_grid(cells, names, names, colour, tooltip, theme), STEP * max(len(names), 1))


def _cell(told: Told, row: dict[str, Any], *, is_special: bool) -> dict[str, Any]:
    index = row["specialisation"]
    shade = _doublings(index) if is_special else row["works"]
    full = told.name(row["field"])
    return {
        "column": told.name(row["place"]),
        "line": shortened(full, 12, 215),
        "full": full,
        "shade": shade,
        "solid": 1.0 if row["works"] >= FEW else 0.3 if row["works"] else 0.0,
        "works": numbers.count(row["works"]),
        "share": numbers.share(row["share"], told.lang),
        "index": numbers.index(index),
        ROW: row[ROW],
    }


def _doublings(index: float | None) -> float | None:
    """log2 of a specialisation within four times either way; nothing at all is the far end."""
    if index is None:
        return None
    return max(-FAR, min(FAR, math.log2(index))) if index > 0 else -FAR


def _grid(
    cells: list[dict[str, Any]],
    columns: list[str],
    lines: list[str],
    colour: dict[str, Any],
    tooltip: list[dict[str, Any]],
    theme: Theme,
) -> dict[str, Any]:
    axis = {"title": None, "domain": False, "ticks": False, "grid": False}
    x_axis = {
        **axis,
        "orient": "top",
        "labelAngle": on_phone(-90, -40),
        "labelFontSize": on_phone(9.5, 12),
        "labelAlign": "left",
        "labelLimit": 110,
        "labelOverlap": False,
    }
    y_axis = {**axis, "labelLimit": on_phone(104, 220), "labelOverlap": False}
    known = [c for c in cells if c["shade"] is not None]
    x = {"field": "column", "type": "nominal", "sort": columns, "axis": x_axis, "scale": {"domain": columns}}
    y = {"field": "line", "type": "nominal", "sort": lines, "axis": y_axis, "scale": {"domain": lines}}
    solid = {"field": "solid", "type": "quantitative", "scale": None}
    mark = {"type": "rect", "cornerRadius": 2, "stroke": theme.surface, "strokeWidth": 1.5}
    return {
        "data": {"values": known},
        "encoding": {"x": x, "y": y, "tooltip": tooltip},
        "layer": [
            {
                "data": {"values": [c for c in cells if c["shade"] is None]},
                "mark": {**mark, "color": theme.unknown},
            },
            {"mark": {**mark, "color": theme.wash}},
            {"mark": mark, "encoding": {"color": colour, "opacity": solid}},
        ],
    }


def _diverging(told: Told, theme: Theme) -> dict[str, Any]:
    legend = {
        "title": told.word("figures.times"),
        "orient": "top",
        "values": [-2, -1, 0, 1, 2],
        "labelExpr": "datum.value == -2 ? '≤ ¼' : datum.value == -1 ? '½' : datum.value == 0 ? '1' : "
        "datum.value == 1 ? '2' : '≥ 4'",
        "gradientLength": 220,
        "gradientThickness": 10,
    }
    scale = {"domain": [-FAR, FAR], "range": list(theme.diverging), "interpolate": "lab"}
    return {"field": "shade", "type": "quantitative", "scale": scale, "legend": legend}


def _sequential(title: str, theme: Theme) -> dict[str, Any]:
    legend = {"title": title, "orient": "top", "gradientLength": 220, "gradientThickness": 10, "tickCount": 4}
    legend["tickMinStep"] = 1
    scale = {"type": "sqrt", "domainMin": 0, "range": list(theme.sequential), "interpolate": "lab"}
    return {"field": "shade", "type": "quantitative", "scale": scale, "legend": legend}
