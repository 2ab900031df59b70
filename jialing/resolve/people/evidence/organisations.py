"""Organisations in common, more telling the fewer people work there; one family (a university and its hospital)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe, Proposal
from jialing.resolve.people.scene import Scene, coded
from jialing.resolve.people.sets import Sets, sets_of

REACH = 60

WEIGHTS: dict[str, float] = {
    "organisations.same": 0.00,
    "organisations.rare": 1.45,
    "organisations.family": 0.20,
    "organisations.different": -1.00,
}


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands of one organisation whose surname and first initial agree."""
    held, _ = scene.unit_sets("org_id")
    block = np.where(scene.name_of >= 0, scene.names.block[scene.name_of], -1)[held.rows]
    known = block >= 0
    yield held.rows[known], block[known] * held.n_codes + held.codes[known], REACH


def prepare(scene: Scene) -> Observe:
    """Organisations, and with them the bodies that they belong to."""
    held, words = scene.unit_sets("org_id")
    family = _families(scene, held, words)
    ones = np.ones(family.n_codes)

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        rare = held.common(left, right, held.rarity)
        both = (held.sizes[left] > 0) & (held.sizes[right] > 0)
        same = both & (rare > 0)
        kin = both & ~same & (family.common(left, right, ones) > 0)
        return {
            "organisations.same": same.astype(float),
            "organisations.rare": np.minimum(rare, 6.0),
            "organisations.family": kin.astype(float),
            "organisations.different": (both & ~same & ~kin).astype(float),
        }

    return observe


def _families(scene: Scene, held: Sets, words: list[str]) -> Sets:
    """Each strand's organisations with their parents, and parents of parents."""
    children, kids = coded(scene.given.parents.column("org_id"))
    elders, above = coded(scene.given.parents.column("parent_id"))
    number = {w: i for i, w in enumerate(dict.fromkeys([*words, *kids, *above]))}
    edges: dict[int, list[int]] = {}
    for child, elder in zip(children.tolist(), elders.tolist(), strict=True):
        if child >= 0 and elder >= 0:
            edges.setdefault(number[kids[child]], []).append(number[above[elder]])
    lines = [_line(code, edges) for code in range(len(words))]
    sizes = np.array([len(line) for line in lines], dtype=np.int64)
    flat = np.array([c for line in lines for c in line], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    each = sizes[held.codes]
    rows = np.repeat(held.rows, each)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(each) - each, each)
    codes = flat[np.repeat(starts[held.codes], each) + within] if len(rows) else rows
    return sets_of(rows, codes, held.n_rows, len(number))


def _line(code: int, edges: dict[int, list[int]]) -> list[int]:
    """An organisation, its parents and theirs; a circle among them ends."""
    found = [code]
    for one in found:
        found += [e for e in edges.get(one, ()) if e not in found]
        if len(found) > 20:
            break
    return found
