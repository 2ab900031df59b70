import csv
import io
import math
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from jialing.base.sheet_cells import safe_cell
from jialing.figures import csv_text, sheets


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_cell_makes_formulas_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


def test_cell_leaves_numbers_alone() -> None:
    assert [str(safe_cell(value)) for value in (-1.5, 0, 12.0, 1e300, True)] == [
        "-1.5",
        "0",
        "12",
        "1e+300",
        "True",
    ]


def test_cell_of_the_unknown_is_empty_not_zero() -> None:
    assert [safe_cell(None), safe_cell(float("nan"))] == ["", ""]


def test_csv_keeps_quotes_commas_and_lines() -> None:
    line = ['a "quoted", cell', "two\nlines", "成都"]
    assert next(csv.reader(io.StringIO(csv_text([line]), newline=""))) == line


def _sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


@pytest.mark.django_db
def test_spreadsheet_holds_numbers_and_how_they_were_counted(client: Client) -> None:
    sheets = _sheets(client.get("/en/download/trend.xlsx").content)
    years = [row[0] for row in sheets["Rows"][1:]]
    assert (years, ("counting", "full") in sheets["How it was counted"]) == ([2018, 2019, 2020, 2021, 2022, 2023], True)


@pytest.mark.django_db
def test_spreadsheet_speaks_the_readers_language(client: Client) -> None:
    assert list(_sheets(client.get("/zh/download/trend.xlsx").content)) == ["数据", "计数说明"]


def test_spreadsheet_holds_no_formula_and_takes_any_text(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheets.add_sheet(book, "x", [("=1+1", "a\x00b", "\ud800", "x" * 40_000, None, math.nan, 2)])
    book.save(tmp_path / "x.xlsx")
    (row,) = load_workbook(tmp_path / "x.xlsx")["x"].iter_rows()
    assert [(c.data_type, len(str(c.value))) for c in row[:4]] == [("s", 4), ("s", 2), ("s", 1), ("s", 32_767)]
    assert [c.value for c in row[4:]] == [None, None, 2]


@pytest.mark.django_db
def test_csv_opens_in_a_spreadsheet_as_utf8(client: Client) -> None:
    assert client.get("/zh/download/top_pairs.csv").content[:3] == b"\xef\xbb\xbf"


@pytest.mark.django_db
def test_csv_holds_every_row_of_the_answer(client: Client) -> None:
    text = client.get("/en/download/trend.csv").content.decode("utf-8-sig")
    years = [line.split(",")[0] for line in text.splitlines()[1:] if line[:4].isdigit()]
    assert years == ["2018", "2019", "2020", "2021", "2022", "2023"]


@pytest.mark.django_db
def test_csv_says_how_it_was_counted(client: Client) -> None:
    lines = client.get("/en/download/trend.csv").content.decode("utf-8-sig").splitlines()
    assert {"counting,full", "is_invented,True"} <= set(lines)
