"""Affiliation strings as messy as those of real records, each with the truth behind it.

A *style* says how an author writes: full, abbreviated, capital letters, Chinese, mixed, reversed, by acronym, in
pinyin, two organisations in one string, or none that can be told. *Noise* is what happens to one printing:
misspellings, e-mails, footnote marks, room numbers.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from random import Random

import numpy as np
from pypinyin import lazy_pinyin

from jialing.world.departments import Department, departments
from jialing.world.geography import Geography, Spot
from jialing.world.organisations import Organisation
from jialing.world.stems import chinese_stems, latin_stems

COUNTRY_FORMS = (
    "China",
    "P.R. China",
    "PR China",
    "P. R. China",
    "People's Republic of China",
    "People’s Republic of China",
    "CHINA",
)
_COUNTRY_EDGES = (0.56, 0.69, 0.79, 0.86, 0.92, 0.97)
N_UNLISTED = 3
_UNLISTED = (
    ("Design Institute", "设计院"), ("Surveying Station", "测绘站"), ("Experimental Farm", "试验场"),
    ("Middle School", "中学"),
    ("Testing Co., Ltd.", "检测有限公司"), ("Community Clinic", "社区卫生服务中心"), ("Seed Company", "种业有限公司"),
)  # fmt: skip
ROADS = ("Xueyuan Road", "Daxue Cheng South Road", "Keji Road", "Renmin South Rd.", "Chuangxin Avenue", "Binjiang Road")

STYLES = (
    "usual", "postcode", "plain", "no_place", "name_only", "province", "road", "laboratory", "abbreviated", "chinese",
    "chinese_place", "mixed", "reversed", "acronym", "two", "none", "pinyin", "capitals", "ampersand", "footnote",
    "unpunctuated", "alias", "no_country", "absent",
)  # fmt: skip
NAMELESS_STYLES = (STYLES.index("none"), STYLES.index("absent"))
_STYLE_SHARES = np.array([
    24, 11, 8, 6, 4, 6, 4, 4, 6, 4, 2.5, 1.5, 4, 2, 2.5, 2.2, 0.6, 2, 1.4, 2, 1.3, 3, 4, 4,
])  # fmt: skip
STYLE_EDGES = np.cumsum(_STYLE_SHARES / _STYLE_SHARES.sum())
NOISE_SHARE = 0.05
GOLDEN = 0.6180339887
"""Multiples of it fall evenly into 0..1: each choice has its country form, in the shares above."""


Truth = tuple[tuple[int, ...], int]
"""Organisations that a string names, and the place of an unlisted one (-1: none)."""


@dataclass(frozen=True)
class Affiliation:
    """A string and the numbers of the organisations that it truly names, empty where it names none that anybody lists.

    ``spot`` is the place where such an unlisted organisation stands; -1 otherwise.
    """

    text: str
    organisations: tuple[int, ...]
    spot: int = -1

    @property
    def truth(self) -> Truth:
        return self.organisations, self.spot


class Writer:
    """Writes affiliation strings for a world; pure: the same arguments give the same string."""

    def __init__(self, world: Geography, organisations: tuple[Organisation, ...], field_codes: tuple[int, ...]) -> None:
        self._spots = world.spots
        self._organisations = organisations
        self._departments = departments()
        self._field_codes = field_codes
        self._by_spot: dict[int, list[int]] = {}
        for org in organisations:
            self._by_spot.setdefault(org.spot, []).append(org.number)

    def neighbour(self, org: int) -> int:
        """Another organisation of the same place, the same one each time; itself where there is no other."""
        near = self._by_spot[self._organisations[org].spot]
        return near[(near.index(org) + 1) % len(near)]

    def written(self, *, org: int, field: int, choice: int, style: int, other: int) -> Affiliation:
        """The string of a habit: ``choice`` picks department and small variants, ``other`` the second organisation."""
        here = self._organisations[org]
        spot = self._spots[here.spot]
        options = self._departments[self._field_codes[field]]
        dept = options[choice % len(options)]
        name = STYLES[style]
        if name == "two":
            there = self._organisations[other]
            second = _foreign(there, dept, self._spots[there.spot], choice) if self._spots[there.spot].is_abroad else (
                _chinese_latin("plain", there, dept, self._spots[there.spot], choice)
            )  # fmt: skip
            first = self._single("usual", here, dept, spot, choice)
            return Affiliation("; ".join((first, second)), (org, other) if org != other else (org,))
        if name == "none":
            return Affiliation(_nowhere(dept, spot, choice), ())
        if name == "absent":
            return Affiliation(_unlisted(org * N_UNLISTED + choice % N_UNLISTED, spot, choice), (), here.spot)
        return Affiliation(self._single(name, here, dept, spot, choice), (org,))

    def _single(self, name: str, org: Organisation, dept: Department, spot: Spot, choice: int) -> str:
        if spot.is_abroad:
            return _foreign(org, dept, spot, choice)
        if name in _CHINESE:
            return _chinese(name, org, dept, spot)
        return _chinese_latin(name, org, dept, spot, choice)


def _other_name(org: Organisation, choice: int) -> str:
    """An alias, or what the organisation was called before."""
    names = (*org.aliases, *([org.former[0]] if org.former[0] else []))
    return names[choice % len(names)] if names else org.name


_CHINESE = {"chinese", "chinese_place", "mixed"}


def _country(spot: Spot, choice: int) -> str:
    if spot.country_en != "China":
        return ("China", "SAR, China", "P.R. China")[choice % 3]
    return COUNTRY_FORMS[bisect(_COUNTRY_EDGES, choice * GOLDEN % 1.0)]


def _chinese(name: str, org: Organisation, dept: Department, spot: Spot) -> str:
    unit = dept[2] if org.kind.ror_type in ("education", "healthcare") else ""
    if name == "chinese":
        return f"{org.name_zh}{unit}，{spot.name_zh} {org.postcode}".strip()
    if name == "chinese_place":
        province = spot.province_zh if spot.province_zh != spot.name_zh else ""
        return f"{province}{spot.name_zh}市{org.name_zh}{unit}"
    return f"{dept[0]}, {org.name_zh}, {spot.name_en}, China"


def _chinese_latin(name: str, org: Organisation, dept: Department, spot: Spot, choice: int) -> str:
    city, country = spot.name_en, _country(spot, choice)
    unit = dept[0] if org.kind.ror_type in ("education", "healthcare") or choice % 3 == 0 else "Research Center"
    if name == "pinyin":
        return f"{' '.join(lazy_pinyin(org.name_zh)).capitalize()}, {city}, {country}"
    road = f"No. {choice % 300 + 1} {ROADS[choice % len(ROADS)]}"
    laboratory = f"Key Laboratory of {dept[0].split(' of ')[-1]} of Ministry of Education"
    forms = {
        "usual": f"{unit}, {org.name}, {city}, {country}",
        "postcode": f"{unit}, {org.name}, {city} {org.postcode}, {country}",
        "plain": f"{org.name}, {city}, {country}",
        "no_place": f"{unit}, {org.name}",
        "name_only": org.name,
        "province": f"{unit}, {org.name}, {city}, {spot.province_en}, {country}",
        "road": f"{unit}, {org.name}, {road}, {city} {org.postcode}, {country}",
        "laboratory": f"{laboratory}, {unit}, {org.name}, {city}, {country}",
        "abbreviated": f"{dept[1]}, {_short(org.name)}, {city} {org.postcode}, {country}",
        "reversed": f"{org.name}, {unit}, {city}, {country}",
        "acronym": f"{unit}, {org.acronym or org.name}, {city}, {country}",
        "capitals": f"{unit}, {org.name}, {city}, {country}".upper(),
        "ampersand": f"{dept[1].replace('.', '')}, {org.name.replace(' and ', ' &amp; ')}, {city}, {country}".replace(
            " & ", " &amp; "
        ),
        "footnote": f"{choice % 5 + 1} {unit}, {org.name}, {city}, {country}",
        "unpunctuated": f"{unit} {org.name} {city} {country}",
        "alias": f"{unit}, {_other_name(org, choice)}, {city}, {country}",
        "no_country": f"{unit}, {org.name}, {city}",
    }
    return forms[name].replace(" ,", ",").replace("  ", " ")


def _foreign(org: Organisation, dept: Department, spot: Spot, choice: int) -> str:
    unit = dept[0].replace("School", ("School", "Faculty", "Department")[choice % 3])
    short = {"United States": ("USA", "United States", "U.S.A."), "United Kingdom": ("UK", "United Kingdom", "England")}
    country = short.get(spot.country_en, (spot.country_en,))
    ending = country[choice % len(country)]
    forms = (
        f"{unit}, {org.name}, {spot.name_en}, {ending}",
        f"{org.name}, {spot.name_en}, {ending}",
        f"{unit}, {org.name}, {ending}",
        f"{dept[1]}, {_short(org.name)}, {spot.name_en}, {ending}",
        f"{org.name}",
    )
    return forms[(0, 0, 0, 1, 1, 2, 3, 4)[choice % 8]]


def _unlisted(number: int, spot: Spot, choice: int) -> str:
    """An organisation that stands in no register: small, or not one that publishes often."""
    if spot.is_abroad:
        stems = latin_stems()
        return f"{stems[number * 17 % len(stems)]} Consulting, {spot.name_en}, {spot.country_en}"
    pairs = chinese_stems()
    stem, stem_zh = pairs[number * 17 % len(pairs)]
    english, chinese = _UNLISTED[number % len(_UNLISTED)]
    if choice % 5 == 0:
        return f"{spot.name_zh}{stem_zh}{chinese}"
    return f"{spot.name_en} {stem} {english}, {spot.name_en}, {_country(spot, choice)}"


def _nowhere(dept: Department, spot: Spot, choice: int) -> str:
    return (dept[0], f"{dept[0]}, {spot.country_en}", spot.country_en, "Independent Researcher", dept[2])[choice % 5]


_SHORT = (
    ("University of ", "Univ. "), ("University", "Univ."), ("Technology", "Technol."), ("Science", "Sci."),
    ("Institute of ", "Inst. "), ("Academy of ", "Acad. "), ("Hospital", "Hosp."), ("Medical", "Med."),
    ("Agricultural", "Agr."),
)  # fmt: skip


def _short(name: str) -> str:
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name


def noisy(text: str, seed: int) -> str:
    """One printing's accidents: a misspelling, an e-mail, a room, a mark, doubled spaces, a lost ending."""
    rng = Random(seed)
    kind = rng.randrange(8)
    if kind <= 2:
        return _misspelt(text, rng)
    if kind == 3:
        return f"{text}. E-mail: {rng.choice('abcdefghjklmnpqrstwxyz')}{rng.randrange(10_000)}@mail.example"
    if kind == 4:
        return f"Room {rng.randrange(100, 1900)}, Building {rng.randrange(1, 40)}, {text}"
    if kind == 5:
        mark, ending = rng.choice(("a", "b", "†", "*", "1,2")), rng.choice((".", ";", "#TAB#", " ."))
        return f"{mark} {text.replace(', ', ',  ', 1)}{ending}"
    if kind == 6:
        return f"Team {rng.randrange(1, 999)}, {text}"
    return _misspelt(_misspelt(text, rng), rng)


def _misspelt(text: str, rng: Random) -> str:
    if len(text) < 6:
        return text + "."
    at = rng.randrange(2, len(text) - 2)
    if rng.random() < 0.5:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
