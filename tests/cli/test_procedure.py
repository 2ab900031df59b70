"""`jialing procedure`: files that ship are copied and checked; faults are told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.cli import main


def _copied(folder: Path, *names: str) -> list[Path]:
    for name in names:
        assert main(["procedure", "copy", name, "--out", str(folder)]) == 0
    return [folder / f"{name}.toml" for name in names]


def test_copies_of_what_ships_are_good_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = _copied(tmp_path, "ordinary_one_stage.workflow", "proposal.form", "ordinary.rules")
    capsys.readouterr()
    assert (main(["procedure", "check", *map(str, paths)]), capsys.readouterr().out) == (
        0,
        "3 files without a fault.\n",
    )


def test_a_fault_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = _copied(tmp_path, "proposal.form")
    path.write_text(path.read_text(encoding="utf-8").replace('kind = "budget"', 'kind = "bugdet"', 1), encoding="utf-8")
    capsys.readouterr()
    code = main(["procedure", "check", str(path)])
    out = capsys.readouterr().out
    assert (code, out.startswith("proposal.form.toml: Line "), "Near: budget" in out) == (2, True, True)


def test_a_workflow_is_held_against_the_forms_given_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = _copied(tmp_path, "ordinary_one_stage.workflow", "concept.form")
    capsys.readouterr()
    assert main(["procedure", "check", *map(str, paths)]) == 2
    assert "A move needs the form “proposal”" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["proposal", "proposal.picture", "../x.form", ""])
def test_what_does_not_ship_is_refused(tmp_path: Path, name: str) -> None:
    assert main(["procedure", "copy", name, "--out", str(tmp_path)]) == 2


def test_a_file_of_mine_is_not_overwritten(tmp_path: Path) -> None:
    _copied(tmp_path, "proposal.form")
    assert main(["procedure", "copy", "proposal.form", "--out", str(tmp_path)]) == 7


def test_a_file_whose_name_says_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("", encoding="utf-8")
    assert main(["procedure", "check", str(path)]) == 2
