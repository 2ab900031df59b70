"""A portal to measure: started as `jialing serve` starts it, on a free port, ended with the benchmark."""

from __future__ import annotations

import os
import platform
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil

from jialing.atlas import Answer, Atlas, open_atlas
from jialing.errors import InputError

HOST = "127.0.0.1"
MADE = Path(__file__).parent / "data" / "portal"


@dataclass(frozen=True)
class Served:
    """A running portal."""

    host: str
    port: int
    process: psutil.Process
    atlas: Atlas
    seconds_to_first_page: float

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def version(self) -> str:
        return self.atlas.version

    @property
    def n_works(self) -> int:
        return sum(p.n_works for p in self.atlas.scopes().populations)

    def cpu_seconds(self) -> float:
        """CPU of the server and its workers so far."""
        return sum(sum(p.cpu_times()[:2]) for p in self._processes())

    def memory_mb(self) -> int:
        """Resident memory of the server and its workers, MB (shared pages counted for each)."""
        return round(sum(p.memory_info().rss for p in self._processes()) / 1e6)

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def addresses(self) -> dict[str, list[str]]:
        """The pages of the mix: each kind with the objects that its readers look at."""
        scope = self.atlas.default_scope()
        cities = self.atlas.scopes().circle(scope.circle)
        found = self.atlas.overview(scope)
        orgs = [org.removeprefix("https://ror.org/") for org in _column(found.top_organisations, "org")][:10]
        members = cities.member_ids if cities else ()
        fields = _column(self.atlas.position(scope).fields, "field")[:5]
        behind = found.trend.rows_behind
        query = {"of": scope.population, "from": scope.first_year, "to": scope.last_year, "circle": scope.circle}
        assert behind is not None
        return {
            "overview": ["/", "/en/", "/zh/"],
            "map": ["/en/flows", "/zh/flows"],
            "city": [f"/en/places/{place}" for place in members[:10]],
            "organisation": [f"/en/organisations/{org}" for org in orgs],
            "position": ["/en/position", "/zh/position"],
            "position of a field": [f"/en/position/fields/{quote(field)}" for field in fields],
            "joint targets": ["/en/position/joint", "/zh/position/joint"],
            "layout": ["/en/layout", "/zh/layout"],
            "people": ["/en/people", "/zh/people"],
            "rows": [f"/en/rows?{urlencode({**query, 'page': page})}" for page in range(1, 9)],
        }


def _column(answer: Answer, role: str) -> list[str]:
    at = next(i for i, column in enumerate(answer.columns) if column.role == role)
    return [str(row[at]) for row in answer.rows_table]


@contextmanager
def served(data: Path | None, scale: float) -> Iterator[Served]:
    """A portal on a build: the one given, else one of the invented world, made once in benchmarks/data."""
    folder = data or made(scale)
    port = free_port()
    line = [sys.executable, "-m", "jialing.portal.serve", "--host", HOST, "--port", str(port), "--data", str(folder)]
    started = time.perf_counter()
    child = subprocess.Popen(line, start_new_session=True)
    try:
        wait(f"http://{HOST}:{port}/")
        seconds = time.perf_counter() - started
        yield Served(HOST, port, psutil.Process(child.pid), open_atlas(folder), seconds)
    finally:
        stop(child)


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a portal and all that it started."""
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(timeout=30)


def made(scale: float) -> Path:
    """A build of the invented world at a scale."""
    folder = MADE / f"scale-{scale:g}"
    try:
        open_atlas(folder)
    except InputError:
        line = [sys.executable, "-c", "from jialing.cli import main; main()", "demo", "--no-serve"]
        subprocess.run([*line, "--scale", f"{scale:g}", "--data", str(folder)], check=True)
    return folder


def wait(url: str, seconds: float = 90.0) -> None:
    """Until the page is there."""
    until = time.perf_counter() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                answer.read()
            return
        except OSError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def machine() -> dict[str, object]:
    """What a figure depends on."""
    memory = round(psutil.virtual_memory().total / 1e9)
    return {"cores": psutil.cpu_count(), "memory_gb": memory, "python": platform.python_version()}
