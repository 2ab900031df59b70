"""A mapping file: which columns of somebody's table are which of ours. Read, checked, and said where it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from jialing.errors import InputError
from jialing.schema.rows import Population
from jialing.schema.tables import TABLES
from jialing.sources.overrides import FILE_NAME
from jialing.sources.populations import ALL_ANSWERS

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


class _Written(Struct, forbid_unknown_fields=True, frozen=True):
    name: str
    title: Words
    file: list[MappedFile]
    population: list[StatedPopulation] = []
    licence: str = ""
    version: str = ""
    retrieved_on: date | None = None
    is_invented: bool = False


@dataclass(frozen=True)
class TableMapping:
    """A mapping that was read and checked. ``file``: where it stands, for messages."""

    file: str
    name: str
    title: Words
    licence: str | None
    version: str | None
    retrieved_on: str | None
    is_invented: bool
    populations: tuple[Population, ...]
    files: tuple[MappedFile, ...]


def mapping_files(paths: Sequence[Path]) -> list[Path]:
    """Mapping files among ``paths`` and in the folders among them, each once.

    Raises InputError ``mapping.no_such_file`` (file).
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise InputError("mapping.no_such_file", file=str(path))
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            if file.name != FILE_NAME:
                found.setdefault(file.resolve(), file)
    return list(found.values())


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file.

    Raises
    ------
    InputError
        ``mapping.not_toml`` (file, reason with line and column); ``mapping.invalid`` (file, line, where, reason);
        ``mapping.unknown_value`` (file, line, where, value, known); ``mapping.missing_column`` (file, line, where,
        column).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("mapping.not_toml", file=str(path), reason=str(error)) from error
    try:
        written = msgspec.convert(tree, _Written)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at ")
        where = where.strip("`") or "$"
        raise InputError(
            "mapping.invalid", file=str(path), line=line_of(text, where, reason), where=where, reason=reason
        ) from error
    _Check(str(path), text, written).all()
    return TableMapping(
        file=str(path),
        name=written.name,
        title=written.title,
        licence=written.licence or None,
        version=written.version or None,
        retrieved_on=written.retrieved_on.isoformat() if written.retrieved_on else None,
        is_invented=written.is_invented,
        populations=tuple(_population(written.name, stated) for stated in written.population),
        files=tuple(written.file),
    )


def rules_of(columns: Mapping[str, str | ColumnRule | list[str | ColumnRule]]) -> dict[str, tuple[ColumnRule, ...]]:
    """Each schema column with the rules that may give it, the likeliest first."""
    return {
        name: tuple(_rule(one) for one in (given if isinstance(given, list) else [given]))
        for name, given in columns.items()
    }


def _rule(given: str | ColumnRule) -> ColumnRule:
    return ColumnRule(column=given) if isinstance(given, str) else given


def _population(source: str, stated: StatedPopulation) -> Population:
    discipline, why_not = stated.discipline, stated.why_not
    return Population(
        population=f"{source}:{stated.id}",
        title_en=stated.title.en,
        title_zh=stated.title.zh,
        kinds=tuple(stated.kinds),
        complete_en=stated.complete.en,
        complete_zh=stated.complete.zh,
        answers=tuple(stated.answers),
        first_year=stated.first_year,
        last_year=stated.last_year,
        discipline_en=discipline.en if discipline else None,
        discipline_zh=discipline.zh if discipline else None,
        why_not_en=why_not.en if why_not else None,
        why_not_zh=why_not.zh if why_not else None,
    )


