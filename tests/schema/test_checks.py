"""Does a table agree with the schema?"""

import pyarrow as pa
import pytest

from jialing.errors import SchemaError
from jialing.schema import TABLES, check_table

FIELDS = TABLES["fields"].arrow()


def _fields(**columns: object) -> pa.Table:
    values = {
        "field_id": ["x:1", "x:2"],
        "scheme": ["x", "x"],
        "level": ["class", "class"],
        "parent_id": [None, "x:1"],
        "name_en": ["one", "two"],
        "name_zh": [None, None],
    }
    return pa.table(values | columns, schema=None) if columns else pa.table(values, schema=FIELDS)


def _code(name: str, found: pa.Table | pa.Schema, *, with_key: bool = False) -> str:
    with pytest.raises(SchemaError) as refused:
        check_table(name, found, with_key=with_key)
    return refused.value.code


@pytest.mark.parametrize("name", TABLES)
def test_empty_table_of_the_schema_agrees(name: str) -> None:
    check_table(name, TABLES[name].arrow().empty_table(), with_key=True)


def test_schema_alone_can_be_checked() -> None:
    check_table("fields", FIELDS)


def test_column_without_values_may_be_of_type_null() -> None:
    check_table("fields", _fields(name_zh=pa.nulls(2)))


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_text_may_be_stored_in_another_way(kind: pa.DataType) -> None:
    check_table("fields", pa.schema([pa.field(f.name, kind) for f in FIELDS]))


def test_lists_may_be_large() -> None:
    wanted = TABLES["populations"].arrow()
    large = [f.with_type(pa.large_list(pa.large_string())) if pa.types.is_list(f.type) else f for f in wanted]
    check_table("populations", pa.schema(large))


def test_columns_may_stand_in_any_order() -> None:
    check_table("fields", _fields().select(FIELDS.names[::-1]))


def test_unknown_table_is_refused() -> None:
    assert _code("feilds", _fields()) == "schema.table_unknown"


def test_missing_column_is_refused() -> None:
    assert _code("fields", _fields().drop_columns("level")) == "schema.columns_missing"


def test_unknown_column_is_refused() -> None:
    assert _code("fields", _fields(extra=["a", "b"])) == "schema.columns_unknown"


def test_column_that_stands_twice_is_refused() -> None:
    assert _code("fields", _fields().append_column("level", pa.array(["a", "b"]))) == "schema.columns_unknown"


def test_column_of_another_type_is_refused() -> None:
    assert _code("fields", _fields(level=[1, 2])) == "schema.column_wrong_type"


def test_null_without_meaning_is_refused() -> None:
    assert _code("fields", _fields(level=["class", None])) == "schema.column_has_null"


def test_key_that_stands_twice_is_refused() -> None:
    assert _code("fields", _fields(field_id=["x:1", "x:1"]), with_key=True) == "schema.key_twice"


def test_key_is_looked_at_only_on_demand() -> None:
    check_table("fields", _fields(field_id=["x:1", "x:1"]))
