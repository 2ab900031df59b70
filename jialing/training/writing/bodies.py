"""Organisations as a writer of affiliation strings knows them: their names, where they are, who is above and below."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa

from jialing.schema import countries

SIGNING = {
    "education": 1.0,
    "healthcare": 0.4,
    "facility": 0.09,
    "government": 0.07,
    "nonprofit": 0.05,
    "company": 0.03,
}
"""How often a body of a kind signs papers, against a university of its size; other kinds as the least."""

PER_SIZE = 2.5
"""Growth of that with the logarithm of names and relations; no more is given to a size above ``LARGEST``."""

LARGEST = 2.75

FUNDED = 10.0
"""How many times as often a body is named that the registry also lists as a funder: those are the known ones."""

BY_COUNTRY = {
    "US": 27, "CN": 12, "DE": 7, "GB": 6, "FR": 4.5, "JP": 3, "IN": 3, "NL": 3, "AU": 2.7, "CA": 2.6, "IT": 2.6,
    "ES": 2.6,
    "BR": 1.7, "CH": 1.6, "KR": 1.5, "TR": 1.1, "SE": 1.1,
}  # fmt: skip
"""Percent of strings that name a body of a country, as papers have them; the rest is shared by reach."""
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")


@dataclass(frozen=True)
class Body:
    """One organisation.

    Attributes
    ----------
    latin : names in Latin letters that are no acronyms, the likeliest first; at least one, or ``chinese`` has one
    chinese : names in Chinese characters (of bodies of China and its neighbours)
    acronyms : short names in capitals
    country, city, division : code; names as the table has them ('' where unknown)
    parents, children, beside : numbers of other bodies; ``beside`` are those that the table calls related
    reach : how often it is named in strings, relative to others
    """

    number: int
    org_id: str
    latin: tuple[str, ...]
    chinese: tuple[str, ...]
    acronyms: tuple[str, ...]
    types: frozenset[str]
    country: str
    city: str
    division: str
    parents: tuple[int, ...]
    children: tuple[int, ...]
    beside: tuple[int, ...]
    reach: float

    @property
    def teaches(self) -> bool:
        return "education" in self.types


@dataclass
class _Ties:
    parents: dict[int, set[int]] = field(default_factory=dict)
    children: dict[int, set[int]] = field(default_factory=dict)
    beside: dict[int, set[int]] = field(default_factory=dict)
    size: Counter[int] = field(default_factory=Counter)

    def add(self, one: int, relation: str, other: int) -> None:
        self.size[one] += 1
        if relation == "child":
            one, other = other, one
        if relation in ("child", "parent"):
            self.parents.setdefault(one, set()).add(other)
            self.children.setdefault(other, set()).add(one)
        elif relation == "related":
            self.beside.setdefault(one, set()).add(other)


def bodies(organisations: pa.Table, names: pa.Table, relations: pa.Table) -> list[Body]:
    """The bodies of the schema's tables, by id; withdrawn ones and those without a name to write are left out."""
    rows = {row["org_id"]: row for row in organisations.to_pylist() if row["status"] != "withdrawn"}
    ids = sorted(rows)
    number = {org_id: at for at, org_id in enumerate(ids)}
    ties = _ties(relations, number)
    said = _names(names, rows)
    found = (_body(number[org_id], rows[org_id], said[org_id], ties) for org_id in ids)
    return _by_country([one for one in found if one.latin or one.chinese])


def _by_country(known: list[Body]) -> list[Body]:
    """The same bodies with the reach of each country's scaled to its share."""
    sums: dict[str, float] = {}
    for one in known:
        code = one.country if one.country in BY_COUNTRY else ""
        sums[code] = sums.get(code, 0.0) + one.reach
    rest = 100.0 - sum(BY_COUNTRY[code] for code in sums if code)
    scale = {code: BY_COUNTRY.get(code, rest) / total for code, total in sums.items() if total}
    return [replace(one, reach=one.reach * scale[one.country if one.country in BY_COUNTRY else ""]) for one in known]


def _ties(relations: pa.Table, number: Mapping[str, int]) -> _Ties:
    ties = _Ties()
    columns = (relations.column(c).to_pylist() for c in ("org_id", "relation", "other_id"))
    for org_id, relation, other_id in zip(*columns, strict=True):
        one, other = number.get(org_id), number.get(other_id)
        if one is not None and other is not None and one != other:
            ties.add(one, relation, other)
    return ties


_KIND_RANK = {"display": 1, "label": 3, "alias": 4, "acronym": 5}
"""Of names; an English label stands at 2."""


def _names(names: pa.Table, rows: Mapping[str, Mapping[str, object]]) -> dict[str, list[tuple[int, str]]]:
    """For each id its (rank, name)."""
    found: dict[str, list[tuple[int, str]]] = {org_id: [(1, str(row["name"] or ""))] for org_id, row in rows.items()}
    columns = (names.column(c).to_pylist() for c in ("org_id", "name", "lang", "kind"))
    for org_id, name, lang, kind in zip(*columns, strict=True):
        if org_id in found and name:
            rank = _KIND_RANK.get(kind, 4)
            found[org_id].append((2 if lang == "en" and rank == 3 else rank, name))
    return found


def _body(number: int, row: Mapping[str, object], said: Iterable[tuple[int, str]], ties: _Ties) -> Body:
    ordered = [(rank, name.strip()) for rank, name in sorted(said) if name.strip()]
    plain = list(dict.fromkeys(name for rank, name in ordered if rank < 5 and not _is_acronym(name)))
    short = dict.fromkeys(name for rank, name in ordered if rank == 5 or _is_acronym(name))
    size = math.log1p(ties.size[number] + len({name for _, name in ordered}))
    types = frozenset(str(t) for t in row["types"] or ())  # type: ignore[attr-defined]
    return Body(
        number=number,
        org_id=str(row["org_id"]),
        latin=tuple(name for name in plain if _is_latin(name)),
        chinese=tuple(name for name in plain if is_chinese(name)) if row["country_code"] in _CHINESE else (),
        acronyms=tuple(short),
        types=types,
        country=str(row["country_code"] or ""),
        city=_BRACKETS.sub(" ", str(row["city"] or "")).strip(),
        division=str(row["subdivision"] or ""),
        parents=tuple(sorted(ties.parents.get(number, ()))),
        children=tuple(sorted(ties.children.get(number, ()))),
        beside=tuple(sorted(ties.beside.get(number, ()))),
        reach=_reach(types, size),
    )


_CHINESE = ("CN", "HK", "MO", "TW")


def _reach(types: frozenset[str], size: float) -> float:
    kind = max((SIGNING.get(one, 0.02) for one in types), default=0.02)
    return kind * math.exp(PER_SIZE * min(size, LARGEST)) * (FUNDED if "funder" in types else 1.0)


def _is_acronym(name: str) -> bool:
    return " " not in name and 2 <= len(name) <= 10 and name.isascii() and sum(map(str.isupper, name)) >= 2


def _is_latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)


def is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters alone."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("\u3400" <= c <= "\u9fff" for c in letters)


def country_names(code: str) -> tuple[str, ...]:
    """The country's Latin names, the usual one first; () for an unknown code."""
    known = countries().get(code)
    return (known.name_en, *(alias for alias in known.aliases if _is_latin(alias))) if known else ()
