"""What the tests' worker processes do; a module of its own because they import it by name."""

from __future__ import annotations

import os
import signal
import time

from jialing.errors import InputError
from jialing.pipeline.workers import Told


def doubled(task: int, told: Told) -> int:
    told(task)
    return 2 * task


def refused(task: int, told: Told) -> int:
    raise InputError("lake.unknown_version", version=task)


def killed(task: int, told: Told) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return task


def asleep(task: int, told: Told) -> int:
    told(os.getpid())
    time.sleep(600)
    return task
