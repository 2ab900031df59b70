"""How Chinese names sound, and which syllables Latin letters may be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from jialing.base.pinyin import is_han, syllables
from jialing.match.search.folding import is_han_word

MOST_VARIANTS = 4
"""Ways to read one whole name that are kept."""

_LONGEST_SYLLABLE = 6
_MOST_SPLITS = 6
_LOOSER = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"), ("v", "u"))


def spoken(words: Sequence[str]) -> list[str]:
    """The syllables of a folded name; words in Latin letters stand as they are. Empty where nothing is Chinese."""
    if not any(map(is_han_word, words)):
        return []
    said: list[str] = []
    for word in words:
        said.extend(syllables(word) if is_han_word(word) else (word,))
    return said


def other_readings(words: Sequence[str], said: Sequence[str]) -> list[tuple[int, str]]:
    """For each syllable the other common reading of its character (重 chong, zhong), by its position.

    Nothing where a character has no reading at all, because positions would not agree.
    """
    units = [unit for word in words for unit in (word if is_han_word(word) else (word,))]
    if len(units) != len(said):
        return []
    found = ((at, _other(unit, said[at])) for at, unit in enumerate(units) if is_han(unit))
    return [(at, other) for at, other in found if other]


def loosened(letters: str) -> str:
    """Sounds that many speakers of the south-west do not tell apart, made one: zh z, ch c, sh s, -ng -n, n l."""
    for written, heard in _LOOSER:
        letters = letters.replace(written, heard)
    return letters


@lru_cache(maxsize=10_000)
def splits(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read letters as pinyin syllables, the fewest syllables first; nothing where none reads them all."""
    ways: list[tuple[tuple[str, ...], ...]] = [()] * len(letters) + [((),)]
    for at in range(len(letters) - 1, -1, -1):
        sizes = range(1, min(_LONGEST_SYLLABLE, len(letters) - at) + 1)
        begun = ((letters[at : at + n], ways[at + n]) for n in sizes if letters[at : at + n] in _syllables())
        found = ((syllable, *way) for syllable, rest in begun for way in rest)
        ways[at] = tuple(sorted(found, key=lambda way: (len(way), way))[:_MOST_SPLITS])
    return ways[0]


@lru_cache(maxsize=20_000)
def _other(character: str, said: str) -> str:
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style._utils import replace_symbol_to_no_symbol

    readings = pinyin_dict.get(ord(character), "").split(",")
    plain = (replace_symbol_to_no_symbol(reading).replace("ü", "u") for reading in readings)
    return next((reading for reading in plain if reading and reading != said), "")


@cache
def _syllables() -> frozenset[str]:
    from pypinyin.pinyin_dict import pinyin_dict

    common = (chr(code) for code in pinyin_dict if 0x4E00 <= code <= 0x9FFF)
    found = {syllable for character in common for syllable in syllables(character)}
    return frozenset(one for one in found if len(one) > 1 or one in "aeo")
