"""A picture before it is framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WIDTH = 760
"""Pixels inside the axes of a picture that leaves the page; on a page it takes the room it has."""


@dataclass(frozen=True)
class Picture:
    """Vega-Lite without width, title and configuration; ``height`` in pixels; phrase codes that the footer adds."""

    spec: dict[str, Any]
    height: float
    notes: tuple[str, ...] = ()
