"""One normal form for names and for what people type: width, case, marks, traditional characters do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

LONGEST = 300
"""Characters of a name or a query that are read; no name is longer, and time must stay bounded."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_WITHIN_WORDS = re.compile(r"(?<=\w)['\u2018\u2019\u02bc`\u00b4](?=\w)|[\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def fold(text: str) -> tuple[str, ...]:
    """The words of a text in normal form; a run of Chinese characters is one word. Nothing for nothing to read.

    NFKC, simplified characters, no case, no accents, no punctuation; an apostrophe joins (Xi'an, people's).
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    if plain.isascii():
        return tuple(_WORD.findall(_WITHIN_WORDS.sub("", plain).lower()))
    if has_han(plain):
        plain = str(_simplifier().convert(plain))
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain.casefold()) if not unicodedata.combining(c))
    joined = unicodedata.normalize("NFC", _WITHIN_WORDS.sub("", bare).translate(_LETTERS))
    return tuple(_WORD.findall(joined))


def has_han(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return _HAN.search(text) is not None


def is_han_word(word: str) -> bool:
    """Whether a word of :func:`fold` is a run of Chinese characters."""
    return bool(word) and _HAN.match(word) is not None


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
