"""Which pairs of strands are worth comparing: time must grow about as the number of authorships does.

Every kind of evidence proposes keys; strands with a key in common are compared, each with the next few of its key in
canonical order (by year), so that one very common key costs no more than it is long.
"""

from __future__ import annotations

import numpy as np

from jialing.resolve.people.arrays import Ints, Proposal
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.scene import Scene
from jialing.resolve.people.sets import distinct


def candidate_pairs(scene: Scene) -> tuple[Ints, Ints]:
    """Pairs (left < right) of strands to compare, each once, in ascending order."""
    n = max(scene.n_strands, 1)
    found = [
        _near(proposal, n) for kind in KINDS if kind.propose for proposal in kind.propose(scene) if len(proposal[0])
    ]
    keys = distinct(np.concatenate(found)) if found else np.zeros(0, np.int64)
    left, right = keys // n, keys % n
    may = _may_be_one_name(scene, left, right)
    return left[may], right[may]


def _near(proposal: Proposal, n: int) -> Ints:
    """Each strand with those that follow it in its key, as ``left * n + right``."""
    strands, keys, reach = proposal
    order = np.lexsort((strands, keys))
    strands, keys = strands[order], keys[order]
    found = [np.zeros(0, np.int64)]
    at = np.arange(len(keys))
    for step in range(1, reach + 1):
        at = at[at + step < len(keys)]
        at = at[keys[at] == keys[at + step]]
        if not len(at):
            break
        left, right = strands[at], strands[at + step]
        found.append((left * n + right)[left < right])
    return np.concatenate(found)


def _may_be_one_name(scene: Scene, left: Ints, right: Ints) -> np.ndarray:
    """A first look that is cheap: both names can be read and begin alike in some reading."""
    l_name, r_name = scene.name_of[left], scene.name_of[right]
    names = scene.names
    alike = np.zeros(len(left), np.bool_)
    for a in range(names.surname.shape[1]):
        surname = names.surname[l_name, a]
        for b in range(names.surname.shape[1]):
            alike |= (surname > 0) & (surname == names.surname[r_name, b])
    both = (names.han[l_name] > 0) & (names.han[r_name] > 0)
    differ = both & (names.han[l_name] != names.han[r_name])
    return np.asarray((l_name >= 0) & (r_name >= 0) & alike & ~differ)