class _Check:
    """What the types cannot tell: names that must be known, columns that must be there."""

    def __init__(self, file: str, text: str, written: _Written) -> None:
        self.file, self.text, self.written = file, text, written

    def all(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.written.name):
            self._unknown("$.name", self.written.name, ["a-z 0-9 -"])
        for number, stated in enumerate(self.written.population):
            where = f"$.population[{number}]"
            self._among(f"{where}.kinds", stated.kinds, KINDS)
            self._among(f"{where}.answers", stated.answers, ALL_ANSWERS)
        for number, file in enumerate(self.written.file):
            self._file(f"$.file[{number}]", file)

    def _file(self, where: str, file: MappedFile) -> None:
        self._among(f"{where}.target", [file.target], TARGETS)
        self._patterns(where, file)
        table = TABLES[file.target]
        known = [c.name for c in table.columns if c.name != "source"] + list(EXTRA_COLUMNS.get(file.target, ()))
        for part, names in (("columns", file.columns), ("defaults", file.defaults), ("values", file.values)):
            self._among(f"{where}.{part}", list(names), known)
        widened = (file.wide.into, "value") if file.wide else ()
        for column in NEEDED.get(file.target, [c.name for c in table.columns if not c.is_nullable]):
            if column not in (*file.columns, *file.defaults, *widened, "source", "population"):
                self._missing(f"{where}.columns", column)
        is_stated = file.target == "reference_counts" and "population" in {*file.columns, *file.defaults}
        if "population" in known and not is_stated:
            self._among(f"{where}.population", [file.population], [p.id for p in self.written.population])
        if file.target == "works":
            self._works(where, file)

    def _works(self, where: str, file: MappedFile) -> None:
        if not {"year", "published_on"} & {*file.columns, *file.defaults}:
            self._missing(f"{where}.columns", "year")
        if "kind" not in {*file.columns, *file.defaults}:
            self._missing(f"{where}.defaults", "kind")
        if "kind" in file.defaults:
            self._among(f"{where}.defaults.kind", [str(file.defaults["kind"])], KINDS)
        rules = rules_of(file.columns)
        for rule in rules.get("affiliations", ()):
            self._among(f"{where}.columns.affiliations", [rule.align or "authors"], ALIGNMENTS)
        for rule in rules.get("participants", ()):
            self._among(f"{where}.columns.participants", [rule.role], ROLES)
        for rule in rules.get("fields", ()):
            if not rule.scheme:
                self._missing(f"{where}.columns.fields", "scheme")

    def _patterns(self, where: str, file: MappedFile) -> None:
        patterns = [(f"{where}.skip[{i}].matches", rule.matches) for i, rule in enumerate(file.skip)]
        patterns += [
            (f"{where}.columns.{name}", pattern)
            for name, rules in rules_of(file.columns).items()
            for rule in rules
            for pattern in (rule.pattern, rule.split if len(rule.split) > 1 else "")
        ]
        for place, pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                line = line_of(self.text, place, "")
                raise InputError(
                    "mapping.invalid", file=self.file, line=line, where=place, reason=f"{pattern}: {error}"
                ) from error

    def _among(self, where: str, values: Sequence[str], known: Sequence[str]) -> None:
        for value in values:
            if value not in known:
                self._unknown(where, value, known)

    def _unknown(self, where: str, value: str, known: Sequence[str]) -> None:
        line = line_of(self.text, where, f"`{value}`")
        raise InputError(
            "mapping.unknown_value", file=self.file, line=line, where=where, value=value, known=", ".join(known)
        )

    def _missing(self, where: str, column: str) -> None:
        line = line_of(self.text, where, "")
        raise InputError("mapping.missing_column", file=self.file, line=line, where=where, column=column)


def line_of(text: str, where: str, reason: str) -> int:
    """The line (from 1) that a path such as ``$.file[1].columns.year`` stands on, as near as the text tells.

    TOML readers keep no positions; the n-th ``[[file]]`` and the first line after it with the last known key is what a
    person would look for. A name in backticks in ``reason`` is looked for before the path's own.
    """
    lines, start = text.splitlines(), 0
    for name, index in re.findall(r"\.(\w+)\[(\d+)\]", where):
        headers = [i for i, line in enumerate(lines) if re.match(rf"\s*\[\[{name}\]\]", line)]
        start = headers[int(index)] if int(index) < len(headers) else start
    keys = re.findall(r"`([^`]+)`", reason) + [k for k in reversed(re.findall(r"\.(\w+)", where)) if k != "file"]
    for key in map(re.escape, keys):
        for looks in (rf'\s*"?{key}"?\s*=|\s*\[+[\w.]*\b{key}\]', rf'.*(?:\b{key}\s*=|"{key}")'):
            if (found := next((i for i in range(start, len(lines)) if re.match(looks, lines[i])), None)) is not None:
                return found + 1
    return start + 1


def as_json(file: MappedFile) -> dict[str, Any]:
    """A file's rules as plain data, for :class:`~jialing.schema.rows.Part` options."""
    plain: dict[str, Any] = msgspec.to_builtins(file)
    return plain


def from_json(plain: object) -> MappedFile:
    return msgspec.convert(plain, MappedFile)
