"""What a printed name may say: surname, given name, initials, in either order and either script.

Reasons about characters and romanisation as printed, never about a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from jialing.resolve.people.shares import SURNAMES
from jialing.resolve.people.syllables import divisions, spelt

MOST_READINGS = 3
LONGEST = 200
"""Characters read of a name; what is longer is no person's name."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HAN_ONLY = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f\s]+")
_SPLIT = re.compile(r"[^\W\d_]+", re.UNICODE)
_SUFFIX = re.compile(r",?\s+(jr|sr|ii|iii|iv|phd|md|dr|prof)\.?$", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
     "ı": "i", "’": "", "'": "", "`": "", "ʼ": "", "‐": "-", "‑": "-", "–": "-", "−": "-"}
)  # fmt: skip
_COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "诸葛",
        "上官",
        "皇甫",
        "令狐",
        "东方",
        "慕容",
        "尉迟",
        "长孙",
        "夏侯",
        "司徒",
        "端木",
        "公孙",
        "轩辕",
        "南宫",
        "独孤",
        "宇文",
        "呼延",
        "钟离",
        "申屠",
        "闻人",
        "澹台",
        "赫连",
    ]
)
_SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "朴": "piao pu", "盖": "ge gai",
    "翟": "zhai", "尉": "wei yu", "尉迟": "yuchi", "万俟": "moqi", "任": "ren", "华": "hua", "种": "chong",
    "繁": "po fan", "员": "yun", "覃": "qin tan", "洗": "xian", "冼": "xian", "乐": "le yue", "葛": "ge",
    "石": "shi", "卜": "bu", "柏": "bai bo", "秘": "bi", "召": "shao", "折": "she", "黑": "he", "车": "che",
    "长孙": "zhangsun", "缪": "miao", "宿": "su", "祭": "zhai", "逄": "pang", "臧": "zang", "沈": "shen", "贾": "jia",
    "阚": "kan", "纪": "ji", "那": "na", "宁": "ning", "曲": "qu", "应": "ying", "占": "zhan", "薄": "bo",
    "吕": "lu", "鲍": "bao", "俞": "yu", "于": "yu", "盛": "sheng", "都": "du", "重": "chong", "隗": "wei kui",
}  # fmt: skip


class Reading(NamedTuple):
    """One way to read a name; all in small letters a to z, ü as u.

    ``given`` is the whole given name joined, '' where only initials are printed; ``first`` its first word where the
    rest may be left out (names that are not pinyin), else ''; ``initials`` one letter for each syllable or word, and
    ``others`` the initials of another division ('' without).
    """

    surname: str
    given: str
    first: str
    initials: str
    others: str = ""


class Name(NamedTuple):
    """A printed name: its Chinese characters ('' where it has none), and how it may be read, best first."""

    han: str
    readings: tuple[Reading, ...]


NOBODY = Name("", ())


def read_name(printed: str | None) -> Name:
    """Read a name as printed. A name without two parts (one character, one word) cannot be read: no readings."""
    if not printed or len(printed) > LONGEST:
        return NOBODY
    text = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
    if not text.isascii() and _HAN.search(text):
        return _read_chinese(text)
    return Name("", tuple(dict.fromkeys(_read_latin(text)))[:MOST_READINGS])


def _read_chinese(text: str) -> Name:
    """A name in Chinese characters; of a mixed one ('Wang Wei 王伟') the characters count."""
    runs = ["".join(run.split()) for run in _HAN_ONLY.findall(text) if run.strip()]
    if not runs or len(runs) > 1 or "·" in text or "・" in text:
        return NOBODY
    han = _simplified(runs[0])
    if not 2 <= len(han) <= 4:
        return NOBODY
    width = 2 if han[:2] in _COMPOUND and len(han) > 2 else 1
    if width == 1 and len(han) == 4:
        return NOBODY
    surnames = _SURNAME_READINGS.get(han[:width])
    first = surnames.split() if surnames else ["".join(p) for p in product(*(_pinyin(c)[:1] for c in han[:width]))]
    given = list(product(*(_pinyin(c) for c in han[width:])))[:2]
    found = [Reading(s, "".join(g), "", "".join(p[0] for p in g)) for g in given for s in first if all(g) and s]
    return Name(han, tuple(found[:MOST_READINGS]))


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    return str(_simplifier().convert(text))


