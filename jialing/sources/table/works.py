"""One row of a mapped table -> a work with its authors, organisations, fields and abstract."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from jialing.sources.batches import Rows
from jialing.sources.names import is_chinese
from jialing.sources.table import values
from jialing.sources.table.alignment import Aligned, align, align_scopus, align_wos
from jialing.sources.table.cells import Cells, RowRejected
from jialing.sources.table.rules import KINDS, ColumnRule
from jialing.sources.text import doi_of, plain_title

TABLES = ("works", "abstracts", "authorships", "participations", "work_fields", "fields")
Participant = tuple[str, str | None]


class WorkRows:
    """Adds works to ``rows``. ``year_to``: latest year taken."""

    def __init__(self, rows: Rows, cells: Cells, population: str, year_to: int) -> None:
        self.rows, self.cells, self.population, self.year_to = rows, cells, population, year_to
        self.seen_fields: set[str] = set()

    def add(self) -> None:
        """Add the row at hand. Raises RowRejected when it has no id or no possible year."""
        source_id = self.cells.text("source_id")
        if source_id is None:
            raise RowRejected("reject.no_id")
        year = self._year()
        people = self._authors()
        participants = [*((string, None) for string in people.loose), *self._participants()]
        n_authors = self._n_authors(people, participants)
        self.rows.rows["works"].append(self._work_row(source_id, year, n_authors))
        if abstract := self.cells.text("abstract"):
            self.rows.rows["abstracts"].append((source_id, abstract))
        self._add_people(source_id, people)
        self._add_participants(source_id, participants)
        self._add_fields(source_id)

    def _work_row(self, source_id: str, year: int, n_authors: int) -> tuple[object, ...]:
        """Columns of ``works`` in the order of the schema."""
        cells = self.cells
        title = cells.text("title")
        return (
            source_id,
            self.population,
            self._kind(),
            plain_title(title, self.rows.repairs) if title else None,
            (cells.text("language") or "")[:2].lower() or None,
            year,
            values.day(cells.raw("published_on")[0]),
            doi_of(cells.text("doi")),
            cells.text("venue"),
            cells.text("url"),
            cells.counted("cited_by"),
            n_authors,
            cells.optional("is_retracted", "flag") is True,
            *cells.money("amount"),
        )

    def _year(self) -> int:
        cells = self.cells
        year = cells.year("year") or values.year(cells.raw("published_on")[0], ColumnRule())
        if year is None:
            raise RowRejected("reject.no_year")
        first = cells.file.year_from
        if not first <= year <= self.year_to:
            raise RowRejected("reject.year_impossible", year=year, first=first, last=self.year_to)
        return year

    def _kind(self) -> str:
        kind = self.cells.text("kind") or "other"
        if kind in KINDS:
            return kind
        self.cells.repairs.add("repair.kind_unknown")
        return "other"

    def _authors(self) -> Aligned:
        cells = self.cells
        authors = self._unescaped(cells.items("authors"))
        cell, rule = cells.raw("affiliations")
        if rule.align in ("wos", "scopus"):
            written = html.unescape(values.text(cell) or "")
            aligned = (align_wos if rule.align == "wos" else align_scopus)(authors, written)
        else:
            aligned = align(authors, self._unescaped(values.items(cell, rule.split)))
        if aligned.repair:
            cells.repairs.add(aligned.repair)
        return aligned

    def _unescaped(self, names: Sequence[str]) -> list[str]:
        plain = [html.unescape(name) if "&" in name else name for name in names]
        if plain != list(names):
            self.cells.repairs.add("repair.html_entities")
        return plain

    def _participants(self) -> list[Participant]:
        cell, rule = self.cells.raw("participants")
        if isinstance(cell, list) and cell and isinstance(cell[0], dict):
            found = [(values.text(one.get(rule.name)), country_code(one.get(rule.country))) for one in cell]
        else:
            found = [(name, None) for name in self._unescaped(values.items(cell, rule.split))]
        return list(dict.fromkeys((name, country) for name, country in found if name))

    def _n_authors(self, people: Aligned, participants: Sequence[Participant]) -> int:
        stated = self.cells.counted("n_authors")
        return stated if stated is not None else len(people.authors) or len(participants)

    def _add_people(self, source_id: str, people: Aligned) -> None:
        out, last = self.rows.rows["authorships"], len(people.authors)
        for position, (name, strings) in enumerate(people.authors, 1):
            for string in strings or (None,):
                out.append((source_id, position, position == last, None, None, None, name, string, None, None))

    def _add_participants(self, source_id: str, participants: Sequence[Participant]) -> None:
        role = self.cells.raw("participants")[1].role or "participant"
        for position, (name, country) in enumerate(participants, 1):
            row = (source_id, position, role, name, None, [country] if country else None, None, None)
            self.rows.rows["participations"].append(row)

    def _add_fields(self, source_id: str) -> None:
        cell, rule = self.cells.raw("fields")
        translated = self.cells.file.values.get("fields", {})
        names = list(dict.fromkeys(translated.get(name, name) for name in values.items(cell, rule.split) if name))
        for i, name in enumerate(filter(None, names)):
            field_id = add_class(self.rows, self.seen_fields, rule, name)
            self.rows.rows["work_fields"].append((source_id, field_id, None, rule.is_primary and i == 0))


def add_class(rows: Rows, seen: set[str], rule: ColumnRule, name: str) -> str:
    """The id of a class of a flat scheme; its row in ``fields`` the first time it is met."""
    field_id = f"{rule.scheme}:{' '.join(name.split())}"
    if field_id not in seen:
        seen.add(field_id)
        chinese = name if is_chinese(name) else None
        english = rule.en.get(name) or (None if chinese else name)
        rows.rows["fields"].append((field_id, rule.scheme, "class", None, english, chinese))
    return field_id


def country_code(value: Any) -> str | None:
    """A two-letter country code in capitals (the European Union's UK and EL as ISO 3166 has them), else None."""
    written = (values.text(value) or "").upper()
    written = {"UK": "GB", "EL": "GR"}.get(written, written)
    return written if len(written) == 2 and written.isalpha() else None
