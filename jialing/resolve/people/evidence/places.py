"""Places in common: weak where the organisations are known, all there is where they are not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe
from jialing.resolve.people.scene import Scene

WEIGHTS: dict[str, float] = {"places.same": 0.90, "places.different": -0.50}


def prepare(scene: Scene) -> Observe:
    """Places of each strand."""
    held, _ = scene.unit_sets("place_id")
    ones = np.ones(held.n_codes)

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        both = (held.sizes[left] > 0) & (held.sizes[right] > 0)
        same = both & (held.common(left, right, ones) > 0)
        return {"places.same": same.astype(float), "places.different": (both & ~same).astype(float)}

    return observe
