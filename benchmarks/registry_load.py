"""Load of signed-in readers on the registry: `python -m benchmarks registry_load`, `registry_load sqlite` for one.

100,000 invented organisations, 20,000 platforms, 5,000 alliances (benchmarks/loading/filling.py) on PostgreSQL and on
SQLite, each in a fresh database. Open load: every reader asks at exponential intervals of mean one second, whether
or not the last page has come, and a latency runs from the moment a page was due. Then the same readers
without thinking. The generator, the database and the portal share the machine's cores. Writes
benchmarks/results/registry_load.json.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from benchmarks.portal_load import summary, tell
from benchmarks.portal_server import HOST, free_port, machine, made, stop, wait
from benchmarks.searching.databases import fresh

RESULTS = Path(__file__).parent / "results" / "registry_load.json"
MIX = {"list": 0.3, "filtered list": 0.15, "search": 0.15, "record": 0.25, "members' record": 0.15}
READERS = {"postgresql": 50, "sqlite": 10}
REACH = {"p95_ms": 150, "requests_per_second": 60}
WARM_UP, SECONDS = 10.0, 60.0
Page = tuple[str, float, int]
"""Kind of page, seconds from due to done, status."""


def main() -> None:
    """The databases asked for, one after the other."""
    vendors = [name for name in sys.argv[1:] if name in READERS] or list(READERS)
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for vendor in vendors:
        with fresh(vendor) as url:
            found[vendor] = _measured(vendor, url)
        print(vendor)
        tell({**found[vendor]["open"], "reach_p95_ms": REACH["p95_ms"], **found[vendor]["server"]})
        print(f"without think time: {found[vendor]['closed']['requests_per_second']} requests/s (reach 60)")
    found["command"], found["machine"], found["mix"] = "python -m benchmarks registry_load", machine(), MIX
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measured(vendor: str, url: str) -> dict[str, Any]:
    env = {**os.environ, "JIALING_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jialing.portal.settings"}
    env["JIALING_SECRET_KEY"] = secrets.token_hex()
    filled = _filled(env)
    port = free_port()
    line = [sys.executable, "-m", "jialing.portal.serve", "--host", HOST, "--port", str(port), "--data", str(made(1.0))]
    child = subprocess.Popen(line, start_new_session=True, env=env)
    try:
        wait(f"http://{HOST}:{port}/", seconds=300)
        return _loads(port, psutil.Process(child.pid), filled, READERS[vendor])
    finally:
        stop(child)


def _filled(env: dict[str, str]) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.loading.filling"], env=env, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(run.stderr[-4000:])
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _loads(port: int, server: psutil.Process, filled: dict[str, Any], readers: int) -> dict[str, Any]:
    every = filled["readers"]
    people = [Reader(one["cookie"], one["seen"], filled["names"]) for one in every[:: len(every) // readers]][:readers]
    for kind in MIX:
        _right(port, people, kind)
    others = round(psutil.cpu_percent(interval=5) / 100 * (psutil.cpu_count() or 1), 2)
    costs = {kind: _cost(port, server, people, kind) for kind in MIX}
    load(port, people, seconds=WARM_UP, seed=1, thinks=True)
    before, started = cpu_seconds(server), time.perf_counter()
    opened = load(port, people, seconds=SECONDS, seed=1000, thinks=True)
    used = (cpu_seconds(server) - before) / (time.perf_counter() - started)
    closed = load(port, people, seconds=SECONDS / 2, seed=2000, thinks=False)
    kinds = {kind: [page for page in opened if page[0] == kind] for kind in MIX}
    return {
        "readers": readers,
        "filling_seconds": filled["seconds"],
        "open": {
            "all": summary(opened),
            "kinds": {kind: {**summary(of), "cpu_ms": costs[kind]} for kind, of in kinds.items()},
        },
        "closed": {**summary(closed), "requests_per_second": round(len(closed) / (SECONDS / 2), 1)},
        "server": {"server_cores_used": round(used, 3), "server_memory_mb": _memory_mb(server)},
        "cores_used_by_others": others,
    }


@dataclass(frozen=True)
class Wanted:
    """A page: its kind in the mix, its address, and what stands in it where it is the right one (a pattern)."""

    kind: str
    path: str
    holds: str


@dataclass(frozen=True)
class Reader:
    """Somebody signed in: the session's cookie, of each kind records that may be seen (id, name), words to look for."""

    cookie: str
    seen: dict[str, list[tuple[str, str]]]
    words: list[str]

    def choose(self, rng: random.Random, kind: str = "") -> Wanted:
        """Which page is asked for next."""
        kind = kind or rng.choices(list(MIX), weights=list(MIX.values()))[0]
        lang = rng.choice(("en", "zh"))
        base = f"/{lang}/registry"
        if kind == "search":
            path = f"{base}/search?q={quote(rng.choice(self.words))}"
            return Wanted(kind, path, f'href="{base}/[a-z-]+/[0-9a-z]{{10}}"')
        if kind in ("list", "filtered list"):
            slug = rng.choice(("organisations", "platforms", "alliances")[: 3 if kind == "list" else 2])
            return Wanted(kind, f"{base}/{slug}?{self._query(rng, kind)}", f'href="{base}/{slug}/[0-9a-z]{{10}}"')
        slug = rng.choice(("organisations", "platforms")) if kind == "record" else "alliances"
        public_id, name = rng.choice(self.seen[slug])
        return Wanted(kind, f"{base}/{slug}/{public_id}", re.escape(escape(name)))

    def _query(self, rng: random.Random, kind: str) -> str:
        if kind == "list":
            return f"page={rng.randrange(1, 20)}"
        return f"place_id={rng.choice(('CN-510100', 'CN-500000'))}&q={quote(rng.choice(self.words))}"


