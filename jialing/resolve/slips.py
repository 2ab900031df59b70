"""Typing errors in Chinese names: neighbours swapped, a character twice, or in a long name one character wrong.

A swap or a doubling leaves a name's set of characters as it is, so one table finds them. One wrong or missing character
may be another body's name (湖南师范学院, 湖北师范学院): only long names are compared, and none where what differs is a
number, a direction or a place. What makes a word that other names have is no slip, whatever name is near: 东华 (华东)
理工大学, 物理 (心理) 研究所.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from jialing.resolve.index import NameIndex
from jialing.resolve.meant import dictionary_words
from jialing.resolve.names import ACRONYM
from jialing.resolve.reading import Mention
from jialing.resolve.text import Words
from jialing.resolve.words import ADJACENT, BODIES_ZH

SHORTEST = 4
"""Characters of the shortest name in which a swap is believed."""

LONG = 8
"""Characters from which one wrong, missing or surplus character is believed."""

MAX_RUN = 40
"""Characters of the longest run that is looked at."""

_TELLING = frozenset("一二三四五六七八九十东西南北中上下左右前后大小新老省市县区州人民女男")
"""Characters that make another body's name where they differ."""


def by_slip(words: Words, index: NameIndex) -> list[Mention]:
    """Names that a run of Chinese characters, or what it begins with up to a body's ending, nearly is."""
    found = []
    for start, end in _windows(words):
        phrase = _meant("".join(words.words[start:end]), index)
        if phrase >= 0:
            claims = [claim for claim in index.owners_of(phrase) if claim & 7 < ACRONYM]
            found.append(Mention(start, end, phrase, claims, "respelt"))
    return found


def _windows(words: Words) -> Iterator[tuple[int, int]]:
    """Each run of Chinese characters, and its beginnings that end as bodies do, longest first."""
    tokens, start, n = words.words, 0, len(words.words)
    while start < n:
        end = start + 1
        while end < n and words.before[end] == ADJACENT and tokens[end] >= "\u2e80":
            end += 1
        if tokens[start] >= "\u2e80" and SHORTEST <= end - start <= MAX_RUN:
            run = "".join(tokens[start:end])
            yield start, end
            for size in range(len(run) - 1, SHORTEST - 1, -1):
                if run[:size].endswith(BODIES_ZH):
                    yield start, start + size
        start = end


def _meant(name: str, index: NameIndex) -> int:
    """The one phrase that a name nearly is; -1 where there is none or several, or it is one as it stands."""
    if name in index.han_by_length.get(len(name), ()):
        return -1
    alike = index.han_by_characters.get(characters(name), ())
    near = {known: phrase for known, phrase in alike if OSA.distance(known, name) == 1}
    same = {phrase for known, phrase in near.items() if not _is_meant(name, known, index)}
    if len(same) == 1:
        return same.pop()
    return _nearest(name, index) if not near and len(name) >= LONG else -1


def _nearest(name: str, index: NameIndex) -> int:
    near = [
        known
        for length in (len(name) - 1, len(name), len(name) + 1)
        for known, _, _ in process.extract(
            name, index.han_by_length.get(length, ()), scorer=OSA.distance, score_cutoff=1, limit=3
        )
        if not (set(known) ^ set(name)) & _TELLING and known[:2] == name[:2]
    ]
    return index.phrases[" ".join(near[0])] if len(near) == 1 and not _is_meant(name, near[0], index) else -1


def _is_meant(name: str, known: str, index: NameIndex) -> bool:
    """Whether every character that is not as in the known name stands in a word, of the dictionary and of other names.

    Where a character lacks or stands twice nothing is written that could be meant.
    """
    surplus = len(name) - len(known)
    if surplus < 0 or (surplus and set(name) == set(known)):
        return False
    changed = [at for at, (a, b) in enumerate(zip(name, known, strict=False)) if a != b] or [len(known)]
    return _in_words(name, index).issuperset(changed[:1] if surplus else changed)


def _in_words(name: str, index: NameIndex) -> set[int]:
    """Places of the characters that make a word of the dictionary with a neighbour, as they do in some name."""
    found: set[int] = set()
    at = 0
    for word in dictionary_words(name):
        for first, pair in enumerate(pairwise(word), at):
            if "".join(pair) in index.han_pairs:
                found.update((first, first + 1))
        at += len(word)
    return found


def characters(name: str) -> str:
    """A name's distinct characters in a fixed order."""
    return "".join(sorted(set(name)))
