"""One builder at a time. The kernel drops the lock when its holder dies, so a stale lock cannot be."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from jialing.errors import WrongState
from jialing.lake.durable import told_plainly


@contextmanager
def builder_lock(path: Path) -> Iterator[None]:
    """Hold ``path`` as the builder's lock; its content names the holder for whoever comes second.

    Raises
    ------
    WrongState
        ``lake.busy`` (pid, since) while another process, or another thread of this one, builds.
    """
    with told_plainly(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongState("lake.busy", **_holder(file)) from None
        _sign(file)
        yield


@contextmanager
def exclusive(file: BinaryIO) -> Iterator[None]:
    """Wait for, and hold, the lock of an open file (short writes only)."""
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _sign(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate()
    since = datetime.now(UTC).isoformat(timespec="seconds")
    file.write(json.dumps({"pid": os.getpid(), "since": since}).encode())
    file.flush()


def _holder(file: BinaryIO) -> dict[str, object]:
    """Who holds it; the holder may be between lock and signature, then nobody can say."""
    file.seek(0)
    try:
        said = json.loads(file.read())
        return {"pid": said["pid"], "since": said["since"]}
    except (ValueError, KeyError):
        return {"pid": "?", "since": "?"}
