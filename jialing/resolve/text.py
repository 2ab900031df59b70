"""From characters to words: one normal form for names and for affiliation strings.

Width and compatibility forms are folded (NFKC), traditional characters become simplified, Latin letters lose their
marks,
HTML entities are read. A Chinese character is a word of its own, so one phrase table serves both scripts; joining words
(of, the, and) are no words but separators, so 'Univ. of X, Y' and 'University X Y' read alike.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache
from sys import intern
from typing import Any

import msgspec

from jialing.resolve.words import ADJACENT, COMMA, LEXICON, STRONG

MAX_CHARS = 20_000
"""Characters read of one string; no real affiliation is longer, and time must stay bounded."""

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SPLIT_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f])")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
_ELISION = re.compile(r"\b([dlnsc]|dell|nell|all|sull)['\u2019`\u00b4](?=\w)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u2018`\u00b4\u02bb\u02bc]{1,2}(?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
_SPACED_INITIALS = re.compile(r"\b([A-Z])\s(?=[A-Z]\s+[A-Z][a-z])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w{1,5}>|#[A-Z]{1,3}#")
_WORD = re.compile(r"[^\W_]+|\s[-\u2010-\u2015\u2212]+\s|\n|[^\w\s]")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
     "ı": "i", "ʂ": "s", "ʈ": "t", "þ": "th", "Þ": "Th", "ð": "d", "ħ": "h", "〇": "零"}
)  # fmt: skip


class Words(msgspec.Struct, frozen=True):
    """A string as words.

    Attributes
    ----------
    words : canonical words
    raw : the same words as written (marks removed), for their capitals
    before : separator before each word (``words.ADJACENT`` .. ``STRONG``), and one more at the end; both ends are
        STRONG
    has_han : the string has a Chinese character
    """

    words: list[str]
    raw: list[str]
    before: list[int]
    has_han: bool


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """``text`` in normal characters: NFKC, simplified Chinese, Latin letters without marks; capitals stay."""
    text = text[:MAX_CHARS]
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "#" in text or "<" in text:
        text = _MARKUP.sub(" , ", text)
    if not text.isascii():
        text = _folded(text)
    elif not text.isprintable():
        text = _HIDDEN.sub(" ", text)
    if "'" in text or "\u2019" in text or "`" in text:
        text = _APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text))
    if "." in text:
        text = _INITIALS.sub(_joined, text)
    return _SPACED_INITIALS.sub(r"\1", text)


def _joined(initials: re.Match[str]) -> str:
    found = initials.group()
    return found.replace(".", "").replace(" ", "") + (" " if found[-1] == " " else "")


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    if _CJK.search(text):
        text = _SPLIT_CJK.sub(r" \1 ", str(_simplifier().convert(text)))
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))
    return unicodedata.normalize("NFC", text)


def words_of(text: str) -> Words:
    """Read a string into words. Pure; the same words for any width, script variant, case or punctuation style."""
    text = plain(text)
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ; ", text)
    found = Words([], [], [], not text.isascii() and _HAN.search(text) is not None)
    words, raw, before = found.words, found.raw, found.before
    separator = STRONG
    for piece in _WORD.findall(text):
        word = _meaning(piece)
        if isinstance(word, str):
            words.append(word)
            raw.append(piece)
            before.append(separator)
            separator = ADJACENT
        elif isinstance(word, int):
            separator = max(separator, word if word != FULL_STOP else _full_stop(raw))
        else:
            _add_several(found, word, separator)
            separator = ADJACENT
    before.append(STRONG)
    return found


FULL_STOP = -1
"""What a full stop is until one knows the word before it."""


@lru_cache(maxsize=100_000)
def _meaning(piece: str) -> str | int | tuple[str, ...]:
    """The canonical word of a written one, the words that it stands for, or the separator that it is."""
    low = piece.lower()
    word = LEXICON.get(low)
    if isinstance(word, int):
        return word
    if word is not None:
        return tuple(word.split()) if " " in word else intern(word)
    if low[0].isalnum():
        return intern(low.replace("ae", "e") if "ae" in low and len(low) > 6 else low)  # haematology, hematology
    return FULL_STOP if low == "." else _odd_separator(low)


def _add_several(found: Words, several: tuple[str, ...], separator: int) -> None:
    """One written word that stands for several (Universitätsklinik, TU)."""
    for word in several:
        found.words.append(word)
        found.raw.append(word.title())
        found.before.append(separator)
        separator = ADJACENT


def _full_stop(raw: list[str]) -> int:
    """A full stop ends a phrase unless it ends an abbreviation."""
    return ADJACENT if not raw or len(raw[-1]) <= 4 or raw[-1].lower() in LEXICON else COMMA


def _odd_separator(piece: str) -> int:
    return STRONG if piece == "\n" else COMMA if piece.isspace() or len(piece) > 2 else ADJACENT


def key_of(text: str) -> str:
    """The phrase key of a name: its canonical words with single spaces ('' where it has none)."""
    return " ".join(words_of(text).words)
