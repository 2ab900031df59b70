"""Linked tables: what the pipeline makes of the source tables after resolution."""

from __future__ import annotations

from jialing.schema.tables.columns import CIRCLE, POPULATION, YEAR, Column, Table
from jialing.schema.tables.works import WORKS

LINKED_TABLES = (
    Table(
        "places",
        "linked",
        "Places: those shipped (China's prefectures, counties folded into them) and each city an organisation lies in.",
        ("place_id",),
        (
            Column(
                "place_id",
                "text",
                "CN-<6 digit division code> of the prefecture or municipality, HK, MO, else gn-<GeoNames id>",
            ),
            Column("name_en", "text", "English name"),
            Column("name_zh", "text", "Chinese name", null="none known"),
            Column("kind", "text", "municipality, prefecture, region (HK, MO), city"),
            Column("country_code", "text", "ISO 3166-1 alpha-2"),
            Column("province_en", "text", "first-level division", null="unknown"),
            Column("province_zh", "text", "the same in Chinese", null="unknown"),
            Column("lat", "number", "latitude", "degrees", null="unknown"),
            Column("lng", "number", "longitude", "degrees", null="unknown"),
        ),
    ),
    Table(
        "affiliations",
        "linked",
        "Each distinct affiliation string of the version, and what it was resolved to, with the reason.",
        ("affiliation_no",),
        (
            Column("affiliation_no", "int", "number within this version"),
            Column("affiliation", "text", "the string, exactly as printed"),
            Column("org_ids", "texts", "organisations, best first; empty where the resolver abstains"),
            Column(
                "place_id", "text", "place of the best organisation, else the one read from the string", null="unknown"
            ),
            Column(
                "org_place_ids",
                "texts",
                "where each of `org_ids` worked, in their order: the organisation's place, or the campus or branch "
                "that the string names; an element is null where unknown",
                null="no organisation",
            ),
            Column("country_code", "text", "country, from the organisation or read from the string", null="unknown"),
            Column(
                "probabilities",
                "numbers",
                "estimated probability of each of `org_ids`, in their order (the first is `score`)",
                "0..1",
                null="no organisation, or not the resolver's",
            ),
            Column(
                "spans",
                "text",
                "JSON list: for each of `org_ids`, in order, [start, end) of what it was read from, in characters of "
                "`affiliation`",
                null="no organisation, or not the resolver's",
            ),
            Column(
                "abstention",
                "text",
                "why there is none: no_organisation (the string names none), unknown_organisation (it names one "
                "that no table has), ambiguous (several are about as likely)",
                null="there is one, or a person decided that there is none",
            ),
            Column(
                "candidates",
                "text",
                "JSON list of objects `org_id`, `probability`, best first: organisations that the string lies between",
                null="none within reach of each other",
            ),
            Column("score", "number", "probability-like score of the first organisation", "0..1", null="abstained"),
            Column("because", "text", "phrase code of the reason, e.g. because.name_and_city"),
            Column("params", "text", "JSON object of the reason's parameters"),
            Column("decided_by", "text", "resolver, person (the ledger), or source"),
            Column("n_rows", "int", "authorships and participations with this string", "rows"),
        ),
    ),
    Table(
        "linked_works",
        "linked",
        "Works with a number, cleaned of duplicates, in the order of population and year.",
        ("work_no",),
        (
            Column("work_no", "int", "number within this version"),
            *(c for t in WORKS if t.name == "works" for c in t.columns),
            Column(
                "n_affiliated", "count", "author or participant rows with a string or an organisation given", "rows"
            ),
            Column("n_resolved", "count", "of those, rows with an organisation", "rows"),
            Column("n_placed", "count", "of those, rows with a place", "rows"),
            Column("n_in_country", "count", "of those, rows with a country", "rows"),
            Column("n_unaffiliated", "count", "author rows without any affiliation in the source", "rows"),
        ),
    ),
    Table(
        "participants",
        "linked",
        "Who took part in a work: a row per work, author (or participant), affiliation string and organisation found.",
        (),
        (
            Column("work_no", "int", "work"),
            POPULATION,
            YEAR,
            Column("position", "count", "place in the list, from 1"),
            Column("role", "text", "author, applicant, coordinator, participant, host, funder"),
            Column("is_last", "flag", "last author"),
            Column("is_corresponding", "flag", "corresponding", null="the source does not say"),
            Column("person_id", "text", "the source's id of the author", null="none"),
            Column("person_name", "text", "name as printed", null="not given"),
            Column("affiliation_no", "int", "affiliation string", null="none given"),
            Column(
                "because",
                "text",
                "phrase code of why this row's organisation is not its string's: context decided between several, or "
                "the organisation had become another by the year of the work",
                null="as the string's (table `affiliations`)",
            ),
            Column("org_id", "text", "organisation", null="not resolved"),
            Column("place_id", "text", "place", null="unknown"),
            Column("country_code", "text", "country", null="unknown"),
            Column(
                "weight",
                "number",
                "share of the work: 1/authors, divided by the author's distinct organisations",
                "works",
            ),
        ),
    ),
    Table(
        "work_places",
        "linked",
        "Distinct places of each work, with its fields: the narrow table that counting scans.",
        ("work_no", "place_id", "org_id"),
        (
            Column("work_no", "int", "work"),
            POPULATION,
            YEAR,
            Column("place_id", "text", "place", null="unknown"),
            Column("country_code", "text", "country", null="unknown"),
            Column("org_id", "text", "organisation", null="not resolved"),
            Column("is_company", "flag", "the organisation is a company"),
            Column("is_university", "flag", "the organisation is of type education"),
            Column("weight", "number", "share of the work", "works"),
        ),
    ),
    Table(
        "work_field_levels",
        "linked",
        "The primary field of each work (one per scheme), at each of its levels.",
        ("work_no", "field_id"),
        (
            Column("work_no", "int", "work"),
            Column("field_id", "text", "field (key of `fields`)"),
            Column("level", "text", "topic, subfield, field or domain (or class, where a scheme is flat)"),
        ),
    ),
    Table(
        "linked_fields",
        "linked",
        "Every field that a source gives a work, secondary ones too; counting uses the primary one only.",
        ("work_no", "field_id"),
        (
            Column("work_no", "int", "work"),
            Column("field_id", "text", "field at the finest level given (key of `fields`)"),
            Column(
                "rank",
                "count",
                "place among the work's fields of the same classification, from 1: primary, then by score",
            ),
            Column("score", "number", "the source's score", "0..1", null="not given"),
            Column("is_primary", "flag", "the one that counts the work"),
        ),
    ),
    Table(
        "linked_participations",
        "linked",
        "Organisations taking part in a project or patent by name: as written, what it was taken for, and why.",
        (),
        (
            Column("work_no", "int", "work"),
            Column("position", "count", "place in the list, from 1"),
            Column("role", "text", "applicant, coordinator, participant, host or funder"),
            Column("affiliation", "text", "organisation exactly as written"),
            Column("org_ids", "texts", "organisations found, best first; empty where the resolver abstains"),
            Column("place_id", "text", "place", null="unknown"),
            Column("country_code", "text", "country", null="unknown"),
            Column("because", "text", "phrase code of the reason", null="no answer"),
            Column("params", "text", "JSON object of the reason's parameters", null="no answer"),
            Column("amount", "number", "this participant's funding", "as `currency`", null="not given, not zero"),
            Column("currency", "text", "ISO 4217", null="no amount"),
        ),
    ),
    Table(
        "circle_members",
        "linked",
        "Members of each circle, as every year of the version counts them.",
        ("circle_id", "place_id"),
        (CIRCLE, Column("place_id", "text", "member place")),
    ),
    Table(
        "belt_and_road",
        "linked",
        "Countries that signed a Belt and Road document.",
        ("country_code",),
        (
            Column("country_code", "text", "ISO 3166-1 alpha-2"),
            Column("signed_year", "year", "year of signing", "year", null="not known"),
        ),
    ),
)
