"""The process that does jobs: takes tickets from the queue, gives signs of life, sweeps."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from types import FrameType

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from jialing.portal.jobs.models import Worker
from jialing.portal.jobs.running import stopping
from jialing.portal.jobs.sweeping import sweep

SIGN_EVERY = 5.0
LOOK_EVERY = 1.0
GRACE = 10.0
"""Seconds that running work has to reach its next report once the worker shall stop; then its lease brings it back."""


class JobWorker(QueueWorker):
    """The queue's own worker, which stops by letting what runs go back into the queue."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002 - signal names them
        """Stop at once when idle, else at the next report of what runs."""
        stopping.set()
        self.running = False
        if not self.running_task:
            sys.exit(0)


def work(name: str, *, parent: int = 0) -> None:
    """Do jobs until told to stop, or until ``parent`` (a process id, 0: none) is no longer this one's parent."""
    worker = JobWorker(
        queue_names=["*"],
        interval=LOOK_EVERY,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    if parent:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent tells us itself
    threading.Thread(target=_signs, args=(name, parent), daemon=True).start()
    worker.run()


def _signs(name: str, parent: int) -> None:
    """Signs of life and sweeps, beside the work; a database that is away for a moment is asked again."""
    started_at, next_sign = timezone.now(), 0.0
    while not (parent and os.getppid() != parent):
        if time.monotonic() >= next_sign:
            next_sign = time.monotonic() + SIGN_EVERY
            try:
                now = timezone.now()
                Worker.objects.update_or_create(name=name, defaults={"seen_at": now, "started_at": started_at})
                sweep(now)
            except DatabaseError:
                connection.close()
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
