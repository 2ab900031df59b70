"""Source tables that stand beside the works: reference counts, statistics, platforms, alliances."""

from __future__ import annotations

from jialing.schema.tables.columns import FIELD, POPULATION, SOURCE, YEAR, Column, Table

BESIDE = (
    Table(
        "reference_counts",
        "source",
        "Counts by others of a whole population (the world, China, a comparator): denominators of relative indicators.",
        (),
        (
            SOURCE,
            POPULATION,
            Column("area", "text", "world, country:CN, or a place_id"),
            FIELD,
            YEAR,
            Column("n_works", "number", "works, full counting", "works"),
        ),
    ),
    Table(
        "statistics",
        "source",
        "Official statistics by place and year, each vintage kept.",
        (),
        (
            SOURCE,
            Column("place_id", "text", "place", null="a circle as a whole"),
            Column("circle_id", "text", "circle", null="a single place"),
            Column(
                "indicator",
                "text",
                "code, e.g. rd_intensity, contract_turnover, high_tech_enterprises, high_value_patents",
            ),
            YEAR,
            Column("value", "number", "value", "as `unit`", null="not published, not zero"),
            Column("unit", "text", "unit, e.g. %, 100 million CNY, enterprises, patents per 10,000 people"),
            Column("vintage", "date", "day of the publication that gives this value", null="not stated"),
            Column("document", "text", "document or address it was read from", null="not stated"),
        ),
    ),
    Table(
        "platforms",
        "source",
        "Innovation platforms (laboratories, centres, bases), as bureau tables list them.",
        ("platform_id",),
        (
            Column("platform_id", "text", "id in its source"),
            SOURCE,
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("kind", "text", "code of kind, e.g. state_key_laboratory, innovation_base, new_rd_institution"),
            Column("level", "text", "national, provincial-ministerial, prefecture, county"),
            Column("place_id", "text", "place", null="unknown"),
            Column("zone", "text", "zone it stands in", null="none"),
            Column("host", "text", "host as written", null="none"),
            Column("field_id", "text", "field", null="not stated"),
            Column("since", "date", "approved or founded on", null="unknown"),
            Column("status", "text", "as the source says: planned, building, operating, withdrawn"),
        ),
    ),
    Table(
        "alliances",
        "source",
        "Alliances of organisations.",
        ("alliance_id",),
        (
            Column("alliance_id", "text", "id in its source"),
            SOURCE,
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("founded_on", "date", "founded on", null="unknown"),
            Column("status", "text", "proposed, active, dormant, dissolved"),
            Column("field_id", "text", "field", null="not stated"),
        ),
    ),
    Table(
        "alliance_members",
        "source",
        "Seats in alliances.",
        (),
        (
            Column("alliance_id", "text", "alliance"),
            SOURCE,
            Column("affiliation", "text", "member as written"),
            Column("seat", "text", "chair, council, member, secretariat"),
            Column("joined_on", "date", "joined on", null="unknown"),
            Column("left_on", "date", "left on", null="still a member"),
        ),
    ),
)
