"""What people do with jobs: ask for one, cancel it, have it tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from jialing.errors import WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record
from jialing.portal.common.middleware.request_id import current_request_id
from jialing.portal.jobs.ending import end_job
from jialing.portal.jobs.enums import LIVE, JobState
from jialing.portal.jobs.kinds import kind_named
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.queueing import put_in_queue


@transaction.atomic
def ask(kind: str, *, by: Viewer, now: datetime, params: Mapping[str, object] | None = None, key: str = "") -> Job:
    """Ask for work. Whether ``by`` may, the app has asked before.

    Parameters
    ----------
    kind : name under which an app registered it (:func:`kinds.job_kind`)
    params : ids and other plain values that the work needs; never personal data, never secrets
    key : what is the same for the same wish: while such a job lives, it is given back instead of a second (a double
        click); '' for none
    """
    known = kind_named(kind)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                owner=by.public_id,
                params=dict(params or {}),
                key=key,
                request_id=current_request_id(),
                max_attempts=known.max_attempts,
                due_at=now,
            )
    except IntegrityError:
        return Job.objects.get(kind=kind, owner=by.public_id, key=key, state__in=LIVE)
    put_in_queue(job, due_at=now)
    record(by.public_id, "job.asked", job, kind=kind)
    return job


@transaction.atomic
def cancel(job: Job, *, by: Viewer, now: datetime) -> None:
    """Cancel a job that waits; ask one that runs to stop, which it does at its next report of progress.

    Raises NotAllowed; WrongState ``job.not_live`` where it has ended.
    """
    require(by, "job.cancel", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state == JobState.WAITING:
        end_job(job, JobState.CANCELLED, now=now, by=by.public_id)
    elif job.state == JobState.RUNNING:
        Job.objects.filter(pk=job.pk).update(cancel_asked_at=now)
        record(by.public_id, "job.cancel_asked", job, kind=job.kind)
    else:
        raise WrongState("job.not_live", state=job.state)


@transaction.atomic
def retry(job: Job, *, by: Viewer, now: datetime) -> None:
    """Have a job that failed or was cancelled tried again, from where it got to.

    Raises NotAllowed; WrongState ``job.not_ended`` (state).
    """
    require(by, "job.retry", job)
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state not in (JobState.FAILED, JobState.CANCELLED):
        raise WrongState("job.not_ended", state=job.state)
    fresh = {"attempts": 0, "error_code": "", "error_params": {}, "cancel_asked_at": None, "finished_at": None}
    put_in_queue(job, due_at=now, **fresh)
    record(by.public_id, "job.retried", job, kind=job.kind)
