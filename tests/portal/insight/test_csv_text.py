import csv
import io

import pytest
from django.test import Client

from jialing.portal.insight.csv_text import cell, csv_text


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_cell_makes_formulas_text(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_cell_leaves_numbers_alone() -> None:
    assert [cell(-1.5), cell(0), cell(True)] == [-1.5, 0, True]


def test_cell_of_the_unknown_is_empty_not_zero() -> None:
    assert [cell(None), cell(float("nan"))] == ["", ""]


def test_csv_keeps_quotes_commas_and_lines() -> None:
    line = ['a "quoted", cell', "two\nlines", "成都"]
    assert next(csv.reader(io.StringIO(csv_text([line]), newline=""))) == line


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
