"""A worker that is killed again and again loses nothing and does nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WHOLE = {"states": {"done": 4}, "steps_once": True, "ends_once": True, "asked": 4, "done": 4, "failed": 0}


def left_after_kills(data: Path, n_kills: int, **more: str) -> dict[str, object]:
    """What four jobs leave whose worker is killed so often."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIALING_", "DJANGO_"))}
    env = {"JIALING_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tests.portal.jobs.settings", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "tests.portal.jobs.killing", str(n_kills)]
    run = subprocess.run(line, env=kept | env | more, capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout)


@pytest.mark.slow
def test_jobs_end_exactly_once_whatever_is_killed(tmp_path: Path) -> None:
    assert left_after_kills(tmp_path, 5) == {"kills": 5, "returned": 5, **WHOLE}
