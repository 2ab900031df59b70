"""Source tables: organisations, their names, relations and ids."""

from __future__ import annotations

from jialing.schema.tables.columns import SOURCE, Column, Table

ORGANISATIONS = (
    Table(
        "organisations",
        "source",
        "Organisations, from ROR, from local tables, and those that people added.",
        ("org_id",),
        (
            Column("org_id", "text", "ROR's id in full, or `local:...`; never reused"),
            SOURCE,
            Column("name", "text", "display name in its own language"),
            Column("name_en", "text", "English or Latin-script name", null="none known"),
            Column("name_zh", "text", "Chinese name", null="none known"),
            Column(
                "types",
                "texts",
                "ROR's types: education, facility, company, nonprofit, funder, government, healthcare, archive, other",
            ),
            Column("status", "text", "active, inactive or withdrawn"),
            Column("established", "year", "year founded", "year", null="unknown"),
            Column("country_code", "text", "ISO 3166-1 alpha-2 (HK, MO, TW as ROR gives them)", null="unknown"),
            Column("subdivision", "text", "first-level division's English name", null="unknown"),
            Column("city", "text", "name of the city in English", null="unknown"),
            Column("geonames_id", "int", "GeoNames id of the city", null="unknown"),
            Column("lat", "number", "latitude, WGS 84", "degrees", null="unknown"),
            Column("lng", "number", "longitude, WGS 84", "degrees", null="unknown"),
            Column("place_id", "text", "place (key of `places`)", null="outside every known place"),
        ),
    ),
    Table(
        "organisation_names",
        "source",
        "All names of all organisations.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column("name", "text", "the name"),
            Column("lang", "text", "ISO 639-1", null="not stated"),
            Column("kind", "text", "display, label, alias or acronym"),
        ),
    ),
    Table(
        "organisation_relations",
        "source",
        "Relations between organisations, as ROR names them.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column("relation", "text", "parent, child, related, predecessor or successor (the other one is its ...)"),
            Column("other_id", "text", "the other organisation"),
        ),
    ),
    Table(
        "organisation_ids",
        "source",
        "External identifiers.",
        (),
        (
            Column("org_id", "text", "organisation"),
            Column(
                "scheme",
                "text",
                "openalex, grid, wikidata, isni, fundref, pic, uscc (统一社会信用代码), domain, website",
            ),
            Column("value", "text", "the identifier, as its scheme writes it"),
        ),
    ),
)
