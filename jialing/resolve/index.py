"""The name index: which phrase is a name of which organisation or place, and what is known of each organisation.

Made by :func:`jialing.resolve.build.build_index` from tables; read-only afterwards; loads from bytes in about a second.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from sys import intern
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from jialing.errors import InputError
from jialing.resolve.names import ACRONYM, ALIAS
from jialing.resolve.words import BODIES, LEXICON, UNITS

FORMAT = 7
"""Raised whenever the bytes' layout or the building rules change: an older cache is then refused, not misread."""

COUNTRY, SUBDIVISION, CITY, COUNTY, POSTAL, ORDINARY = range(6)
"""Kinds of a place fact; POSTAL is a division's postal abbreviation, believed only in capitals; ORDINARY a place whose
name the names of organisations have mostly elsewhere (National, Paris in Texas), believed only where its country or
division stands too."""


class PlaceFact(NamedTuple):
    """One place that a phrase may mean."""

    kind: int
    country: str
    division: str
    """'CN:sichuan': country and key of the first-level division's English name; '' if unknown."""
    place_id: str
    """Key of ``places``; '' where the schema has no such place."""


class Organisations(msgspec.Struct, frozen=True):
    """What is known of each organisation, by its number in the index (parallel lists)."""

    ids: list[str]
    country: list[str]
    division: list[str]
    city: list[int]
    """phrase number of the city's name, -1 if unknown"""
    place_id: list[str]
    types: list[tuple[str, ...]]
    is_active: list[bool]
    size: list[float]
    """log(1 + relations + names): a large organisation is meant more often than a small namesake"""
    parents: list[tuple[int, ...]]
    names: list[str]


class _Stored(msgspec.Struct):
    format: int
    organisations: Organisations
    phrases: str
    offsets: bytes
    owners: bytes
    weights: bytes
    spanning: list[int]
    cuts: list[int]
    brands: list[int]
    successors: dict[int, int]
    facts: dict[int, tuple[PlaceFact, ...]]
    word_df: dict[str, int]
    pinyin: dict[str, list[int]]
    sounds: dict[str, list[int]]
    provinces: dict[str, tuple[str, str]]
    signatures: dict[str, list[tuple[int, str]]]
    n_names: int


class Spellings(NamedTuple):
    """Words in order, and beside each the set of its letters as bits (bit 0 is 'a')."""

    words: list[str]
    letters: NDArray[np.int64]


def letters_of(word: str) -> int:
    """The set of a word's letters as bits; only a to z."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 97)
    return bits


WORLD_NAMES = 150_000
"""Names that a table of the whole world's organisations has. A smaller table is a sample: words rare in it are rare."""

GENERIC = 3.0
"""Information at most in a word for a kind of body, in a table too small to show how common it is."""


def information_of(word: str, df: int, n_names: int) -> float:
    """log(names / names with the word): how much a word tells (Spärck Jones 1972), for tables of any size."""
    value = math.log((max(n_names, WORLD_NAMES) + 1) / df)
    return min(value, GENERIC) if n_names < WORLD_NAMES and (word in BODIES or word in UNITS) else value


def information_in(keys: Iterable[str], word_df: Mapping[str, int]) -> dict[str, float]:
    """Every word of all phrase keys -> information in it. ``word_df``: word -> names that have it, 1 if missing."""
    every = list(keys)
    return {
        word: information_of(word, word_df.get(word, 1), len(every)) for word in set(" ".join(every).split(" ")) - {""}
    }


