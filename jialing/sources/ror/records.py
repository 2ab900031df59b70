"""ROR records of schema 1, schema 2 and the table, as typed structs; all become one :class:`Organisation`.

Reference: https://ror.readme.io/docs/ror-data-structure
"""

from __future__ import annotations

from msgspec import Struct, field


class Name(Struct, gc=False):
    value: str
    lang: str | None = None
    types: list[str] | None = None


class Relation(Struct, gc=False):
    type: str
    id: str


class Link(Struct, gc=False):
    type: str | None = None
    value: str | None = None


class Place(Struct, gc=False):
    city: str | None = None
    subdivision: str | None = None
    country_code: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lng: float | None = None


class Organisation(Struct):
    """What all shapes have in common; ``names`` best first, ``ids`` as (scheme, value), preferred first."""

    id: str
    status: str
    types: list[str]
    established: int | None
    names: list[Name]
    place: Place
    relations: list[Relation]
    ids: list[tuple[str, str]]


class GeoNames(Struct, gc=False):
    name: str | None = None
    lat: float | None = None
    lng: float | None = None
    country_code: str | None = None
    country_subdivision_name: str | None = None


class Location(Struct, gc=False):
    geonames_id: int | None = None
    geonames_details: GeoNames | None = None


class ExternalId(Struct, gc=False):
    type: str
    preferred: str | None = None
    all: list[str] | None = None


class V2(Struct, gc=False):
    id: str
    status: str
    names: list[Name]
    types: list[str] | None = None
    established: int | None = None
    locations: list[Location] | None = None
    relationships: list[Relation] | None = None
    links: list[Link] | None = None
    domains: list[str] | None = None
    external_ids: list[ExternalId] | None = None


class Label(Struct, gc=False):
    label: str
    iso639: str | None = None


class Country(Struct, gc=False):
    country_code: str | None = None


class Admin(Struct, gc=False):
    name: str | None = None


class City(Struct, gc=False):
    id: int | None = None
    city: str | None = None
    geonames_admin1: Admin | None = None


class Address(Struct, gc=False):
    lat: float | None = None
    lng: float | None = None
    city: str | None = None
    state: str | None = None
    geonames_city: City | None = None


class V1Id(Struct, gc=False):
    preferred: str | None = None
    all: list[str] | str | None = None


class V1(Struct, gc=False):
    id: str
    name: str
    status: str = "active"
    types: list[str] | None = None
    established: int | None = None
    aliases: list[str] | None = None
    acronyms: list[str] | None = None
    labels: list[Label] | None = None
    country: Country | None = None
    addresses: list[Address] | None = None
    relationships: list[Relation] | None = None
    links: list[str] | None = None
    external_ids: dict[str, V1Id | None] | None = None


class Row(Struct, gc=False):
    """One row of the table."""

    id: str
    status: str
    names: list[Name]
    relationships: list[Relation] | None
    types: list[str] | None
    established: int | None
    city: str | None
    country_subdivision: str | None
    country_code: str | None
    geonames_id: int | None
    lat: float | None
    lng: float | None
    links: list[Link] | None = None
    domains: list[str] | None = None
    wikidata: list[str] | None = field(default_factory=list)
    grid: list[str] | None = field(default_factory=list)
    isni: list[str] | None = field(default_factory=list)
    fundref: list[str] | None = field(default_factory=list)


SCHEMES = ("grid", "wikidata", "isni", "fundref")


def from_v2(record: V2) -> Organisation:
    locations = record.locations or [Location()]
    details = locations[0].geonames_details or GeoNames()
    ids = [
        (given.type.lower(), value)
        for given in record.external_ids or ()
        if given.type.lower() in SCHEMES
        for value in _preferred_first(given.preferred, given.all or [])
    ]
    return Organisation(
        id=record.id,
        status=record.status.lower(),
        types=record.types or [],
        established=record.established,
        names=record.names,
        place=Place(
            details.name,
            details.country_subdivision_name,
            details.country_code,
            locations[0].geonames_id,
            details.lat,
            details.lng,
        ),
        relations=record.relationships or [],
        ids=ids + _addresses(record.links, record.domains),
    )


def from_v1(record: V1) -> Organisation:
    address = (record.addresses or [Address()])[0]
    city = address.geonames_city or City()
    names = [
        Name(record.name, None, ["ror_display"]),
        *[Name(label.label, label.iso639, ["label"]) for label in record.labels or ()],
        *[Name(alias, None, ["alias"]) for alias in record.aliases or ()],
        *[Name(acronym, None, ["acronym"]) for acronym in record.acronyms or ()],
    ]
    ids = [
        (scheme.lower(), value)
        for scheme, given in (record.external_ids or {}).items()
        if given is not None and scheme.lower() in SCHEMES
        for value in _preferred_first(given.preferred, [given.all] if isinstance(given.all, str) else given.all or [])
    ]
    return Organisation(
        id=record.id,
        status=record.status.lower(),
        types=record.types or [],
        established=record.established,
        names=names,
        place=Place(
            address.city or city.city,
            (city.geonames_admin1.name if city.geonames_admin1 else None) or address.state,
            record.country.country_code if record.country else None,
            city.id,
            address.lat,
            address.lng,
        ),
        relations=record.relationships or [],
        ids=ids + [("website", link) for link in record.links or ()],
    )


def from_row(row: Row) -> Organisation:
    ids = [(scheme, value) for scheme in SCHEMES for value in getattr(row, scheme) or ()]
    return Organisation(
        id=row.id,
        status=row.status.lower(),
        types=row.types or [],
        established=row.established,
        names=row.names,
        place=Place(row.city, row.country_subdivision, row.country_code, row.geonames_id, row.lat, row.lng),
        relations=row.relationships or [],
        ids=ids + _addresses(row.links, row.domains),
    )


def _preferred_first(preferred: str | None, values: list[str]) -> list[str]:
    return [preferred, *[value for value in values if value != preferred]] if preferred else values


def _addresses(links: list[Link] | None, domains: list[str] | None) -> list[tuple[str, str]]:
    websites = [("website", link.value) for link in links or () if link.type == "website" and link.value]
    return websites + [("domain", domain) for domain in domains or ()]
