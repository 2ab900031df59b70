"""Gunicorn's worker with threads, except that no client holds a thread by sending slowly.

Gunicorn waits for the first byte of a request without a thread, but a client that then sends one byte a second keeps
the thread that reads it as long as it likes: as many such clients as there are threads, and nobody else is served. Here
what a client sends has to arrive within a time; then the connection is closed for reading, which ends the waiting. What
was read by then is answered all the same. In an office a proxy keeps such clients away (deploy/nginx.conf.example).
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

ARRIVES_WITHIN = float(os.environ.get("JIALING_SERVE_ARRIVES", "60"))
"""Seconds for a request to arrive whole: its head, and 50 MB of a document."""


class PromptWorker(ThreadWorker):
    """Threads that wait for no client longer than :data:`ARRIVES_WITHIN` seconds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Serve a request; from now on it has to arrive."""
        self._due[conn] = time.monotonic() + ARRIVES_WITHIN
        try:
            return super().handle(conn)
        finally:
            self._due.pop(conn, None)

    def murder_pending(self) -> None:
        """Asked every second: also stop waiting for what did not arrive."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, due in list(self._due.items()) if due < now]:
            self._due.pop(conn, None)
            with suppress(OSError):
                conn.sock.shutdown(socket.SHUT_RD)
