"""Places of China that ship with Jialing, and the county-level units that fold into them.

Derived from open data, see ``schema/data/README.md`` for sources and licences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jialing.schema.reference_data import optional_number, several, shipped_rows


@dataclass(frozen=True)
class Place:
    """A place that circles are made of.

    Attributes
    ----------
    place_id : ``CN-`` and the six-digit division code; ``HK``; ``MO``
    name_en : usual English name, without kind ("Chengdu", "Xi'an", "Liangshan"); not unique (two Suzhou, two Taizhou)
    name_zh : short Chinese name (成都, 凉山); the full one (凉山彝族自治州) is among the aliases
    kind : municipality, prefecture, region (HK, MO), city (a county-level city directly under its province)
    country_code : as ROR codes it: CN, HK or MO
    province_en, province_zh : first-level division; a municipality or region is its own
    lat, lng : degrees, WGS 84, of the city that bears the name; None where unknown
    geonames_ids : GeoNames populated places inside, the city itself first where it is known
    aliases : other spellings, older names, full and traditional Chinese names
    """

    place_id: str
    name_en: str
    name_zh: str
    kind: str
    country_code: str
    province_en: str
    province_zh: str
    lat: float | None
    lng: float | None
    geonames_ids: tuple[int, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class County:
    """A district, county, banner or county-level city, and the place that it folds into.

    Attributes
    ----------
    name_en : pinyin or usual English name, without kind ("Jiangyou"); not unique
    name_zh : full Chinese name (江油市)
    place_id : the prefecture or municipality that it lies in
    aliases : short Chinese name (江油), traditional form, other spellings
    code : six-digit division code; '' for units that the standard never had or no longer has
    geonames_ids : GeoNames populated places that are its seat
    is_former : it is no more (merged or renamed since 2018, and well-known older ones); affiliations still name it
    """

    name_en: str
    name_zh: str
    place_id: str
    aliases: tuple[str, ...]
    code: str = ""
    geonames_ids: tuple[int, ...] = ()
    is_former: bool = False


@cache
def places() -> tuple[Place, ...]:
    """All places shipped: China's municipalities, prefectures and cities under a province, Hong Kong, Macao."""
    return tuple(_place(row) for row in shipped_rows("places.csv"))


@cache
def counties() -> tuple[County, ...]:
    """County-level units of mainland China, in the order of their codes; then a few without code."""
    return tuple(_county(row) for row in shipped_rows("counties.csv"))


def _place(row: dict[str, str]) -> Place:
    return Place(
        place_id=row["place_id"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        kind=row["kind"],
        country_code=row["country_code"],
        province_en=row["province_en"],
        province_zh=row["province_zh"],
        lat=optional_number(row["lat"]),
        lng=optional_number(row["lng"]),
        geonames_ids=tuple(map(int, several(row["geonames_ids"]))),
        aliases=several(row["aliases"]),
    )


def _county(row: dict[str, str]) -> County:
    return County(
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        place_id=row["place_id"],
        aliases=several(row["aliases"]),
        code=row["code"],
        geonames_ids=tuple(map(int, several(row["geonames_ids"]))),
        is_former=row["is_former"] == "true",
    )
