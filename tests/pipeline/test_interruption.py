"""Killed, interrupted, out of disk, or two at once: the last good version stays, and the next build goes on."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from jialing.errors import WrongState
from jialing.lake import Lake, Version
from jialing.pipeline import build
from tests.pipeline.conftest import ALONE, Built
from tests.pipeline.tiny import LI, WANG, work, works_part, write_jsonl

BUILD = """
import signal
import sys
from pathlib import Path
from jialing.config import Config
from jialing.pipeline import build
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin with it ignored
    build(Path(sys.argv[1]), [Path(sys.argv[2])], config=Config(workers=1, memory_mb=300))
"""


def start(data: Path, inputs: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", BUILD, str(data), str(inputs)], stderr=subprocess.PIPE)


def add_works(inputs: Path) -> None:
    write_jsonl(works_part(inputs, "2026-03-01", 0), [work(n, 2020 + n % 3, [LI, WANG]) for n in range(30, 60)])


def content(version: Version) -> dict[str, list[tuple[Any, ...]]]:
    """Every published row, floating sums rounded; without what differs by the day of the build."""
    found = {}
    for name in version.tables:
        rows = version.sql(f"SELECT * FROM {name}").to_pylist()
        found[name] = sorted((tuple(_plain(v) for v in row.values()) for row in rows), key=repr)
    return found


def _plain(value: Any) -> Any:
    return round(value, 9) if isinstance(value, float) else str(value)


def until(what: Any, process: subprocess.Popen[bytes]) -> None:
    """Wait for a sign of a step: its folder, finished or not."""
    while not what() and process.poll() is None:
        time.sleep(0.001)


def kill_at(step: str, data: Path, inputs: Path) -> None:
    folder = data / "lake" / ("versions" if step == "versions" else f"stage/{step}")
    before = set(folder.iterdir()) if folder.exists() else set()
    process = start(data, inputs)
    until(lambda: folder.exists() and set(folder.iterdir()) - before, process)
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_killed_anywhere_the_last_version_stays_and_the_next_build_equals_a_clean_one(lake_copy: Built) -> None:
    good = lake_copy.version.id
    add_works(lake_copy.inputs)
    for step in ("parse", "affiliations", "measure", "versions"):
        kill_at(step, lake_copy.data, lake_copy.inputs)
        assert step == "versions" or lake_copy.version.id == good
        assert lake_copy.version.sql("SELECT 1 FROM linked_works").num_rows in (7, 37)
    report = lake_copy.again()
    clean = build(lake_copy.data.parent / "clean", [lake_copy.inputs], config=ALONE)
    there = Lake(lake_copy.data.parent / "clean").version(clean.version)
    assert (report.n_works, content(lake_copy.version)) == (37, content(there))
    assert list((lake_copy.data / "lake").rglob(".unfinished-*")) == []


def test_finished_steps_are_taken_over(lake_copy: Built) -> None:
    """As after a kill between the measures and the publishing: all stages there, the version not."""
    lake = Lake(lake_copy.data)
    shutil.rmtree(lake_copy.version.path)
    (lake.path / "current").unlink()
    report = lake_copy.again()
    assert ([s.name for s in report.steps if not s.is_reused], report.is_new) == (["publish"], True)


@pytest.mark.slow
def test_interrupted_by_hand_leaves_the_last_version(lake_copy: Built) -> None:
    good = lake_copy.version.id
    add_works(lake_copy.inputs)
    process = start(lake_copy.data, lake_copy.inputs)
    until(lambda: list((lake_copy.data / "lake" / "stage" / "parse").glob(".unfinished-*")), process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (lake_copy.version.id, process.returncode != 0, b"KeyboardInterrupt" in said) == (good, True, True)


def test_second_build_at_once_is_told_who_builds(lake_copy: Built) -> None:
    lake = Lake(lake_copy.data)
    with lake.builder_lock(), pytest.raises(WrongState) as caught:
        lake_copy.again()
    assert (caught.value.code, caught.value.params["pid"]) == ("lake.busy", os.getpid())


@pytest.mark.slow
def test_full_disk_is_told_and_the_last_version_stays(lake_copy: Built) -> None:
    """A limit on the size of files refuses writes as a full disk does."""
    good = lake_copy.version.id
    add_works(lake_copy.inputs)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, hard))
    try:
        with pytest.raises(WrongState) as caught:
            lake_copy.again()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (caught.value.code, lake_copy.version.id) == ("lake.disk_full", good)
    assert lake_copy.again().n_works == 37


@pytest.mark.parametrize("limit", [9_000, 14_000])
def test_disk_that_fills_later_is_told_too(lake_copy: Built, limit: int) -> None:
    """Whichever step meets it: the parser, the engine, or the version's manifest."""
    add_works(lake_copy.inputs)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(WrongState) as caught:
            lake_copy.again()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "lake.disk_full"
