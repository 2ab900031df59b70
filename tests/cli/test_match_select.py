"""`jialing match select`: a JSON file in, a JSON file out, money exact, whatever is wrong said in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jialing.cli import main

ASKED: dict[str, Any] = {
    "name": "small",
    "proposals": [
        {"id": "a", "topic": "chips", "amount": "100.10", "scores": [90, 92], "of": {"side": "A", "org": ["x", "y"]}},
        {"id": "b", "topic": "chips", "amount": 100.1, "scores": [80, None], "of": {"side": "A", "org": "x"}},
        {"id": "c", "topic": "chips", "amount": 50, "reduced": [40], "scores": [70, 70], "of": {"side": "B"}},
    ],
    "rule": {"score": "mean", "pass_mark": 60},
    "quotas": [{"name": "per organisation", "kind": "org", "at_most": 1}],
    "lines": [{"name": "pot", "amount": "140.10"}],
}


def _run(folder: Path, asked: object, *options: str) -> tuple[int, dict[str, Any]]:
    file, out = folder / "asked.json", folder / "out.json"
    file.write_text(asked if isinstance(asked, str) else json.dumps(asked), encoding="utf-8")
    code = main(["match", "select", str(file), "--out", str(out), *options])
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}


def test_select_writes_who_is_funded_with_how_much_of_which_line(tmp_path: Path) -> None:
    code, found = _run(tmp_path, ASKED)
    assert (code, found["is_proven"]) == (0, True)
    assert [(one["id"], one["amount"], one["paid"][0]["line"]) for one in found["funded"]] == [
        ("a", "100.10", "pot"),
        ("c", "40.00", "pot"),
    ]


def test_select_names_what_forces_an_inversion(tmp_path: Path) -> None:
    (only,) = _run(tmp_path, ASKED)[1]["inversions"]
    assert (only["passed_over"], only["funded"]) == ("b", "c")
    assert [(one["name"], one["excess"]) for one in only["forced_by"]] == [("per organisation", 1.0), ("pot", "60.10")]


def test_select_says_where_every_proposal_stands(tmp_path: Path) -> None:
    standing = {one["id"]: one for one in _run(tmp_path, ASKED)[1]["proposals"]}
    assert standing["b"] == {
        "id": "b", "score": "80.00", "rank": 2, "status": "ranked", "n_scores": 1, "n_missing": 1,
    }  # fmt: skip


def test_select_tells_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path, ASKED)
    assert capsys.readouterr().out.startswith("2 of 3 proposals funded with 140.10")


@pytest.mark.parametrize(
    ("asked", "code", "error"),
    [
        ("{", 2, "selection.unreadable"),
        ({"proposals": []}, 2, "selection.no_proposals"),
        (ASKED | {"rule": {"score": "luck"}}, 2, "selection.unreadable"),
        (ASKED | {"lines": [{"name": "pot", "amount": "0.001"}]}, 2, "selection.decimals"),
        (ASKED | {"objective": ["luck"]}, 2, "selection.objective"),
        (ASKED | {"quotas": [{"name": "all", "at_least": 3}]}, 5, "selection.impossible"),
        (ASKED | {"rule": {"pass_mark": 99}}, 5, "selection.nobody"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: object,
    code: int,
    error: str,
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "zh")
    found, out = _run(tmp_path, asked, "--json")
    told = capsys.readouterr()
    assert (found, out, json.loads(told.out)["error"]) == (code, {}, error)
    assert told.err.startswith("错误：")


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert main(["match", "select", str(tmp_path / "no.json"), "--out", str(tmp_path / "out.json")]) == 2


def test_redraws_and_calibrated_scores_stand_beside(tmp_path: Path) -> None:
    names, lean = "uvwx", {"u": 5, "v": -5, "w": 0, "x": 2}
    proposals = [
        {
            "id": f"p{row}", "topic": "t", "amount": 1, "reviewers": list(names),
            "scores": [60 + 3 * row + lean[name] + (row * 7 + nth * 3) % 5 for nth, name in enumerate(names)],
        }
        for row in range(8)
    ]  # fmt: skip
    quotas = [{"name": "number", "at_most": 3}]
    _, found = _run(tmp_path, {"proposals": proposals, "quotas": quotas}, "--redraws", "20")
    advice = found["advice"]
    assert (advice["status"], advice["redraws"], advice["proposals"][7]["funded_share"]) == ("identified", 20, 1.0)


def test_redraws_say_why_nothing_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = _run(tmp_path, ASKED, "--redraws", "20")
    assert found["advice"] == {"status": "unnamed"}
    assert "not identifiable" in capsys.readouterr().out
