"""Of a mapped table's records with one id the fullest is kept, wherever the others stand."""

from __future__ import annotations

import pytest

from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import write_world

MAPPING = """
name = "fund"
title = { en = "Fund", zh = "基金" }
licence = "none stated"
[[population]]
id = "projects"
kinds = ["project"]
title = { en = "projects", zh = "项目" }
complete = { en = "projects of the test", zh = "测试项目" }
answers = ["output"]
[[file]]
match = ["fund/*.csv"]
target = "works"
population = "projects"
defaults = { kind = "project" }
[file.columns]
source_id = "no"
title = "title"
year = "year"
participants = { column = "host", role = "host" }
fields = { column = "discipline", scheme = "fund" }
"""
HEAD = "no,title,year,host,discipline\n"
FIRST = "G1,One,2020,Sichuan University,Law\nG2,Two,2020,Sichuan University,\nG2,Two,2020,Sichuan University,Law\n"
SECOND = (
    "G1,One,2020,Sichuan University,\nG3,Three,2021,Sichuan University,Law\nG3,Three,2021,Chongqing University,Art\n"
)


@pytest.fixture(scope="module")
def fund(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("fund") / "in"
    write_world(folder)
    for name, text in (("mappings/fund.toml", MAPPING), ("fund/a.csv", HEAD + FIRST), ("fund/b.csv", HEAD + SECOND)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Built(folder.parent / "data", folder, build(folder.parent / "data", [folder], config=ALONE))


def rows(built: Built, query: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in built.version.sql(query).to_pylist()]


def test_the_fuller_record_keeps_its_field_across_files_and_within_one(fund: Built) -> None:
    query = """SELECT source_id, field_id FROM linked_works LEFT JOIN work_field_levels USING (work_no)
               WHERE source = 'fund' ORDER BY source_id"""
    assert rows(fund, query) == [("G1", "fund:Law"), ("G2", "fund:Law"), ("G3", "fund:Art")]


def test_a_record_kept_has_its_own_participants_only(fund: Built) -> None:
    query = """SELECT source_id, count(*) AS n, sum(weight) AS weight
               FROM participants JOIN linked_works USING (work_no)
               WHERE source = 'fund' GROUP BY source_id ORDER BY source_id"""
    assert rows(fund, query) == [("G1", 1, 1.0), ("G2", 1, 1.0), ("G3", 1, 1.0)]


def test_records_set_aside_say_why(fund: Built) -> None:
    query = "SELECT file, code FROM quarantine WHERE source = 'fund' ORDER BY file"
    assert rows(fund, query) == [
        ("fund/a.csv", "reject.duplicate_id_less_full"),
        ("fund/b.csv", "reject.duplicate_id_less_full"),
        ("fund/b.csv", "reject.duplicate_id_less_full"),
    ]
