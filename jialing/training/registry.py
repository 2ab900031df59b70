"""The organisations that strings are written about, and the index of those that are not held out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from jialing.errors import InputError
from jialing.resolve import NameIndex, build_index
from jialing.schema import TABLES, counties, countries, places
from jialing.sources import discover, parse


class Registry(NamedTuple):
    """The schema's ``organisations``, ``organisation_names`` and ``organisation_relations``."""

    organisations: pa.Table
    organisation_names: pa.Table
    organisation_relations: pa.Table


def read_registry(path: Path) -> Registry:
    """All organisations that the sources find in a file or folder.

    Raises
    ------
    InputError
        ``training.no_organisations`` where there are none.
    """
    found: dict[str, list[pa.Table]] = {name: [TABLES[name].arrow().empty_table()] for name in Registry._fields}
    for source in discover(path).found:
        for part in source.parts:
            for batch in parse(part):
                for name, tables in found.items():
                    if batch.tables.get(name):
                        tables.append(_table(name, source.info.name, dict(batch.tables[name])))
    registry = Registry(*(pa.concat_tables(found[name]) for name in Registry._fields))
    if not registry.organisations.num_rows:
        raise InputError("training.no_organisations", path=str(path))
    return registry


def _table(name: str, source: str, columns: dict[str, object]) -> pa.Table:
    schema = TABLES[name].arrow()
    filled = {"source": [source] * len(next(iter(columns.values()))), **columns}  # type: ignore[arg-type]
    return pa.table({field.name: pa.array(filled[field.name], field.type) for field in schema}, schema=schema)


def index_without(registry: Registry, held: Collection[str]) -> NameIndex:
    """The index that lacks the organisations ``held``."""
    ids = pa.array(sorted(held), pa.string())
    kept = (table.filter(pc.invert(pc.is_in(table["org_id"], ids))) for table in registry)
    return build_index(*kept, places=places(), counties=counties(), countries=countries())


def checksum(registry: Registry) -> str:
    """SHA-256 of the names and relations, in whatever order they come: what the strings were written from."""
    rows = sorted(
        "\x1f".join(str(row[column]) for column in ("org_id", *columns))
        for table, columns in (
            (registry.organisations, ("name", "country_code", "city", "status")),
            (registry.organisation_names, ("name", "kind")),
            (registry.organisation_relations, ("relation", "other_id")),
        )
        for row in table.select(["org_id", *columns]).to_pylist()
    )
    return hashlib.sha256("\x1e".join(rows).encode()).hexdigest()