@lru_cache(maxsize=20_000)
def _pinyin(character: str) -> tuple[str, ...]:
    """The two commonest readings of a character, without tones."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return tuple(dict.fromkeys(spelt(p) for p in (found[0] if found else [])))[:2] or ("",)


class _Part(NamedTuple):
    """A word of a name: its letters, its pieces between hyphens, whether it holds initials only, is written in
    capitals, is a known surname, is pinyin."""

    letters: str
    pieces: tuple[str, ...]
    is_initials: bool
    is_capitals: bool
    is_surname: bool
    is_pinyin: bool


def _read_latin(text: str) -> Iterator[Reading]:
    text = text.replace("'", "").replace("`", "") if text.isascii() else _unmarked(text).translate(_LETTERS)
    text = _SUFFIX.sub("", text.strip())
    surname, comma, given = text.partition(",")
    all_capitals = text.isupper()
    if comma and given.strip():
        head, tail = _parts(surname, all_capitals), _parts(given, all_capitals)
        if head and tail:
            yield from _readings(head, tail)
        return
    parts = _parts(surname, all_capitals)
    if len(parts) > 1:
        for family, rest in _orders(parts):
            yield from _readings(family, rest)


def _unmarked(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _parts(text: str, all_capitals: bool) -> list[_Part]:
    found = [_part(word, all_capitals) for word in text.replace(".", ". ").split()]
    return [part for part in found if part.letters]


@lru_cache(maxsize=50_000)
def _part(word: str, all_capitals: bool) -> _Part:
    written = _SPLIT.findall(word)
    pieces = tuple(w.lower() for w in written)
    letters = "".join(pieces)
    capitals = "".join(written).isupper() and len(letters) > 1
    alone = all(len(p) == 1 for p in pieces)
    packed = capitals and len(letters) <= 3 and not divisions(letters) and (not all_capitals or not _has_vowel(letters))
    return _Part(
        letters,
        pieces,
        alone or packed,
        capitals and not all_capitals,
        spelt(letters) in SURNAMES,
        all(divisions(p) for p in pieces),
    )


def _has_vowel(letters: str) -> bool:
    return any(c in "aeiouy" for c in letters)


def _orders(parts: Sequence[_Part]) -> Iterator[tuple[Sequence[_Part], Sequence[_Part]]]:
    """(surname, given name) in the orders that the words allow."""
    first, last = parts[0], parts[-1]
    front, back = (parts[:1], parts[1:]), (parts[-1:], parts[:-1])
    if last.is_initials and not first.is_initials:
        n = next(i for i, p in enumerate(parts) if p.is_initials)
        yield parts[:n], parts[n:]
    elif last.is_initials:
        return
    elif first.is_initials:
        yield back
    elif first.is_capitals != last.is_capitals:
        yield front if first.is_capitals else back
    else:
        yield from _by_surname(front, back)


def _by_surname(front: tuple[Any, Any], back: tuple[Any, Any]) -> Iterator[tuple[Any, Any]]:
    may_front = front[0][0].is_surname and _is_pinyin(front[1])
    may_back = back[0][0].is_surname and _is_pinyin(back[1])
    if may_back or not may_front:
        yield back
    if may_front or (not may_back and len(back[1]) == 1):
        yield front


def _is_pinyin(parts: Sequence[_Part]) -> bool:
    return len(parts) <= 2 and all(part.is_pinyin for part in parts)


def _readings(surname: Sequence[_Part], given: Sequence[_Part]) -> Iterator[Reading]:
    family = spelt("".join(p.letters for p in surname))
    words = [p for p in given if not p.is_initials]
    if not words:
        yield Reading(family, "", "", "".join(p.letters for p in given)[:3])
        return
    if family in SURNAMES and _is_pinyin(given):
        yield Reading(family, *_divided_given(tuple(p for part in given for p in part.pieces)))
        return
    initials = "".join(p.letters if p.is_initials else p.letters[0] for p in given)[:3]
    if given[0].is_initials:
        yield Reading(family, "", "", initials)
    else:
        yield Reading(family, "".join(p.letters for p in words), words[0].letters, initials)


@lru_cache(maxsize=50_000)
def _divided_given(pieces: tuple[str, ...]) -> tuple[str, str, str, str]:
    """What a reading says of a given name in pinyin: joined, no first word, initials, those of another division."""
    syllables = [divisions(p) for p in pieces]
    ways = ["".join(s[0] for way in choice for s in way) for choice in product(*(d[:2] for d in syllables))]
    joined = "".join("".join(d[0]) for d in syllables)
    return joined, "", ways[0][:3], next((w[:3] for w in ways[1:] if w != ways[0]), "")
