"""The command line: answers, exit codes by kind of error, both languages."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from jialing import __version__
from jialing.base.phrases import catalogue, phrase
from jialing.cli import main
from jialing.cli.app import of_system
from jialing.errors import InputError, SchemaError, SourceError, WrongState


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "en")


def test_status_of_an_empty_folder_says_that_there_is_nothing(
    tmp_path: Path, in_english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["current"] is None


def test_build_of_a_missing_folder_is_an_input_error(
    tmp_path: Path, in_english: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(tmp_path / "nowhere"), "--data", str(tmp_path / "data")]) == InputError.exit_code
    assert "nowhere" in capsys.readouterr().err


def test_error_is_told_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "zh")
    main(["build", str(tmp_path / "nowhere"), "--data", str(tmp_path / "data")])
    assert capsys.readouterr().err.startswith("错误：")


def test_error_as_json_carries_its_code(tmp_path: Path, in_english: None, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--data", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["error"] == "lake.no_version"


@pytest.mark.parametrize(("lang", "hint"), [("en", "What may be typed"), ("zh", "用法说明")])
def test_wrong_option_is_a_usage_error_that_says_where_help_is(
    lang: str, hint: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", lang)
    assert main(["build", "--nonsense"]) == 2
    assert hint in capsys.readouterr().err.splitlines()[-1]


def test_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--version"]), capsys.readouterr().out) == (0, f"jialing {__version__}\n")


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "cli.not_permitted"), (errno.ENOSPC, "cli.disk_full"), (errno.ENOTDIR, "cli.wrong_kind")],
)
def test_what_a_file_system_says_is_worded(number: int, code: str) -> None:
    found = of_system(OSError(number, "said", "/somewhere"))
    assert (found.code, found.params, f"error.{code}" in catalogue()) == (code, {"path": "/somewhere"}, True)


def test_what_no_path_explains_is_our_bug() -> None:
    with pytest.raises(OSError, match="said"):
        of_system(OSError(errno.EINVAL, "said", "/somewhere"))


def test_exit_codes_differ_by_kind() -> None:
    assert len({e.exit_code for e in (InputError, SourceError, SchemaError, WrongState)}) == 4


def test_build_tells_records_in_kept_and_set_aside(built_world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["status", "--data", str(built_world), "--json"])
    sources = json.loads(capsys.readouterr().out)["sources"]
    assert all(s["n_rows_in"] == s["n_rows_kept"] + s["n_rows_quarantined"] for s in sources)


def test_export_writes_a_table(built_world: Path, tmp_path: Path) -> None:
    assert main(["export", "places", "--out", str(tmp_path / "out"), "--data", str(built_world)]) == 0
    assert (tmp_path / "out" / "places.csv").read_text(encoding="utf-8").splitlines()[0].startswith("place_id,")


def test_resolve_answers_every_line_in_order(built_world: Path, tmp_path: Path) -> None:
    strings, out = tmp_path / "strings.txt", tmp_path / "out.jsonl"
    strings.write_text("nothing here\n\n12345\n", encoding="utf-8")
    assert main(["resolve", str(strings), "--out", str(out), "--data", str(built_world)]) == 0
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [a["affiliation"] for a in answers] == ["nothing here", "", "12345"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_resolve_words_its_reasons_in_the_language_asked_for(built_world: Path, tmp_path: Path, lang: str) -> None:
    strings, out = tmp_path / "strings.txt", tmp_path / "out.jsonl"
    strings.write_text("12345\n", encoding="utf-8")
    assert main(["resolve", str(strings), "--out", str(out), "--data", str(built_world), "--lang", lang]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["because"] == phrase("because.no_name", lang)


def test_resolve_knows_two_languages(in_english: None, tmp_path: Path) -> None:
    strings = tmp_path / "strings.txt"
    assert main(["resolve", str(strings), "--out", str(tmp_path / "out.jsonl"), "--lang", "fr"]) == 2


def test_fetch_of_an_unknown_source_names_those_known(in_english: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "nonsense"]) == InputError.exit_code
    assert "ror" in capsys.readouterr().err
