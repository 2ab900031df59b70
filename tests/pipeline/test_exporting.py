"""Tables of a version for other programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from jialing.errors import InputError
from jialing.pipeline import export
from tests.pipeline.conftest import Built


def test_csv_holds_every_row_and_lists_as_json(built: Built, tmp_path: Path) -> None:
    report = export(built.data, ["affiliations"], tmp_path / "out")
    rows = list(csv.DictReader((tmp_path / "out" / "affiliations.csv").open(encoding="utf-8")))
    assert (report.files[0][2], len(rows), json.loads(rows[0]["org_ids"])) == (5, 5, ["https://ror.org/0scu00001"])


def test_parquet_holds_the_same(built: Built, tmp_path: Path) -> None:
    export(built.data, ["participants"], tmp_path, format="parquet")
    table = pq.read_table(tmp_path / "participants.parquet")
    assert table.num_rows == built.version.sql("SELECT 1 FROM participants").num_rows


def test_json_is_an_object_a_line(built: Built, tmp_path: Path) -> None:
    export(built.data, ["places"], tmp_path, format="json")
    first = json.loads((tmp_path / "places.json").read_text(encoding="utf-8").splitlines()[0])
    assert set(first) >= {"place_id", "name_en"}


def test_no_table_named_is_all_of_them(built: Built, tmp_path: Path) -> None:
    report = export(built.data, [], tmp_path, format="parquet")
    assert tuple(table for table, _, _ in report.files) == built.version.tables


def test_unknown_format_is_told(built: Built, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        export(built.data, [], tmp_path, format="xls")
    assert caught.value.code == "pipeline.unknown_format"


@pytest.mark.parametrize("table", ["nothing", "../secret"])
def test_unknown_table_is_told(built: Built, tmp_path: Path, table: str) -> None:
    with pytest.raises(InputError) as caught:
        export(built.data, [table], tmp_path)
    assert caught.value.code == "pipeline.unknown_table"
