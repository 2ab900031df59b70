"""Organisations given to `jialing resolve` beside or in place of those of the current version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from jialing.errors import InputError
from jialing.pipeline.places import gazetteer, placed
from jialing.schema.tables import TABLES
from jialing.sources import discover, parse

ORGANISATION_TABLES = ("organisations", "organisation_names", "organisation_relations")
REGISTER, LOCAL = "ror", "portal"
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Given:
    """Tables of organisations; ``is_whole`` where a register is among them, so that they stand for all there are."""

    tables: Tables
    is_whole: bool


def given_tables(path: Path) -> Given:
    """ROR's table or dump, what the portal's registry exported, or a folder with both.

    Raises InputError ``pipeline.no_such_input``, ``pipeline.not_organisations`` (path).
    """
    if not path.exists():
        raise InputError("pipeline.no_such_input", path=str(path))
    found = {one.info.name: one.parts for one in discover(path).found if one.info.name in (REGISTER, LOCAL)}
    columns: dict[str, list[pa.Table]] = {name: [] for name in ORGANISATION_TABLES}
    for source in sorted(found, reverse=True):
        for batch in (batch for part in found[source] for batch in parse(part)):
            for name in set(columns) & set(batch.tables):
                columns[name].append(_arrow(name, batch.tables[name], source))
    if not columns["organisations"]:
        raise InputError("pipeline.not_organisations", path=str(path))
    tables = {name: pa.concat_tables([TABLES[name].arrow().empty_table(), *rows]) for name, rows in columns.items()}
    tables["organisations"] = placed(tables["organisations"], gazetteer())
    return Given(_each_once(tables), REGISTER in found)


def united(current: Tables, given: Tables) -> Tables:
    """The current version's with those given: of local ones what is given counts, of others what is there."""
    is_local = pc.starts_with(given["organisations"]["org_id"], "local:")
    mine = given["organisations"].filter(is_local)["org_id"]
    left = {
        name: table.filter(pc.invert(pc.is_in(table["org_id"], value_set=mine.combine_chunks())))
        for name, table in current.items()
    }
    both = {name: pa.concat_tables([table, given[name].cast(table.schema)]) for name, table in left.items()}
    return _each_once(both)


def _each_once(tables: Tables) -> Tables:
    """The first row of an organisation; names and relations once, whoever says them."""
    keys: dict[str, Sequence[str]] = {
        "organisations": ("org_id",),
        "organisation_names": ("org_id", "name", "lang", "kind"),
        "organisation_relations": ("org_id", "relation", "other_id"),
    }
    return {name: _first_of(table, keys[name]) for name, table in tables.items()}


def _first_of(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    numbered = table.select(list(keys)).append_column("_row", pa.array(range(table.num_rows), pa.int64()))
    first = numbered.group_by(list(keys)).aggregate([("_row", "min")])["_row_min"]
    return table.take(first.combine_chunks().sort())


def _arrow(name: str, columns: Mapping[str, Sequence[object]], source: str) -> pa.Table:
    filled = {"source": [source] * len(next(iter(columns.values()))), **columns}
    schema = TABLES[name].arrow()
    return pa.table({f.name: pa.array(filled[f.name], f.type) for f in schema}, schema=schema)
