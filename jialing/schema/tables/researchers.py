"""Measured tables of people: who worked where in which field and year, and who moved."""

from __future__ import annotations

from jialing.schema.tables.columns import CIRCLE, FIELD, POPULATION, YEAR, Column, Table

PERSON = Column("person_id", "text", "person (key of `persons`)")
NUMBERS = (
    Column("n_works", "number", "works of the person there", "works"),
    Column(
        "n_known",
        "number",
        "of those, works whose citations are known; 0 for all fields together: citations are compared within one",
        "works",
    ),
    Column("n_top", "number", "of those, works in the most cited tenth of the field and year; ties share it", "works"),
)

RESEARCHERS = (
    Table(
        "researcher_places",
        "measured",
        "Works of each person at each member place, by coarse field and year.",
        ("population", "place_id", "field_id", "year", "person_id"),
        (POPULATION, Column("place_id", "text", "member place"), FIELD, YEAR, PERSON, *NUMBERS),
    ),
    Table(
        "researcher_circles",
        "measured",
        "Distinct works of each person in each circle, by coarse field and year.",
        ("population", "circle_id", "field_id", "year", "person_id"),
        (POPULATION, CIRCLE, FIELD, YEAR, PERSON, *NUMBERS),
    ),
)
MOVES = (
    Table(
        "moves",
        "measured",
        "Changes of people's places of work between member places: moves, other sites, joint posts, visits.",
        (),
        (
            POPULATION,
            PERSON,
            Column("kind", "text", "move, site (same organisation elsewhere), joint (both in two years), visit"),
            Column("year", "year", "first year at the new place", "year"),
            Column("year_before", "year", "last year at the old place before it", "year"),
            Column("from_place_id", "text", "old main place; joint, visit: the main place"),
            Column("to_place_id", "text", "new main place; joint, visit: the other place"),
            Column("from_org_id", "text", "organisation of most works there", null="not resolved"),
            Column("to_org_id", "text", "organisation of most works there", null="not resolved"),
            Column("n_before", "number", "works at the old place; a work with several addresses is divided", "works"),
            Column("n_after", "number", "works at the new place", "works"),
            Column("basis", "text", "what holds both sides together: orcid, source (its id of the person) or name"),
            Column("is_name_shared", "flag", "another person found bears the name, or only initials are printed"),
        ),
    ),
)
