"""What a mapping file may say, as typed structs: files, rules of columns, populations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

KINDS = (
    "article",
    "review",
    "conference-paper",
    "preprint",
    "book",
    "book-chapter",
    "dataset",
    "dissertation",
    "patent",
    "project",
    "other",
)
TARGETS = (
    "works",
    "participations",
    "work_fields",
    "organisations",
    "statistics",
    "reference_counts",
    "fields",
    "platforms",
    "alliances",
    "alliance_members",
    "targets",
    "strategic_forces",
    "key_areas",
    "area_fields",
)
EXTRA_COLUMNS = {
    "works": ("abstract", "authors", "affiliations", "participants", "fields"),
    "participations": ("city", "country"),
    "work_fields": ("field_name",),
    "organisations": ("names", "acronyms", "parents", "openalex", "grid", "wikidata", "uscc", "website", "domain"),
}
"""Columns that a target takes besides those of its table; they become rows of other tables."""
NEEDED = {
    "works": ("source_id",),
    "participations": ("source_id", "affiliation"),
    "work_fields": ("source_id", "field_id"),
    "organisations": ("org_id", "name"),
}
ALIGNMENTS = ("authors", "wos", "scopus")
ROLES = ("applicant", "coordinator", "participant", "host", "funder")


class Words(Struct, forbid_unknown_fields=True, frozen=True):
    """A text in both languages."""

    en: str
    zh: str


class ColumnRule(Struct, forbid_unknown_fields=True, frozen=True):
    """Where a value comes from and how it is read. All but the column names are options with plain meanings."""

    column: str = ""
    columns: list[str] = []
    join: str = "|"
    split: str = ""
    pattern: str = ""
    prefix: str = ""
    scale: float = 1.0
    decimal: str = "."
    currency: str = ""
    scheme: str = ""
    en: dict[str, str] = {}
    is_primary: bool = True
    align: str = ""
    role: str = ""
    name: str = ""
    country: str = ""

    @property
    def names(self) -> list[str]:
        return [self.column] if self.column else self.columns


class SkipRule(Struct, forbid_unknown_fields=True, frozen=True):
    """Rows that are set aside on purpose, under a reason that is counted."""

    column: str
    code: str = "reject.skipped_by_rule"
    is_in: list[str] = field(name="in", default=[])
    not_in: list[str] = []
    matches: str = ""
    is_empty: bool = False


class Wide(Struct, forbid_unknown_fields=True, frozen=True):
    """One column per year, indicator or place: their names become values of ``into``, their cells ``value``."""

    into: str
    columns: list[str]


class MappedFile(Struct, forbid_unknown_fields=True, frozen=True):
    """One kind of file, what it becomes, and from which columns."""

    match: list[str]
    target: str
    columns: dict[str, str | ColumnRule | list[str | ColumnRule]]
    population: str = ""
    encoding: str = "auto"
    delimiter: str = "auto"
    sheet: str = ""
    header_row: int = 1
    year_from: int = 1900
    skip: list[SkipRule] = []
    wide: Wide | None = None
    defaults: dict[str, str | int | float | bool] = {}
    values: dict[str, dict[str, str]] = {}


class StatedPopulation(Struct, forbid_unknown_fields=True, frozen=True):
    """What the table is complete for, and which questions it may answer."""

    id: str
    kinds: list[str]
    title: Words
    complete: Words
    answers: list[str]
    first_year: int | None = None
    last_year: int | None = None
    discipline: Words | None = None
    why_not: Words | None = None
    by_construction: list[str] = []


class Written(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole mapping file."""

    name: str
    title: Words
    file: list[MappedFile]
    population: list[StatedPopulation] = []
    licence: str = ""
    version: str = ""
    retrieved_on: date | None = None
    is_invented: bool = False


def rules_of(columns: Mapping[str, str | ColumnRule | list[str | ColumnRule]]) -> dict[str, tuple[ColumnRule, ...]]:
    """Each schema column with the rules that may give it, the likeliest first."""
    return {
        name: tuple(_rule(one) for one in (given if isinstance(given, list) else [given]))
        for name, given in columns.items()
    }


def _rule(given: str | ColumnRule) -> ColumnRule:
    return ColumnRule(column=given) if isinstance(given, str) else given


def as_json(file: MappedFile) -> dict[str, Any]:
    """A file's rules as plain data, for :class:`~jialing.schema.rows.Part` options."""
    plain: dict[str, Any] = msgspec.to_builtins(file)
    return plain


def from_json(plain: object) -> MappedFile:
    return msgspec.convert(plain, MappedFile)
