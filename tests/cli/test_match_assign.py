"""`jialing match assign`: a JSON file in, a JSON file out, whatever is wrong or missing said in both languages."""

from __future__ import annotations

import json
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
import typer

from jialing.base.progress import SILENT
from jialing.cli import main
from jialing.cli.commands.match.group import interruptible

ASKED: dict[str, Any] = {
    "name": "small",
    "scores": [[1, 0.5, 0.25], [0.5, 1, None], [0.25, 0.5, 1]],
    "demand": 1,
    "load": 1,
    "load_min": None,
}


def _run(folder: Path, asked: object, *options: str) -> tuple[int, dict[str, Any]]:
    file, out = folder / "asked.json", folder / "out.json"
    file.write_text(asked if isinstance(asked, str) else json.dumps(asked), encoding="utf-8")
    code = main(["match", "assign", str(file), "--out", str(out), *options])
    return code, json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}


def test_assign_writes_total_worst_bound_seconds_and_pairs(tmp_path: Path) -> None:
    code, found = _run(tmp_path, ASKED)
    assert code == 0
    assert {name: found[name] for name in ("total", "worst", "bound", "is_proven", "pairs")} == {
        "total": 3.0,
        "worst": 1.0,
        "bound": 3.0,
        "is_proven": True,
        "pairs": [[0, 0], [1, 1], [2, 2]],
    }
    assert found["seconds"] >= 0


def test_assign_of_listed_pairs_leaves_the_others_out(tmp_path: Path) -> None:
    pairs = [[0, 0, 1.0], [0, 1, 0.9], [1, 0, 0.9]]
    _, found = _run(tmp_path, {"pairs": pairs, "demand": 1, "load": 1})
    assert (found["total"], found["pairs"]) == (1.8, [[0, 1], [1, 0]])


def test_assign_keeps_conflicts_groups_and_organisations(tmp_path: Path) -> None:
    asked = {
        "scores": [[1, 0.9, 0.8, 0.1]],
        "demand": 2,
        "load": 1,
        "conflicts": [[0, 0]],
        "organisations": ["A", "B", "B", None],
        "groups": [{"name": "outside", "members": [3], "at_least": 1}],
    }
    _, found = _run(tmp_path, asked)
    assert (found["total"], found["pairs"]) == (1.0, [[0, 1], [0, 3]])


def test_assign_names_pairs_where_the_file_does(tmp_path: Path) -> None:
    _, found = _run(tmp_path, ASKED | {"papers": ["p", "q", "r"], "reviewers": ["张", "李", "王"]})
    assert found["named_pairs"] == [["p", "张"], ["q", "李"], ["r", "王"]]


def test_floor_max_raises_the_worst(tmp_path: Path) -> None:
    code, found = _run(tmp_path, {"scores": [[1.0, 0.5], [0.6, 0.0]], "demand": 1, "load": 1}, "--floor", "max")
    assert (code, found["worst"], found["floor_bound"], found["total"]) == (0, 0.5, 0.5, 1.1)


def test_max_probability_writes_probabilities_and_a_draw(tmp_path: Path) -> None:
    code, found = _run(tmp_path, ASKED, "--max-probability", "0.5", "--seed", "4")
    assert (code, found["seed"], len(found["pairs"])) == (0, 4, 3)
    assert max(chance for *_, chance in found["probabilities"]) <= 0.5


def test_repair_keeps_what_it_can(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = {"scores": [[1, 0.5, 0.2], [1, 0.5, 0.2]], "demand": 1, "load": 1}
    _, found = _run(tmp_path, asked | {"previous": [[0, 0], [1, 2]], "declined": [[1, 2]]})
    assert (found["pairs"], found["added"], found["dropped"]) == ([[0, 0], [1, 1]], [[1, 1]], [[1, 2]])
    assert "1 pairs kept, 1 dropped and 1 added" in capsys.readouterr().out


def test_whole_numbers_may_be_written_with_a_point_and_after_a_mark(tmp_path: Path) -> None:
    code, found = _run(tmp_path, "\ufeff" + json.dumps(ASKED | {"demand": 1.0, "load": [1.0, 1, 1]}))
    assert (code, found["total"]) == (0, 3.0)


def test_assign_reports_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path, ASKED, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["n_pairs"], told["is_proven"]) == (3.0, 3, True)


@pytest.mark.parametrize(
    ("asked", "options", "code", "error"),
    [
        ("{", (), 2, "assignment.unreadable"),
        ("[1, 2]", (), 2, "assignment.unreadable"),
        ({"scores": [[1]], "load": 1}, (), 2, "assignment.unreadable"),
        (ASKED | {"demand": "three"}, (), 2, "assignment.unreadable"),
        (ASKED | {"scores": [[1, "x"]]}, (), 2, "assignment.unreadable"),
        (ASKED | {"scores": [[1, 2], [1]]}, (), 2, "assignment.ragged"),
        (ASKED | {"scores": []}, (), 2, "assignment.not_a_matrix"),
        (ASKED | {"demand": [1, 1]}, (), 2, "assignment.counts"),
        (ASKED | {"demand": -1}, (), 2, "assignment.counts"),
        (ASKED | {"conflicts": [[0, 9]]}, (), 2, "assignment.out_of_range"),
        ({"demand": 1, "load": 1}, (), 2, "assignment.no_scores"),
        ({"pairs": [[0, 0, 1], [0, 0, 2]], "demand": 1, "load": 1}, (), 2, "assignment.twice"),
        (ASKED | {"papers": ["p"]}, (), 2, "assignment.lengths"),
        (ASKED, ("--floor", "nan"), 2, "assignment.floor"),
        (ASKED, ("--max-probability", "0.5", "--floor", "max"), 2, "assignment.random_rules"),
        (ASKED, ("--floor", "high"), 2, "assignment.floor"),
        (ASKED, ("--max-probability", "1.5"), 2, "assignment.cap"),
        (ASKED, ("--floor", "2"), 5, "assignment.floor_high"),
        (ASKED | {"demand": 2}, (), 5, "assignment.too_few"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: object,
    options: tuple[str, ...],
    code: int,
    error: str,
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "zh")
    found, out = _run(tmp_path, asked, "--json", *options)
    told = capsys.readouterr()
    assert (found, out, json.loads(told.out)["error"]) == (code, {}, error)
    assert told.err.startswith("错误：")


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert main(["match", "assign", str(tmp_path / "no.json"), "--out", str(tmp_path / "out.json")]) == 2


def test_interrupt_ends_the_wait_and_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver in compiled code hears no signal: here it waits for an event that nobody sets before the interrupt."""
    monkeypatch.setenv("JIALING_LANGUAGE", "en")
    never = threading.Event()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
    try:
        with pytest.raises(typer.Exit) as caught:
            interruptible(never.wait, SILENT)
    finally:
        signal.signal(signal.SIGINT, before)
        never.set()
    assert (caught.value.exit_code, capsys.readouterr().err.split(".")[0]) == (130, "Interrupted")
