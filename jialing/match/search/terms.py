"""Under which terms a name is filed.

A term is a whole number, so that any index can hold it and nothing that is typed can be taken for an operator of a
query language. Two terms may share a number (1 in 4 billion): what is found is compared with the name itself anyway.

======  =============================================================  ==================================
letter  what                                                           for
======  =============================================================  ==================================
``=``   the whole name, its sounds, initials, acronym, without spaces  what is typed whole
``^``   the beginnings of those, of some lengths                       what is being typed
``h``   two Chinese characters in their order, at most four apart      two-character words, abbreviations, slips
``s``   two neighbouring syllables, loosened                           pinyin, homophones
``w``   a Latin word                                                   words in any order
``t``   three letters of a Latin word, or its first two                beginnings of words, slips
``k``   the kind of record                                             one kind only
======  =============================================================  ==================================
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from jialing.match.search.folding import is_han_word
from jialing.match.search.forms import SMALL_WORDS, Forms
from jialing.match.search.sounds import loosened, other_readings, spoken

TERMS_VERSION = 1
"""Raised whenever names are filed differently: an index filed under another version is filed anew."""

REACH = 4
"""Characters that may lie between the two of an abbreviation, plus one (重庆大学: 重大 is three apart)."""

HAN_BEGINNINGS = (1, 2, 4)
LATIN_BEGINNINGS = (1, 2, 3, 5, 8)
INITIALS_BEGINNINGS = (2, 3, 4, 5, 6)
_SIGNED = 1 << 31

GENERIC = frozenset(
    {
        "university",
        "universities",
        "institute",
        "institution",
        "institutes",
        "technology",
        "technologies",
        "science",
        "sciences",
        "research",
        "academy",
        "hospital",
        "laboratory",
        "laboratories",
        "company",
        "limited",
        "corporation",
        "center",
        "centre",
        "national",
        "china",
        "chinese",
        "international",
        "engineering",
        "college",
        "school",
        "medical",
        "medicine",
        "department",
        "faculty",
        "group",
        "industry",
        "industrial",
        "innovation",
        "association",
        "foundation",
        "society",
        "council",
        "ministry",
        "bureau",
        "agency",
        "polytechnic",
        "state",
        "key",
        "united",
        "republic",
    }
)
"""Words that thousands of names share: filed whole, not by their letters."""


def terms(name: Forms) -> set[int]:
    """The terms under which a name is filed."""
    return {term(written) for written in _written(name)}


def kind_term(kind: str) -> int:
    """The term of every name of a kind of record."""
    return term(f"k{kind}")


@lru_cache(maxsize=500_000)
def term(written: str) -> int:
    """The number of a term, within 32 bits with a sign."""
    return crc32(written.encode("utf-8", "surrogatepass")) - _SIGNED


def _written(name: Forms) -> Iterator[str]:
    whole = (name.squeezed, *name.sounds, *name.initials, name.acronym)
    yield from (f"={one}" for one in whole if one)
    yield from (f"^{one}" for text in (name.squeezed, *name.sounds) for one in beginnings(text))
    yield from (f"^{one}" for text in (*name.initials, name.acronym) for one in initials_beginnings(text))
    yield from (f"h{pair}" for word in name.words if is_han_word(word) for pair in pairs(word, REACH))
    yield from (f"s{pair}" for pair in _sound_pairs(name.words))
    yield from (f"w{word}" for word in name.words if is_latin_term(word))
    yield from (f"t{part}" for word in name.words if is_spelt(word) for part in parts(word))


def beginnings(text: str) -> Iterator[str]:
    """The beginnings of a text that are filed, shortest first."""
    sizes = HAN_BEGINNINGS if is_han_word(text) else LATIN_BEGINNINGS
    return (text[:size] for size in sizes if size <= len(text))


def initials_beginnings(initials: str) -> Iterator[str]:
    """The beginnings of initials that are filed, shortest first."""
    return (initials[:size] for size in INITIALS_BEGINNINGS if size <= len(initials))


def pairs(run: str, reach: int) -> Iterator[str]:
    """Two characters of a run of Chinese ones in their order, at most ``reach`` apart."""
    for apart in range(1, reach + 1):
        yield from (run[at] + run[at + apart] for at in range(len(run) - apart))


def joined_pairs(said: Sequence[str]) -> Iterator[str]:
    """Neighbouring syllables, loosened."""
    loose = [loosened(one) for one in said]
    return (f"{first} {second}" for first, second in pairwise(loose))


def parts(word: str) -> Iterator[str]:
    """Three letters in a row, and the first two."""
    yield f" {word[:2]}"
    yield from (word[at : at + 3] for at in range(len(word) - 2))


def is_latin_term(word: str) -> bool:
    """Whether a word says something by itself."""
    return not is_han_word(word) and word not in SMALL_WORDS


def is_spelt(word: str) -> bool:
    """Whether a word is filed by its letters, too."""
    return is_latin_term(word) and word not in GENERIC and len(word) > 1


def _sound_pairs(words: Sequence[str]) -> Iterator[str]:
    said = spoken(words)
    yield from joined_pairs(said)
    for at, other in other_readings(words, said):
        yield from joined_pairs((*said[max(0, at - 1) : at], other, *said[at + 1 : at + 2]))
