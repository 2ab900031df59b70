"""Load of many readers on the portal: `python -m benchmarks.portal_load`, `... --mix position` for the position pages.

Every reader asks for pages at exponential intervals of mean one second, whether or not the last page has come (an open
load); a latency runs from the moment a page was due: a stalled server is not flattered. Five kinds of page in a fixed
mix. Generator and server share the machine's cores. Writes benchmarks/results/portal.json (portal-position.json).
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.portal_server import Served, machine, served

RESULTS = Path(__file__).parent / "results"
MIXES = {
    "atlas": {"overview": 0.3, "map": 0.15, "city": 0.25, "organisation": 0.15, "rows": 0.15},
    "position": {"position": 0.4, "position of a field": 0.2, "joint targets": 0.2, "layout": 0.1, "people": 0.1},
}
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "en", "Cookie": "language=en"}
REACH_MS = {"atlas": 150, "position": 200}


@dataclass
class Seen:
    """What one reader saw: (kind, seconds from due to done, status)."""

    pages: list[tuple[str, float, int]] = field(default_factory=list)


def reader(
    server: Served, addresses: dict[str, list[str]], mix: dict[str, float], *, seed: int, until: float, seen: Seen
) -> None:
    """Ask for pages until the clock says stop; each request runs in the reader's own turn, late ones at once."""
    rng = random.Random(seed)
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    due = time.perf_counter() + rng.expovariate(1.0)
    while due < until:
        time.sleep(max(0.0, due - time.perf_counter()))
        kind = rng.choices(list(mix), weights=list(mix.values()))[0]
        status = asked(connection, rng.choice(addresses[kind]))
        seen.pages.append((kind, time.perf_counter() - due, status))
        due += rng.expovariate(1.0)
    connection.close()


def asked(connection: http.client.HTTPConnection, path: str) -> int:
    """Status of a request; 0 where the connection broke."""
    try:
        connection.request("GET", path, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0


def load(
    server: Served,
    addresses: dict[str, list[str]],
    mix: dict[str, float],
    *,
    readers: int,
    seconds: float,
    seed: int,
) -> list[Seen]:
    """All readers side by side for a while."""
    until = time.perf_counter() + seconds
    seen = [Seen() for _ in range(readers)]
    threads = [
        threading.Thread(
            target=reader, args=(server, addresses, mix), kwargs={"seed": seed + n, "until": until, "seen": seen[n]}
        )
        for n in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def cost(server: Served, paths: list[str], *, times: int = 40) -> float:
    """CPU milliseconds of the server for one page, warm."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    for path in [*paths, *paths]:
        asked(connection, path)
    before = server.cpu_seconds()
    for n in range(times):
        asked(connection, paths[n % len(paths)])
    connection.close()
    return 1000 * (server.cpu_seconds() - before) / times


def percentile(values: list[float], share: float) -> float:
    """Nearest-rank percentile, milliseconds."""
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def summary(pages: list[tuple[str, float, int]]) -> dict[str, float | int]:
    times = [seconds for _, seconds, _ in pages]
    return {
        "n": len(times),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "p99_ms": percentile(times, 0.99),
        "max_ms": percentile(times, 1.0),
        "errors": sum(status != 200 for _, _, status in pages),
    }


def main() -> None:
    asked_for = _arguments()
    with served(asked_for.data, asked_for.scale) as server:
        result = _measured(server, asked_for)
    RESULTS.mkdir(exist_ok=True)
    into = RESULTS / ("portal.json" if asked_for.mix == "atlas" else f"portal-{asked_for.mix}.json")
    into.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    tell(result)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="portal_load", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=None, help="folder of a build; made at --scale where none is given"
    )
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--warm-up", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--mix", choices=list(MIXES), default="atlas")
    return parser.parse_args()


def _measured(server: Served, asked_for: argparse.Namespace) -> dict[str, object]:
    """Every page once, warm-up, then the load that counts; what a page costs is measured last."""
    mix, addresses = MIXES[asked_for.mix], server.addresses()
    for kind in mix:
        cost(server, addresses[kind], times=1)
    load(server, addresses, mix, readers=asked_for.readers, seconds=asked_for.warm_up, seed=asked_for.seed)
    before, started = server.cpu_seconds(), time.perf_counter()
    seen = load(
        server, addresses, mix, readers=asked_for.readers, seconds=asked_for.seconds, seed=asked_for.seed + 1000
    )
    used = (server.cpu_seconds() - before) / (time.perf_counter() - started)
    pages = [page for one in seen for page in one.pages]
    return {
        "command": f"python -m benchmarks.portal_load --mix {asked_for.mix}",
        "machine": machine(),
        "version": server.version,
        "n_works": server.n_works,
        "readers": asked_for.readers,
        "mean_think_s": 1.0,
        "seconds": asked_for.seconds,
        "reach_p95_ms": REACH_MS[asked_for.mix],
        "all": summary(pages),
        "server_cores_used": round(used, 3),
        "server_memory_mb": server.memory_mb(),
        "kinds": _kinds(server, addresses, mix, pages),
    }


def _kinds(
    server: Served, addresses: dict[str, list[str]], mix: dict[str, float], pages: list[tuple[str, float, int]]
) -> dict[str, dict[str, float | int]]:
    """Each kind of page that was asked for, with what one costs the server."""
    kinds = {kind: [page for page in pages if page[0] == kind] for kind in mix}
    return {
        kind: {**summary(of), "cpu_ms": round(cost(server, addresses[kind]), 2)} for kind, of in kinds.items() if of
    }


def tell(result: dict) -> None:  # type: ignore[type-arg]
    print(f"{'page':<20}{'n':>7}{'p50':>9}{'p95':>9}{'p99':>9}{'max':>9}{'errors':>8}{'CPU ms':>9}")
    for name, row in [*result["kinds"].items(), ("all", result["all"])]:
        numbers = "".join(f"{row[k]:>9}" for k in ("p50_ms", "p95_ms", "p99_ms", "max_ms"))
        print(f"{name:<20}{row['n']:>7}{numbers}{row['errors']:>8}{row.get('cpu_ms', ''):>9}")
    used = f"server: {result['server_cores_used']} cores, {result['server_memory_mb']} MB"
    print(f"{used}; reach p95 <= {result['reach_p95_ms']} ms")


if __name__ == "__main__":
    main()
