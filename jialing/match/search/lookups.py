"""Which terms to ask an index for, when somebody typed something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

from jialing.match.search.folding import is_han_word
from jialing.match.search.forms import SMALL_WORDS, Forms, forms
from jialing.match.search.sounds import loosened, splits, spoken
from jialing.match.search.terms import (
    GENERIC,
    beginnings,
    initials_beginnings,
    is_spelt,
    joined_pairs,
    pairs,
    parts,
    term,
)

UNKNOWN_COUNT = 100
"""Names taken to bear a term that is not among the common ones."""

MOST_NAMES = 4_000
"""Names that single terms may bring together; the rarest terms come first."""

MOST_TERMS = 16
_MANY = 1e6


@dataclass(frozen=True)
class Probe:
    """Names that bear all these terms; ``weight`` puts candidates of several probes in a first order."""

    terms: tuple[int, ...]
    weight: float


@dataclass(frozen=True)
class Lookups:
    """What to look up: ``whole`` probes first, then the rarest of the ``single`` terms (:meth:`chosen`)."""

    whole: tuple[Probe, ...]
    single: tuple[int, ...]

    @property
    def terms(self) -> frozenset[int]:
        """All terms asked for."""
        return frozenset(self.single).union(*(probe.terms for probe in self.whole))

    def chosen(self, counts: Mapping[int, int]) -> tuple[Probe, ...]:
        """Single terms worth asking for, rarest first; ``counts``: how many names bear a common term."""
        rarest = sorted(self.single, key=lambda one: (counts.get(one, 0), one))
        picked: list[Probe] = []
        names = 0
        for one in rarest[:MOST_TERMS]:
            n = counts.get(one, UNKNOWN_COUNT)
            names += n
            if picked and names > MOST_NAMES:
                break
            picked.append(Probe((one,), log(_MANY / max(n, UNKNOWN_COUNT))))
        return tuple(picked)


def lookups(text: str) -> Lookups:
    """What to look up for a text as typed; nothing for nothing to read."""
    query = forms(text)
    if not query.words:
        return Lookups((), ())
    whole = [Probe(tuple(map(term, written)), weight) for written, weight in _whole(query)]
    return Lookups(tuple(whole), tuple(dict.fromkeys(map(term, _single(query)))))


def _whole(query: Forms) -> Iterator[tuple[tuple[str, ...], float]]:
    typed = query.squeezed
    yield (f"={typed}",), 100
    if query.sounds:
        yield (f"={query.sounds[0]}",), 60
    needed = tuple(dict.fromkeys(_needed(query)))
    if needed:
        yield needed, 40
    longest = list(beginnings(typed))[-1:]
    yield tuple(f"^{one}" for one in longest), 30
    if typed.isascii() and len(typed) > 1:
        yield tuple(f"^{one}" for one in list(initials_beginnings(typed))[-1:]), 20


def _needed(query: Forms) -> Iterator[str]:
    """Terms that a name holding everything typed bears, whatever the order of words; the last word may go on."""
    for at, word in enumerate(query.words):
        if is_han_word(word):
            yield from (f"h{pair}" for pair in pairs(word, 1))
        elif is_spelt(word) and not _begins_generic(word):
            yield from (f"t{part}" for part in parts(word))
        elif word in GENERIC and (at < len(query.words) - 1 or len(query.words) == 1):
            yield f"w{word}"


def _begins_generic(word: str) -> bool:
    """Whether the word may stand for one that is not filed by its letters (univ., instit)."""
    return any(one.startswith(word) for one in GENERIC)


def _single(query: Forms) -> Iterator[str]:
    for word in query.words:
        if is_han_word(word):
            yield from (f"h{pair}" for pair in pairs(word, 2))
        elif word not in SMALL_WORDS:
            yield f"w{word}"
            yield from (f"t{part}" for part in parts(word))
    yield from (f"s{pair}" for pair in _sounded(query))
    yield from (f"^{one}" for one in list(beginnings(query.squeezed))[2:])


def _sounded(query: Forms) -> Iterator[str]:
    """Pairs of syllables: of Chinese characters, and of Latin letters in every way they can be read."""
    if query.sounds:
        yield from joined_pairs(spoken(query.words))
        return
    read = [splits(word) for word in query.words]
    for ways in read:
        for way in ways:
            yield from joined_pairs(way)
    for one, other in pairwise(read):
        yield from {f"{loosened(a[-1])} {loosened(b[0])}" for a in one for b in other}
    for word, ways in zip(query.words, read, strict=True):
        yield from _partly_sounded(word) if not ways else ()


def _partly_sounded(word: str) -> Iterator[str]:
    """Of a word that is not all pinyin (chongqign) the longest beginning and the longest end that are."""
    for size in range(len(word) - 1, 3, -1):
        if ways := splits(word[:size]):
            yield from joined_pairs(ways[0])
            break
    for start in range(1, len(word) - 3):
        if ways := splits(word[start:]):
            yield from joined_pairs(ways[0])
            break
