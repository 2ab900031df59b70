"""ORCID iDs: equal ones say the same person, two different valid ones say two people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe, Proposal
from jialing.resolve.people.scene import Scene

REACH = 60

WEIGHTS: dict[str, float] = {"orcids.same": 5.00}
VETOES = frozenset({"orcids.different"})


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands with the same ORCID iD."""
    strands = np.flatnonzero(scene.orcid >= 0)
    yield strands, scene.orcid[strands], REACH


def prepare(scene: Scene) -> Observe:
    """Compares valid ORCID iDs only; those that are not valid were set aside before."""
    orcid = scene.orcid

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        both = (orcid[left] >= 0) & (orcid[right] >= 0)
        same = orcid[left] == orcid[right]
        return {"orcids.same": (both & same).astype(float), "orcids.different": (both & ~same).astype(float)}

    return observe
