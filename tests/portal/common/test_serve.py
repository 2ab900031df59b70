import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _started(data: Path, port: int, **more: str) -> subprocess.Popen[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JIALING_", "DJANGO_"))}
    line = [sys.executable, "-m", "jialing.portal.serve", "--port", str(port), "--data", str(data)]
    return subprocess.Popen(line, env={**kept, **more}, start_new_session=True, stderr=subprocess.PIPE)


def _page(port: int, path: str = "/", seconds: float = 150) -> tuple[str, dict[str, str]]:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
                return answer.read().decode(), dict(answer.headers)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="module")
def running(built: Path) -> Iterator[int]:
    """The port of a portal started as `jialing serve` starts it."""
    port = _free_port()
    child = _started(built, port)
    yield port
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(30)


def test_serve_shows_the_finished_overview_first(running: int) -> None:
    html, _ = _page(running)
    assert "Chengdu-Chongqing economic circle" in html


def test_serve_gives_static_files_for_ever(running: int) -> None:
    html, _ = _page(running)
    script = re.findall(r"src=\"(/static/common/portal\.[0-9a-f]+\.js)\"", html)[0]
    _, headers = _page(running, script)
    assert "immutable" in headers["Cache-Control"]


def test_serve_brings_vegas_script(running: int) -> None:
    html, _ = _page(running)
    script = re.findall(r"content=\"(/static/common/vega\.[0-9a-f]+\.js)\"", html)[0]
    text, _ = _page(running, script)
    assert "window.vegaEmbed" in text


def test_serve_ends_with_ctrl_c_without_an_error(built: Path) -> None:
    port = _free_port()
    child = _started(built, port)
    _page(port)
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=30)
    assert (child.returncode, b"Traceback" in told, b"Stopped." in told) == (0, False, True)


def test_serve_refuses_a_port_that_is_taken(running: int, built: Path) -> None:
    child = _started(built, running)
    _, told = child.communicate(timeout=60)
    assert (child.returncode, f"--port {running + 1}".encode() in told) == (7, True)


def test_serve_refuses_the_open_without_a_key(built: Path) -> None:
    child = _started(built, _free_port(), JIALING_ALLOWED_HOSTS="jialing.example")
    _, told = child.communicate(timeout=60)
    assert (child.returncode, b"JIALING_SECRET_KEY" in told) == (7, True)


def _worker(port: int, seconds: float = 300) -> str:
    """What the portal says of its worker, once that is 'ok' or time is over; '' where it says nothing."""
    until, said = time.monotonic() + seconds, ""
    while said != "ok" and time.monotonic() < until:
        time.sleep(0.2)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=120) as answer:
                said = json.loads(answer.read())["checks"]["worker"]
        except urllib.error.HTTPError as error:
            said = json.loads(error.read())["checks"]["worker"]
        except OSError:
            said = ""
    return said


def _children(pid: int, named: str) -> list[int]:
    """Processes below ``pid`` whose command line holds ``named``."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and named.encode() in (entry / "cmdline").read_bytes():
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                found += [int(entry.name)] if parent == pid else []
    return found


def test_serve_keeps_a_worker_and_ends_it(built: Path) -> None:
    port = _free_port()
    child = _started(built, port)
    try:
        assert _worker(port) == "ok"
        (first,) = _children(child.pid, "jialing.portal.worker")
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + 30
        while (now := _children(child.pid, "jialing.portal.worker")) in ([], [first]) and time.monotonic() < until:
            time.sleep(0.1)
        assert len(now) == 1
    finally:
        child.terminate()
        child.wait(30)
    assert not Path(f"/proc/{now[0]}").exists()


def test_worker_ends_with_a_serve_that_is_killed(built: Path) -> None:
    port = _free_port()
    child = _started(built, port)
    assert _worker(port) == "ok"
    (worker,) = _children(child.pid, "jialing.portal.worker")
    child.kill()
    child.wait(30)
    until = time.monotonic() + 30
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()
