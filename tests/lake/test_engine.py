"""Tables in, tables out, within the memory allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import narwhals as nw
import pytest

from jialing.errors import SchemaError, WrongState
from jialing.lake import Engine, Lake


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with Engine(scratch=tmp_path / "scratch", threads=2, memory_mb=200) as opened:
        yield opened


ROW = "SELECT 'p' AS population, 'a' || n AS place_id, '' AS field_id, 2020 AS year, 'full' AS counting, n AS n_works"


def test_written_table_has_the_types_of_the_schema(engine: Engine, tmp_path: Path) -> None:
    stage = Lake(tmp_path).stage("measure", "abc")
    with stage.writing() as writer:
        engine.write(writer, "output_places", f"{ROW} FROM range(3) t(n)", order="n_works DESC")
    assert stage.read("output_places").column("n_works").to_pylist() == [2.0, 1.0, 0.0]


def test_order_holds_over_many_row_groups(engine: Engine, tmp_path: Path) -> None:
    stage = Lake(tmp_path).stage("measure", "abc")
    with stage.writing() as writer:
        engine.write(writer, "output_places", f"{ROW} FROM range(300000) t(n)", order="n_works DESC")
    found = stage.read("output_places").column("n_works").to_pylist()
    assert found == sorted(found, reverse=True)


def test_null_where_none_may_be_is_refused(engine: Engine, tmp_path: Path) -> None:
    query = f"SELECT * REPLACE (CASE WHEN n_works > 0 THEN year END AS year) FROM ({ROW} FROM range(3) t(n))"
    with pytest.raises(SchemaError) as caught, Lake(tmp_path).stage("measure", "abc").writing() as writer:
        engine.write(writer, "output_places", query)
    assert caught.value.code == "schema.null_not_allowed"


def test_view_of_no_file_is_an_empty_table(engine: Engine) -> None:
    engine.view("works", [])
    assert (engine.rows("SELECT * FROM works").num_rows, engine.frame("works").collect_schema()["year"]) == (
        0,
        nw.Int32,
    )


def test_kept_frame_is_executed_once_and_reads_the_same(engine: Engine) -> None:
    engine.view_of("numbers", "SELECT n FROM range(5) t(n)")
    kept = engine.keep("kept", engine.frame("numbers").filter(nw.col("n") > 2))
    assert sorted(kept.collect()["n"].to_list()) == [3, 4]


def test_what_does_not_fit_is_spilled(engine: Engine) -> None:
    """A sort of 160 MB of numbers and text within 200 MiB."""
    query = "SELECT count(*) AS n FROM (SELECT n, md5(n::VARCHAR) AS h FROM range(3000000) t(n) ORDER BY h)"
    assert engine.rows(query).to_pylist() == [{"n": 3_000_000}]


def test_what_neither_fits_nor_spills_is_told(tmp_path: Path) -> None:
    with Engine(scratch=tmp_path, threads=1, memory_mb=20) as small, pytest.raises(WrongState) as caught:
        small.run("CREATE TABLE t AS SELECT list(range) AS all_of_them FROM range(10_000_000)")
    assert caught.value.code == "lake.too_little_memory"


def test_a_join_that_spills_loses_no_row(tmp_path: Path) -> None:
    """DuckDB 2.0.0 kept 480,000 of these rows (decision 0010)."""
    with Engine(scratch=tmp_path / "scratch", threads=1, memory_mb=60) as small:
        small.run("CREATE TABLE t AS SELECT (n % 25)::INTEGER AS key FROM range(3000000) r(n)")
        count = small.rows("SELECT count(*) AS n FROM t WHERE key IN (SELECT u.key FROM t u)")
    assert count.column("n").to_pylist() == [3_000_000]
