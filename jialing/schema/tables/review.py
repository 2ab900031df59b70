"""What waits for people at the review desk."""

from jialing.schema.tables.columns import POPULATION, Column, Table

REVIEW_TABLES = (
    Table(
        "undecided_strings",
        "linked",
        "Strings that a person may decide at the review desk: the resolver abstained, or gave an organisation with a "
        "probability under 0.9. Those of one group differ only in departments, postcodes, countries or punctuation.",
        ("affiliation_no",),
        (
            Column("affiliation_no", "int", "affiliation string"),
            Column("group_no", "int", "group of near-identical strings; 1 would place most works"),
            Column("core", "text", "what the strings of the group have in common"),
            Column("state", "text", "abstention as in `affiliations`, or unsure: an organisation is given"),
            Column("score", "number", "probability of the organisation given", "0..1", null="abstained"),
            Column("n_works", "int", "works with the string", "works"),
            Column("n_would_place", "int", "of those, works without any place", "works"),
        ),
    ),
    Table(
        "undecided_groups",
        "linked",
        "What a decision about a group of undecided strings would be worth, by population and circle.",
        ("group_no", "population", "circle_id"),
        (
            Column("group_no", "int", "group (see `undecided_strings`)"),
            POPULATION,
            Column(
                "circle_id",
                "text",
                "works that touch the circle by another row, or all where a string names a place of it; '' all works",
            ),
            Column("n_works", "int", "works with a string of the group", "works"),
            Column("n_would_place", "int", "of those, works without any place", "works"),
        ),
    ),
)
