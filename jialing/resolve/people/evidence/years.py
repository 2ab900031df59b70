"""Years between: a gap makes one person less likely."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe
from jialing.resolve.people.scene import Scene

LONGEST = 60
"""Years between first and last work that one working life may span."""

WEIGHTS: dict[str, float] = {"years.gap": -0.10}
VETOES = frozenset({"years.lifetime"})


def prepare(scene: Scene) -> Observe:
    """First and last year of each strand."""
    first, last = scene.span

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        known = (last[left] >= 0) & (last[right] >= 0)
        begin, end = np.maximum(first[left], first[right]), np.minimum(last[left], last[right])
        gap = np.where(known, (begin - end).clip(0, 15), 0)
        whole = np.maximum(last[left], last[right]) - np.minimum(first[left], first[right])
        return {"years.gap": np.log2(1.0 + gap), "years.lifetime": (known & (whole > LONGEST)).astype(float)}

    return observe
