"""The tutorials do what they say: their files are written, their commands and their Python run, in their order."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest

from jialing.cli import main

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = ROOT / "docs" / "tutorials"
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks(page: Path, language: str) -> list[str]:
    return [text for named, text in BLOCK.findall(page.read_text(encoding="utf-8")) if named == language]


def _commands(page: Path) -> list[list[str]]:
    """The page's command lines but `make` and `serve`, which does not end."""
    lines = [line for text in _blocks(page, "") for line in text.splitlines()]
    asked = [shlex.split(line, comments=True) for line in lines if line.startswith("jialing ")]
    return [words[1:] for words in asked if words[1] != "serve"]


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which somebody followed `from-files-to-atlas.md` to its last command."""
    page, folder = TUTORIALS / "from-files-to-atlas.md", tmp_path_factory.mktemp("tutorial")
    (folder / "files" / "mappings").mkdir(parents=True)
    organisations, projects = _blocks(page, "csv")
    for name, text in (("organisations.csv", organisations), ("projects.csv", projects)):
        (folder / "files" / name).write_text(text, encoding="utf-8")
    (folder / "files" / "mappings" / "bureau.toml").write_text(_blocks(page, "toml")[0], encoding="utf-8")
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        there.setenv("JIALING_WORKERS", "1")
        assert [main(words) for words in _commands(page)] == [0] * 5
    return folder


def test_tutorial_accounts_for_every_record(followed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["status", "--data", str(followed / "bureau"), "--json"])
    bureau = next(s for s in json.loads(capsys.readouterr().out)["sources"] if s["source"] == "bureau")
    assert (bureau["n_rows_in"], bureau["n_rows_kept"], bureau["n_rows_quarantined"]) == (9, 7, 2)


def test_tutorial_finds_four_names_of_five(followed: Path) -> None:
    found = {row["affiliation"]: row["org_ids"] for row in _rows(followed / "export" / "affiliations.csv")}
    assert [name for name, ids in found.items() if ids == "[]"] == ["两江电池示例公司"]
    assert (len(found), found["两江示例研究院水文实验室"]) == (5, '["local:bureau:2"]')


def test_tutorial_ends_with_the_decision_counted(followed: Path) -> None:
    output = _rows(followed / "export" / "output_places.csv")
    chongqing = {float(row["n_works"]) for row in output if (row["place_id"], row["year"]) == ("CN-500000", "2025")}
    pairs = {(row["place_a"], row["place_b"]) for row in _rows(followed / "export" / "collab_places.csv")}
    assert (chongqing, pairs) == ({2}, {("CN-500000", "CN-510100"), ("CN-510100", "CN-510700")})


def test_python_of_the_first_tutorial_runs(built_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(built_world)
    names: dict[str, object] = {}
    for text in (*_blocks(TUTORIALS / "first-atlas.md", "python"), *_blocks(ROOT / "README.md", "python")):
        exec(compile(text, "tutorial", "exec"), names)
    assert (tmp_path / "trend.svg").read_text(encoding="utf-8").startswith("<svg")
