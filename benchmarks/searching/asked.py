# ruff: noqa: ARG001 (each way takes random numbers, some need none)
"""Queries as people type them, drawn by rule from an invented registry.

A query is drawn only where one organisation alone is meant by the rule: whoever types what two share cannot be answered
by one first result. Slips are drawn with no such condition, except that what comes out is nobody's name.
"""

from __future__ import annotations

import random
import string
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import rjieba
from pypinyin import lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict

from benchmarks.searching.invented import Invented

KINDS = ("exact", "abbreviated", "pinyin", "misspelt")
LANGUAGES = ("en", "zh")
LEGAL = ("集团股份有限公司", "集团有限公司", "股份有限公司", "有限公司")
SHORT_ZH = (
    ("科技大学", "科大"), ("师范大学", "师大"), ("交通大学", "交大"), ("理工大学", "理工"), ("医科大学", "医大"),
    ("农业大学", "农大"), ("财经大学", "财大"), ("石油大学", "石大"), ("地质大学", "地大"), ("航空航天大学", "航大"),
    ("中医药大学", "中医大"), ("职业技术学院", "职院"), ("工程学院", "工院"), ("研究所", "所"), ("研究院", "院"),
    ("农业科学院", "农科院"), ("社会科学院", "社科院"), ("中医医院", "中医院"), ("儿童医院", "儿院"), ("实验室", "室"),
)  # fmt: skip
SHORT_EN = {
    "University": "Univ.", "Institute": "Inst.", "Technology": "Tech.", "Science": "Sci.", "Sciences": "Sci.",
    "Academy": "Acad.", "Hospital": "Hosp.", "Laboratory": "Lab.", "Research": "Res.", "Medical": "Med.",
    "Engineering": "Eng.", "Agricultural": "Agric.", "Electronic": "Elec.", "Centre": "Ctr.", "Materials": "Mater.",
    "Automotive": "Auto.", "Pharmaceutical": "Pharm.", "Biotechnology": "Biotech", "Economics": "Econ.",
}  # fmt: skip
SMALL = ("of", "and", "the", "for")
NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqwrtyuioasdfghjkkxzxcvbn", strict=False))


@dataclass(frozen=True)
class Asked:
    """A query and the number of the organisation that is meant."""

    kind: str
    language: str
    text: str
    number: int


Way = Callable[[Invented, random.Random], str]
"""What is typed for an organisation by this way; '' where it does not apply."""


def queries(made: Sequence[Invented], seed: int, each: int) -> list[Asked]:
    """``each`` queries of every kind in both languages, in a fixed order."""
    rng = random.Random(seed)
    names = {name.casefold() for one in made for name in (one.name_en, one.name_zh) if name}
    drawn: list[Asked] = []
    for kind in KINDS:
        for language in LANGUAGES:
            ways = WAYS[kind, language]
            for at, way in enumerate(ways):
                share = each // len(ways) + (at < each % len(ways))
                drawn.extend(_drawn(kind, language, way, made, names, share, rng))
    return drawn


def _drawn(
    kind: str, language: str, way: Way, made: Sequence[Invented], names: set[str], n: int, rng: random.Random
) -> Iterable[Asked]:
    shared: Counter[str] = Counter()
    if kind != "misspelt":
        shared.update(_key(way(one, random.Random(0))) for one in made)
    found = 0
    while found < n:
        one = rng.choice(made)
        text = way(one, rng)
        if not text or (kind == "misspelt" and text.casefold() in names) or shared[_key(text)] > 1:
            continue
        found += 1
        yield Asked(kind, language, text, one.number)


def _key(text: str) -> str:
    return "".join(text.casefold().split())


def exact_en(one: Invented, rng: random.Random) -> str:
    return one.name_en


def exact_zh(one: Invented, rng: random.Random) -> str:
    return one.name_zh


def acronym(one: Invented, rng: random.Random) -> str:
    words = [w for w in one.name_en.replace("(", " ").replace(")", " ").split() if w not in SMALL and w != "China"]
    return "".join(w[0].upper() for w in words) if len(words) > 3 else ""


