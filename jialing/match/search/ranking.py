"""In which order to show the names found, and why each was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import OSA, Indel

from jialing.match.search.folding import has_han, is_han_word
from jialing.match.search.forms import SMALL_WORDS, Forms, forms
from jialing.match.search.sounds import loosened

LEAST = 0.4
"""Names that fit less are not shown."""

LEGAL_ENDS = ("集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团公司", "公司")
"""What people leave out when they speak of a company."""


class Reason(StrEnum):
    """How a name fits what was typed."""

    NAME = "name"
    WORDS = "words"
    ABBREVIATION = "abbreviation"
    PINYIN = "pinyin"
    INITIALS = "initials"
    SOUND = "sound"
    SPELLING = "spelling"


@dataclass(frozen=True)
class Found:
    """A name that an index gave: ``weight`` puts the weightier of two equally fitting names first."""

    key: str
    forms: Forms
    weight: float = 0.0


@dataclass(frozen=True)
class Ranked:
    """The place of ``found[at]``: how well it fits (0..1) and why."""

    at: int
    score: float
    reason: Reason


Fit = tuple[float, Reason]


@dataclass(frozen=True)
class _Typed:
    """What was typed, once for all names."""

    words: tuple[str, ...]
    text: str
    sound: str
    loose: str
    is_latin: bool


def ranked(text: str, found: Sequence[Found]) -> list[Ranked]:
    """The names that fit, best first; equals by weight, then the shorter name, then the key: the same on any machine.

    A name fits by the best of: whole, beginning, part, words, abbreviation, pinyin, initials, sound, spelling.
    """
    typed = _typed(text)
    if not typed.text:
        return []
    fits = [(at, *_fit(typed, one.forms)) for at, one in enumerate(found)]
    kept = [Ranked(at, score, reason) for at, score, reason in fits if score >= LEAST]
    return sorted(kept, key=lambda r: _order(r, found[r.at]))


def _order(one: Ranked, name: Found) -> tuple[float, float, int, str]:
    return (-round(one.score, 4), -name.weight, len(name.forms.squeezed), name.key)


def _typed(text: str) -> _Typed:
    query = forms(text)
    sound = query.sounds[0] if query.sounds else query.squeezed
    return _Typed(query.words, query.squeezed, sound, loosened(sound), not has_han(query.squeezed))


def _fit(typed: _Typed, name: Forms) -> Fit:
    whole = name.squeezed
    if whole == typed.text:
        return 1.0, Reason.NAME
    ways: tuple[Callable[[_Typed, Forms], Fit], ...] = (
        (_by_text, _by_words, _by_acronym, _by_pinyin, _by_initials, _by_spelling)
        if typed.is_latin
        else (_by_text, _by_words, _by_abbreviation, _by_sound, _by_spelling)
    )
    return max((way(typed, name) for way in ways), key=lambda fit: fit[0])


NOT: Fit = (0.0, Reason.NAME)


def _by_text(typed: _Typed, name: Forms) -> Fit:
    at = name.squeezed.find(typed.text)
    if at < 0:
        return NOT
    cover = len(typed.text) / len(_core(name.squeezed))
    return (0.72 + 0.25 * min(cover, 1) if at == 0 else 0.55 + 0.35 * min(cover, 1)), Reason.NAME


def _by_words(typed: _Typed, name: Forms) -> Fit:
    """Every word typed is one of the name's, its beginning or a shortening of it, in any order; the more is said of
    the name, the better."""
    meant = [word for word in typed.words if word not in SMALL_WORDS]
    left = [word for word in name.words if word not in SMALL_WORDS]
    if len(meant) < 2 or not left:
        return NOT
    n, said, fits = sum(map(len, left)), 0, []
    for word in meant:
        fit, best = max(((_word_fit(word, one), one) for one in left), default=(0.0, ""))
        if fit == 0:
            return NOT
        fits.append(fit)
        said += len(word if is_han_word(best) else best)
        if not is_han_word(best):
            left.remove(best)
    score = 0.5 + 0.3 * min(said / n, 1) + 0.14 * sum(fits) / len(fits)
    return score, Reason.WORDS if min(fits) >= SHORTENED else Reason.SPELLING


SHORTENED = 0.7


def _word_fit(typed: str, word: str) -> float:
    """1 the same, 0.9 its beginning, 0.7 a shortening (natl of national), 0.6 one slip, 0.5 two; 0 another
    word."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.9
    if is_han_word(word):
        return 0.9 if typed in word else 0.0
    if typed[0] != word[0] or len(typed) < 3:
        return 0.0
    if _is_within(typed, word):
        return SHORTENED
    slips = OSA.distance(typed, word, score_cutoff=2)
    return SHORTENED - 0.1 * slips if len(typed) > 4 and slips <= 1 + (len(typed) > 7) else 0.0


