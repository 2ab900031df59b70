"""Gunicorn that keeps a worker for jobs beside its own: started with the pages, started again when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from gunicorn.app.wsgiapp import WSGIApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

SHORT_LIFE = 10.0
LONGEST_PAUSE = 60.0
GRACE = 5.0


class Keeper:
    """One child that does jobs. Each death soon after its start doubles the pause before the next start."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._began = 0.0
        self._pause = 0.5

    def keep(self) -> None:
        """Start the child where there is none. Cheap: the arbiter asks every second."""
        if self._child is not None and self._child.poll() is None:
            return
        if self._child is not None and time.monotonic() - self._began < self._pause:
            return
        lived_short = time.monotonic() - self._began < SHORT_LIFE + self._pause
        self._pause = min(LONGEST_PAUSE, 2 * self._pause) if self._child is not None and lived_short else 0.5
        line = [sys.executable, "-m", "jialing.portal.worker", "--parent", str(os.getpid())]
        self._child = subprocess.Popen(line)
        self._began = time.monotonic()

    def stop(self) -> None:
        """Let it give back what it does; a few seconds later it is gone in any case, and its lease does the rest."""
        if self._child is None or self._child.poll() is not None:
            return
        with suppress(ProcessLookupError):
            self._child.terminate()
            try:
                self._child.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._child.kill()


class KeepingArbiter(Arbiter):
    """Gunicorn's arbiter, which also looks after the worker for jobs. No thread: it forks."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self._keeper = Keeper()

    def manage_workers(self) -> None:
        super().manage_workers()
        self._keeper.keep()

    def stop(self, graceful: bool = True) -> None:
        self._keeper.stop()
        super().stop(graceful)


class Portal(WSGIApplication):
    """What `jialing serve` runs."""

    def run(self) -> None:
        KeepingArbiter(self).run()
