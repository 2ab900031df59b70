"""Work shared out between processes: nothing lost, errors rise, nobody stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jialing.errors import InputError, WrongState
from jialing.pipeline.workers import each
from tests.pipeline.errands import doubled, killed, refused

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_answered_once_and_told(workers: int) -> None:
    told: list[int] = []
    found = sorted(each(doubled, range(10), workers=workers, told=told.append))
    assert (found, sum(told)) == ([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], 45)


def test_no_task_is_no_answer() -> None:
    assert list(each(doubled, [], workers=1, told=lambda n: None)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_error_of_a_worker_rises_with_its_code(workers: int) -> None:
    with pytest.raises(InputError) as caught:
        list(each(refused, range(4), workers=workers, told=lambda n: None))
    assert caught.value.code == "lake.unknown_version"


def test_worker_killed_by_the_system_is_told() -> None:
    with pytest.raises(WrongState) as caught:
        list(each(killed, range(4), workers=2, told=lambda n: None))
    assert caught.value.code == "pipeline.worker_died"


ORPHANS = """
import sys, time
from jialing.pipeline.workers import each
from tests.pipeline.errands import asleep
if __name__ == "__main__":
    for _ in each(asleep, range(2), workers=2, told=lambda n: print(n, flush=True)):
        pass
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    children = {int(parent.stdout.readline()), int(parent.stdout.readline())}
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in children if _is_alive(pid)] == []


def _is_alive(pid: int) -> bool:
    """A zombie that nobody has waited for is dead."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
