"""Search over 100,000 invented organisations on both databases: is the first result right, and how long does it take?

`python -m benchmarks registry_search` writes benchmarks/results/registry_search.json. The 200 queries are kept in
benchmarks/labels/search.csv (benchmarks/labels/README.md says how they were drawn). Each database runs in a process of
its own: `python -m benchmarks.registry_search sqlite`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.searching.asked import KINDS, LANGUAGES, Asked
from benchmarks.searching.databases import fresh
from benchmarks.searching.draw import N_ORGANISATIONS, REGISTRY_SEED, kept
from benchmarks.searching.invented import Invented, registry
from benchmarks.watch import table

RESULTS = Path(__file__).parent / "results" / "registry_search.json"
REACH = {"exact": 0.95, "abbreviated": 0.9, "pinyin": 0.9, "misspelt": 0.85}
REACH_MS = 50
VENDORS = ("sqlite", "postgresql")


def main() -> None:
    """Both databases one after the other, each in a process of its own."""
    if sys.argv[1:]:
        print(json.dumps(measured(sys.argv[1]), ensure_ascii=False))
        return
    found = {vendor: _in_its_own_process(vendor) for vendor in VENDORS}
    found["machine"] = {"load_average": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for vendor in VENDORS:
        _print(vendor, found[vendor])


def _in_its_own_process(vendor: str) -> Any:
    with fresh(vendor) as url:
        env = {**os.environ, "JIALING_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jialing.portal.settings"}
        line = [sys.executable, "-m", "benchmarks.registry_search", vendor]
        run = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
        if run.returncode:
            raise SystemExit(run.stderr[-4000:])
        return json.loads(run.stdout.splitlines()[-1])


def measured(vendor: str) -> dict[str, Any]:
    """Fill the database that the environment names, file the names, ask the kept queries as a visitor."""
    import django

    django.setup()
    from django.core.management import call_command

    from jialing.portal.common.search.filing import rebuild
    from jialing.portal.common.search.models import SearchName

    call_command("migrate", verbosity=0, skip_checks=True)
    ids = _filled(registry(N_ORGANISATIONS, REGISTRY_SEED))
    wall, cpu = time.perf_counter(), time.process_time()
    rebuild()
    filing = {"seconds": round(time.perf_counter() - wall, 1), "cpu_seconds": round(time.process_time() - cpu, 1)}
    asked = kept()
    return {
        "database": vendor,
        "organisations": len(ids),
        "names": SearchName.objects.count(),
        "filing": filing,
        **_answers(asked, ids),
    }


def _filled(made: list[Invented]) -> list[str]:
    """Public ids of the organisations, in the order of their numbers."""
    from jialing.portal.registry.models import Organisation, OrganisationName

    rows = [Organisation(name_en=one.name_en, name_zh=one.name_zh, kind="other", is_invented=True) for one in made]
    Organisation.objects.bulk_create(rows, batch_size=1_000)
    names = [
        OrganisationName(organisation=row, name=name, kind=kind)
        for row, one in zip(rows, made, strict=True)
        for name, kind in one.others
    ]
    OrganisationName.objects.bulk_create(names, batch_size=1_000)
    return [row.public_id for row in rows]


def _answers(asked: list[Asked], ids: list[str]) -> dict[str, Any]:
    from jialing.portal.common.access import VISITOR
    from jialing.portal.common.search.finding import search

    right: dict[str, list[bool]] = defaultdict(list)
    wall_ms, cpu_ms, wrong = [], [], []
    search(VISITOR, "warm up")
    for one in asked:
        wall, cpu = time.perf_counter(), time.process_time()
        hits = search(VISITOR, one.text)
        wall_ms.append((time.perf_counter() - wall) * 1e3)
        cpu_ms.append((time.process_time() - cpu) * 1e3)
        is_right = bool(hits) and hits[0].public_id == ids[one.number]
        right[f"{one.kind} {one.language}"].append(is_right)
        if not is_right:
            place = next((at for at, hit in enumerate(hits, 1) if hit.public_id == ids[one.number]), None)
            wrong.append({"query": one.text, "kind": one.kind, "place_of_the_right_one": place})
    return {
        "first_is_right": {k: round(sum(v) / len(v), 3) for k, v in right.items()},
        "queries": {k: len(v) for k, v in right.items()},
        "milliseconds": _spread(wall_ms),
        "cpu_milliseconds": _spread(cpu_ms),
        "wrong": wrong,
    }


def _spread(values: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=20)
    return {"p50": round(statistics.median(values), 1), "p95": round(cuts[-1], 1), "most": round(max(values), 1)}


def _print(vendor: str, found: dict[str, Any]) -> None:
    right = found["first_is_right"]
    rows = [
        {"first right": kind, **{lang: right[f"{kind} {lang}"] for lang in LANGUAGES}, "to reach": REACH[kind]}
        for kind in KINDS
    ]
    print(f"{vendor}\n{table(rows)}")
    print(f"ms {found['milliseconds']} (CPU of Python {found['cpu_milliseconds']}), to reach {REACH_MS}")
    print(f"filing {found['names']} names: {found['filing']}")


if __name__ == "__main__":
    main()
