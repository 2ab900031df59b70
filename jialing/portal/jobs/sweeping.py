"""What brings back jobs whose worker died: nothing else ever looks at them again."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jialing.portal.jobs.ending import LOST, return_job
from jialing.portal.jobs.enums import LIVE, JobState
from jialing.portal.jobs.models import Job, Worker
from jialing.portal.jobs.queueing import attempt, put_in_queue
from jialing.portal.jobs.rules import TICKETS_KEPT, lease


def sweep(now: datetime) -> int:
    """Return jobs whose lease has run out, renew lost tickets, forget old ones. How many jobs were brought back."""
    n_back = _expired(now) + _without_ticket(now)
    _forget(now)
    return n_back


@transaction.atomic
def _expired(now: datetime) -> int:
    """Jobs that ran when their worker died. One that is just writing its end is locked, and passed over."""
    lost = list(Job.objects.select_for_update(skip_locked=True).filter(state=JobState.RUNNING, lease_until__lt=now))
    for job in lost:
        return_job(job, now=now, code=LOST)
    return len(lost)


@transaction.atomic
def _without_ticket(now: datetime) -> int:
    """Jobs that wait although their ticket was taken: the worker died between ticket and job."""
    due = Job.objects.select_for_update(skip_locked=True).filter(state=JobState.WAITING, due_at__lt=now)
    waiting = {job.ticket: job for job in due if job.ticket is not None}
    fresh = Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gt=now - lease())
    good = set(DBTaskResult.objects.filter(fresh, pk__in=waiting).values_list("pk", flat=True))
    lost = [job for ticket, job in waiting.items() if ticket not in good]
    for job in lost:
        put_in_queue(job, due_at=now)
    return len(lost)


def _forget(now: datetime) -> None:
    """Tickets and workers of yesterday say nothing that jobs and the audit do not."""
    live: list[uuid.UUID] = [t for t in Job.objects.filter(state__in=LIVE).values_list("ticket", flat=True) if t]
    old = DBTaskResult.objects.filter(task_path=attempt.module_path, enqueued_at__lt=now - TICKETS_KEPT)
    old.exclude(pk__in=live).delete()
    Worker.objects.filter(seen_at__lt=now - TICKETS_KEPT).delete()
