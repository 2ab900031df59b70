"""Does a table agree with the schema? The lake asks before it writes and when it opens a file made elsewhere."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.types as kinds

from jialing.errors import SchemaError
from jialing.schema.tables import TABLES, TYPES, Column, Table


def check_table(name: str, found: pa.Table | pa.Schema, *, with_key: bool = False) -> None:
    """Compare a table, or only its Arrow schema, with the table ``name`` of the schema; silent where they agree.

    Columns may stand in any order. Text may be stored as string, large_string, string_view or dictionary of these,
    lists as list or large_list; other types must be the schema's own. A column without any value may be of type null.

    Parameters
    ----------
    name : name of a table of :data:`jialing.schema.TABLES`
    found : the table; with a mere schema nulls and keys are not looked at
    with_key : also look whether the key columns are unique together (reads them all)

    Raises
    ------
    SchemaError
        ``schema.table_unknown``, ``schema.columns_missing``, ``schema.columns_unknown``, ``schema.column_wrong_type``,
        ``schema.column_has_null`` where null has no meaning, ``schema.key_twice``
    """
    if name not in TABLES:
        raise SchemaError("schema.table_unknown", table=name, known=", ".join(sorted(TABLES)))
    table = TABLES[name]
    schema = found if isinstance(found, pa.Schema) else found.schema
    _check_names(table, schema)
    for column in table.columns:
        _check_type(table, column, schema.field(column.name).type)
    if isinstance(found, pa.Table):
        _check_nulls(table, found)
        if with_key and table.key:
            _check_key(table, found)


def _check_names(table: Table, schema: pa.Schema) -> None:
    wanted = [column.name for column in table.columns]
    missing = [name for name in wanted if name not in schema.names]
    if missing:
        raise SchemaError("schema.columns_missing", table=table.name, columns=", ".join(missing))
    unknown = [name for name in schema.names if name not in wanted]
    if unknown or len(schema.names) != len(wanted):
        raise SchemaError("schema.columns_unknown", table=table.name, columns=", ".join(unknown or schema.names))


def _check_type(table: Table, column: Column, found: pa.DataType) -> None:
    wanted = TYPES[column.type]
    if found != wanted and _plain(found) != wanted and not (kinds.is_null(found) and column.is_nullable):
        raise SchemaError(
            "schema.column_wrong_type", table=table.name, column=column.name, found=str(found), wanted=str(wanted)
        )


def _plain(found: pa.DataType) -> pa.DataType:
    """The schema's spelling of a type that holds the same values."""
    if kinds.is_dictionary(found):
        return _plain(found.value_type)
    if kinds.is_large_string(found) or kinds.is_string_view(found):
        return pa.string()
    if kinds.is_list(found) or kinds.is_large_list(found):
        return pa.list_(_plain(found.value_type))
    return found


def _check_nulls(table: Table, found: pa.Table) -> None:
    for column in table.columns:
        n = found.column(column.name).null_count
        if n and not column.is_nullable:
            raise SchemaError("schema.column_has_null", table=table.name, column=column.name, n=n)


def _check_key(table: Table, found: pa.Table) -> None:
    n = found.num_rows - found.group_by(list(table.key)).aggregate([]).num_rows
    if n:
        raise SchemaError("schema.key_twice", table=table.name, key=", ".join(table.key), n=n)
