"""The source's own id of the author: strong within one source, never proof, for sources mix people and split them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe, Proposal
from jialing.resolve.people.scene import Scene

REACH = 60

WEIGHTS: dict[str, float] = {"sources.same": 4.30, "sources.different": -1.50}


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands that one source gives the same id."""
    strands = np.flatnonzero(scene.source_id >= 0)
    yield strands, scene.source_id[strands], REACH


def prepare(scene: Scene) -> Observe:
    """Ids are compared within a source only."""
    ids, source = scene.source_id, scene.source

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        both = (ids[left] >= 0) & (ids[right] >= 0) & (source[left] == source[right])
        same = ids[left] == ids[right]
        return {"sources.same": (both & same).astype(float), "sources.different": (both & ~same).astype(float)}

    return observe
