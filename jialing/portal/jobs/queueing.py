"""Between a job and the queue: a ticket is a row of the queue, and only the job's newest one may start it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.module_loading import import_string
from django_tasks import TaskContext, task

from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job

_RUNNER = "jialing.portal.jobs.running.run_job"


@task(takes_context=True)
def attempt(context: TaskContext, job_id: int) -> None:
    """One attempt at a job, if this ticket still may start it."""
    run_job = import_string(_RUNNER)  # by name: what runs a job also puts it back here
    run_job(job_id, UUID(str(context.task_result.id)))


def put_in_queue(job: Job, *, due_at: datetime, **changed: Any) -> None:
    """Let the job wait for a worker from ``due_at`` on, under a new ticket, in the caller's transaction.

    Tickets of before become void. ``changed`` is saved with it.
    """
    ticket = attempt.using(run_after=due_at).enqueue(job.pk)
    values = {
        "state": JobState.WAITING,
        "ticket": UUID(str(ticket.id)),
        "holder": "",
        "lease_until": None,
        "due_at": due_at,
        **changed,
    }
    Job.objects.filter(pk=job.pk).update(**values)
    for name, value in values.items():
        setattr(job, name, value)
