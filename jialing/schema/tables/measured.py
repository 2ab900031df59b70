"""Measured tables: the published results that :mod:`jialing.atlas` reads."""

from __future__ import annotations

from jialing.schema.tables.columns import CIRCLE, COUNTING, FIELD, POPULATION, YEAR, Column, N, Table

MEASURED_TABLES = (
    Table(
        "output_places",
        "measured",
        "Output by place, field and year.",
        ("population", "place_id", "field_id", "year", "counting"),
        (POPULATION, Column("place_id", "text", "place"), FIELD, YEAR, COUNTING, N),
    ),
    Table(
        "output_circles",
        "measured",
        "Output by circle (distinct works of its member places in the year), field and year.",
        ("population", "circle_id", "field_id", "year", "counting"),
        (POPULATION, CIRCLE, FIELD, YEAR, COUNTING, N),
    ),
    Table(
        "output_countries",
        "measured",
        "Output by country, field and year; country_code '' is the whole population.",
        ("population", "country_code", "field_id", "year", "counting"),
        (
            POPULATION,
            Column("country_code", "text", "country; '' all works of the population"),
            FIELD,
            YEAR,
            COUNTING,
            N,
        ),
    ),
    Table(
        "output_orgs",
        "measured",
        "Output by organisation and place of work (its seat or a campus, in circle places), top-level field and year.",
        ("population", "org_id", "place_id", "field_id", "year", "counting"),
        (
            POPULATION,
            Column("org_id", "text", "organisation"),
            Column("place_id", "text", "place at which it worked"),
            FIELD,
            YEAR,
            COUNTING,
            N,
        ),
    ),
    Table(
        "collab_places",
        "measured",
        "Works that two places did together. full: 1 per pair and work; fractional: see measure.collaboration.",
        ("population", "place_a", "place_b", "field_id", "year", "counting"),
        (
            POPULATION,
            Column("place_a", "text", "place, smaller id"),
            Column("place_b", "text", "place, larger id"),
            FIELD,
            YEAR,
            COUNTING,
            N,
        ),
    ),
    Table(
        "collab_orgs",
        "measured",
        "Works that two organisations of circle places did together (all fields).",
        ("population", "org_a", "org_b", "year", "counting"),
        (
            POPULATION,
            Column("org_a", "text", "organisation, smaller id"),
            Column("org_b", "text", "organisation, larger id"),
            YEAR,
            COUNTING,
            N,
        ),
    ),
    Table(
        "circle_partners",
        "measured",
        "Works of a circle that also involve a partner group.",
        ("population", "circle_id", "partner", "field_id", "year", "counting"),
        (
            POPULATION,
            CIRCLE,
            Column(
                "partner",
                "text",
                "inside (two or more member places), circle:<id>, abroad, country:<CC>, "
                "bri (any Belt and Road country), university-company",
            ),
            FIELD,
            YEAR,
            COUNTING,
            N,
        ),
    ),
    Table(
        "leadership",
        "measured",
        "Works led by a place: by the corresponding author where known, else by the first or last author, in fields "
        "not ordered by alphabet.",
        ("population", "place_id", "field_id", "year", "rule"),
        (
            POPULATION,
            Column("place_id", "text", "place"),
            FIELD,
            YEAR,
            Column("rule", "text", "corresponding, first or last"),
            Column("n_led", "number", "works led", "works"),
            Column("n_known", "number", "works of the place for which the rule can tell", "works"),
        ),
    ),
    Table(
        "author_order",
        "measured",
        "Is a field's author order alphabetical? Share against what chance would give.",
        ("population", "field_id"),
        (
            POPULATION,
            FIELD,
            Column("n_works", "int", "works with two or more named authors", "works"),
            Column("alphabetical_share", "number", "share in alphabetical order", "0..1"),
            Column("expected_share", "number", "share that random order would give", "0..1"),
            Column(
                "is_alphabetical",
                "flag",
                "intentional alphabetical order: first and last place say nothing",
                null="too few works to tell",
            ),
        ),
    ),
    Table(
        "coverage",
        "measured",
        "How much of the records behind a figure was resolved.",
        ("population", "field_id", "year"),
        (
            POPULATION,
            FIELD,
            YEAR,
            Column("n_works", "int", "works", "works"),
            Column("n_works_placed", "int", "works with at least one place", "works"),
            Column("n_affiliated", "int", "author or participant rows with a string or a given organisation", "rows"),
            Column("n_resolved", "int", "of those, rows resolved to an organisation", "rows"),
            Column("n_unaffiliated", "int", "author rows without any affiliation in the source", "rows"),
        ),
    ),
)
