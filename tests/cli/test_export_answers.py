"""`jialing export --answer`: the same answers as the pages, as rows and as pictures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jialing.cli import main
from jialing.errors import InputError, WrongState
from tests.atlas.factory import PAPERS, PUBLICATIONS, small_version


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("answers")
    small_version(folder, n_works=120)
    return folder


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "en")


def _export(data: Path, out: Path, *more: str) -> int:
    return main(["export", "--data", str(data), "--out", str(out), "--population", PUBLICATIONS, *more])


PAGES = {
    "overview": (),
    "flows": (),
    "network": (),
    "field_heat": (),
    "comparison": (),
    "place": ("Chengdu",),
    "pair": ("Chengdu", "重庆"),
    "organisation": ("Sichuan University",),
    "field": ("openalex:F17",),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_exported_as_rows(data: Path, tmp_path: Path, page: str) -> None:
    about = [option for thing in PAGES[page] for option in ("--about", thing)]
    assert _export(data, tmp_path, "--answer", page, *about, "--format", "json") == 0
    said = [json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.glob("*.json")]
    assert (len(said) > 0, {s["scope"]["population"] for s in said}) == (True, {PUBLICATIONS})


def test_rows_carry_ids_names_and_how_they_were_counted(data: Path, tmp_path: Path) -> None:
    _export(data, tmp_path, "--answer", "top_pairs", "--from", "2020", "--to", "2022", "--format", "json")
    said = json.loads((tmp_path / "top_pairs.json").read_text(encoding="utf-8"))
    assert (said["scope"]["first_year"], said["scope"]["last_year"], said["coverage"]["of"]) == (2020, 2022, "places")
    assert {said["rows"][0][name] for name in ("place_a_name", "place_b_name")} == {"Chengdu", "Chongqing"}


def test_csv_has_the_rows_of_the_page(data: Path, tmp_path: Path) -> None:
    _export(data, tmp_path, "--answer", "trend", "--lang", "zh")
    rows = list(csv.reader(io.StringIO((tmp_path / "trend.csv").read_text(encoding="utf-8-sig"))))
    assert (rows[0][:2], rows[1][0]) == (["年份", "成果数"], "2018")


def test_workbook_has_the_rows_and_how_they_were_counted(data: Path, tmp_path: Path) -> None:
    _export(data, tmp_path, "--answer", "trend", "--format", "xlsx")
    assert load_workbook(tmp_path / "trend.xlsx").sheetnames == ["Rows", "How it was counted"]


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("vega", b"{")])
def test_pictures_are_written(data: Path, tmp_path: Path, form: str, begins: bytes) -> None:
    assert _export(data, tmp_path, "--answer", "trend", "--format", form) == 0
    assert (tmp_path / f"trend.{form}").read_bytes().startswith(begins)


def test_answers_without_a_picture_are_named(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _export(data, tmp_path, "--answer", "flows", "--format", "svg") == 0
    assert [p.name for p in tmp_path.iterdir()] == ["flows.svg"]
    assert "flow_places is left out" in capsys.readouterr().out


def test_a_refused_answer_says_why(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["export", "--answer", "field_heat", "--population", PAPERS, "--out", str(tmp_path)]
    assert main([*arguments, "--data", str(data)]) == InputError.exit_code
    assert "cannot tell about fields" in capsys.readouterr().err


def test_counting_and_field_narrow_the_answer(data: Path, tmp_path: Path) -> None:
    options = ("--answer", "trend", "--counting", "fractional", "--field", "openalex:F17", "--format", "json")
    assert _export(data, tmp_path, *options) == 0
    scope = json.loads((tmp_path / "trend.json").read_text(encoding="utf-8"))["scope"]
    assert (scope["counting"], scope["field"]) == ("fractional", "openalex:F17")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--answer", "weather"), "atlas.unknown_question"),
        (("--answer", "pair", "--about", "Chengdu"), "atlas.wrong_about"),
        (("--answer", "place", "--about", "Qqqqzzzz"), "cli.not_found"),
        (("--answer", "trend", "--format", "doc"), "figures.unknown_format"),
        (("--answer", "trend", "--circle", "atlantis"), "atlas.unknown_circle"),
        (("--answer", "trend", "--from", "2030"), "atlas.no_such_years"),
        (("--answer", "alliances", "--format", "svg"), "figures.nothing_written"),
    ],
)
def test_what_cannot_be_answered_is_said(
    data: Path, tmp_path: Path, options: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _export(data, tmp_path, *options, "--json") == InputError.exit_code
    assert json.loads(capsys.readouterr().out)["error"] == code


def test_a_folder_that_is_a_file_is_said(data: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert _export(data, tmp_path / "taken", "--answer", "trend") == WrongState.exit_code


def test_files_are_told_as_json(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _export(data, tmp_path, "--answer", "trend", "--json")
    assert json.loads(capsys.readouterr().out)["files"] == [["trend", str(tmp_path / "trend.csv"), 6]]