@dataclass(frozen=True)
class NameIndex:
    """Everything that :func:`jialing.resolve.resolve` knows.

    Attributes
    ----------
    organisations : facts about organisations, by number
    phrases : phrase key -> phrase number
    offsets, owners : the organisations of phrase ``p`` are ``owners[offsets[p]:offsets[p + 1]]``, each ``number << 3
    | kind``
    weights : information in a phrase: sum over its words of log(names / names with the word)
    spanning : phrases that some name writes with a comma, bracket or dash inside
    cuts, brands : phrases with a claim of that kind (see :mod:`jialing.resolve.names`)
    successors : inactive organisation -> its only successor
    facts : phrase number -> places that it may mean
    word_df : word -> number of names that have it
    pinyin : Chinese names spelt in letters without spaces -> organisations
    sounds : the same of organisations whose Chinese name no table has, as their English name lets one guess
    provinces : division key -> (English, Chinese name) of the provinces of ``places``
    signatures : rare word of a name -> (phrase, another rare word that must stand beside it, or ''), for the fuzzy tail
    n_names : number of names indexed
    """

    organisations: Organisations
    phrases: dict[str, int]
    offsets: array[int]
    owners: array[int]
    weights: array[float]
    spanning: frozenset[int]
    cuts: frozenset[int]
    brands: frozenset[int]
    successors: dict[int, int]
    facts: dict[int, tuple[PlaceFact, ...]]
    word_df: dict[str, int]
    pinyin: dict[str, list[int]]
    sounds: dict[str, list[int]]
    provinces: dict[str, tuple[str, str]]
    signatures: dict[str, list[tuple[int, str]]]
    n_names: int

    def parts_of(self, phrase: int) -> tuple[str, ...]:
        """The words of a phrase."""
        known = self._parts.get(phrase)
        if known is None:
            known = self._parts[phrase] = tuple(map(intern, self.keys[phrase].split(" ")))
        return known

    @cached_property
    def _parts(self) -> dict[int, tuple[str, ...]]:
        """What :meth:`parts_of` was asked before."""
        return {}

    @cached_property
    def teachers(self) -> frozenset[int]:
        """Organisations that teach."""
        return frozenset(n for n, types in enumerate(self.organisations.types) if "education" in types)

    def owners_of(self, phrase: int) -> array[int]:
        """Claims on a phrase, each ``organisation << 3 | kind``; empty for a phrase that is only a place."""
        return self.owners[self.offsets[phrase] : self.offsets[phrase + 1]]

    @cached_property
    def heads(self) -> dict[str, tuple[int, dict[str, tuple[int, ...]]]]:
        """First word of a phrase -> (the phrase that it is alone or -1, second word -> lengths in words, longest
        first)."""
        lengths: dict[str, dict[str, set[int]]] = {}
        for key in self.phrases:
            words = key.split(" ", 2)
            seconds = lengths.setdefault(words[0], {})
            if len(words) > 1:
                seconds.setdefault(words[1], set()).add(key.count(" ") + 1)
        alone, shared = self.phrases.get, dict[tuple[int, ...], tuple[int, ...]]()
        return {
            intern(first): (alone(first, -1), {intern(two): _once(shared, sizes) for two, sizes in seconds.items()})
            for first, seconds in lengths.items()
        }

    @cached_property
    def only_places(self) -> frozenset[int]:
        """Phrases that are rather a place than an organisation: one word, or no organisation's display name or
        label."""
        return frozenset(
            phrase
            for phrase in self.facts
            if self.facts[phrase][0].kind != ORDINARY
            and (" " not in self.keys[phrase] or all(claim & 7 >= ALIAS for claim in self.owners_of(phrase)))
        )

    @cached_property
    def keys(self) -> list[str]:
        """Phrase number -> key."""
        return list(self.phrases)

    @cached_property
    def spelling(self) -> dict[tuple[str, int], Spellings]:
        """(first letter, length) -> known words as written, for correcting typing errors."""
        buckets: dict[tuple[str, int], list[str]] = {}
        written = {word for word, meant in LEXICON.items() if isinstance(meant, str) and " " not in meant}
        for word in sorted(written.union(self.word_df)):
            if len(word) >= 4 and word.isascii() and word.isalpha():
                buckets.setdefault((word[0], len(word)), []).append(word)
        return {key: Spellings(words, np.array([letters_of(w) for w in words])) for key, words in buckets.items()}

    @cached_property
    def han_by_length(self) -> dict[int, list[str]]:
        """Length -> Chinese names of organisations, without spaces, for correcting typing errors."""
        found: dict[int, list[str]] = {}
        for phrase, key in enumerate(self.keys):
            name = key.replace(" ", "")
            is_han = 2 * len(name) == len(key) + 1 and len(name) >= 4 and min(name) >= "\u2e80"
            if is_han and any(claim & 7 < ACRONYM for claim in self.owners_of(phrase)):
                found.setdefault(len(name), []).append(name)
        return found

    @cached_property
    def han_pairs(self) -> frozenset[str]:
        """Two Chinese characters that stand side by side in some name."""
        names = (name for found in self.han_by_length.values() for name in found)
        return frozenset(first + second for name in names for first, second in pairwise(name))

    @cached_property
    def han_by_characters(self) -> dict[str, list[tuple[str, int]]]:
        """Distinct characters in order -> (Chinese name, phrase): what swaps and doublings leave as it is."""
        found: dict[str, list[tuple[str, int]]] = {}
        for names in self.han_by_length.values():
            for name in names:
                found.setdefault("".join(sorted(set(name))), []).append((name, self.phrases[" ".join(name)]))
        return found

    @cached_property
    def place_sizes(self) -> Counter[str]:
        """Schema place -> organisations there: of two cities of one name the larger is meant."""
        return Counter(place for place in self.organisations.place_id if place)

    @cached_property
    def city_sizes(self) -> Counter[int]:
        """Phrase of a city's name -> organisations in cities of that name."""
        return Counter(city for city in self.organisations.city if city >= 0)

    @cached_property
    def n_children(self) -> Counter[int]:
        """Organisation -> organisations of which it is the parent."""
        return Counter(parent for parents in self.organisations.parents for parent in parents)

    @cached_property
    def seats(self) -> dict[str, str]:
        """Division of China -> its capital: by GB/T 2260 the prefecture whose code ends in 0100."""
        facts = (fact for found in self.facts.values() for fact in found if fact.country == "CN")
        return {fact.division: fact.place_id for fact in facts if fact.place_id.endswith("0100")}

    @cached_property
    def rarest(self) -> float:
        """Information in a word that no name has."""
        return information_of("", 1, self.n_names)

    @cached_property
    def information(self) -> dict[str, float]:
        """Word -> information in it; see :func:`information_of`."""
        return information_in(self.phrases, self.word_df)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Known words in order."""
        return sorted(self.word_df)

    def to_bytes(self) -> bytes:
        """The index as bytes (MessagePack): the same for the same tables. The caller keeps them."""
        return msgspec.msgpack.encode(
            _Stored(
                format=FORMAT,
                organisations=self.organisations,
                phrases="\n".join(self.phrases),
                offsets=self.offsets.tobytes(),
                owners=self.owners.tobytes(),
                weights=self.weights.tobytes(),
                spanning=sorted(self.spanning),
                cuts=sorted(self.cuts),
                brands=sorted(self.brands),
                successors=self.successors,
                facts=self.facts,
                word_df=self.word_df,
                pinyin=self.pinyin,
                sounds=self.sounds,
                provinces=self.provinces,
                signatures=self.signatures,
                n_names=self.n_names,
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> NameIndex:
        """An index from :meth:`to_bytes`. Raises InputError ``resolve.index_unreadable`` for anything else."""
        try:
            stored = msgspec.msgpack.decode(data, type=_Stored)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise InputError("resolve.index_unreadable") from error
        if stored.format != FORMAT:
            raise InputError("resolve.index_unreadable")
        keys = stored.phrases.split("\n") if stored.phrases else []
        return cls(
            organisations=_shared(stored.organisations),
            phrases=dict(zip(keys, range(len(keys)), strict=True)),
            offsets=array("I", stored.offsets),
            owners=array("I", stored.owners),
            weights=array("f", stored.weights),
            spanning=frozenset(stored.spanning),
            cuts=frozenset(stored.cuts),
            brands=frozenset(stored.brands),
            successors=stored.successors,
            facts=stored.facts,
            word_df=stored.word_df,
            pinyin=stored.pinyin,
            sounds=stored.sounds,
            provinces=stored.provinces,
            signatures=stored.signatures,
            n_names=stored.n_names,
        )

    def __getstate__(self) -> bytes:
        return self.to_bytes()

    def __setstate__(self, state: bytes) -> None:
        self.__dict__.update(NameIndex.from_bytes(state).__dict__)


def _once(known: dict[tuple[int, ...], tuple[int, ...]], sizes: set[int]) -> tuple[int, ...]:
    ordered = tuple(sorted(sizes, reverse=True))
    return known.setdefault(ordered, ordered)


def _shared(facts: Organisations) -> Organisations:
    """The same facts with equal tuples held once: less memory, and nothing for the garbage collector to walk
    through."""
    types: dict[tuple[str, ...], tuple[str, ...]] = {}
    parents: dict[tuple[int, ...], tuple[int, ...]] = {}
    return msgspec.structs.replace(
        facts,
        types=[types.setdefault(one, one) for one in facts.types],
        parents=[parents.setdefault(one, one) for one in facts.parents],
    )
