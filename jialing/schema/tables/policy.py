"""Source tables of what policy names: official targets, strategic forces, key areas."""

from __future__ import annotations

from jialing.schema.tables.columns import SOURCE, Column, Table

ADDRESS = Column("address", "text", "address at which it was read", null="not stated")
RETRIEVED = Column("retrieved_on", "date", "day on which it was read", null="not stated")

POLICY = (
    Table(
        "targets",
        "source",
        "Official targets of a place or a circle: what it is held to, by which document.",
        (),
        (
            SOURCE,
            Column("place_id", "text", "place", null="a circle as a whole"),
            Column("circle_id", "text", "circle", null="a single place"),
            Column("indicator", "text", "code as in `statistics`, e.g. rd_intensity; compared with it only there"),
            Column("baseline_year", "year", "year of the baseline", "year", null="not stated"),
            Column("baseline_value", "number", "value in that year", "as `unit`", null="not stated, not zero"),
            Column("target_year", "year", "year by which it is to be reached", "year"),
            Column("target_value", "number", "value to be reached", "as `unit`"),
            Column("unit", "text", "unit, as in `statistics`: a target in another unit is not compared"),
            Column("direction", "text", "at_least or at_most", null="at_least"),
            Column("force", "text", "binding or expected, as five-year plans say it", null="not stated"),
            Column("document", "text", "document that sets it"),
            ADDRESS,
            RETRIEVED,
        ),
    ),
    Table(
        "strategic_forces",
        "source",
        "Strategic scientific and technological forces, by name, in five classes.",
        ("force_id",),
        (
            Column("force_id", "text", "id in its source"),
            SOURCE,
            Column(
                "kind",
                "text",
                "national_laboratory, research_institute (national), research_university, leading_enterprise or "
                "major_facility",
            ),
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("place_id", "text", "place it stands in; one row for each place of a force", null="unknown"),
            Column("role_en", "text", "what it is there for, in a few words, English", null="not stated"),
            Column("role_zh", "text", "the same in Chinese", null="not stated"),
            Column("field_ids", "texts", "fields it works in (keys of `fields`)", null="not stated"),
            Column("host", "text", "organisation that runs it, as written", null="itself, or not stated"),
            Column("org_ids", "texts", "organisations whose output is its context (ROR ids)", null="not stated"),
            Column("since", "date", "founded or approved on", null="unknown"),
            Column("status", "text", "planned, building, operating or withdrawn"),
            Column("document", "text", "document or list that names it", null="not stated"),
            ADDRESS,
            RETRIEVED,
        ),
    ),
    Table(
        "key_areas",
        "source",
        "Areas that policy names, and lists of them; those that ship, replaced where a source brings the same id.",
        ("area_id",),
        (
            Column("area_id", "text", "e.g. sei2018:3, future2024:space, ours:advanced-manufacturing"),
            Column("source", "text", "source (key of `sources`)", null="ships with Jialing"),
            Column("parent_id", "text", "the list it stands in", null="a list itself"),
            Column("name_en", "text", "English name", null="none"),
            Column("name_zh", "text", "Chinese name", null="none"),
            Column("document", "text", "official document that names it, or 'ours'"),
            Column("is_verified", "flag", "somebody has compared it with the document", null="not stated"),
        ),
    ),
    Table(
        "area_fields",
        "source",
        "Which fields lie in which key area: no document says so. By our rule, or as a source states it.",
        (),
        (
            Column("area_id", "text", "area (key of `key_areas`)"),
            Column("source", "text", "source (key of `sources`); its rows of an area replace ours", null="ours"),
            Column("field_id", "text", "field (key of `fields`)"),
            Column(
                "coding",
                "text",
                "how it was coded; ours: name:<word of the field's name>, above:<the subfield that lies in it>",
                null="stated by the source",
            ),
        ),
    ),
)
