"""A mapped table -> batches, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from jialing.schema.rows import Batch, Part
from jialing.sources.batches import Rows
from jialing.sources.table.cells import Cells, RowRejected
from jialing.sources.table.readers import Reading, read_table
from jialing.sources.table.rules import MappedFile, from_json
from jialing.sources.table.targets import (
    ORGANISATIONS,
    PARTICIPATIONS,
    WORK_FIELDS,
    OrganisationRows,
    ParticipationRows,
    PlainRows,
    WorkFieldRows,
)
from jialing.sources.table.values import Unreadable
from jialing.sources.table.works import TABLES, WorkRows


class Target(Protocol):
    """Adds the row at hand to the rows gathered; raises RowRejected when it cannot."""

    def add(self) -> None: ...


def parse(part: Part) -> Iterator[Batch]:
    """Batches of a part whose ``options['file']`` holds the mapping's rules for it.

    Raises SourceError (``source.*``) when the file as a whole is not what the mapping says.
    """
    file = from_json(part.options["file"])
    population = f"{part.source}:{file.population}"
    if file.target == "works":
        return parse_works(part, file, population)
    if file.target == "participations":
        return parse_rows(part, file, PARTICIPATIONS, ParticipationRows)
    if file.target == "organisations":
        return parse_rows(part, file, ORGANISATIONS, OrganisationRows)
    if file.target == "work_fields":
        return parse_rows(part, file, WORK_FIELDS, WorkFieldRows)
    return parse_rows(part, file, (file.target,), lambda rows, cells: PlainRows(rows, cells, population))


def parse_works(part: Part, file: MappedFile, population: str) -> Iterator[Batch]:
    """Batches of a table of works of one population; ``part.options['year_to']`` is the latest year taken."""
    year_to = int(str(part.options["year_to"]))
    return parse_rows(part, file, TABLES, lambda rows, cells: WorkRows(rows, cells, population, year_to))


def parse_rows(
    part: Part, file: MappedFile, tables: Sequence[str], target: Callable[[Rows, Cells], Target]
) -> Iterator[Batch]:
    """Batches of a table, each row added by ``target``; ``tables`` are those that it gives rows of."""
    rows, cells = Rows(part, tables), Cells(file)
    adder = target(rows, cells)
    reading, gathered = Reading(part, file, cells.wanted, rows), 0
    for number, values in read_table(reading):
        _add(adder, rows, cells, number, values)
        gathered += sum([len(value) for value in values if isinstance(value, str)])
        if rows.is_full(gathered):
            yield rows.flush(reading.consumed)
            gathered = 0
    yield rows.flush(reading.consumed)


def _add(adder: Target, rows: Rows, cells: Cells, number: int, values: Sequence[Any]) -> None:
    try:
        cells.at(number, values)
        adder.add()
    except RowRejected as reason:
        rows.reject(number, reason.code, str(values), **reason.params)
        return
    except Unreadable as error:
        rows.reject(number, "reject.value_unreadable", str(values), column="", value=str(error)[:80])
        return
    rows.keep()
    rows.repairs.update(cells.repairs)
