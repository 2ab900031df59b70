"""The names themselves: same characters, same pinyin, initials that agree; and how many people would share the name.

Two names that cannot be one name forbid. A common name says little by itself, a rare one much (Torvik & Smalheiser
2009, doi:10.1145/1552303.1552304, weigh name frequency in the same way).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Flags, Floats, Ints, Observe, Proposal
from jialing.resolve.people.names import LETTERS, Names
from jialing.resolve.people.readings import MOST_READINGS
from jialing.resolve.people.scene import Scene

DIFFERENT, INITIAL, INITIALS, EXTENDED, GIVEN, HAN = range(6)
REACH = 40
COMMON = (1e-3, 1e3)
"""Others that are expected to share a name: beyond these, a name is as rare or as common as can be known."""

WEIGHTS: dict[str, float] = {
    "names.common": -1.30,
    "names.initial": -0.60,
    "names.initials": 0.20,
    "names.extended": 0.00,
    "names.given": -0.25,
    "names.han": 0.65,
}
VETOES = frozenset({"names.different"})


def propose(scene: Scene) -> Iterator[Proposal]:
    """Strands whose surname and whole given name agree, in any reading."""
    names, of = scene.names, scene.name_of
    strands = np.flatnonzero(of >= 0)
    for_each = [
        (strands[full], code[full])
        for column in range(MOST_READINGS)
        for full, code in [_whole(names, of[strands], column)]
    ]
    yield np.concatenate([s for s, _ in for_each]), np.concatenate([k for _, k in for_each]), REACH


def _whole(names: Names, of: Ints, column: int) -> tuple[Flags, Ints]:
    surname, given = names.surname[of, column], names.given[of, column]
    return given > 0, surname * (int(names.given.max(initial=0)) + 1) + given


def prepare(scene: Scene) -> Observe:
    """Names compared reading by reading; the best agreement counts."""
    names, of = scene.names, scene.name_of
    people = float(max(scene.n_bearers, 1))

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        level, share = agreement(names, of[left], of[right])
        return {
            "names.common": np.where(level > DIFFERENT, np.log10((people * share).clip(*COMMON)), 0.0),
            "names.different": (level == DIFFERENT).astype(float),
            "names.initial": (level == INITIAL).astype(float),
            "names.initials": (level == INITIALS).astype(float),
            "names.extended": (level == EXTENDED).astype(float),
            "names.given": (level == GIVEN).astype(float),
            "names.han": (level == HAN).astype(float),
        }

    return observe


def agreement(names: Names, left: Ints, right: Ints) -> tuple[Ints, Floats]:
    """How two names agree, DIFFERENT to HAN, and the share of people whose name would agree with both."""
    level, share = np.zeros(len(left), np.int64), np.ones(len(left))
    readable = (left >= 0) & (right >= 0)
    for a in range(MOST_READINGS):
        for b in range(MOST_READINGS):
            surname = names.surname[left, a]
            at = np.flatnonzero(readable & (surname > 0) & (surname == names.surname[right, b]))
            found = _level(names, left[at], right[at], a, b)
            better = found > level[at]
            at, found = at[better], found[better]
            level[at] = found
            share[at] = np.maximum(names.share[left[at], a], names.share[right[at], b])
    both = readable & (names.han[left] > 0) & (names.han[right] > 0)
    same = names.han[left] == names.han[right]
    level[both & ~same] = DIFFERENT
    level[both & same] = HAN
    return level, share


def _level(names: Names, left: Ints, right: Ints, a: int, b: int) -> Ints:
    given_l, given_r = names.given[left, a], names.given[right, b]
    both = (given_l > 0) & (given_r > 0)
    out = np.where(both & (given_l == given_r), GIVEN, DIFFERENT)
    first_l, first_r = names.first[left, a], names.first[right, b]
    out[both & (given_l != given_r) & (first_l > 0) & (first_l == first_r)] = EXTENDED
    n_l, n_r = names.n_initials[left, a], names.n_initials[right, b]
    too_many = ((n_l > n_r) & _is_whole(given_r, first_r)) | ((n_r > n_l) & _is_whole(given_l, first_l))
    n = np.minimum(n_l, n_r)
    letters_l = (names.initials[left, a], names.others[left, a])
    letters_r = (names.initials[right, b], names.others[right, b])
    agree = np.zeros(len(left), np.bool_)
    for x in letters_l:
        for y in letters_r:
            cut = LETTERS ** (3 - n)
            agree |= (x > 0) & (y > 0) & (x // cut == y // cut)
    open_ = agree & ~both & ~too_many & (n > 0)
    return np.where(open_, np.where(n > 1, INITIALS, INITIAL), out)


def _is_whole(given: Ints, first: Ints) -> Flags:
    """A given name in pinyin has no further syllable that could be left out."""
    return np.asarray((given > 0) & (first == 0))