def _is_within(short: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in short)


def _by_acronym(typed: _Typed, name: Forms) -> Fit:
    if len(typed.text) < 2 or not name.acronym.startswith(typed.text):
        return NOT
    cover = len(typed.text) / len(name.acronym)
    return (0.92 if cover == 1 else 0.5 + 0.3 * cover), Reason.ABBREVIATION


def _by_abbreviation(typed: _Typed, name: Forms) -> Fit:
    """Characters of a name in their order, others left out (西南交大): better the more of the name they are, the fewer
    gaps they have, and where they begin as it does."""
    if len(typed.text) < 2 or len(typed.words) > 1:
        return NOT
    core = _core(name.squeezed)
    places = _places(typed.text, core)
    if not places:
        return NOT
    gaps = sum(b - a > 1 for a, b in pairwise(places))
    far = sum(b - a > 4 for a, b in pairwise(places))
    score = 0.6 + 0.35 * len(typed.text) / len(core) - 0.015 * gaps - 0.08 * far - (0.0 if places[0] == 0 else 0.06)
    return score, Reason.ABBREVIATION


def _places(short: str, whole: str) -> list[int]:
    """Where the characters stand, each after the one before; nothing where one is missing."""
    places: list[int] = []
    at = -1
    for character in short:
        at = whole.find(character, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places


def _core(name: str) -> str:
    """The name without its legal form."""
    end = next((end for end in LEGAL_ENDS if name.endswith(end) and len(name) > len(end) + 1), "")
    return name[: len(name) - len(end)]


def _by_pinyin(typed: _Typed, name: Forms) -> Fit:
    return max((_sounding(typed, sound, Reason.PINYIN) for sound in name.sounds), default=NOT)


def _by_sound(typed: _Typed, name: Forms) -> Fit:
    """Other characters that sound the same (homophones), whole or as a part."""
    fit = max((_sounding(typed, sound, Reason.SOUND) for sound in name.sounds), default=NOT)
    return fit[0] - 0.05, fit[1]


def _sounding(typed: _Typed, sound: str, reason: Reason) -> Fit:
    cover = min(len(typed.sound) / len(sound), 1)
    if typed.sound == sound:
        return 0.95, reason
    if len(typed.sound) > 2 and sound.startswith(typed.sound):
        return 0.7 + 0.2 * cover, reason
    if len(typed.sound) > 3 and typed.sound in sound:
        return 0.5 + 0.3 * cover, reason
    loose = loosened(sound)
    if typed.loose == loose:
        return 0.9, reason
    near = Indel.normalized_similarity(typed.loose, loose)
    return (0.88 * near if near > 0.7 else 0.0), reason


def _by_initials(typed: _Typed, name: Forms) -> Fit:
    fitting = [one for one in name.initials if one.startswith(typed.text)]
    if len(typed.text) < 2 or not fitting:
        return NOT
    cover = len(typed.text) / len(fitting[0])
    return (0.9 if cover == 1 else 0.5 + 0.25 * cover), Reason.INITIALS


def _by_spelling(typed: _Typed, name: Forms) -> Fit:
    """Letters wrong, missing, doubled or swapped."""
    if len(typed.text) < 2:
        return NOT
    near = OSA.normalized_similarity(typed.text, name.squeezed)
    if near < 0.9 and typed.is_latin:
        near = max(near, _most_words_alike(typed, name))
    return (0.9 * near if near > 0.5 else 0.0), Reason.SPELLING


def _most_words_alike(typed: _Typed, name: Forms) -> float:
    """The same with words in another order or small words left out."""
    meant, named = (sorted(w for w in words if w not in SMALL_WORDS) for words in (typed.words, name.words))
    return OSA.normalized_similarity("".join(meant), "".join(named)) - 0.02
