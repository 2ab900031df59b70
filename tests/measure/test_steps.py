"""The steps make the measured tables of the schema, all of them, in an order in which each can be made."""

from __future__ import annotations

import duckdb
import narwhals as nw
import pyarrow as pa
import pytest

from jialing.measure import INPUTS, STEPS, made_from, measured
from jialing.schema.tables import MEASURED_TABLES, TYPES, Table
from tests.spec.reading import INPUT_TYPES, specifications

KNOWN = ("n_affiliated", "n_resolved", "n_placed", "n_in_country", "n_unaffiliated")

KINDS = {
    "text": nw.String,
    "int": nw.Int64,
    "year": nw.Int32,
    "number": nw.Float64,
    "flag": nw.Boolean,
}


def _frames(connection: duckdb.DuckDBPyConnection) -> dict[str, nw.LazyFrame]:
    tables = next(s for s in specifications() if s.name == "40-leadership").given()
    for name in INPUTS:
        connection.from_arrow(tables[name]).create(f"given_{name}")
    return {name: nw.from_native(connection.table(f"given_{name}")) for name in INPUTS}


@pytest.fixture(scope="module")
def made() -> dict[str, nw.LazyFrame]:
    return dict(measured(_frames(duckdb.connect())))


def test_every_measured_table_is_made(made: dict[str, nw.LazyFrame]) -> None:
    assert sorted(made) == sorted(table.name for table in MEASURED_TABLES)


@pytest.mark.parametrize("table", MEASURED_TABLES, ids=lambda table: table.name)
def test_columns_are_those_of_the_schema(table: Table, made: dict[str, nw.LazyFrame]) -> None:
    schema = dict(made[table.name].collect_schema())
    assert schema == {column.name: KINDS[column.type]() for column in table.columns}


def test_empty_inputs_give_empty_tables() -> None:
    connection = duckdb.connect()
    frames = {name: nw.from_native(connection.from_arrow(_empty(types))) for name, types in INPUT_TYPES.items()}
    counts = {name: frame.collect("pyarrow").shape[0] for name, frame in measured(frames)}
    assert counts == dict.fromkeys((table.name for table in MEASURED_TABLES), 0)


def _empty(types: dict[str, str]) -> pa.Table:
    return pa.table({column: pa.array([], TYPES[kind]) for column, kind in types.items()})


def test_frames_are_not_executed_before_they_are_asked_for() -> None:
    connection = duckdb.connect()
    frames = _frames(connection)
    connection.execute("CREATE VIEW broken AS SELECT error('executed')::BIGINT AS work_no, 1 AS n_authors")
    counts = {name: nw.lit(0) for name in ("year", "cited_by", *KNOWN)}
    works = nw.from_native(connection.table("broken")).with_columns(population=nw.lit("papers"), **counts)
    assert len(dict(measured(frames | {"works": works}))) == len(MEASURED_TABLES)


def test_kept_frames_give_the_same_tables() -> None:
    connection = duckdb.connect()

    def keep(name: str, frame: nw.LazyFrame) -> nw.LazyFrame:
        connection.execute(f"CREATE TABLE kept_{name} AS {frame.to_native().sql_query()}")
        return nw.from_native(connection.table(f"kept_{name}"))

    kept = dict(measured(_frames(connection), keep))["leadership"]
    assert _rows(kept) == _rows(dict(measured(_frames(duckdb.connect())))["leadership"])


def _rows(frame: nw.LazyFrame) -> list[tuple[object, ...]]:
    return sorted(frame.collect("pyarrow").rows(), key=str)


def test_steps_take_only_what_was_made_before() -> None:
    known = set(INPUTS)
    for step in STEPS:
        assert set(step.takes) <= known, step.name
        known.add(step.name)


def test_only_measures_of_researchers_wait_for_people() -> None:
    assert made_from("authorship_persons") == ("researcher_places", "researcher_circles")
