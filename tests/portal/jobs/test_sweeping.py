"""Jobs whose worker is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jialing.portal.jobs.actions import ask
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job, Worker
from jialing.portal.jobs.queries import is_worker_there
from jialing.portal.jobs.sweeping import sweep
from tests.portal.jobs.conftest import ASKER, NOW

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOW + timedelta(minutes=5)


def _lost(attempts: int = 1, **changed: object) -> Job:
    """A job whose worker took it at NOW and was killed."""
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    held = {"state": JobState.RUNNING, "holder": "gone", "lease_until": NOW + timedelta(minutes=1)}
    Job.objects.filter(pk=job.pk).update(attempts=attempts, **held, **changed)
    return Job.objects.get(pk=job.pk)


def test_expired_job_goes_back_into_the_queue_under_a_new_ticket() -> None:
    job = _lost()
    old = job.ticket
    assert sweep(LATER) == 1
    job.refresh_from_db()
    assert (job.state, job.holder, job.due_at) == (JobState.WAITING, "", LATER + timedelta(seconds=1))
    assert job.ticket != old


def test_job_whose_lease_runs_is_left_alone() -> None:
    job = _lost()
    assert (sweep(NOW + timedelta(seconds=30)), Job.objects.get(pk=job.pk).state) == (0, JobState.RUNNING)


def test_job_that_lost_too_many_workers_fails_with_a_reason() -> None:
    job = _lost(attempts=30)
    sweep(LATER)
    job.refresh_from_db()
    assert (job.state, job.error_code, job.error_params) == (JobState.FAILED, "job.worker_lost", {"attempts": 30})


def test_lost_job_that_was_to_be_cancelled_is_cancelled() -> None:
    job = _lost(cancel_asked_at=NOW)
    sweep(LATER)
    assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED


def test_job_whose_ticket_died_with_its_worker_gets_another() -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    DBTaskResult.objects.filter(pk=job.ticket).update(status=TaskResultStatus.RUNNING, started_at=NOW)
    assert sweep(LATER) == 1
    assert Job.objects.get(pk=job.pk).ticket != job.ticket


def test_job_whose_ticket_is_in_the_queue_keeps_it() -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    assert (sweep(LATER), Job.objects.get(pk=job.pk).ticket) == (0, job.ticket)


def test_old_tickets_and_workers_are_forgotten() -> None:
    job = _lost()
    Job.objects.filter(pk=job.pk).delete()
    Worker.objects.create(name="old", started_at=NOW, seen_at=NOW)
    sweep(NOW + timedelta(days=400))
    assert (DBTaskResult.objects.count(), Worker.objects.count()) == (0, 0)


def test_worker_is_there_while_seen_lately() -> None:
    Worker.objects.create(name="one", started_at=NOW, seen_at=NOW)
    assert [is_worker_there(NOW + timedelta(seconds=s)) for s in (10, 40)] == [True, False]
