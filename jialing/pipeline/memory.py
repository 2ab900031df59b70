"""How much memory a build takes, over all its processes."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

EVERY = 0.25
PAGE = os.sysconf("SC_PAGE_SIZE")


class MemoryWatch:
    """Samples resident memory of this process and its children in a thread, a few times a second.

    Pages that processes share are counted in each; so the figure is an upper bound. Without ``/proc`` it stays None.
    """

    def __init__(self) -> None:
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True, name="memory-watch")

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def peak_since(self) -> int | None:
        """Highest sum in bytes since the last call; begins anew."""
        self._sample()
        peak, self._peak = self._peak, 0
        return peak or None

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            self._sample()

    def _sample(self) -> None:
        self._peak = max(self._peak, sum(map(_resident, _family(os.getpid()))))


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for known in found:
        with suppress(OSError):
            for task in Path(f"/proc/{known}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return 0
