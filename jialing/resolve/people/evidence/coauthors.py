"""Co-authors in common, by name and more telling the rarer the name; initials count less than whole names.

The strongest evidence beside identifiers in every comparison (Tekles & Bornmann 2020, doi:10.1162/qss_a_00081).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe, Proposal
from jialing.resolve.people.scene import Scene
from jialing.resolve.people.sets import Sets, sets_of

REACH = 20
MOST_AUTHORS = 60
"""A longer list of authors says nothing about who knows whom."""
FEW = 3

WEIGHTS: dict[str, float] = {
    "coauthors.some": 1.60,
    "coauthors.rare": 0.40,
    "coauthors.initials": 0.00,
    "coauthors.none": -0.75,
}


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands with a co-author in common whose own surname and first initial agree."""
    held = scene.memory("coauthors", lambda: coauthors(scene))[0]
    block = np.where(scene.name_of >= 0, scene.names.block[scene.name_of], -1)[held.rows]
    known = block >= 0
    yield held.rows[known], block[known] * held.n_codes + held.codes[known], REACH


def prepare(scene: Scene) -> Observe:
    """Whole names and initials of all co-authors of each strand."""
    whole, short = scene.memory("coauthors", lambda: coauthors(scene))
    rarity = np.minimum(whole.rarity, np.resize(scene.spelt.rarity, whole.n_codes))

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        rare = whole.common(left, right, rarity)
        brief = short.common(left, right, short.rarity)
        known = np.minimum(short.sizes[left], short.sizes[right]) >= FEW
        return {
            "coauthors.some": (rare > 0).astype(float),
            "coauthors.rare": np.log2(1.0 + rare),
            "coauthors.initials": np.log2(1.0 + (brief - 0.7 * rare).clip(0.0)),
            "coauthors.none": (known & (brief == 0)).astype(float),
        }

    return observe


def coauthors(scene: Scene) -> tuple[Sets, Sets]:
    """Co-authors of each strand: by whole name (in any order), and by surname and initial."""
    table = scene.given.coauthors
    work = np.asarray(table.column("work_no").to_numpy(), dtype=np.int64)
    position = np.asarray(table.column("position").to_numpy(), dtype=np.int64)
    printed, spelt = scene.around, scene.spelt
    order = np.argsort(work, kind="stable")
    work, position, printed = work[order], position[order], printed[order]
    ours = np.asarray(scene.rows.column("work_no").to_numpy(), dtype=np.int64)
    begin, end = np.searchsorted(work, ours, side="left"), np.searchsorted(work, ours, side="right")
    sizes = np.where(end - begin <= MOST_AUTHORS, end - begin, 0)
    rows = np.repeat(np.arange(len(ours)), sizes)
    at = np.repeat(begin, sizes) + np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    mine = np.asarray(scene.rows.column("position").to_numpy(), dtype=np.int64)
    other = position[at] != mine[rows]
    strand, name = scene.strand[rows[other]], printed[at[other]]
    return (
        sets_of(strand, np.append(spelt.whole, -1)[name], scene.n_strands, spelt.n_whole),
        sets_of(strand, np.append(spelt.short, -1)[name], scene.n_strands, spelt.n_short),
    )
