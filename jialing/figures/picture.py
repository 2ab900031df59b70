"""A picture before it is framed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PHONE = 480
"""Pixels under which a container is a phone's."""

ROW = "row"
"""In a mark's datum: the number of the answer's row that it stands for. A page may lead from the mark to it."""

CONTEXT_ROW = "context_row"
"""The same for a row of the first answer in ``Answer.context`` (the cities of the map, the nodes of the network)."""

WIDTH = 760
"""Pixels inside the axes of a picture that leaves the page; on a page it takes the room it has."""


def on_phone(then: object, otherwise: object) -> dict[str, str]:
    """A Vega expression: one value where the room is a phone's, another elsewhere (and in files).

    ``width`` is there so that it is looked at again when the window changes; the container's size does not move while
    axes and legends are being fitted, as ``width`` does.
    """
    return {"expr": f"width > 0 && containerSize()[0] < {PHONE} ? {then} : {otherwise}"}


@dataclass(frozen=True)
class Picture:
    """Vega-Lite without width, title and configuration; ``height`` in pixels; phrase codes that the footer adds.

    ``foot``: pixels from the bottom of the plot to what stands below it, room for an axis. ``narrow``: the height that
    suits a phone, where it is another.
    """

    spec: dict[str, Any]
    height: float
    notes: tuple[str, ...] = ()
    foot: int = 18
    narrow: float | None = None
