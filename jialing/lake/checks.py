"""Does a table agree with the schema? The lake refuses what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq

from jialing.errors import SchemaError
from jialing.schema import TABLES, Table
from jialing.schema.tables import TYPES

SQL_TYPES = MappingProxyType(
    {
        "text": "VARCHAR",
        "texts": "VARCHAR[]",
        "int": "BIGINT",
        "year": "INTEGER",
        "count": "INTEGER",
        "number": "DOUBLE",
        "numbers": "DOUBLE[]",
        "flag": "BOOLEAN",
        "date": "DATE",
    }
)

LISTS = ("texts", "numbers")
"""Types of which a file's footer counts the nulls of the elements, not of the lists."""


def table_of(name: str) -> Table:
    """The schema's table, or SchemaError ``schema.unknown_table`` (table)."""
    try:
        return TABLES[name]
    except KeyError:
        raise SchemaError("schema.unknown_table", table=name) from None


def arrow_table(name: str, columns: Mapping[str, Sequence[object]], **constants: object) -> pa.Table:
    """Plain Python columns as an Arrow table of the schema's types, columns in the schema's order.

    ``constants`` fill columns that hold one value throughout (the source's name).

    Raises
    ------
    SchemaError
        ``schema.missing_column``, ``schema.unknown_column``, ``schema.uneven_columns``, ``schema.wrong_type`` or
        ``schema.null_not_allowed``.
    """
    table = table_of(name)
    n_rows = _even(name, columns)
    known = {c.name for c in table.columns}
    if extra := sorted(set(columns) - known):
        raise SchemaError("schema.unknown_column", table=name, column=extra[0])
    arrays = []
    for column in table.columns:
        if column.name in constants:
            arrays.append(pa.repeat(pa.scalar(constants[column.name], TYPES[column.type]), n_rows))
        elif column.name in columns:
            arrays.append(_array(name, column.name, column.type, columns[column.name]))
        elif column.is_nullable:
            arrays.append(pa.nulls(n_rows, TYPES[column.type]))
        else:
            raise SchemaError("schema.missing_column", table=name, column=column.name)
        if not column.is_nullable and arrays[-1].null_count:
            raise SchemaError("schema.null_not_allowed", table=name, column=column.name)
    return pa.Table.from_arrays(arrays, schema=table.arrow())


def _even(name: str, columns: Mapping[str, Sequence[object]]) -> int:
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise SchemaError("schema.uneven_columns", table=name, lengths=", ".join(map(str, sorted(lengths))))
    return lengths.pop() if lengths else 0


def _array(table: str, column: str, kind: str, values: Sequence[object]) -> pa.Array:
    try:
        return pa.array(values, TYPES[kind])
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
        raise SchemaError(
            "schema.wrong_type", table=table, column=column, type=kind, detail=str(error)[:200]
        ) from error


def check_file(name: str, path: Path, *, beside: Iterable[str] = ()) -> int:
    """Check a Parquet file against the schema by its footer; returns its rows. ``beside``: columns allowed besides.

    Raises SchemaError as :func:`arrow_table` does.
    """
    table = table_of(name)
    with pq.ParquetFile(path) as file:
        there = {field.name: field.type for field in file.schema_arrow}
        nulls = _null_counts(file.metadata)
        n_rows = int(file.metadata.num_rows)
    for column in table.columns:
        if column.name not in there:
            raise SchemaError("schema.missing_column", table=name, column=column.name)
        if not _is_same(there.pop(column.name), TYPES[column.type]):
            raise SchemaError("schema.wrong_type", table=name, column=column.name, type=column.type, detail=path.name)
        if not column.is_nullable and column.type not in LISTS and nulls.get(column.name, 0):
            raise SchemaError("schema.null_not_allowed", table=name, column=column.name)
    if extra := sorted(set(there) - set(beside)):
        raise SchemaError("schema.unknown_column", table=name, column=extra[0])
    return n_rows


def _null_counts(metadata: pq.FileMetaData) -> dict[str, int]:
    counts: dict[str, int] = {}
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group)
        for at in range(rows.num_columns):
            chunk = rows.column(at)
            if chunk.is_stats_set and chunk.statistics.has_null_count:
                counts[chunk.path_in_schema] = counts.get(chunk.path_in_schema, 0) + chunk.statistics.null_count
    return counts


def _is_same(found: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_list(wanted):
        return pa.types.is_list(found) and _is_same(found.value_type, wanted.value_type)
    if pa.types.is_dictionary(found):
        found = found.value_type
    return bool(found == wanted or (pa.types.is_large_string(found) and pa.types.is_string(wanted)))


def cast_list(name: str) -> str:
    """SQL that selects the schema's columns, in order, cast to its types: what an engine writes then always agrees."""
    return ", ".join(f'CAST("{c.name}" AS {SQL_TYPES[c.type]}) AS "{c.name}"' for c in table_of(name).columns)


def empty_select(name: str) -> str:
    """SQL of the table with no row."""
    columns = ", ".join(f'CAST(NULL AS {SQL_TYPES[c.type]}) AS "{c.name}"' for c in table_of(name).columns)
    return f"SELECT {columns} WHERE FALSE"
