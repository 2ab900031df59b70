"""kill -9 in the middle of a payment run: nothing is paid twice, nothing is lost, the ledger stays whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
N_ROWS = 40


def left_after_kills(folder: Path, n_kills: int) -> dict[str, Any]:
    """What is left after so many kills, in a folder and a database of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIALING_", "DJANGO_"))}
    env = {"JIALING_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tests.portal.programmes.kills.settings"}
    line = [sys.executable, "-m", "tests.portal.programmes.kills.killing", str(n_kills), str(N_ROWS)]
    run = subprocess.run(
        line, env={**kept, **env, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.slow
def test_payment_run_that_is_killed_is_taken_up_again(tmp_path: Path) -> None:
    left = left_after_kills(tmp_path, 1)
    (at_kill,) = left.pop("at_kills")
    assert 0 < at_kill < N_ROWS
    assert left == {
        "state": "done",
        "different": 0,
        "payments": N_ROWS,
        "orders_paid": N_ROWS,
        "audited": N_ROWS,
        "paid": N_ROWS * (N_ROWS + 1) // 2,
        "faults": 0,
    }
