"""A ledger of a million entries: `python -m benchmarks ledger`, `ledger sqlite` for one database.

600 projects of two funders over ten years, all invented; filled in bulk, then every balance is computed anew
(queries.checking) and statements are told by funder, budget year, call, project and party, whole and of one year. The
entries per second are those of the portal's own action, one transaction each. Writes benchmarks/results/ledger.json.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.portal_server import machine
from benchmarks.searching.databases import fresh

RESULTS = Path(__file__).parent / "results" / "ledger.json"
REACH = {"statement_s": 1.0}


def main() -> None:
    """Each database asked for, in a process of its own."""
    vendors = [name for name in sys.argv[1:] if name in ("postgresql", "sqlite")] or ["postgresql", "sqlite"]
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for vendor in vendors:
        with fresh(vendor) as url:
            found[vendor] = _measured(url)
        print(vendor, json.dumps(found[vendor], indent=1))
    found |= {"command": "python -m benchmarks ledger", "machine": machine(), "reach": REACH}
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _measured(url: str) -> dict[str, Any]:
    env = {**os.environ, "JIALING_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "jialing.portal.settings"}
    line = [sys.executable, "-m", "benchmarks.ledger", "--inside"]
    run = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr[-4000:])
    return dict(json.loads(run.stdout.splitlines()[-1]))


def _inside() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from benchmarks.loading.money import entered, filled
    from jialing.portal.programmes.queries.checking import faults, n_rows
    from jialing.portal.programmes.queries.statements import BY, month_of, statement, totals

    programme, fill_s = _timed(lambda: filled(250_000))
    wrong, check_s = _timed(lambda: faults(programme))
    whole = {by: _timed(lambda b=by: statement(programme, b)) for by in BY}
    year = {
        by: _timed(lambda b=by: statement(programme, b, first=month_of(2024, 1), last=month_of(2024, 12))) for by in BY
    }
    _, totals_s = _timed(lambda: totals(programme))
    n, enter_s = _timed(lambda: entered(programme, 500))
    print(json.dumps({
        **n_rows(programme), "faults": len(wrong), "fill_s": fill_s, "check_s": check_s, "totals_s": totals_s,
        "statement_s": {by: seconds for by, (_, seconds) in whole.items()},
        "lines": {by: len(lines) for by, (lines, _) in whole.items()},
        "statement_of_a_year_s": {by: seconds for by, (_, seconds) in year.items()},
        "entries_per_second": round(n / enter_s, 1),
    }))  # fmt: skip


def _timed(work: Any) -> tuple[Any, float]:
    started = time.perf_counter()
    found = work()
    return found, round(time.perf_counter() - started, 3)


if __name__ == "__main__":
    _inside() if "--inside" in sys.argv else main()
