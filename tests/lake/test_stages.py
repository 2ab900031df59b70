"""Stages appear whole or not at all, and agree with the schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jialing.errors import SchemaError, WrongState
from jialing.lake import Lake

ROWS: Mapping[str, Sequence[object]] = {
    "population": ["p", "p"],
    "place_id": ["CN-510100", "CN-500000"],
    "field_id": ["", ""],
    "year": [2020, 2021],
    "counting": ["full", "full"],
    "n_works": [1.0, 2.0],
}


def test_stage_is_done_after_writing(tmp_path: Path) -> None:
    stage = Lake(tmp_path).stage("measure", "abc")
    with stage.writing() as writer:
        writer.table("output_places").append(ROWS)
        writer.note["n"] = 2
    assert (stage.is_done, stage.note, stage.read("output_places").to_pydict()) == (True, {"n": 2}, dict(ROWS))


def test_stage_that_failed_is_not_there(tmp_path: Path) -> None:
    stage = Lake(tmp_path).stage("measure", "abc")
    with pytest.raises(ZeroDivisionError), stage.writing() as writer:
        writer.table("output_places").append(ROWS)
        raise ZeroDivisionError
    assert (stage.is_done, list(stage.path.parent.iterdir())) == (False, [])


def test_sweep_removes_what_was_left(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    left = lake.path / "stage" / "measure" / ".unfinished-1-abc"
    left.mkdir(parents=True)
    lake.sweep()
    assert not left.exists()


def test_stage_already_there_is_never_changed(tmp_path: Path) -> None:
    stage = Lake(tmp_path).stage("measure", "abc")
    for n in (1, 2):
        with stage.writing() as writer:
            writer.note["n"] = n
    assert stage.note == {"n": 1}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": ["2020", "x"]}, "schema.wrong_type"),
        ({"year": [2020, None]}, "schema.null_not_allowed"),
        ({"year": [2020]}, "schema.uneven_columns"),
        ({"colour": ["red", "red"]}, "schema.unknown_column"),
        ({"year": [2020, 10**12]}, "schema.wrong_type"),
        ({"place_id": ["a", "\ud800"]}, "schema.wrong_type"),
    ],
)
def test_rows_that_do_not_agree_are_refused(tmp_path: Path, change: dict[str, list[object]], code: str) -> None:
    with pytest.raises(SchemaError) as caught, Lake(tmp_path).stage("measure", "abc").writing() as writer:
        writer.table("output_places").append({**ROWS, **change})
    assert caught.value.code == code


def test_missing_column_is_refused(tmp_path: Path) -> None:
    rows = {name: values for name, values in ROWS.items() if name != "year"}
    with pytest.raises(SchemaError) as caught, Lake(tmp_path).stage("measure", "abc").writing() as writer:
        writer.table("output_places").append(rows)
    assert caught.value.code == "schema.missing_column"


def test_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as caught, Lake(tmp_path).stage("measure", "abc").writing() as writer:
        writer.table("no_such_table").append(ROWS)
    assert caught.value.code == "schema.unknown_table"


def test_many_small_batches_become_few_row_groups(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    stage = Lake(tmp_path).stage("measure", "abc")
    with stage.writing() as writer:
        for _ in range(200):
            writer.table("output_places").append(ROWS)
    metadata = pq.read_metadata(stage.files("output_places")[0])
    assert (metadata.num_rows, metadata.num_row_groups) == (400, 1)


def test_folder_without_permission_is_told(tmp_path: Path, unprivileged: None) -> None:
    with pytest.raises(WrongState) as caught, Lake(tmp_path).stage("measure", "abc").writing():
        pass
    assert caught.value.code == "lake.no_permission"
