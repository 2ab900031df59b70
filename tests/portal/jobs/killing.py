"""`python -m tests.portal.jobs.killing N`: jobs, and a worker killed N times amid them; prints what is left."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from typing import Any

N_JOBS, N_STEPS, PAUSE = 4, 12, 0.1
LIMIT = 400.0


def main(n_kills: int) -> None:
    from django.conf import settings

    from jialing.portal.prepare import prepare, set_up

    set_up()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    prepare()
    ids = _asked()
    killed: set[str] = set()
    rng = random.Random(7)
    until = time.monotonic() + LIMIT
    worker = _worker()
    while _live() and time.monotonic() < until:
        holders = _holders() - killed if len(killed) < n_kills else set()
        if holders:
            time.sleep(rng.uniform(0.02, 0.5))
            worker.kill()
            worker.wait()
            killed |= holders
            worker = _worker()
        time.sleep(0.02)
    worker.terminate()
    worker.wait(30)
    print(json.dumps({"kills": len(killed), **_left(ids)}))


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "jialing.portal.worker", "--parent", str(os.getpid())])


def _asked() -> list[int]:
    from django.utils import timezone

    from jialing.portal.common.access import Viewer
    from jialing.portal.jobs.actions import ask

    by = Viewer(user_id=1, public_id="asker")
    jobs = [
        ask("test.steps", by=by, now=timezone.now(), params={"n": N_STEPS, "pause": PAUSE}, key=str(number))
        for number in range(N_JOBS)
    ]
    return [job.pk for job in jobs]


def _live() -> bool:
    from jialing.portal.jobs.enums import LIVE
    from jialing.portal.jobs.models import Job

    return Job.objects.filter(state__in=LIVE).exists()


def _holders() -> set[str]:
    """Attempts that run: each is killed once at most."""
    from jialing.portal.jobs.enums import JobState
    from jialing.portal.jobs.models import Job

    return set(Job.objects.filter(state=JobState.RUNNING).values_list("holder", flat=True))


def _left(ids: list[int]) -> dict[str, Any]:
    from jialing.portal.common.models import AuditRecord
    from jialing.portal.jobs.models import Job

    jobs = {job.public_id: job for job in Job.objects.filter(pk__in=ids)}
    states = Counter(str(job.state) for job in jobs.values())
    written = AuditRecord.objects.filter(code="test.step")
    steps = Counter((row.object_id, row.params["number"]) for row in written)
    ends = Counter(AuditRecord.objects.filter(code="test.end").values_list("object_id", flat=True))
    audit = Counter(AuditRecord.objects.filter(object_kind="jobs.job").values_list("code", flat=True))
    return {
        "states": dict(states),
        "steps_once": set(steps.values()) == {1} and len(steps) == len(jobs) * N_STEPS,
        "ends_once": ends == Counter(jobs.keys()),
        "asked": audit["job.asked"],
        "done": audit["job.done"],
        "failed": audit["job.failed"],
        "returned": audit["job.returned"],
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
