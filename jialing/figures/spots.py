"""A map of how many there are at each place: circles on the ground of the other maps, named, leading to their list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.figures.ground import ground
from jialing.figures.labels import Spot, label_layers, labelled
from jialing.figures.mercator import HEIGHT, Window, position, window_of
from jialing.figures.picture import Picture
from jialing.figures.theme import Theme

NARROW_HEIGHT = 360
SIZE = 13
MOST_LABELS = 30


@dataclass(frozen=True)
class Dot:
    """A place: its name in the reader's language, longitude, latitude (degrees, WGS 84), how many, where it leads."""

    name: str
    lng: float
    lat: float
    n: int
    url: str = ""


@dataclass(frozen=True)
class Words:
    """What the ground asks of whoever tells an answer."""

    lang: str

    def word(self, code: str, **params: object) -> str:
        return phrase(code, self.lang, **params)


def spots_map(dots: Sequence[Dot], *, lang: str, theme: Theme) -> Picture:
    """Places as circles whose area is their number; an empty frame where there is none."""
    if not dots:
        return Picture({"data": {"values": []}, "mark": "point"}, HEIGHT)
    at = [(dot.lng, dot.lat) for dot in dots]
    window = window_of(at)
    below, has_river = ground(Words(lang), theme, window, at)
    rows = [_row(dot, max(d.n for d in dots)) for dot in sorted(dots, key=lambda dot: -dot.n)]
    layers = [*below, _circles(rows, lang, theme), *_labels(rows, theme, window)]
    for layer in layers:
        layer["projection"] = window.projection()
    return Picture({"layer": layers}, HEIGHT, ("figures.schematic",) if has_river else (), narrow=NARROW_HEIGHT)


def _row(dot: Dot, largest: int) -> dict[str, Any]:
    size = 40 + 1500 * dot.n / largest
    row = {"lng": dot.lng, "lat": dot.lat, "name": dot.name, "n": numbers.count(dot.n), "size": size}
    return row | ({"href": dot.url} if dot.url else {})


def _circles(rows: list[dict[str, Any]], lang: str, theme: Theme) -> dict[str, Any]:
    tooltip = [
        {"field": "name", "title": phrase("figures.spots.place", lang)},
        {"field": "n", "title": phrase("figures.spots.n", lang)},
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "color": theme.river, "opacity": 0.86, "stroke": theme.surface, "strokeWidth": 1.5},
        "encoding": {
            **position(),
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "href": {"field": "href"},
            "tooltip": tooltip,
        },
    }


def _labels(rows: list[dict[str, Any]], theme: Theme, window: Window) -> list[dict[str, Any]]:
    def spots(width: float, height: float) -> list[Spot]:
        at = [window.pixels(row["lng"], row["lat"], width, height) for row in rows]
        return [Spot(row["name"], *xy, math.sqrt(row["size"] / math.pi)) for row, xy in zip(rows, at, strict=True)]

    found = labelled(rows, spots, size=SIZE, heights=(HEIGHT, NARROW_HEIGHT), most=MOST_LABELS)
    return label_layers(found, position(), {"fontSize": SIZE, "fontWeight": 600}, theme)
