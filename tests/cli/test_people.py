"""`jialing people` at the prompt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jialing.cli import main


def test_people_are_listed_and_shown_in_chinese(
    built_world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIALING_LANGUAGE", "zh")
    capsys.readouterr()
    assert main(["people", "list", "--limit", "1", "--data", str(built_world), "--json"]) == 0
    person = json.loads(capsys.readouterr().out)[0]
    assert main(["people", "show", person["person_id"], "--data", str(built_world)]) == 0
    assert f"成果 {person['n_works']} 项" in capsys.readouterr().out
