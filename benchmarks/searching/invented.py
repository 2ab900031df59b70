"""An invented registry of any size: stems and kinds of the demo world, combined with cities. Nothing in it exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from jialing.schema import places
from jialing.world import kinds
from jialing.world.kinds import Kind
from jialing.world.stems import chinese_stems, latin_stems

ABROAD_SHARE = 0.15
CITY_SHARE = 0.45
FORMER_SHARE = 0.08
GROUPS = (kinds.UNIVERSITIES, kinds.INSTITUTES, kinds.HOSPITALS, kinds.COMPANIES, kinds.NEW_INSTITUTIONS)


@dataclass(frozen=True)
class Invented:
    """An organisation: ``parts_zh`` are city, stem and the rest of its name; ``said`` the sound of city and stem as the
    world spells them; ``others``: further names with their kinds."""

    number: int
    name_en: str
    name_zh: str
    parts_zh: tuple[str, str, str]
    said: tuple[str, str]
    others: tuple[tuple[str, str], ...]


def registry(n: int, seed: int) -> list[Invented]:
    """``n`` organisations, each name once."""
    rng = random.Random(seed)
    made: list[Invented] = []
    taken: set[str] = set()
    for name in _names(rng):
        if not taken.isdisjoint((name.name_en, name.name_zh) if name.name_zh else (name.name_en,)):
            continue
        taken.update((name.name_en, name.name_zh))
        made.append(_with_others(name, len(made), rng))
        if len(made) == n:
            return made
    return made


def _names(rng: random.Random) -> Iterator[Invented]:
    cities = [(p.name_en, p.name_zh) for p in places() if p.country_code == "CN" and p.name_zh]
    homes, away = chinese_stems(), latin_stems()
    countries = ("Norland", "Vestria", "Ostmark", "Sundland", "Merovia", "Tavaria", "Illyra", "Carvonia")
    while True:
        if rng.random() < ABROAD_SHARE:
            kind = _drawn(kinds.ABROAD, rng)
            stem = f"{rng.choice(away)} {rng.choice(away)}" if rng.random() < 0.8 else rng.choice(away)
            yield Invented(0, kind.english.format(s=stem, c=rng.choice(countries)), "", ("", "", ""), ("", ""), ())
            continue
        kind = _drawn(rng.choice(GROUPS), rng)
        stem_en, stem_zh = rng.choice(homes)
        city_en, city_zh = rng.choice(cities) if rng.random() < CITY_SHARE else ("", "")
        english, chinese = f"{city_en} {stem_en}".strip(), city_zh + stem_zh
        rest = kind.chinese.format(s="")
        yield Invented(
            0,
            kind.english.format(s=english),
            kind.chinese.format(s=chinese),
            (city_zh, stem_zh, rest),
            (city_en, stem_en),
            (),
        )


def _drawn(group: tuple[Kind, ...], rng: random.Random) -> Kind:
    return rng.choices(group, [kind.share for kind in group])[0]


def _with_others(name: Invented, number: int, rng: random.Random) -> Invented:
    others = []
    if name.name_zh and rng.random() < FORMER_SHARE:
        others.append((f"{name.parts_zh[0]}{name.parts_zh[1]}专科学校", "former"))
    if name.name_en.endswith("(China)"):
        others.append((name.name_en.removesuffix(" (China)") + " Co., Ltd.", "alias"))
    words = [w for w in name.name_en.replace("(", " ").split() if w[0].isupper() and w != "China)"]
    if len(words) >= 3 and rng.random() < 0.5:
        others.append(("".join(w[0] for w in words), "acronym"))
    return Invented(number, name.name_en, name.name_zh, name.parts_zh, name.said, tuple(others))