def short_words(one: Invented, rng: random.Random) -> str:
    words = one.name_en.replace(" (China)", "").split()
    short = " ".join(SHORT_EN.get(w, w) for w in words if w not in SMALL)
    return short if short != one.name_en else ""


def short_zh(one: Invented, rng: random.Random) -> str:
    city, stem, rest = one.parts_zh
    for legal in LEGAL:
        if rest.endswith(legal):
            return city + stem + rest.removesuffix(legal)
    for whole, short in SHORT_ZH:
        if rest.endswith(whole):
            return city + stem + rest.removesuffix(whole) + short
    return ""


def _said(one: Invented) -> list[str]:
    """The name by words, spelt: city and stem as the world spells them, the rest as a dictionary reads it."""
    city, stem = (part.lower() for part in one.said)
    rest = ["".join(lazy_pinyin(word, v_to_u=True)) for word in rjieba.cut(one.parts_zh[2])]
    return [word for word in (city, stem, *rest) if word] if one.name_zh else []


def pinyin_joined(one: Invented, rng: random.Random) -> str:
    return "".join(_said(one))


def pinyin_words(one: Invented, rng: random.Random) -> str:
    return " ".join(word.capitalize() for word in _said(one))


def pinyin_syllables(one: Invented, rng: random.Random) -> str:
    return " ".join(lazy_pinyin(one.name_zh, v_to_u=True)) if one.name_zh else ""


def initials(one: Invented, rng: random.Random) -> str:
    return "".join(s[0] for s in lazy_pinyin(one.name_zh, v_to_u=True)) if len(one.name_zh) > 5 else ""


def slip_en(one: Invented, rng: random.Random) -> str:
    """One letter of a word left out, doubled, swapped with the next, or taken for its neighbour on the keyboard."""
    name = one.name_en
    places = [at for at in range(1, len(name) - 1) if name[at].isalpha() and name[at - 1].isalpha()]
    at = rng.choice(places)
    how = rng.randrange(4)
    if how == 0:
        return name[:at] + name[at + 1 :]
    if how == 1:
        return name[: at + 1] + name[at] + name[at + 1 :]
    if how == 2 and name[at + 1].isalpha():
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + NEIGHBOURS.get(name[at].lower(), rng.choice(string.ascii_lowercase)) + name[at + 1 :]


def homophone(one: Invented, rng: random.Random) -> str:
    """One character for which the keyboard offered another of the same sound."""
    if not one.name_zh:
        return ""
    at = rng.randrange(len(one.name_zh))
    same = SOUNDS.get(lazy_pinyin(one.name_zh)[at], [])
    others = [character for character in same if character != one.name_zh[at]]
    return one.name_zh[:at] + rng.choice(others) + one.name_zh[at + 1 :] if others else ""


def slip_zh(one: Invented, rng: random.Random) -> str:
    """One character left out, doubled or swapped with the next."""
    name = one.name_zh
    if not name:
        return ""
    at = rng.randrange(len(name) - 1)
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[: at + 1] + name[at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def _common_characters() -> dict[str, list[str]]:
    """Characters of the two most used levels (those that GB 2312 has), by sound."""
    found: dict[str, list[str]] = {}
    for code in sorted(pinyin_dict):
        character = chr(code)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.setdefault(lazy_pinyin(character)[0], []).append(character)
    return found


SOUNDS = _common_characters()
WAYS: dict[tuple[str, str], tuple[Way, ...]] = {
    ("exact", "en"): (exact_en,),
    ("exact", "zh"): (exact_zh,),
    ("abbreviated", "en"): (short_words, acronym),
    ("abbreviated", "zh"): (short_zh,),
    ("pinyin", "en"): (pinyin_words,),
    ("pinyin", "zh"): (pinyin_joined, pinyin_syllables, initials),
    ("misspelt", "en"): (slip_en,),
    ("misspelt", "zh"): (homophone, slip_zh),
}
