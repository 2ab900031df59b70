"""How Chinese names are read aloud, for those who type them in Latin letters."""

from __future__ import annotations

import unicodedata
from functools import cache

FIRST, LAST = "\u4e00", "\u9fff"


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one (the common block)."""
    return FIRST <= character <= LAST


def syllables(text: str) -> list[str]:
    """The syllables of the Chinese characters of a text, without tones, `u` for `ü`; other characters say nothing.

    A character that is read in several ways is read as its neighbour asks (重庆 chong qing), as far as a dictionary of
    two-character words knows; a place's or a person's rare reading may be missed.
    """
    said: list[str] = []
    at = 0
    while at < len(text):
        pair = _pair(text[at : at + 2])
        said.extend(pair or _single(text[at]))
        at += 2 if pair else 1
    return said


@cache
def _single(character: str) -> tuple[str, ...]:
    from pypinyin.pinyin_dict import pinyin_dict

    if not is_han(character):
        return ()
    return tuple(_plain(reading) for reading in pinyin_dict.get(ord(character), "").split(",")[:1] if reading)


@cache
def _pair(characters: str) -> tuple[str, ...]:
    from pypinyin.phrases_dict import phrases_dict

    return tuple(_plain(readings[0]) for readings in phrases_dict.get(characters, ()))


def _plain(syllable: str) -> str:
    """Letters only: tones and the two dots of `ü` are marks above them."""
    return "".join(c for c in unicodedata.normalize("NFD", syllable.lower()) if "a" <= c <= "z")
