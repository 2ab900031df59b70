"""The parts of OpenAlex records that are read, as typed structs: decoding validates and skips all else.

Shapes as of the snapshots and API replies of 2026; what only older ones have (``raw_affiliation_strings`` alone,
``type_crossref``) is kept. Reference: https://docs.openalex.org/api-entities/works/work-object
"""

from __future__ import annotations

from msgspec import Struct


class Named(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None


class Topic(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    score: float | None = None
    subfield: Named | None = None
    field: Named | None = None
    domain: Named | None = None


class Venue(Struct, gc=False):
    display_name: str | None = None


class Location(Struct, gc=False):
    source: Venue | None = None
    raw_source_name: str | None = None
    raw_type: str | None = None


class Author(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class InstitutionRef(Struct, gc=False):
    id: str | None = None
    ror: str | None = None
    country_code: str | None = None


class Affiliation(Struct, gc=False):
    raw_affiliation_string: str | None = None
    institution_ids: list[str | None] | None = None


class Authorship(Struct, gc=False):
    author: Author | None = None
    institutions: list[InstitutionRef] | None = None
    countries: list[str] | None = None
    is_corresponding: bool | None = None
    raw_author_name: str | None = None
    raw_affiliation_strings: list[str] | None = None
    raw_affiliation_string: str | None = None
    affiliations: list[Affiliation] | None = None


class Work(Struct, gc=False):
    id: str | None = None
    doi: str | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | None = None
    publication_date: str | None = None
    language: str | None = None
    type: str | None = None
    type_crossref: str | None = None
    primary_location: Location | None = None
    authorships: list[Authorship] | None = None
    cited_by_count: int | None = None
    is_retracted: bool | None = None
    primary_topic: Topic | None = None
    topics: list[Topic] | None = None
    abstract_inverted_index: dict[str, list[int]] | None = None


class Geo(Struct, gc=False):
    city: str | None = None
    geonames_city_id: str | int | None = None
    region: str | None = None
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Associated(Struct, gc=False):
    id: str | None = None
    ror: str | None = None
    relationship: str | None = None


class International(Struct, gc=False):
    display_name: dict[str, str] | None = None


class Institution(Struct, gc=False):
    id: str | None = None
    ror: str | None = None
    display_name: str | None = None
    type: str | None = None
    country_code: str | None = None
    homepage_url: str | None = None
    display_name_acronyms: list[str] | None = None
    display_name_alternatives: list[str] | None = None
    international: International | None = None
    ids: dict[str, str | int | None] | None = None
    geo: Geo | None = None
    associated_institutions: list[Associated] | None = None
