"""The plane of the map: Mercator, cut to the cities and fitted to whatever room there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HEIGHT = 520
LEFT, RIGHT = 34, 92
"""Pixels kept free beside the outermost cities: for circles, and on the right for names."""

LEAST = 0.8
"""Degrees that are shown at least, so that one city does not fill the picture."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """The stretch of the Mercator plane that is shown (radians)."""

    left: float
    right: float
    bottom: float
    top: float

    def pixels(self, lng: float, lat: float, width: float, height: float = HEIGHT) -> Point:
        """Where a place falls in a picture of a width and a height."""
        x, y = mercator(lng, lat)
        free = width - LEFT - RIGHT
        scale = min(free / (self.right - self.left), (height - 2 * LEFT) / (self.top - self.bottom))
        across = LEFT + free / 2 + (x - (self.left + self.right) / 2) * scale
        return across, height / 2 - (y - (self.bottom + self.top) / 2) * scale

    def projection(self) -> dict[str, Any]:
        """Vega's Mercator that shows the window in whatever room there is, without distorting it."""
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        wide, high = self.right - self.left, self.top - self.bottom
        scale = f"min((width - {LEFT + RIGHT}) / {wide:.6f}, (height - {2 * LEFT}) / {high:.6f})"
        return {
            "type": "mercator",
            "rotate": [-math.degrees(x), 0, 0],
            "scale": {"expr": scale},
            "translate": {"expr": f"[(width + {LEFT - RIGHT}) / 2, height / 2 + {scale} * {y:.6f}]"},
        }


def mercator(lng: float, lat: float) -> Point:
    """Degrees to radians on the plane."""
    return math.radians(lng), math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def inverse(x: float, y: float) -> Point:
    """Radians on the plane to degrees."""
    return math.degrees(x), math.degrees(2 * math.atan(math.exp(y)) - math.pi / 2)


def window_of(points: Sequence[Point]) -> Window:
    """All places, never so close that one city fills the picture."""
    plane = [mercator(*p) for p in points]
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    least = math.radians(LEAST)
    wide, high = max(max(xs) - min(xs), least), max(max(ys) - min(ys), least)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Window(x - wide / 2, x + wide / 2, y - high / 2, y + high / 2)


def line(points: Sequence[Point]) -> dict[str, Any]:
    """A GeoJSON line."""
    return {"type": "LineString", "coordinates": [[round(x, 4), round(y, 4)] for x, y in points]}


def position() -> dict[str, Any]:
    """The encoding of rows with ``lng`` and ``lat``."""
    return {"longitude": {"field": "lng", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}
