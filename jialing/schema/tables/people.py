"""Tables of people: authorships of circles that are one person's."""

from __future__ import annotations

from jialing.schema.tables.columns import Column, Table

PEOPLE = (
    Table(
        "persons",
        "linked",
        "People behind the authorships that touch a circle, as far as the records tell them apart.",
        ("person_id",),
        (
            Column(
                "person_id", "text", "made of the person's earliest record; stays while that record is the earliest"
            ),
            Column("name", "text", "name as printed most often", null="no name printed"),
            Column("names", "texts", "all forms in which the name is printed, the commonest first"),
            Column("orcid", "text", "valid ORCID iD that the source gives for one of the authorships", null="none"),
            Column("source_ids", "texts", "ids that sources give the person"),
            Column("n_works", "count", "works of circles with an authorship of the person", "works"),
            Column("first_year", "year", "first year of those works", "year", null="not stated"),
            Column("last_year", "year", "last year of those works", "year", null="not stated"),
            Column("org_ids", "texts", "organisations on those works, the commonest first"),
            Column("place_ids", "texts", "places on those works, the commonest first"),
            Column(
                "probability",
                "number",
                "mean over the authorships of the probability that each belongs with the others",
                "0..1",
                null="one authorship only: nothing was put together",
            ),
            Column(
                "n_namesakes",
                "int",
                "other people found whose whole name as printed reads the same",
                "people",
                null="only initials are printed",
            ),
        ),
    ),
    Table(
        "authorship_persons",
        "linked",
        "Whose each authorship is that touches a circle, and why; other authorships keep their source's id.",
        ("work_no", "position"),
        (
            Column("work_no", "int", "work"),
            Column("position", "count", "place in the list of authors, from 1"),
            Column("person_id", "text", "person (key of `persons`)"),
            Column(
                "probability",
                "number",
                "probability that the authorship belongs with the person's others",
                "0..1",
                null="there is no other",
            ),
            Column("because", "text", "phrase code of the reason, e.g. people_because.coauthors"),
            Column("params", "text", "JSON object of the reason's parameters"),
            Column("evidence", "text", "JSON object: kind of evidence -> log-odds, for the strongest tie"),
            Column("decided_by", "text", "evidence, or person (the ledger of people)"),
        ),
    ),
)
