"""Which prefecture an organisation's own name says, where a registry has put it into a namesake elsewhere.

Registries place bodies by the id of a populated place; of a name that several places bear (Xinxiang, Taizhou, Yixing)
they often take the wrong one. A university that bears a prefecture's name is seldom in another province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

_SCHOOL_ZH = re.compile(r"市?.{0,4}(?:大学|学院)$|市.{0,6}医院$")
_SCHOOL_EN = re.compile(r" (?:[a-z]+ ){0,3}(?:university|college)\b", re.IGNORECASE)
_NOT_BY_PLACE = frozenset(("中山", "东方", "黄山"))
"""Prefectures whose names are also a person's, a word, a mountain's: bodies anywhere bear them."""


class Named(Protocol):
    """A place or county."""

    @property
    def place_id(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Prefecture(Named, Protocol):
    """A place, with its province."""

    @property
    def country_code(self) -> str: ...
    @property
    def province_en(self) -> str: ...
    @property
    def province_zh(self) -> str: ...


class Namesakes:
    """Prefectures by the names that bodies in them bear."""

    def __init__(self, places: Sequence[Prefecture], counties: Sequence[Named]) -> None:
        mainland = [place for place in places if place.country_code == "CN"]
        self._province = {place.place_id: place.province_en for place in mainland}
        provinces = {place.province_zh for place in mainland} | {place.province_en.casefold() for place in mainland}
        pairs = [(name, p.place_id) for p in mainland for name in (p.name_zh, p.name_en.casefold())]
        own = {p.place_id for p in mainland if p.name_en == p.province_en}
        self._by_name = _only([pair for pair in pairs if pair[0] not in provinces or pair[1] in own])
        self._inside: dict[str, set[str]] = {place.place_id: set() for place in mainland}
        for one in (*mainland, *counties):
            spellings = (one.name_en, one.name_zh, *one.aliases)
            self._inside.get(one.place_id, set()).update(_city(name) for name in spellings)

    def believed(self, place_id: str | None, city: str | None, names: Iterable[str | None]) -> str | None:
        """``place_id``, or the prefecture that the names begin with where that is likelier.

        The names must be a university's, a college's or a city hospital's. A Chinese name is believed where the city
        that the record names is also one inside that prefecture, or the two are in different provinces; an English one,
        which prefectures share by sound, only where the first holds and no city of that sound is where the record says.
        """
        if place_id is None or place_id not in self._province:
            return place_id
        for name in names:
            named = self._said(name or "")
            if named is None or named == place_id:
                continue
            is_chinese = (name or "") >= "\u2e80"
            is_namesake = city is not None and _city(city) in self._inside[named]
            is_far = self._province[named] != self._province[place_id]
            is_there_too = _city((name or "").partition(" ")[0]) in self._inside[place_id]
            if (is_namesake or is_far) if is_chinese else (is_namesake and not is_there_too):
                return named
        return place_id

    def _said(self, name: str) -> str | None:
        """The prefecture that the name of a public body begins with."""
        if name[:1] >= "\u2e80":
            sizes = (size for size in (4, 3, 2) if name[:size] in self._by_name and name[:size] not in _NOT_BY_PLACE)
            size = next(sizes, 0)
            return self._by_name[name[:size]] if size and _SCHOOL_ZH.match(name[size:]) else None
        first = name.casefold().partition(" ")[0]
        return self._by_name.get(first) if _SCHOOL_EN.match(name[len(first) :]) else None


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names that one prefecture alone bears."""
    found: dict[str, set[str]] = {}
    for name, place_id in pairs:
        found.setdefault(name, set()).add(place_id)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _city(name: str) -> str:
    return name.casefold().replace("'", "").removesuffix(" city").removesuffix(" shi")
