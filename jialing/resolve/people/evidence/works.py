"""Two places in one list of authors are two people, even under one name."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe
from jialing.resolve.people.scene import Scene

WEIGHTS: dict[str, float] = {}
VETOES = frozenset({"works.same"})


def prepare(scene: Scene) -> Observe:
    """Works in common."""
    works = scene.works
    ones = np.ones(works.n_codes)

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        return {"works.same": works.common(left, right, ones)}

    return observe
