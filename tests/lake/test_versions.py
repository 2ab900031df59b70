"""Versions: published whole, read by many, kept as long as somebody needs them."""

from __future__ import annotations

import multiprocessing
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow.parquet as pq
import pytest

from jialing.errors import InputError, SchemaError, WrongState
from jialing.lake import Lake, Version

ROWS = {
    "population": ["p", "p"],
    "place_id": ["CN-510100", "CN-500000"],
    "field_id": ["", ""],
    "year": [2020, 2021],
    "counting": ["full", "full"],
    "n_works": [1.0, 2.0],
}


def published(lake: Lake, name: str) -> Version:
    stage = lake.stage("measure", "abc")
    if not stage.is_done:
        with stage.writing() as writer:
            writer.table("output_places").append(ROWS)
    return lake.publish(name, {"output_places": stage.files("output_places")}, {"id": name})


def test_no_version_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Lake(tmp_path).current()
    assert caught.value.code == "lake.no_version"


def test_published_version_is_current(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    published(lake, "a")
    published(lake, "b")
    assert (lake.current().id, [v.id for v in lake.versions()]) == ("b", ["a", "b"])


def test_version_answers_sql_with_parameters(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    found = version.sql("SELECT place_id FROM output_places WHERE n_works > ?", [1.5])
    assert found.to_pydict() == {"place_id": ["CN-500000"]}


def test_version_gives_lazy_frames(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    frame = version.table("output_places").filter(nw.col("year") == 2020).select("n_works")
    assert frame.collect()["n_works"].to_list() == [1.0]


def test_table_of_several_files_is_one(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    files = published(lake, "a").files("output_places")
    version = lake.publish("b", {"output_places": [*files, *files]}, {})
    assert version.sql("SELECT count(*) AS n FROM output_places").to_pydict() == {"n": [4]}


def test_version_reads_its_own_folder_only(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(duckdb.Error):
        version.sql(f"SELECT * FROM read_csv('{tmp_path}/secret.csv')")


def test_version_serves_threads(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    found: list[int] = []
    query = "SELECT count(*) AS n FROM output_places"
    threads = [threading.Thread(target=lambda: found.append(version.sql(query).num_rows)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]


def _count(path: Path, answers: Any) -> None:
    answers.put(Lake(path).current().sql("SELECT count(*) AS n FROM output_places").to_pylist())


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_version_opens_anew_after_a_fork(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    version.sql("SELECT 1 AS n")
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_count, args=(tmp_path, answers))
    child.start()
    assert answers.get(timeout=30) == [{"n": 2}]
    child.join()


def test_publish_refuses_a_table_of_another_schema(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    files = published(lake, "a").files("output_places")
    with pytest.raises(SchemaError):
        lake.publish("b", {"output_orgs": files}, {})
    assert (lake.current().id, [v.id for v in lake.versions()]) == ("a", ["a"])


def test_publish_refuses_an_id_that_is_there(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    published(lake, "a")
    with pytest.raises(WrongState) as caught:
        published(lake, "a")
    assert caught.value.code == "lake.version_exists"


@pytest.mark.parametrize("name", ["", "..", "a/../a", "nothing"])
def test_unknown_version_is_told(tmp_path: Path, name: str) -> None:
    lake = Lake(tmp_path)
    published(lake, "a")
    with pytest.raises(InputError) as caught:
        lake.version(name)
    assert caught.value.code == "lake.unknown_version"


def test_version_of_an_older_schema_stays_readable(tmp_path: Path) -> None:
    """What the schema has gained since is unknown there: a link that somebody kept still opens."""
    version = published(Lake(tmp_path), "a")
    (file,) = version.files("output_places")
    pq.write_table(pq.read_table(file).drop_columns(["counting"]), file)
    found = version.sql("SELECT DISTINCT counting, typeof(counting) AS type FROM output_places").to_pylist()
    assert found == [{"counting": None, "type": "VARCHAR"}]


def test_table_that_a_version_lacks_is_empty_and_not_among_its_own(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    assert (version.sql("SELECT * FROM output_orgs").num_rows, version.has("output_orgs")) == (0, False)


def test_manifest_is_read_only(tmp_path: Path) -> None:
    version = published(Lake(tmp_path), "a")
    with pytest.raises(TypeError):
        version.manifest["id"] = "b"  # type: ignore[index]


def test_young_versions_are_kept(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for name in ("a", "b"):
        published(lake, name)
    assert lake.collect().versions == ()


def test_old_versions_go_but_not_those_pinned_nor_the_current(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for name in ("a", "b", "c", "d"):
        published(lake, name)
    lake.pin("b", "brief 7")
    lake.collect(now=datetime.now(UTC) + timedelta(days=2))
    assert [v.id for v in lake.versions()] == ["b", "d"]


def test_unpinned_version_goes(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for name in ("a", "b"):
        published(lake, name)
    lake.pin("a", "brief 7")
    lake.unpin("a", "brief 7")
    assert lake.collect(now=datetime.now(UTC) + timedelta(days=2)).versions == ("a",)


def test_pins_are_told(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    published(lake, "a")
    lake.pin("a", "view 2")
    lake.pin("a", "brief 7")
    assert lake.pins("a") == ("brief 7", "view 2")


def test_old_stages_go_but_not_those_in_use(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for fingerprint in ("used", "unused"):
        with lake.stage("link", fingerprint).writing():
            pass
    used = lake.stage("link", "used").path
    lake.collect(now=datetime.now(UTC) + timedelta(days=2), keep_stages=[used])
    assert [s.fingerprint for s in lake.stages("link")] == ["used"]


def test_version_outlives_its_stages(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    version = published(lake, "a")
    lake.collect(now=datetime.now(UTC) + timedelta(days=2))
    assert version.sql("SELECT count(*) AS n FROM output_places").to_pydict() == {"n": [2]}


def test_interrupted_publish_leaves_the_version_before(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    published(lake, "a")
    half = lake.path / "versions" / f".unfinished-{os.getpid()}-b"
    half.mkdir()
    (half / "manifest.json").write_text("{}")
    lake.sweep()
    assert (lake.current().id, half.exists()) == ("a", False)


@pytest.mark.parametrize("kind", ["csv", "parquet", "json"])
def test_export_writes_every_row(tmp_path: Path, kind: str) -> None:
    version = published(Lake(tmp_path), "a")
    file, n_rows = version.export("output_places", tmp_path / "out", kind)
    found = duckdb.sql(f"SELECT place_id FROM '{file}' ORDER BY 1").fetchall()
    assert (n_rows, found) == (2, [("CN-500000",), ("CN-510100",)])
