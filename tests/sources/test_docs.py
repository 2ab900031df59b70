"""The mapping that the how-to shows is one that works."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.sources.reading import read_folder

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "bring-in-a-spreadsheet.md"


def test_mapping_of_the_how_to_reads_its_workbook(tmp_path: Path) -> None:
    shown = re.search(r"```toml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    assert shown is not None
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "lab-projects.toml").write_text(shown[1], encoding="utf-8")
    book = Workbook()
    page = book.create_sheet("立项")
    page.append(["某市科技局立项清单"])
    page.append(["项目编号", "项目名称", "立项日期", "经费（万元）", "承担单位", "状态"])
    page.append(["A1", "水与城", date(2021, 5, 1), 100, "四川大学；重庆大学、甲公司", "在研"])
    page.append(["A2", "撤销的", date(2021, 5, 1), 50, "乙公司", "撤项"])
    book.save(tmp_path / "projects-2021.xlsx")
    read = read_folder(tmp_path)
    assert (read.column("works", "amount"), read.codes) == ([1_000_000.0], ["reject.skipped_by_rule"])
    assert read.column("participations", "affiliation") == ["四川大学", "重庆大学", "甲公司"]
