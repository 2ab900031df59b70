"""`jialing match expertise`: three JSON files in, one out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jialing.cli import main

TEXTS: dict[str, Any] = {
    "w1": {"title": "Bridge girders under wind", "abstract": None, "year": 2020, "language": "en"},
    "w2": {"title": "桥梁抗风设计", "year": 2021, "language": "zh"},
    "p1": {"title": "Wind loads of bridge girders", "abstract": "", "year": 2026},
}
PROFILES = {"e1": ["w1", "w2"], "e2": []}
PAIRS = [["e1", "p1"], ["e2", "p1"], ["e1", "p1"]]


def _run(folder: Path, *, texts: object = TEXTS, profiles: object = PROFILES, pairs: object = PAIRS) -> int:
    given = {"texts": texts, "profiles": profiles, "pairs": pairs}
    options = []
    for name, content in given.items():
        file = folder / f"{name}.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        options += [f"--{name}", str(file)]
    return main(["match", "expertise", *options, "--out", str(folder / "out.json")])


def test_scores_are_written_in_the_order_of_the_pairs(tmp_path: Path) -> None:
    assert _run(tmp_path) == 0
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["pairs"]
    assert [[one["expert"], one["text"]] for one in found] == PAIRS
    assert (found[0]["score"] > 0, found[1]["score"], found[1]["why"]) == (True, None, "expertise.why.no_works")


def test_reasons_are_sentences_in_both_languages(tmp_path: Path) -> None:
    _run(tmp_path)
    reason = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["pairs"][0]["reasons"][0]
    assert (reason["text"], reason["en"], reason["zh"]) == (
        "w1",
        "w1 shares: wind, bridge girders",
        "w1 的共同用词：wind、bridge girders",
    )


def test_report_counts_what_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path)
    assert capsys.readouterr().out.startswith("2 of 3 pairs scored")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"texts": "{"}, "texts.json is not the JSON expected"),
        ({"texts": {"w1": "a title"}}, "texts.json is not the JSON expected"),
        ({"texts": {}}, "texts.json holds no text"),
        ({"profiles": {"e1": "w1"}}, "profiles.json is not the JSON expected"),
        ({"pairs": [["e1"]]}, "pairs.json is not the JSON expected"),
    ],
)
def test_bad_input_is_told(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, Any],
    error: str,
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "en")
    assert _run(tmp_path, **given) == 2
    assert error in capsys.readouterr().err
    assert not (tmp_path / "out.json").exists()
