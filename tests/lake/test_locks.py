"""One builder at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jialing.errors import WrongState
from jialing.lake import Lake

HOLDER = """
import sys, time
from jialing.lake import Lake
with Lake(sys.argv[1]).builder_lock():
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_builder_is_told_who_builds(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.builder_lock(), pytest.raises(WrongState) as caught, lake.builder_lock():
        pass
    assert (caught.value.code, caught.value.params["pid"]) == ("lake.busy", os.getpid())


def test_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.builder_lock():
        pass
    with lake.builder_lock():
        pass


def test_lock_of_a_killed_builder_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(WrongState) as caught, Lake(tmp_path).builder_lock():
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with Lake(tmp_path).builder_lock():
        assert caught.value.params["pid"] == holder.pid


def test_lock_names_the_time(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with lake.builder_lock(), pytest.raises(WrongState) as caught, lake.builder_lock():
        pass
    assert str(caught.value.params["since"]).startswith(time.strftime("%Y-", time.gmtime()))
