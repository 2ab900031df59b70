"""N kills -9 of writer and worker, and what is left: `python -m tests.portal.importing.kills.killing N FOLDER ROWS`."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

N_IMPORTS, LIMIT = 2, 540.0


def main(n_kills: int, folder: Path, n_rows: int) -> None:
    """Start both, kill one of them N times, let imports come to their end, count."""
    from jialing.portal.prepare import set_up

    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    acks = folder / "acks.jsonl"
    batches = _asked(n_rows)
    n = _killed(n_kills, acks, batches)
    print(json.dumps({"kills": n, **left(acks, batches)}, sort_keys=True))


def _killed(n_kills: int, acks: Path, batches: list[int]) -> dict[str, int]:
    rng, until = random.Random(11), time.monotonic() + LIMIT
    started = {"web": lambda: _started("tests.portal.importing.kills.writer", str(acks)),
               "worker": lambda: _started("jialing.portal.worker", "--parent", str(os.getpid()))}  # fmt: skip
    running = {name: start() for name, start in started.items()}
    n = Counter({"web": 0, "worker": 0})
    while sum(n.values()) < n_kills and time.monotonic() < until:
        name = "worker" if n["worker"] <= n["web"] and _goes_on(batches) else "web"
        _wait_for_work(name, acks)
        time.sleep(rng.uniform(0.05, 0.8))
        if running[name].poll() is not None and name == "web":
            raise SystemExit(running[name].returncode)
        running[name].kill()
        running[name].wait()
        n[name] += 1
        running[name] = started[name]()
    running["web"].kill()
    running["web"].wait()
    while _goes_on(batches) and time.monotonic() < until:
        time.sleep(0.2)
    running["worker"].terminate()
    running["worker"].wait(30)
    return dict(n)


def _wait_for_work(name: str, acks: Path) -> None:
    """Until there is something to interrupt: a new acknowledgement, or a job that runs."""
    from jialing.portal.jobs.models import Job

    before, until = _size(acks), time.monotonic() + 60
    while time.monotonic() < until:
        if (name == "web" and _size(acks) > before) or (
            name == "worker" and Job.objects.filter(state="running").exists()
        ):
            return
        time.sleep(0.05)


def _size(acks: Path) -> int:
    return acks.stat().st_size if acks.exists() else 0


def _started(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.DEVNULL)


def _asked(n_rows: int) -> list[int]:
    """Imports of so many rows each, checked here, whose import waits for the worker."""
    from django.utils import timezone

    from benchmarks.importing.spreadsheet import HEADS, rows, workbook
    from jialing.portal.accounts.models import Grant, User
    from jialing.portal.accounts.queries import viewer_of
    from jialing.portal.importing.actions import begin_import, choose_columns, upload
    from jialing.portal.importing.columns import proposed
    from jialing.portal.jobs.running import run_job

    user = User.objects.create_user("officer@example.org", name_en="Officer")
    Grant.objects.create(
        user=user, role="programme_officer", jurisdiction="CN-500000", since=date(2020, 1, 1), granted_by="system"
    )
    by = viewer_of(user, timezone.localdate())
    listed, keys = rows(N_IMPORTS * n_rows, N_IMPORTS * n_rows // 20), []
    for at in range(N_IMPORTS):
        content = workbook(listed[at * n_rows : (at + 1) * n_rows])
        batch = upload(content, name=f"{at}.xlsx", kind="organisation", by=by)
        job = choose_columns(
            batch, sheet="名单", header_row=1, headings=HEADS, columns=proposed("organisation", HEADS, {}), by=by,
            now=timezone.now(),
        )  # fmt: skip
        assert job.ticket is not None
        run_job(job.pk, job.ticket)
        batch.refresh_from_db()
        begin_import(batch, by=by, now=timezone.now())
        keys.append(batch.pk)
    return keys


def _goes_on(batches: list[int]) -> bool:
    from jialing.portal.importing.models import ImportBatch

    return ImportBatch.objects.filter(pk__in=batches, state="importing").exists()


def left(acks: Path, batches: list[int]) -> dict[str, Any]:
    """What is wrong in the end: all of it should be nothing."""
    said = [json.loads(line) for line in acks.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return {"acknowledged": dict(Counter(one["what"] for one in said)), **_writes(said), **_imports(batches)}


def _writes(said: list[dict[str, str]]) -> dict[str, int]:
    """Acknowledged writes that are not there; records doubled; changes without audit, audit without change."""
    from jialing.portal.common.models import AuditRecord
    from jialing.portal.registry.models import IdentityChange, Organisation

    codes = {"added": "organisation.created", "edited": "organisation.edited", "merged": "organisation.merged"}
    keys = dict(Organisation.objects.values_list("public_id", "pk"))
    audit = Counter(
        (row.code, row.object_id, row.params.get("why")) for row in AuditRecord.objects.filter(code__in=codes.values())
    )
    about = [(codes[one["what"]], str(keys.get(one["record"])), one["why"]) for one in said]
    written = Organisation.objects.filter(name_en__startswith="Writer ")
    merged = written.filter(state="merged")
    return {
        "lost_records": sum(one["record"] not in keys for one in said),
        "lost_audit": sum(audit[row] == 0 for row in about),
        "doubled_audit": sum(n > 1 for n in audit.values()),
        "doubled_records": written.count() - written.values("name_en").distinct().count(),
        "records_without_audit": written.count() - sum(n for row, n in audit.items() if row[0] == codes["added"]),
        "merges_without_their_note": merged.count() - IdentityChange.objects.filter(other__in=merged).count(),
        "broken_pasts": _broken(written),
    }


def _broken(records: Any) -> int:
    """Records whose past does not end in what they are."""
    n = 0
    for one in records:
        newest = one.history.order_by("-history_date", "-history_id").first()
        fields = ("name_en", "website", "state", "edition", "uscc")
        n += newest is None or any(getattr(newest, name) != getattr(one, name) for name in fields)
    return n


def _imports(batches: list[int]) -> dict[str, Any]:
    """Whether each import is whole: every row that was to be written is there once, and no other."""
    from jialing.portal.common.models import AuditRecord
    from jialing.portal.importing.models import ImportBatch, ImportRow
    from jialing.portal.registry.models import Organisation, OrganisationName

    rows = ImportRow.objects.filter(batch__in=batches)
    created = rows.filter(outcome="created")
    there = Organisation.objects.exclude(uscc="")
    records = set(there.values_list("public_id", flat=True))
    return {
        "import_states": dict(Counter(ImportBatch.objects.filter(pk__in=batches).values_list("state", flat=True))),
        "import_audits": AuditRecord.objects.filter(code="import.imported").count(),
        "rows_not_written": created.filter(is_written=False).count(),
        "rows_without_record": len(set(created.values_list("record", flat=True)) - records),
        "records_without_row": len(records - set(created.values_list("record", flat=True))),
        "names_lost_or_doubled": OrganisationName.objects.filter(organisation__in=there).count() - there.count(),
        "broken_pasts_of_imports": _broken(there) + sum(one.history.count() != 1 for one in there),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
