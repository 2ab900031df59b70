"""How a job ends, or goes back into the queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jialing.portal.common.access import SYSTEM
from jialing.portal.common.actions import record
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.queueing import put_in_queue
from jialing.portal.jobs.rules import backoff

LOST = "job.worker_lost"
BROKE = "job.broke"


def end_job(job: Job, state: JobState, *, now: datetime, by: str = SYSTEM.public_id, **changed: Any) -> None:
    """Put the job into a last state, with its audit row, in the caller's transaction."""
    values = {"state": state, "holder": "", "lease_until": None, "finished_at": now, **changed}
    Job.objects.filter(pk=job.pk).update(**values)
    for name, value in values.items():
        setattr(job, name, value)
    told = {"error": job.error_code} if state == JobState.FAILED else {}
    record(by, f"job.{state}", job, kind=job.kind, attempts=job.attempts, **told)


def fail_job(job: Job, *, now: datetime, code: str, params: Mapping[str, object]) -> None:
    """The last attempt failed, or no other could succeed."""
    plain = {k: v if isinstance(v, str | int | float | bool | None) else str(v) for k, v in params.items()}
    end_job(job, JobState.FAILED, now=now, error_code=code, error_params=plain)


def return_job(job: Job, *, now: datetime, code: str) -> None:
    """Back into the queue after a while; failed with ``code`` once all attempts are used, cancelled where asked."""
    if job.cancel_asked_at is not None:
        end_job(job, JobState.CANCELLED, now=now)
    elif job.attempts >= job.max_attempts:
        fail_job(job, now=now, code=code, params={"attempts": job.attempts})
    else:
        put_in_queue(job, due_at=now + backoff(job.attempts))
        record(SYSTEM.public_id, "job.returned", job, kind=job.kind, attempts=job.attempts, because=code)
