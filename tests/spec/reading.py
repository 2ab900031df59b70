"""Reads a specification: a title, what it says, input tables and the tables that must come out.

    # Title
    Paragraphs of explanation.

    given work_places
    work_no | place_id | weight
    1       | Chengdu  | 0.5

    then output_places where counting is full
    place_id | n_works
    Chengdu  | 1

``-`` is null. Columns that a given table does not show have the values of DEFAULTS; tables not given are empty.
Only the columns shown are compared, as a multiset of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from jialing.schema.tables import TABLES, TYPES

FOLDER = Path(__file__).parent

_OWN = {
    "work_fields": {"work_no": "int", "field_id": "text", "level": "text"},
    "members": {"circle_id": "text", "place_id": "text"},
    "belt_and_road": {"country_code": "text", "signed_year": "year"},
}
ARRAYS = (
    "salton",
    "jaccard",
    "association_strength",
    "specialisation",
    "expected_configuration",
    "expected_gravity",
    "moves",
    "rank_stability",
    "survives",
    "entry",
    "union_density",
    "critical_mass",
    "least_effort",
)
_SCHEMA_NAMES = {"works": "linked_works"}

DEFAULTS: dict[str, object] = {
    "population": "papers",
    "year": 2020,
    "country_code": "CN",
    "is_company": False,
    "is_university": False,
    "is_last": False,
    "role": "author",
    "n_affiliated": 0,
    "n_resolved": 0,
    "n_placed": 0,
    "n_in_country": 0,
    "n_unaffiliated": 0,
    "n_authors": 1,
    "weight": 1.0,
}


@dataclass(frozen=True)
class Block:
    """A table of a specification as written: ``given`` or ``then``, the table's name, a filter, header and cells."""

    verb: str
    table: str
    where: tuple[str, str] | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Specification:
    """One file: title, then paragraphs and blocks in the order written."""

    name: str
    title: str
    parts: tuple[str | Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(part for part in self.parts if isinstance(part, Block))

    @property
    def is_of_arrays(self) -> bool:
        return any(block.table in ARRAYS for block in self.blocks)

    def given(self) -> dict[str, pa.Table]:
        """Every input table, typed; a measured table may be given too, in place of the one that would be made."""
        written = {b.table: b for b in self.blocks if b.verb == "given"}
        return {
            name: _typed(name, written.get(name)) for name in (*INPUT_TYPES, *(written.keys() - INPUT_TYPES.keys()))
        }

    def expected(self) -> Iterator[Block]:
        return (block for block in self.blocks if block.verb == "then")


def _column_types(name: str) -> dict[str, str]:
    if name in _OWN:
        return _OWN[name]
    return {column.name: column.type for column in TABLES[_SCHEMA_NAMES.get(name, name)].columns}


INPUT_TYPES = {
    name: _column_types(name)
    for name in (
        *("works", "work_places", "participants", "work_fields", "members", "places", "belt_and_road"),
        "authorship_persons",
    )
}


def specifications() -> list[Specification]:
    """All of this folder, in the order of their file names."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> Specification:
    head, *rest = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
    title, *first = head.splitlines()
    parts: list[str | Block] = [" ".join(first)] if first else []
    for lines in (piece.splitlines() for piece in rest):
        is_block = lines[0].split()[0] in ("given", "then")
        parts.append(_block(lines) if is_block else " ".join(lines))
    return Specification(path.stem, title.removeprefix("# "), tuple(parts))


def _block(lines: list[str]) -> Block:
    match = re.fullmatch(r"(given|then) (\w+)(?: where (\w+) is (\S+))?", lines[0].strip())
    if match is None:
        raise ValueError(f"not a block: {lines[0]}")
    verb, table, column, value = match.groups()
    header, *rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines[1:]]
    return Block(verb, table, (column, value) if column else None, header, tuple(rows))


def _typed(name: str, block: Block | None) -> pa.Table:
    types = _column_types(name)
    rows = [dict(zip(block.header, row, strict=True)) for row in block.rows] if block else []
    unknown = {column for row in rows for column in row} - set(types)
    if unknown:
        raise ValueError(f"{name} has no column {sorted(unknown)}")
    columns = {
        column: pa.array(
            [value(row[column], kind) if column in row else DEFAULTS.get(column) for row in rows], TYPES[kind]
        )
        for column, kind in types.items()
    }
    return pa.table(columns)


def value(cell: str, kind: str) -> object:
    """A cell as the type it stands for; ``-`` is null, ``''`` the empty text, ``1/3`` a number."""
    if cell == "-":
        return None
    if kind == "flag":
        return {"yes": True, "no": False}[cell]
    if kind in ("int", "count", "year"):
        return int(cell)
    if kind == "number":
        over, _, under = cell.partition("/")
        return float(over) / float(under or 1)
    return "" if cell == "''" else cell
