"""One row of a mapped table -> a participation, an organisation, a field of a work, or a row of a plain table."""

from __future__ import annotations

from collections import Counter

from jialing.schema.tables import TABLES, Column
from jialing.sources.batches import Rows
from jialing.sources.names import is_chinese, is_latin
from jialing.sources.table import values
from jialing.sources.table.cells import Cells, RowRejected
from jialing.sources.table.rules import ROLES
from jialing.sources.table.works import add_class, country_code

PARTICIPATIONS = ("participations",)
ORGANISATIONS = ("organisations", "organisation_names", "organisation_relations", "organisation_ids")
WORK_FIELDS = ("work_fields", "fields")
_ID_COLUMNS = ("openalex", "grid", "wikidata", "uscc", "website", "domain")


class ParticipationRows:
    """Participations in works that another table lists."""

    def __init__(self, rows: Rows, cells: Cells) -> None:
        self.rows, self.cells = rows, cells
        self.positions: Counter[str] = Counter()

    def add(self) -> None:
        cells = self.cells
        source_id, name = cells.text("source_id"), cells.text("affiliation")
        if source_id is None or name is None:
            raise RowRejected("reject.no_id")
        self.positions[source_id] += 1
        role = (cells.text("role") or "participant").lower()
        country = country_code(cells.text("country"))
        amount, currency = cells.money("amount")
        self.rows.rows["participations"].append(
            (
                source_id,
                cells.counted("position") or self.positions[source_id],
                role if role in ROLES else "participant",
                affiliation_of(name, cells.text("city"), country),
                cells.texts("given_org_ids"),
                [country] if country else cells.texts("given_countries"),
                amount,
                currency,
            )
        )


def affiliation_of(name: str, city: str | None, country: str | None) -> str:
    """A name with city and country in brackets where these are given apart: ``Sichuan University (Chengdu, CN)``."""
    where = ", ".join(part for part in (city, country) if part)
    return f"{name} ({where})" if where else name


class WorkFieldRows:
    """Fields of works that another table lists; a work's first row is its primary field."""

    def __init__(self, rows: Rows, cells: Cells) -> None:
        self.rows, self.cells = rows, cells
        self.seen_fields: set[str] = set()
        self.seen_works: set[str] = set()

    def add(self) -> None:
        cells = self.cells
        source_id, code = cells.text("source_id"), cells.text("field_id")
        if source_id is None or code is None:
            raise RowRejected("reject.no_id")
        rule = cells.raw("field_id")[1]
        field_id = add_class(self.rows, self.seen_fields, rule, cells.text("field_name") or code)
        is_first = source_id not in self.seen_works
        self.seen_works.add(source_id)
        self.rows.rows["work_fields"].append(
            (source_id, field_id, cells.optional("score", "number"), rule.is_primary and is_first)
        )


class OrganisationRows:
    """Organisations of ours, those that ROR does not have."""

    def __init__(self, rows: Rows, cells: Cells) -> None:
        self.rows, self.cells = rows, cells

    def add(self) -> None:
        cells = self.cells
        written, name = cells.text("org_id"), cells.text("name")
        if written is None or name is None:
            raise RowRejected("reject.no_id")
        org_id = self._id(written)
        name_en = cells.text("name_en") or (name if is_latin(name) else None)
        name_zh = cells.text("name_zh") or (name if is_chinese(name) else None)
        own = {
            "org_id": org_id,
            "name": name,
            "name_en": name_en,
            "name_zh": name_zh,
            "types": [kind.lower() for kind in cells.texts("types") or ()],
            "status": (cells.text("status") or "active").lower(),
        }
        self.rows.rows["organisations"].append(
            tuple(
                own[c.name] if c.name in own else cells.optional(c.name, c.type)
                for c in TABLES["organisations"].columns
                if c.name != "source"
            )
        )
        self._add_names(org_id, name, name_en, name_zh)
        self._add_links(org_id)

    def _id(self, written: str) -> str:
        return written if written.startswith(("https://", "local:")) else f"local:{self.rows.part.source}:{written}"

    def _add_names(self, org_id: str, name: str, name_en: str | None, name_zh: str | None) -> None:
        own: list[tuple[str, str | None, str]] = [(name, None, "display")]
        own += [(text, lang, "label") for text, lang in ((name_en, "en"), (name_zh, "zh")) if text and text != name]
        own += [(text, None, "alias") for text in self.cells.texts("names") or ()]
        own += [(text, None, "acronym") for text in self.cells.texts("acronyms") or ()]
        self.rows.rows["organisation_names"].extend((org_id, *row) for row in own)

    def _add_links(self, org_id: str) -> None:
        tables = self.rows.rows
        for parent in self.cells.texts("parents") or ():
            tables["organisation_relations"].append((org_id, "parent", self._id(parent)))
        for scheme in _ID_COLUMNS:
            tables["organisation_ids"].extend((org_id, scheme, value) for value in self.cells.texts(scheme) or ())


class PlainRows:
    """Rows whose columns are taken as they are: statistics, reference counts, fields, platforms, targets."""

    def __init__(self, rows: Rows, cells: Cells, population: str) -> None:
        self.rows, self.cells, self.population = rows, cells, population
        self.table = TABLES[cells.file.target]
        # Reference counts name the population of another source.
        self.is_population_stated = "population" in {*cells.file.columns, *cells.file.defaults}
        self.columns = [c for c in self.table.columns if c.name != "source"]

    def add(self) -> None:
        wide = self.cells.file.wide
        if wide is None:
            self.rows.rows[self.table.name].append(self._row())
            return
        for name in wide.columns:
            self.cells.given = {wide.into: name, "value": self.cells.row[self.cells.place[name]]}
            self.rows.rows[self.table.name].append(self._row())

    def _row(self) -> tuple[object, ...]:
        return tuple(self._value(column) for column in self.columns)

    def _value(self, column: Column) -> object:
        if column.name == "population" and not self.is_population_stated:
            return self.population
        try:
            found = self.cells.typed(column.name, column.type)
        except values.Unreadable as error:
            if not column.is_nullable:
                raise RowRejected("reject.value_unreadable", column=column.name, value=str(error)[:80]) from error
            self.cells.repairs.add("repair.value_unreadable")
            return None
        if found is None and self.table.name == "reference_counts" and column.name == "field_id":
            return ""  # all fields together
        if found is None and not column.is_nullable:
            raise RowRejected("reject.value_missing", column=column.name)
        return found
