"""The forms under which one name of an organisation is met: as written, without its legal form, turned, shortened.

A derived form is weaker evidence than the name itself, and gives way to any organisation whose own name it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jialing.resolve.text import words_of
from jialing.resolve.words import BODIES, BRAND_TAILS, COMMA, LEGAL, LEGAL_ZH, QUALIFIERS, RAISED_ZH, SHORT_ZH, UNITS

DISPLAY, LABEL, ALIAS, DERIVED, ACRONYM, CUT, BRAND = range(7)
"""Kinds of a phrase's claim on an organisation, strongest first; stored in three bits.

CUT is a name without its place at the end, which is also another's name: heard only where the string names that city.
BRAND is what is left of a university's name without the word: heard before a school, or alone.
"""

KINDS = {"display": DISPLAY, "label": LABEL, "alias": ALIAS, "acronym": ACRONYM}

_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_INSIDE = re.compile(r"[(\[（]([^()\[\]（）]+)[)\]）]")
_ZH_PLACE_SUFFIX = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)(?=[\u4e00-\u9fff]{2})"
)
_ZH_STATE = re.compile(r"^(?:中国人民解放军|中华人民共和国)(?=..)")
_IS_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&]{1,9}$")


def is_acronym(name: str) -> bool:
    """Whether a name is written like an acronym: one short word with at least two capitals."""
    return _IS_ACRONYM.match(name) is not None and sum(c.isupper() for c in name) >= 2


def forms(name: str, kind: int, endings: frozenset[str]) -> Iterator[tuple[str, int]]:
    """All (phrase key, kind of claim) of one name.

    ``endings`` are the phrase keys of the organisation's own city, division and country, which people leave out.
    """
    if kind != ACRONYM and is_acronym(name):
        kind = ACRONYM
    words = words_of(name).words
    yield " ".join(words), kind
    if kind == ACRONYM:
        return
    if "(" in name or "（" in name:
        yield from _unbracketed(name, kind)
    if any("\u4e00" <= c <= "\u9fff" for c in name):
        yield from _chinese_forms(name)
    else:
        yield from _latin_forms(words, endings)


def spans(name: str) -> bool:
    """Whether a name has a comma, bracket or dash inside, so that its words may stand on both sides of one."""
    return any(separator >= COMMA for separator in words_of(name).before[1:-1])


def _unbracketed(name: str, kind: int) -> Iterator[tuple[str, int]]:
    outside = words_of(_BRACKETS.sub(" ", name)).words
    yield " ".join(outside), (kind if len(outside) > 1 else DERIVED)
    short = without_legal(outside)
    yield " ".join(short), DERIVED
    if len(short) == 2 and short[1] in BRAND_TAILS and len(short[0]) >= 5:
        yield short[0], DERIVED
    for inside in _INSIDE.findall(name):
        if is_acronym(inside.strip()):
            yield " ".join(words_of(inside).words), ACRONYM


def without_legal(words: list[str]) -> list[str]:
    """``words`` without legal forms at their end; a one-word rest must be long enough to be a name."""
    end = len(words)
    while end > 1 and words[end - 1] in LEGAL:
        end -= 1
    return words[:end] if end > 1 or len(words[0] if words else "") >= 4 else words


def _latin_forms(words: list[str], endings: frozenset[str]) -> Iterator[tuple[str, int]]:
    short = without_legal(words)
    if short != words:
        yield " ".join(short), DERIVED
    first = next((at for at, word in enumerate(words) if len(word) > 3), 0)
    if (
        0 < first <= 2
        and all(word.isalpha() and word not in endings for word in words[:first])
        and len(words) - first >= 3
    ):
        yield " ".join(words[first:]), DERIVED
    yield from ((" ".join(turned), DERIVED) for turned in _turned(words))
    yield from ((key, DERIVED) for key in _hospital_of_city(words, endings))
    for cut in (1, 2, 3):
        rest = words[:-cut]
        if len(rest) >= 2 and " ".join(words[-cut:]) in endings and is_telling(rest):
            yield " ".join(rest), CUT
            yield from ((" ".join(turned), CUT) for turned in _turned(rest))
            if rest[0] == "university" and len(rest) >= 3:
                yield (
                    " ".join([*words[-cut:], *rest]),
                    DERIVED,
                )  # 'University of X and Y at Z', 'Z University of X and Y'


def _hospital_of_city(words: list[str], endings: frozenset[str]) -> Iterator[str]:
    """'University Medical Center of the X University Y' is known in Y as the university hospital Y."""
    if "university" not in words or not ("hospital" in words or "clinic" in words or {"medical", "center"} <= {*words}):
        return
    for cut in (1, 2):
        if len(words) > cut + 2 and " ".join(words[-cut:]) in endings:
            city = " ".join(words[-cut:])
            yield from (f"university hospital {city}", f"university medical center {city}", f"university clinic {city}")


def brand(name: str) -> str:
    """The one or two words that, before a school, stand for a university: 'X' of 'X University'; '' where none do."""
    words = words_of(name).words
    if words[:1] == ["university"]:
        own = words[1:]
    elif words[-1:] in (["university"], ["college"]):
        own = words[:-1]
    else:
        return ""
    is_name = 1 <= len(own) <= 2 and all(len(word) >= 4 and word.isalpha() and word.isascii() for word in own)
    return " ".join(own) if is_name and not any(w in BODIES or w in UNITS or w in QUALIFIERS for w in own) else ""


def is_telling(words: list[str]) -> bool:
    """Whether the words say more than a kind of body or a kind of part."""
    return any(word not in BODIES and word not in UNITS and not word.isdigit() for word in words)


def _turned(words: list[str]) -> Iterator[list[str]]:
    """'University of X' <-> 'X University', for short X."""
    if words[:2] == ["university", "hospital"] and 3 <= len(words) <= 4:
        yield [*words[2:], "university", "hospital"]
    elif words[-2:] == ["university", "hospital"] and 3 <= len(words) <= 4:
        yield ["university", "hospital", *words[:-2]]
        yield ["hospital", "university", *words[:-2]]
    elif words[:2] == ["hospital", "university"] and 3 <= len(words) <= 5:
        yield [*words[2:], "university", "hospital"]
        yield ["university", "hospital", *words[2:]]
    elif words[:1] == ["university"] and 2 <= len(words) <= 4:
        yield [*words[1:], "university"]
    elif words[-1:] == ["university"] and 2 <= len(words) <= 4:
        yield ["university", *words[:-1]]


def _renamed(name: str) -> Iterator[str]:
    """A university's name before it became one, and a college's after it will: 某某政法学院, 某某政法大学."""
    for university, college in RAISED_ZH:
        if name.endswith(university):
            yield name[: -len(university)] + college
        elif name.endswith(college):
            yield name[: -len(college)] + university


def _shortened(name: str) -> Iterator[str]:
    """A Chinese name with each of its parts shortened that people shorten, and with all of them."""
    short = name
    for full, brief in SHORT_ZH:
        if full in name:
            yield name.replace(full, brief)
            short = short.replace(full, brief)
    yield short


def _chinese_forms(name: str) -> Iterator[tuple[str, int]]:
    bare = _ZH_STATE.sub("", re.sub(r"[\s·]", "", name))
    found = {bare, _ZH_PLACE_SUFFIX.sub("", bare)}
    for ending in LEGAL_ZH:
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            found.add(bare[: -len(ending)])
            break
    for form in tuple(found):
        found.update(_shortened(form))
        found.update(_renamed(form))
    for form in sorted(found):
        words = words_of(form).words
        if len(words) >= 3:
            yield " ".join(words), DERIVED
