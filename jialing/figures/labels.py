"""Labels that do not overlap: each takes the first free side of its point, the important ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jialing.figures.picture import WIDTH
from jialing.figures.theme import Theme
from jialing.figures.words import width_of

NARROW = 340
"""Pixels of a phone's picture; labels are placed once for it and once for the nominal width."""

BREAK = 520
"""Under this width the labels of the narrow picture are shown."""

SIDES = (("left", 1, 0), ("right", -1, 0), ("center", 0, -1), ("center", 0, 1))
"""(Vega's align, step in x, step in y): right of the point, left, above, below."""


@dataclass(frozen=True)
class Spot:
    """A point to be labelled, in pixels, with the radius of its mark."""

    text: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Label:
    """Where a label stands: Vega's align and the distance from the point."""

    align: str
    dx: float
    dy: float


Box = tuple[float, float, float, float]


def placed(spots: Sequence[Spot], *, size: float, width: float, height: float) -> list[Label | None]:
    """A label for each spot, in order of importance; None where no side is free.

    A label keeps off the labels and marks of more important spots; lesser marks it may cover.
    """
    taken: list[Box] = []
    found: list[Label | None] = []
    for spot in spots:
        label, box = _first_free(spot, taken, size=size, width=width, height=height)
        found.append(label)
        mark = (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)
        taken.extend([mark] if box is None else [mark, box])
    return found


def _first_free(
    spot: Spot, taken: Sequence[Box], *, size: float, width: float, height: float
) -> tuple[Label | None, Box | None]:
    for align, x, y in SIDES:
        dx, dy = x * (spot.radius + 4), y * (spot.radius + size * 0.75)
        box = _box(spot, align, dx, dy, size)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
        if inside and not any(_overlap(box, other) for other in taken):
            return Label(align, dx, dy), box
    return None, None


def _box(spot: Spot, align: str, dx: float, dy: float, size: float) -> Box:
    wide = width_of(spot.text, size)
    left = {"left": spot.x + dx, "right": spot.x + dx - wide, "center": spot.x + dx - wide / 2}[align]
    middle = spot.y + dy
    return (left - 2, middle - size * 0.6, left + wide + 2, middle + size * 0.6)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def labelled(
    rows: Sequence[dict[str, Any]],
    spots: Callable[[float, float], Sequence[Spot]],
    *,
    size: float,
    heights: tuple[float, float],
    most: int,
) -> list[dict[str, Any]]:
    """Rows with their labels, for both widths; ``when`` is ``wide`` or ``narrow``.

    ``spots`` gives the points at a width and a height, in the order of ``rows``. ``heights``: at the nominal width, on
    a phone. ``most``: as many labels at the nominal width, on a phone a third where they are many.
    """
    found = []
    sizes = (("wide", WIDTH, heights[0], most), ("narrow", NARROW, heights[1], most if most <= 20 else most // 3))
    for when, width, height, limit in sizes:
        points = spots(width, height)
        labels = placed(points, size=size, width=width, height=height)
        free = [(r, s, label) for r, s, label in zip(rows, points, labels, strict=True) if label is not None]
        found += [
            {**row, "when": when, "label": spot.text, "align": label.align, "dx": label.dx, "dy": label.dy}
            for row, spot, label in free[:limit]
        ]
    return found


def label_layers(
    labels: Sequence[dict[str, Any]], position: dict[str, Any], mark: dict[str, Any], theme: Theme
) -> list[dict[str, Any]]:
    """The labels twice: a halo in the ground's colour, then the ink."""
    halo = {"stroke": theme.surface, "strokeWidth": 3, "strokeJoin": "round", "color": theme.surface, "opacity": 0.85}
    place = {name: {"expr": f"datum.{name}"} for name in ("align", "dx", "dy")}
    return [
        {
            "data": {"values": list(labels)},
            "transform": [{"filter": f"datum.when === (width < {BREAK} ? 'narrow' : 'wide')"}],
            "mark": {"type": "text", "clip": True, **place, **mark, **style},
            "encoding": {**position, "text": {"field": "label"}},
        }
        for style in (halo, {"color": theme.ink})
    ]
