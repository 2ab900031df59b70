"""Bad input gets a clear answer and loses nothing: one build with everything wrong that a folder can hold."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jialing.lake import Version
from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import LI, SICHUAN, WANG, WORKS, Author, work, works_part, write_jsonl, write_world

MANY = 10_000
SURROGATE = json.dumps(work(40, 2020, [LI], title="PLACE")).replace("PLACE", "half \\ud800 a pair")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("spoilt") / "in"
    write_world(folder)
    march = folder / "openalex" / "works" / "updated_date=2026-03-01"
    again = [
        work(1, 2020, [LI, WANG], title="Newer"),
        work(50, 2020, [LI], title="First"),
        work(50, 2021, [WANG], title="Last"),
    ]
    write_jsonl(march / "part_000.gz", [*again, "{not json", SURROGATE, "", "[]", "null"])
    odd = [
        work(60, 9999, [LI]),
        work(61, 2020, [LI]) | {"cited_by_count": -5},
        work(62, 2020, [LI], title="A &amp; B &lt;i&gt;in vitro&lt;/i&gt;"),
        work(63, 2020, [LI], title="\u202bعلوم الصين\u202c"),
        work(64, 2020, [LI], title="x" * 10_000_000),
        work(65, 2020, [Author(f"Person {n}", (SICHUAN,)) for n in range(MANY)]),
        work(66, 2020, [LI]) | {"id": None},
    ]
    write_jsonl(march / "part_001.gz", odd)
    whole = gzip.compress("".join(json.dumps(work(n, 2021, [LI])) + "\n" for n in range(100, 400)).encode())
    (march / "part_002.gz").write_bytes(whole[: len(whole) // 2])
    (march / "part_003.gz").write_bytes(gzip.compress(b""))
    (march / "part_004.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(work(70, 2021, [LI])).encode() + b"\r\n")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 no zip at all")
    with zipfile.ZipFile(folder / "climbs.zip", "w") as archive:
        archive.writestr("../../outside.json", "[]")
    (folder / "notes.txt").write_text("nothing that a source knows")
    data = folder.parent / "data"
    return Built(data, folder, build(data, [folder], config=ALONE))


def works(version: Version, where: str) -> list[Mapping[str, Any]]:
    return version.sql(f"SELECT * FROM linked_works WHERE {where} ORDER BY source_id").to_pylist()


def test_in_is_kept_and_quarantined_for_every_source(spoilt: Built) -> None:
    assert [s.n_in - s.n_kept - s.n_quarantined for s in spoilt.report.sources] == [0, 0]


def test_quarantine_holds_exactly_what_was_set_aside(spoilt: Built) -> None:
    counted = spoilt.version.sql("SELECT source, code, count(*) AS n FROM quarantine GROUP BY ALL").to_pylist()
    stored = {(r["source"], r["code"]): r["n"] for r in counted if r["source"]}
    told = {(s.source, code): n for s in spoilt.report.sources for code, n in s.reasons.items()}
    assert stored == told


def test_every_reason_is_told_and_counted(spoilt: Built) -> None:
    (reasons,) = (s.reasons for s in spoilt.report.sources if s.source == "openalex")
    assert Counter(reasons) == {
        "reject.duplicate_id": 2,
        "reject.json_invalid": 1,
        "reject.field_invalid": 2,
        "reject.year_impossible": 1,
        "reject.no_id": 1,
        "reject.truncated": 1,
        "reject.file_empty": 1,
    }


def test_repeated_id_across_parts_keeps_the_later_part(spoilt: Built) -> None:
    assert [w["title"] for w in works(spoilt.version, "source_id LIKE '%/W1'")] == ["Newer"]


def test_repeated_id_within_a_part_keeps_the_last_with_its_authors(spoilt: Built) -> None:
    query = """SELECT w.title, w.year, p.person_name FROM linked_works w JOIN participants p USING (work_no)
               WHERE source_id LIKE '%/W50'"""
    assert [tuple(r.values()) for r in spoilt.version.sql(query).to_pylist()] == [("Last", 2021, "Wang Fang")]


def test_repeated_record_is_shown_with_where_it_stood(spoilt: Built) -> None:
    query = "SELECT file, params, excerpt FROM quarantine WHERE code = 'reject.duplicate_id' ORDER BY file"
    found = [
        (r["file"].rpartition("=")[2], json.loads(r["params"])["id"][-3:], r["excerpt"][:42])
        for r in spoilt.version.sql(query).to_pylist()
    ]
    assert found == [
        ("2026-01-01/part_000.gz", "/W1", '{"source_id":"https://openalex.org/W1","po'),
        ("2026-03-01/part_000.gz", "W50", '{"source_id": "https://openalex.org/W50", '),
    ]


def test_record_with_an_unpaired_surrogate_is_kept(spoilt: Built) -> None:
    (found,) = works(spoilt.version, "source_id LIKE '%/W40'")
    assert found["title"].startswith("half ")


def test_negative_citations_are_unknown_not_zero(spoilt: Built) -> None:
    assert [w["cited_by"] for w in works(spoilt.version, "source_id LIKE '%/W61'")] == [None]


def test_html_entities_are_read(spoilt: Built) -> None:
    assert [w["title"] for w in works(spoilt.version, "source_id LIKE '%/W62'")] == ["A & B in vitro"]


def test_right_to_left_title_is_kept(spoilt: Built) -> None:
    assert "علوم الصين" in works(spoilt.version, "source_id LIKE '%/W63'")[0]["title"]


def test_field_of_ten_megabytes_is_kept_whole(spoilt: Built) -> None:
    assert [len(w["title"]) for w in works(spoilt.version, "source_id LIKE '%/W64'")] == [10_000_000]


def test_ten_thousand_authors_share_one_work(spoilt: Built) -> None:
    query = """SELECT count(*) AS n, round(sum(weight), 6) AS w FROM participants p JOIN linked_works USING (work_no)
               WHERE source_id LIKE '%/W65'"""
    assert spoilt.version.sql(query).to_pylist() == [{"n": MANY, "w": 1.0}]


def test_what_came_before_a_break_in_a_gzip_is_kept(spoilt: Built) -> None:
    n = len(works(spoilt.version, "year = 2021 AND title LIKE 'Work %' AND CAST(title[6:] AS INT) BETWEEN 100 AND 399"))
    assert 0 < n < 300


def test_byte_order_mark_is_no_hindrance(spoilt: Built) -> None:
    assert len(works(spoilt.version, "source_id LIKE '%/W70'")) == 1


def test_files_that_cannot_be_opened_are_told_and_stored(spoilt: Built) -> None:
    told = dict(spoilt.report.ingested.unreadable)
    stored = spoilt.version.sql("SELECT file, code FROM quarantine WHERE source = ''").to_pylist()
    assert told == {"broken.zip": "reject.damaged", "climbs.zip/../../outside.json": "reject.path_leaves_archive"}
    assert {r["file"]: r["code"] for r in stored} == told


def test_files_that_nobody_knows_are_told(spoilt: Built) -> None:
    assert spoilt.report.ingested.unknown == ("climbs.zip", "notes.txt")


def test_nothing_was_written_outside_the_data_folder(spoilt: Built) -> None:
    assert sorted(p.name for p in spoilt.data.parent.iterdir()) == ["data", "in"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter (pytest's own may not be)."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def test_file_that_may_not_be_read_is_told(open_folder: Path) -> None:
    """Root reads everything, so the reader is somebody else where the tests run as root."""
    folder = write_world(open_folder / "in", WORKS[:2])
    works_part(folder, "2026-01-01", 0).chmod(0o000)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        report = build(open_folder / "data", [folder], config=ALONE)
    finally:
        os.seteuid(before)
    told = {code for _, code in report.ingested.unreadable} | {c for s in report.sources for c in s.reasons}
    assert (told, report.n_works) == ({"reject.unreadable"}, 1)
