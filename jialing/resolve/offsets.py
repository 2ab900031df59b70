"""Where words stand in the string as given, which folding may have lengthened, shortened or rewritten.

Words are found one after the other: first as they are written, else letter by letter in the string's own letters and
digits, each folded as :func:`jialing.resolve.text.plain` folds and each knowing where it came from. Only answers need
this, so words do not carry their places themselves.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jialing.resolve.text import MAX_CHARS, plain
from jialing.resolve.words import LEXICON

Span = tuple[int, int]
"""[start, end) in characters of the string as given."""

MAX_GAP = 12
"""Characters skipped between two words, beyond which something was left out: letters are then gone through singly."""


def spans_of(text: str, raw: Sequence[str], stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Where each stretch of words stands.

    Parameters
    ----------
    text : the string as given
    raw : its words as written, in order (``Words.raw``); words that rewriting joined, parted or left out are allowed
    stretches : [start, end) in words

    Returns
    -------
    [start, end) in characters for each; the whole string where none of its words can be found.
    """
    until = max((end for _, end in stretches), default=0)
    wanted = raw[:until]
    plainly = text if text.isascii() else text.translate(_LETTER_BY_LETTER)
    found = _as_written(plainly, wanted) or _by_letters(text, wanted)
    return tuple(_covered(found[start:end], text) for start, end in stretches)


class _LetterByLetter(dict[int, str]):
    """Character -> what folding makes of it, where that is one character; else itself. Filled on use."""

    def __missing__(self, code: int) -> str:
        folded = plain(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_LETTER_BY_LETTER = _LetterByLetter()


def _covered(found: Sequence[Span | None], text: str) -> Span:
    there = [span for span in found if span is not None]
    return (there[0][0], there[-1][1]) if there else (0, len(text))


def _as_written(text: str, raw: Sequence[str]) -> list[Span | None] | None:
    """Every word as it is, in order, close to the one before; None where one is not."""
    found: list[Span | None] = []
    at = 0
    for word in raw:
        start = text.find(word, at, at + MAX_GAP + len(word))
        while start > 0 and word.isascii() and (text[start - 1].isalnum() or text[start + len(word) :][:1].isalnum()):
            start = text.find(word, start + 1, at + MAX_GAP + len(word))
        if start < 0:
            return None
        at = start + len(word)
        found.append((start, at))
    return found


class _Letters(NamedTuple):
    """The letters and digits of a string, folded, and the [start, end) that each came from; a space parts the words
    that one written word stands for."""

    text: str
    starts: list[int]
    ends: list[int]


def _by_letters(text: str, raw: Sequence[str]) -> list[Span | None]:
    letters = _letters(text[:MAX_CHARS])
    found: list[Span | None] = []
    at = 0
    for word in raw:
        sought = word.lower()
        start = _next(letters, sought, at)
        if start < 0:
            found.append(None)
            continue
        at = start + len(sought)
        found.append((letters.starts[start], letters.ends[at - 1]))
    return found


def _next(letters: _Letters, sought: str, at: int) -> int:
    """Where a word comes next: standing alone if it ever does, else inside another."""
    first = start = letters.text.find(sought, at)
    while start >= 0:
        end = start + len(sought)
        if _is_edge(letters, start) and _is_edge(letters, end):
            return start
        start = letters.text.find(sought, start + 1)
    return first


def _is_edge(letters: _Letters, at: int) -> bool:
    """Whether something other than letters stands before the letter ``at``, or it is Chinese."""
    if at in (0, len(letters.text)):
        return True
    before, after = letters.text[at - 1], letters.text[at]
    return " " in (before, after) or max(before, after) >= "\u2e80" or letters.starts[at] > letters.ends[at - 1]


_PIECE = re.compile(r"&#?\w{1,32};?|\w+|.", re.DOTALL)
_SEVERAL = {word: meant for word, meant in LEXICON.items() if isinstance(meant, str) and " " in meant}


def _letters(text: str) -> _Letters:
    """Letters one by one; an entity and a written word that stands for several keep one place for all of theirs."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(letters: str, start: int, end: int) -> None:
        folded.append(letters)
        starts.extend([start] * len(letters))
        ends.extend([end] * len(letters))

    for piece in _PIECE.finditer(text):
        written, start, end = piece.group(), piece.start(), piece.end()
        meant = html.unescape(written) if written[0] == "&" else written
        whole = _folded(meant)
        if meant != written or whole in _SEVERAL:
            add(_SEVERAL.get(whole, whole), start, end)
        else:
            for at, character in enumerate(written, start):
                add(_folded_letter(character), at, at + 1)
    return _Letters("".join(folded), starts, ends)


def _folded(text: str) -> str:
    return "".join(_folded_letter(character) for character in text)


@lru_cache(maxsize=20_000)
def _folded_letter(character: str) -> str:
    """The letters and digits that one character is read as, in lower case; '' for anything else."""
    letters = unicodedata.normalize("NFC", plain(character)).lower()
    return "".join(letter for letter in letters if letter.isalnum())
