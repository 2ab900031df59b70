"""E-mail addresses printed in affiliations: nobody shares one but by mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe, Proposal
from jialing.resolve.people.scene import Scene, coded
from jialing.resolve.people.sets import Sets, sets_of

REACH = 60

WEIGHTS: dict[str, float] = {"emails.same": 4.00}


def _emails(scene: Scene) -> Sets:
    codes, words = coded(scene.rows.column("email"))
    return sets_of(scene.strand, codes, scene.n_strands, len(words))


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands with the same address."""
    held = _emails(scene)
    yield held.rows, held.codes, REACH


def prepare(scene: Scene) -> Observe:
    """Addresses of each strand."""
    held = _emails(scene)
    ones = np.ones(held.n_codes)

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        return {"emails.same": (held.common(left, right, ones) > 0).astype(float)}

    return observe
