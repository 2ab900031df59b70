"""The columns that answers are made of: role and unit by name; the title's phrase code is ``atlas.column.<title>``."""

from __future__ import annotations

from jialing.atlas.answers import AnswerColumn

PEOPLE = ("researchers", "leading", "newcomers", "moves")
ROLES = {
    "place": (
        "place",
        "place_a",
        "place_b",
    ),
    "org": (
        "org",
        "org_a",
        "org_b",
    ),
    "field": ("field",),
    "circle": ("circle",),
    "country": ("country",),
    "person": ("person",),
    "year": ("year",),
    "count": (
        "works",
        "count",
        "members",
        "rank",
        "led",
        "known",
        "rows",
        "community",
        "spanned",
        "cities",
        "choice",
        "works_a",
        "works_b",
        "together",
        *PEOPLE,
    ),
    "share": (
        "share",
        "inside_share",
        "abroad_share",
        "bri_share",
        "university_company_share",
        "coverage",
        "growth",
        "score",
        "alphabetical_share",
        "expected_share",
    ),
    "index": (
        "salton",
        "association",
        "specialisation",
        "index",
        "ratio",
        "low",
        "high",
        "betweenness",
        "constraint",
        "density",
        "complexity",
        "before",
        "after",
        "change",
    ),
    "number": (
        "value",
        "lat",
        "lng",
        "x",
        "y",
        "observed",
        "expected",
        "need",
        "km",
        "bound",
        "critical",
        "top",
        "expected_false",
    ),
    "code": (
        "partner",
        "kind",
        "level",
        "status",
        "rule",
        "indicator",
        "variant",
        "model",
        "direction",
        "figure",
        "state",
    ),
    "flag": (
        "is_member",
        "is_this",
        "is_bri",
        "is_alphabetical",
        "is_proven",
        "is_new",
    ),
    "text": (
        "text",
        "reason",
        "unit",
        "document",
        "leader",
        "site",
    ),
}
UNITS = {"works": "atlas.unit.works", "led": "atlas.unit.works", "known": "atlas.unit.works"}
ROLES_OF_TARGETS = {
    "count": ("largest", "groups", "top_works", "joint_works", "partners"),
    "index": ("reach", "alone", "added", "effort"),
    "number": ("expected_works",),
    "code": ("mass", "portfolio"),
    "text": ("ahead", "against"),
}
"""Columns of joint targets and of partners for a field."""

ROLES_OF_POLICY = {
    "year": ("baseline_year", "latest_year", "target_year"),
    "count": ("planned", "forces", "platforms", "works_low", "works_high", "people_low", "people_high"),
    "share": ("done_share", "due_share", "abroad_low", "abroad_high"),
    "index": ("per_1000",),
    "number": ("baseline", "latest", "target", "gap", "pace", "pace_needed"),
    "code": ("verdict", "binding", "coded_by"),
    "flag": ("is_verified",),
    "text": ("address", "retrieved", "vintage", "force", "role", "area", "area_id", "coding"),
}
"""Columns of official targets and of the capability profile."""

TABLES = (ROLES, ROLES_OF_TARGETS, ROLES_OF_POLICY)
ROLE_OF = {name: role for table in TABLES for role, names in table.items() for name in names}


def columns(*names: str) -> tuple[AnswerColumn, ...]:
    """Columns by name; ``name=title`` gives one another title, e.g. ``share=share_of_place``."""
    return tuple(_column(*name.partition("=")[::2]) for name in names)


def _column(name: str, title: str) -> AnswerColumn:
    role = ROLE_OF[name]
    return AnswerColumn(name, f"atlas.column.{title or name}", role, UNITS.get(name, ""))  # type: ignore[arg-type]