def _right(port: int, people: list[Reader], kind: str, times: int = 6) -> None:
    """Look once at what the pages hold before their times are taken; a narrowed list may come out empty, not all."""
    rng, held = random.Random(9), 0
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    for person in people[:times]:
        wanted = person.choose(rng, kind)
        status, page = asked(connection, wanted.path, person.cookie, encoding="identity")
        held += status == 200 and re.search(wanted.holds, page.decode("utf-8")) is not None
    connection.close()
    if held < (1 if kind == "filtered list" else times):
        raise SystemExit(
            f"{kind}: {held} of {times} pages hold what they should, the last one {wanted.path} ({status})"
        )


def load(port: int, people: list[Reader], *, seconds: float, seed: int, thinks: bool) -> list[Page]:
    """All readers side by side for a while."""
    until = time.perf_counter() + seconds
    seen: list[list[Page]] = [[] for _ in people]
    threads = [
        threading.Thread(target=_reader, args=(port, person, seed + n, until, thinks, seen[n]))
        for n, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [page for pages in seen for page in pages]


def _reader(port: int, person: Reader, seed: int, until: float, thinks: bool, seen: list[Page]) -> None:
    rng = random.Random(seed)
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    due = time.perf_counter() + rng.expovariate(1.0)
    while due < until:
        time.sleep(max(0.0, due - time.perf_counter()))
        wanted = person.choose(rng)
        status, _ = asked(connection, wanted.path, person.cookie)
        seen.append((wanted.kind, time.perf_counter() - due, status))
        due = due + rng.expovariate(1.0) if thinks else time.perf_counter()
    connection.close()


def asked(connection: http.client.HTTPConnection, path: str, cookie: str, encoding: str = "gzip") -> tuple[int, bytes]:
    """Status and body of a request; status 0 where the connection broke."""
    headers = {"Accept-Encoding": encoding, "Cookie": f"sessionid={cookie}"}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0, b""


def _cost(port: int, server: psutil.Process, people: list[Reader], kind: str, times: int = 60) -> float:
    """CPU milliseconds of the portal (the database apart) for one page, warm."""
    rng = random.Random(5)
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    for turn in range(-12, times):
        if turn == 0:
            before = cpu_seconds(server)
        person = rng.choice(people)
        asked(connection, person.choose(rng, kind).path, person.cookie)
    connection.close()
    return round(1000 * (cpu_seconds(server) - before) / times, 2)


def cpu_seconds(server: psutil.Process) -> float:
    """CPU of the portal and its workers so far."""
    return float(sum(sum(p.cpu_times()[:2]) for p in [server, *server.children(recursive=True)]))


def _memory_mb(server: psutil.Process) -> int:
    return int(sum(p.memory_info().rss for p in [server, *server.children(recursive=True)]) // 1_000_000)


if __name__ == "__main__":
    main()
