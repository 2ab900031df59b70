"""Asking, cancelling, trying again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from jialing.errors import NotAllowed, WrongState
from jialing.portal.common.models import AuditRecord
from jialing.portal.jobs.actions import ask, cancel, retry
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.running import Cancelled, Run
from tests.portal.jobs.conftest import ASKER, NOW, OTHER

pytestmark = pytest.mark.django_db(transaction=True)

Attempt = Callable[[Job], Job]


def test_asking_twice_with_a_key_gives_one_job() -> None:
    first, second = (ask("test.steps", by=ASKER, now=NOW, params={"n": 1}, key="same") for _ in range(2))
    assert (first.pk, Job.objects.count(), AuditRecord.objects.count()) == (second.pk, 1, 1)


def test_asking_again_after_the_end_gives_another(attempt: Attempt) -> None:
    first = attempt(ask("test.steps", by=ASKER, now=NOW, params={"n": 1}, key="same"))
    assert ask("test.steps", by=ASKER, now=NOW, params={"n": 1}, key="same").pk != first.pk


def test_waiting_job_is_cancelled_at_once(attempt: Attempt) -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    cancel(job, by=ASKER, now=NOW)
    assert attempt(job).state == JobState.CANCELLED


def test_running_job_stops_at_its_next_report() -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, holder="one", lease_until=timezone.now())
    cancel(Job.objects.get(pk=job.pk), by=ASKER, now=NOW)
    with pytest.raises(Cancelled):
        Run(Job.objects.get(pk=job.pk)).tell(0.5)


def test_ended_job_cannot_be_cancelled(attempt: Attempt) -> None:
    job = attempt(ask("test.steps", by=ASKER, now=NOW, params={"n": 1}))
    with pytest.raises(NotAllowed):
        cancel(job, by=ASKER, now=NOW)


def test_job_of_somebody_else_cannot_be_cancelled() -> None:
    with pytest.raises(NotAllowed):
        cancel(ask("test.steps", by=ASKER, now=NOW, params={"n": 1}), by=OTHER, now=NOW)


def test_failed_job_is_tried_again_from_the_start(attempt: Attempt) -> None:
    job = attempt(ask("test.refused", by=ASKER, now=NOW))
    retry(job, by=ASKER, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error_code, job.finished_at) == (JobState.WAITING, 0, "", None)
    assert attempt(job).state == JobState.FAILED


def test_job_seen_as_failed_but_tried_again_meanwhile_is_refused(attempt: Attempt) -> None:
    job = attempt(ask("test.refused", by=ASKER, now=NOW))
    seen_before = Job.objects.get(pk=job.pk)
    retry(job, by=ASKER, now=NOW)
    with pytest.raises(WrongState) as refused:
        retry(seen_before, by=ASKER, now=NOW)
    assert refused.value.code == "job.not_ended"
