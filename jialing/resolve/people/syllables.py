"""The syllables of pinyin, and where a joined given name divides into them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

MOST = 2
"""Syllables that a joined given name is read as at most."""

_FINALS = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue yu",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue yu",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en eng er o ou",
}
SYLLABLES = frozenset(first + rest for first, finals in _FINALS.items() for rest in finals.split())
_UMLAUT = {"lv": "lu", "lyu": "lu", "nv": "nu", "nyu": "nu", "lve": "lue", "nve": "nue"}


def spelt(syllable: str) -> str:
    """One spelling for the several of ü: lü, lv, lyu and lu (as printed without dots) read alike."""
    return _UMLAUT.get(syllable, syllable)


@lru_cache(maxsize=100_000)
def divisions(name: str) -> tuple[tuple[str, ...], ...]:
    """All ways to read ``name`` (letters a to z) as one to MOST syllables, fewest first; () where there is none."""
    found = sorted(_divided(name, MOST), key=len)
    return tuple(tuple(spelt(s) for s in division) for division in found)


def _divided(rest: str, most: int) -> Iterator[tuple[str, ...]]:
    if not most:
        return
    for length in range(min(6, len(rest)), 0, -1):
        if rest[:length] in SYLLABLES:
            if length == len(rest):
                yield (rest,)
            else:
                yield from ((rest[:length], *tail) for tail in _divided(rest[length:], most - 1))
