"""Places by name: countries, divisions, cities, counties; from the schema's places and the organisations' own
cities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jialing.resolve.index import CITY, COUNTRY, COUNTY, ORDINARY, POSTAL, SUBDIVISION, PlaceFact
from jialing.resolve.names import is_telling
from jialing.resolve.text import key_of
from jialing.resolve.types import CountryLike, CountyLike, PlaceLike
from jialing.resolve.words import STATES
from jialing.schema import Namesakes

Row = Mapping[str, object]


@dataclass
class Gazetteer:
    """Phrase key -> places that it may mean, and for each organisation where it is.

    Attributes
    ----------
    facts : phrase key -> place facts, strongest kinds first
    division, place_id : of each organisation ('' where unknown)
    endings : of each organisation, the keys of its city, division and country, and pairs of them: endings that people
        leave out
    provinces : division key -> (English, Chinese name)
    """

    facts: dict[str, list[PlaceFact]] = field(default_factory=dict)
    division: list[str] = field(default_factory=list)
    place_id: list[str] = field(default_factory=list)
    endings: list[frozenset[str]] = field(default_factory=list)
    provinces: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, name: str | None, fact: PlaceFact) -> None:
        key = key_of(name or "")
        if len(key) > 1 and is_telling(key.split(" ")) and fact not in self.facts.setdefault(key, []):
            self.facts[key].append(fact)


def gazetteer(
    rows: Sequence[Row],
    *,
    places: Sequence[PlaceLike],
    counties: Sequence[CountyLike],
    countries: Mapping[str, CountryLike],
) -> Gazetteer:
    """All place names of the schema and of the organisations ``rows`` (schema columns as mappings)."""
    atlas = Gazetteer()
    _add_countries(atlas, countries)
    by_id = {place.place_id: place for place in places}
    for place in places:
        _add_place(atlas, place)
    for county in counties:
        if county.place_id in by_id:
            _add_county(atlas, county, by_id[county.place_id])
    _add_postal(atlas)
    where = _Where(places, counties)
    for row in rows:
        _add_organisation(atlas, row, where, countries)
    for facts in atlas.facts.values():
        facts.sort()
    return atlas


MIN_NAMESAKES = 3
"""Organisations that must have a place's name in theirs before their places say anything of the name."""

MIN_SHARE_THERE = 0.2
"""Share of these that must be there, lest the name be rather a word, or another place's."""


def doubted(
    facts: Mapping[str, Sequence[PlaceFact]],
    bearers: Mapping[str, Collection[int]],
    rows: Sequence[Row],
    atlas: Gazetteer,
) -> dict[str, list[PlaceFact]]:
    """``facts`` with every city and division ORDINARY whose name organisations bear mostly elsewhere.

    ``bearers``: phrase key of a place -> numbers of the organisations that have it in a name of theirs. Paris is where
    the bodies named Paris are; a country's *North* is not where the bodies named North are. Within China the province
    must be right, abroad the country.
    """
    return {
        key: sorted(_doubted(f, _fellows(key, f, bearers, rows), rows, atlas) for f in of) for key, of in facts.items()
    }


def _fellows(key: str, fact: PlaceFact, bearers: Mapping[str, Collection[int]], rows: Sequence[Row]) -> Collection[int]:
    """The organisations that tell how a name is used; for a Chinese name of China those of the mainland."""
    found = bearers.get(key, ())
    is_chinese = key >= "\u2e80" and fact.country == "CN"
    return [n for n in found if rows[n]["country_code"] == "CN"] if is_chinese else found


def _doubted(fact: PlaceFact, bearers: Collection[int], rows: Sequence[Row], atlas: Gazetteer) -> PlaceFact:
    if fact.kind not in (SUBDIVISION, CITY) or len(bearers) < MIN_NAMESAKES:
        return fact
    if fact.country == "CN":
        there = sum(atlas.division[n] == fact.division for n in bearers)
    else:
        there = sum(rows[n]["country_code"] == fact.country for n in bearers)
    return fact if there >= MIN_SHARE_THERE * len(bearers) else fact._replace(kind=ORDINARY)


def division_key(country: str, division: str | None) -> str:
    """'CN:sichuan'; '' where the division is unknown."""
    key = key_of(division or "")
    return f"{country}:{key}" if key else ""


def _add_countries(atlas: Gazetteer, countries: Mapping[str, CountryLike]) -> None:
    for code, country in countries.items():
        for name in (country.name_en, country.name_zh, *country.aliases):
            atlas.add(name, PlaceFact(COUNTRY, code, "", ""))


def _add_place(atlas: Gazetteer, place: PlaceLike) -> None:
    division = division_key(place.country_code, place.province_en)
    atlas.provinces[division] = (place.province_en, place.province_zh)
    kind = COUNTY if place.kind == "city" else CITY  # named and doubted like a county
    for named in [facts for facts in atlas.facts.values() if _is_of_region(facts, place)]:
        named.append(PlaceFact(CITY, place.country_code, division, place.place_id))
    for name in (place.name_en, place.name_zh, *place.aliases, _apart(place)):
        atlas.add(name, PlaceFact(kind, place.country_code, division, place.place_id))
    if place.province_en and place.province_en != place.name_en:
        for name in (place.province_en, place.province_zh, _SHORT.get(place.province_zh)):
            atlas.add(name, PlaceFact(SUBDIVISION, place.country_code, division, ""))


