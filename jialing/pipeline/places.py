"""Where an organisation lies: which place of the schema, else a place of its own city."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from jialing.schema import County, Namesakes, Place, counties, places
from jialing.schema.tables import TABLES

REGIONS = {"HK": "HK", "MO": "MO"}
OWN = "gn-"


@dataclass(frozen=True)
class Gazetteer:
    """Places by GeoNames id and by name within their province.

    A city's id decides first; then its name among the places, then among the counties of the province that the record
    names; without a province only a name that is the only one of its kind. A table that gives no country means a city
    of these places where the name is Chinese, or the province goes with it, or it is a prefecture's. Anything else
    keeps a place of its own, ``gn-<GeoNames id>``.
    """

    places: tuple[Place, ...]
    counties: tuple[County, ...]

    @cached_property
    def by_geonames(self) -> Mapping[int, str]:
        inside = {g: c.place_id for c in self.counties for g in c.geonames_ids}
        return inside | {g: p.place_id for p in self.places for g in p.geonames_ids}

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], str | None]:
        """(province key, name key) -> place; '' for any province; None where two places share the name."""
        province = {p.place_id: _provinces_of(p) for p in self.places}
        names: dict[tuple[str, str], str | None] = {}
        for county in self.counties:
            for within in province.get(county.place_id, ("",)):
                _enter(names, within, _names_of(county), county.place_id)
        return {**names, **self.by_place_name}

    @cached_property
    def by_place_name(self) -> Mapping[tuple[str, str], str | None]:
        """The same of the places alone, without their counties."""
        own: dict[tuple[str, str], str | None] = {}
        for place in self.places:
            for province in _provinces_of(place):
                _enter(own, province, _names_of(place), place.place_id)
        return own

    def place_id(
        self, country: str | None, subdivision: str | None, city: str | None, geonames: int | None
    ) -> str | None:
        """The place of an organisation's city; None where nothing is known of it."""
        if country in REGIONS:
            return REGIONS[country]
        found = self.by_geonames.get(geonames) if geonames is not None else None
        if found is None and city and country == "CN":
            found = self._named(subdivision, city)
        if found is None and city and not country and geonames is None:
            found = self._named_without_country(subdivision, city)
        return found or (f"{OWN}{geonames}" if geonames is not None else None)

    def _named(self, subdivision: str | None, city: str) -> str | None:
        return self.by_name.get((_key(subdivision or ""), _key(city)))

    def _named_without_country(self, subdivision: str | None, city: str) -> str | None:
        if subdivision or any("\u4e00" <= c <= "\u9fff" for c in city):
            return self._named(subdivision, city)
        return self.by_place_name.get(("", _key(city)))

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Place -> country."""
        return {p.place_id: p.country_code for p in self.places}


def _provinces_of(place: Place) -> tuple[str, ...]:
    return tuple(dict.fromkeys((place.province_en, place.province_zh)))


def _names_of(one: Place | County) -> tuple[str, ...]:
    return (one.name_en, one.name_zh, *one.aliases)


def _enter(names: dict[tuple[str, str], str | None], province: str, spellings: Iterable[str], place_id: str) -> None:
    for spelling in spellings:
        for within in (_key(province), ""):
            key = (within, _key(spelling))
            names[key] = place_id if names.get(key, place_id) == place_id else None


_KINDS = re.compile(r"(shi|city|municipality|province|sheng|prefecture|district|qu|county|xian)$")

_KINDS_ZH = re.compile(r"(?<=[\u4e00-\u9fff]{2})(维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|盟)$")


def _key(name: str) -> str:
    """Letters only, without accents, apostrophes and the word for its kind: Xi'an Shi -> xian, 绵阳市 -> 绵阳."""
    plain = _KINDS_ZH.sub("", unicodedata.normalize("NFKD", name).casefold())
    words = [w for w in re.split(r"[\s\-]+", re.sub(r"[^\w\s\-]", "", plain)) if w]
    kept = words[:-1] if len(words) > 1 and _KINDS.fullmatch(words[-1]) else words
    return "".join("".join(c for c in w if not unicodedata.combining(c)) for w in kept)


def gazetteer() -> Gazetteer:
    """The places that ship with Jialing."""
    return Gazetteer(places(), counties())


def placed(organisations: pa.Table, where: Gazetteer) -> pa.Table:
    """Organisations with ``place_id`` filled, and with it a country that was missing; what its source gave is kept."""
    wanted = ("place_id", "country_code", "subdivision", "city", "geonames_id")
    columns = [organisations.column(name).to_pylist() for name in wanted]
    names = zip(*(organisations.column(name).to_pylist() for name in ("name_zh", "name")), strict=True)
    believed = Namesakes(where.places, where.counties).believed
    found = [
        given or believed(where.place_id(*rest), rest[2], own)
        for (given, *rest), own in zip(zip(*columns, strict=True), names, strict=True)
    ]
    countries = [
        code or where.countries.get(place or "")
        for code, place in zip(organisations.column("country_code").to_pylist(), found, strict=True)
    ]
    return _with(_with(organisations, "place_id", found), "country_code", countries)


def _with(table: pa.Table, column: str, values: list[str | None]) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(at, table.schema.field(at), pa.array(values, pa.string()))


def all_places(organisations: pa.Table, where: Gazetteer) -> pa.Table:
    """The table ``places``: those shipped, then every city of its own that an organisation lies in."""
    rows: dict[str, dict[str, object]] = {p.place_id: _shipped(p) for p in where.places}
    wanted = ["place_id", "city", "country_code", "subdivision", "lat", "lng", "name"]
    for row in organisations.select(wanted).to_pylist():
        place_id = row["place_id"]
        if place_id is not None and place_id not in rows:
            rows[place_id] = _own(row)
    table = TABLES["places"].arrow()
    return pa.Table.from_pylist(list(rows.values()), schema=table)


def _shipped(place: Place) -> dict[str, object]:
    names = ("place_id", "name_en", "name_zh", "kind", "country_code", "province_en", "province_zh", "lat", "lng")
    return {name: getattr(place, name) or None for name in names} | {"lat": place.lat, "lng": place.lng}


def _own(row: Mapping[str, object]) -> dict[str, object]:
    return {
        "place_id": row["place_id"],
        "name_en": row["city"] or row["place_id"],
        "name_zh": None,
        "kind": "city",
        "country_code": row["country_code"] or "",
        "province_en": row["subdivision"],
        "province_zh": None,
        "lat": row["lat"],
        "lng": row["lng"],
    }
