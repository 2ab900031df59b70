"""A picture before it is framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WIDTH = 760
"""Pixels inside the axes of a picture that leaves the page; on a page it takes the room it has."""


@dataclass(frozen=True)
class Picture:
    """Vega-Lite without width, title and configuration; ``height`` in pixels; phrase codes that the footer adds.

    ``foot``: pixels from the bottom of the plot to what stands below it: room for an axis.
    """

    spec: dict[str, Any]
    height: float
    notes: tuple[str, ...] = ()
    foot: int = 18