def _is_of_region(facts: Sequence[PlaceFact], place: PlaceLike) -> bool:
    """Whether a name is one of a region that is a country in the tables of countries (Hong Kong SAR)."""
    return place.kind == "region" and any(f.kind == COUNTRY and f.country == place.country_code for f in facts)


_SHORT = {"内蒙古": "内蒙"}
"""How provinces are shortened."""


def _apart(place: PlaceLike) -> str | None:
    """A city's English name as it is written syllable by syllable (Hang Zhou).

    None where it is not plain pinyin, or a syllable is also a joining word (Cheng De would be a person's Cheng).
    """
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(place.name_zh)
    apart = " ".join(syllables).title()
    is_plain = "".join(syllables) == place.name_en.lower().replace("'", "")
    return apart if is_plain and len(key_of(apart).split(" ")) == len(syllables) else None


def _add_county(atlas: Gazetteer, county: CountyLike, place: PlaceLike) -> None:
    division = division_key(place.country_code, place.province_en)
    for name in (county.name_en, county.name_zh, *county.aliases):
        kind = ORDINARY if _is_word(name, county.name_zh) else COUNTY
        atlas.add(name, PlaceFact(kind, place.country_code, division, place.place_id))


_COMMON = ("n", "v", "vn", "ad", "an")
"""Tags of the dictionary's common words."""


def _is_word(name: str, full: str) -> bool:
    """Whether a county's Chinese name without its suffix is rather a word: for cities a common noun or verb (合作), for
    districts and counties anything that the dictionary does not have as a place's name (解放, 和平)."""
    if name == full or name < "\u2e80" or name[-1] in "区县市旗盟州" or len(name) > 3:
        return False
    import rjieba

    tags = [tag for _, tag in rjieba.tag(name, False)]
    return tags[0] in _COMMON if full.endswith("市") and len(tags) == 1 else tags != ["ns"]


def _add_postal(atlas: Gazetteer) -> None:
    for country, states in STATES.items():
        for entry in states.split(";"):
            short, name = entry.split(" ", 1)
            atlas.facts.setdefault(key_of(short) or short, []).append(
                PlaceFact(POSTAL, country, division_key(country, name), "")
            )


class _Where:
    """Which place of the schema an organisation's city is."""

    def __init__(self, places: Sequence[PlaceLike], counties: Sequence[CountyLike]) -> None:
        self.by_geonames = {number: place for place in places for number in place.geonames_ids}
        by_id = {place.place_id: place for place in places}
        self.by_id = by_id
        self.believed = Namesakes(places, counties).believed
        self.by_name: dict[tuple[str, str], PlaceLike] = {}
        for county in counties:
            if county.place_id in by_id:
                self.by_name.setdefault(
                    (by_id[county.place_id].country_code, key_of(county.name_en)), by_id[county.place_id]
                )
        self.municipalities = {
            (place.country_code, key_of(place.name_en)): place for place in places if place.name_en == place.province_en
        }
        for place in places:
            for name in (place.name_en, *place.aliases):
                self.by_name[place.country_code, key_of(name)] = place

    def find(self, row: Row) -> PlaceLike | None:
        """The place of an organisation; where its name says another of the same name, that one."""
        if row["place_id"]:
            return self.by_id.get(str(row["place_id"]))
        found = self._recorded(row)
        if found is None:
            return None
        names = [str(row[column] or "") for column in ("name_zh", "name")]
        return self.by_id.get(self.believed(found.place_id, str(row["city"] or ""), names) or "", found)

    def _recorded(self, row: Row) -> PlaceLike | None:
        found = self.by_geonames.get(row["geonames_id"])  # type: ignore[call-overload]
        country = str(row["country_code"] or "")
        city = key_of(str(row["city"] or ""))
        return (
            found
            or self.by_name.get((country, city))
            or self.by_name.get((country, city.removesuffix(" city")))
            or self.municipalities.get((country, key_of(str(row["subdivision"] or ""))))
        )


def _add_organisation(atlas: Gazetteer, row: Row, where: _Where, countries: Mapping[str, CountryLike]) -> None:
    country, city, named = str(row["country_code"] or ""), str(row["city"] or ""), str(row["subdivision"] or "")
    place = where.find(row)
    division = division_key(country, place.province_en if place else named)
    atlas.division.append(division)
    atlas.place_id.append(place.place_id if place else str(row["place_id"] or ""))
    if city and country and not _is_known(atlas, key_of(city), country):
        atlas.add(city, PlaceFact(CITY, country, division, place.place_id if place else ""))
    if named and division and not place:
        atlas.add(named, PlaceFact(SUBDIVISION, country, division, ""))
    known = countries.get(country)
    single = {key_of(name) for name in (city, named, known.name_en if known else "") if name}
    atlas.endings.append(frozenset(single | {f"{one} {two}" for one in single for two in single if one != two}))


def _is_known(atlas: Gazetteer, key: str, country: str) -> bool:
    """Whether the schema itself has a city of this name there; a table's slips must not make it ambiguous."""
    return any(fact.country == country and fact.place_id and fact.kind == CITY for fact in atlas.facts.get(key, ()))
