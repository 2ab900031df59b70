"""`jialing people` at the prompt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jialing.cli import main


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIALING_LANGUAGE", "zh")
    world, data = tmp_path / "world", tmp_path / "data"
    assert main(["generate", "--scale", "0.003", "--out", str(world), "--json"]) == 0
    assert main(["build", str(world), "--data", str(data), "--workers", "1", "--json"]) == 0
    return data


def test_people_are_listed_and_shown_in_chinese(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["people", "list", "--limit", "1", "--data", str(built), "--json"]) == 0
    person = json.loads(capsys.readouterr().out)[0]
    assert main(["people", "show", person["person_id"], "--data", str(built)]) == 0
    assert f"成果 {person['n_works']} 项" in capsys.readouterr().out
