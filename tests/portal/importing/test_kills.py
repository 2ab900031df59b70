"""kill -9 of web and worker amid writes, imports and merges: nothing lost, nothing doubled, the audit whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
NOTHING = (
    "lost_records", "lost_audit", "doubled_audit", "doubled_records", "records_without_audit", "broken_pasts",
    "merges_without_their_note", "rows_not_written", "rows_without_record", "records_without_row",
    "names_lost_or_doubled", "broken_pasts_of_imports",
)  # fmt: skip


def left_after_kills(folder: Path, n_kills: int, n_rows: int, **more: str) -> dict[str, Any]:
    """What is left after so many kills, in a folder and a database of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIALING_", "DJANGO_"))}
    env = {"JIALING_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.portal.importing.kills.settings"}
    line = [sys.executable, "-m", "tests.portal.importing.kills.killing", str(n_kills), str(folder), str(n_rows)]
    run = subprocess.run(
        line,
        env={**kept, **env, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_whatever_is_killed(tmp_path: Path) -> None:
    left = left_after_kills(tmp_path, 3, 400)
    assert sum(left["kills"].values()) == 3
    assert {name: left[name] for name in NOTHING} == dict.fromkeys(NOTHING, 0)
    assert (left["import_states"], left["import_audits"]) == ({"imported": 2}, 2)
