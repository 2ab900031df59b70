"""Clients who send one byte after another do not keep the others from being served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
THREADS = 2
ROOT = Path(__file__).resolve().parents[3]
APPLICATION = "tests.portal.common.test_slow_client:application"


def application(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """What is served: a word."""
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"here"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _served(arrives: str) -> Iterator[int]:
    port = _free_port()
    line = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "--threads", str(THREADS), "-w", "1"]
    line += ["-k", "jialing.portal.gunicorn_worker.PromptWorker", "--no-control-socket", APPLICATION]
    child = subprocess.Popen(
        line, env={**os.environ, "JIALING_SERVE_ARRIVES": arrives}, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    try:
        _asked(port, seconds=30)
        yield port
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


def _asked(port: int, seconds: float) -> bytes:
    """The page, asked for again until it comes. Raises OSError after the time."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _dribble(port: int, first: bytes, stop: threading.Event) -> None:
    """Send a request that never ends, a byte at a time."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(first)
        while not stop.wait(0.2):
            client.sendall(b"x")


@pytest.mark.parametrize(
    "first",
    [b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"],
    ids=["head", "body"],
)
def test_slow_clients_do_not_hold_all_threads(first: bytes) -> None:
    stop = threading.Event()
    with _served(arrives="1") as port:
        clients = [threading.Thread(target=_dribble, args=(port, first, stop)) for _ in range(THREADS)]
        for client in clients:
            client.start()
        time.sleep(0.5)
        try:
            assert _asked(port, seconds=10) == b"here"
        finally:
            stop.set()
            for client in clients:
                client.join()
