"""A spreadsheet of 10,000 rows with 500 bad ones: checked, imported, undone, on both databases.

`python -m benchmarks registry_import` writes benchmarks/results/registry_import.json. Two in ten of the good rows mean
organisations that are there (half of them unchanged). Each database runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.importing.spreadsheet import CODES, HEADS, rows, workbook
from benchmarks.searching.databases import fresh

RESULTS = Path(__file__).parent / "results" / "registry_import.json"
N, N_BAD, N_THERE = 10_000, 500, 2_000
REACH_SECONDS = 60
VENDORS = ("sqlite", "postgresql")


def main() -> None:
    """Both databases one after the other."""
    if sys.argv[1:]:
        print(json.dumps(measured(), ensure_ascii=False))
        return
    found: dict[str, Any] = {vendor: _in_its_own_process(vendor) for vendor in VENDORS}
    found["machine"] = {"load_average": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}
    RESULTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for vendor in VENDORS:
        print(vendor, json.dumps(found[vendor], ensure_ascii=False))


def _in_its_own_process(vendor: str) -> Any:
    with fresh(vendor) as url, tempfile.TemporaryDirectory() as data:
        env = {**os.environ, "JIALING_DATABASE_URL": url, "JIALING_DATA": data,
               "DJANGO_SETTINGS_MODULE": "jialing.portal.settings"}  # fmt: skip
        line = [sys.executable, "-m", "benchmarks.registry_import", vendor]
        run = subprocess.run(line, env=env, capture_output=True, text=True, check=False)
        if run.returncode:
            raise SystemExit(run.stderr[-4000:])
        return json.loads(run.stdout.splitlines()[-1])


def measured() -> dict[str, Any]:
    """Fill the database that the environment names, then bring the spreadsheet."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    by, listed = _officer(), rows(N, N_BAD)
    _there(listed, by)
    before = _standing()
    content = workbook(listed)
    batch, seconds = _through(content, by)
    said = Counter(one["code"] for row in batch.rows.filter(outcome="refused") for one in row.messages)
    return {
        "rows": N,
        "bad": N_BAD,
        "file_kb": len(content) // 1000,
        "seconds": {name: round(wall, 1) for name, (wall, _) in seconds.items()},
        "cpu_seconds": {name: round(cpu, 1) for name, (_, cpu) in seconds.items()},
        "seconds_check_and_import": round(sum(seconds[name][0] for name in ("read_and_check", "import")), 1),
        "reach_seconds": REACH_SECONDS,
        "outcomes": _outcomes,
        "messages": dict(sorted(said.items())),
        "every_bad_row_has_its_message": said == Counter(CODES[sort] for sort in _sorts()),
        "undo_returns_everything": _standing() == before,
        "audit_rows": _audit(),
    }


_outcomes: dict[str, int] = {}


def _through(content: bytes, by: Any) -> tuple[Any, dict[str, tuple[float, float]]]:
    from django.utils import timezone

    from jialing.portal.importing.actions import begin_import, begin_undo, choose_columns, upload
    from jialing.portal.importing.columns import proposed

    seconds: dict[str, tuple[float, float]] = {}
    batch = upload(content, name="bureau.xlsx", kind="organisation", by=by)
    columns = proposed("organisation", HEADS, {})
    asked = {
        "read_and_check": lambda: choose_columns(
            batch, sheet="名单", header_row=1, headings=HEADS, columns=columns, by=by, now=timezone.now()
        ),
        "import": lambda: begin_import(batch, by=by, now=timezone.now()),
        "undo": lambda: begin_undo(batch, by=by, now=timezone.now()),
    }
    for name, ask in asked.items():
        seconds[name] = _timed(ask)
        batch.refresh_from_db()
        if name == "import":
            _outcomes.update({one: getattr(batch, f"n_{one}") for one in ("created", "changed", "same", "refused")})
    return batch, seconds


def _timed(ask: Any) -> tuple[float, float]:
    from jialing.portal.jobs.running import run_job

    wall, cpu = time.perf_counter(), time.process_time()
    job = ask()
    run_job(job.pk, job.ticket)
    job.refresh_from_db()
    if job.state != "done":
        raise SystemExit(f"{job.kind} {job.state} {job.error_code} {job.error_params}")
    return time.perf_counter() - wall, time.process_time() - cpu


def _officer() -> Any:
    from datetime import date

    from jialing.portal.accounts.models import Grant, User
    from jialing.portal.accounts.queries import viewer_of

    user = User.objects.create_user("officer@example.org", name_zh="甲")
    Grant.objects.create(
        user=user, role="programme_officer", jurisdiction="CN-500000", since=date(2020, 1, 1), granted_by="system"
    )
    from django.conf import settings

    settings.TWO_FACTOR_REQUIRED = False
    return viewer_of(user, date(2026, 11, 23))


def _there(listed: list[list[Any]], by: Any) -> None:
    """Some of the organisations are there before, half of them under another name."""
    from jialing.portal.importing.actions import begin_import, choose_columns, upload
    from jialing.portal.importing.columns import proposed

    good = [list(row) for row in listed[: N_THERE + N_THERE // 10] if row[2] != "成都市"][:N_THERE]
    for at, row in enumerate(good):
        row[0] = f"{row[0]}（旧名）" if at % 2 and row[0] else row[0]
    from django.utils import timezone

    batch = upload(workbook(good), name="before.xlsx", kind="organisation", by=by)
    columns = proposed("organisation", HEADS, {})
    _timed(lambda: choose_columns(
        batch, sheet="名单", header_row=1, headings=HEADS, columns=columns, by=by, now=timezone.now()
    ))  # fmt: skip
    batch.refresh_from_db()
    _timed(lambda: begin_import(batch, by=by, now=timezone.now()))


def _standing() -> dict[str, Any]:
    """What there is: records with their values, names, what search files."""
    from jialing.portal.common.search.models import SearchName
    from jialing.portal.registry.models import Organisation, OrganisationName, Override

    columns = ("public_id", "name_zh", "uscc", "place_id", "kind", "established", "website", "contact_email")
    return {
        "records": sorted(Organisation.objects.values_list(*columns), key=str),
        "names": sorted(OrganisationName.objects.values_list("organisation_id", "name", "kind")),
        "filed": sorted(SearchName.objects.values_list("public_id", "field", "text")),
        "overrides": Override.objects.count(),
    }


def _sorts() -> list[str]:
    from benchmarks.importing.spreadsheet import WRONG

    return [WRONG[n % len(WRONG)] for n in range(N_BAD)]


def _audit() -> dict[str, int]:
    from jialing.portal.common.models import AuditRecord

    return dict(Counter(AuditRecord.objects.filter(code__startswith="import.").values_list("code", flat=True)))


if __name__ == "__main__":
    main()
