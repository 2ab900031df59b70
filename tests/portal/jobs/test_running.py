"""One attempt at a job, and what follows from how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from jialing.portal.common.models import AuditRecord
from jialing.portal.jobs.actions import ask
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.running import LeaseLost, Run, run_job, stopping
from tests.portal.jobs.conftest import ASKER, NOW

pytestmark = pytest.mark.django_db(transaction=True)

Attempt = Callable[[Job], Job]


def _codes(job: Job) -> list[str]:
    return list(AuditRecord.objects.order_by("pk").filter(object_id=str(job.pk)).values_list("code", flat=True))


@pytest.fixture
def told_to_stop() -> Iterator[None]:
    stopping.set()
    yield
    stopping.clear()


def test_job_done_has_result_and_audit(attempt: Attempt) -> None:
    job = attempt(ask("test.steps", by=ASKER, now=NOW, params={"n": 3}))
    assert (job.state, job.progress, job.result_link, job.attempts) == (JobState.DONE, 1.0, "/en/about", 1)
    assert _codes(job) == ["job.asked", "job.done"]
    assert AuditRecord.objects.filter(code="test.step").count() == 3


def test_ticket_starts_a_job_once(attempt: Attempt) -> None:
    job = attempt(ask("test.steps", by=ASKER, now=NOW, params={"n": 1}))
    assert job.ticket is not None
    run_job(job.pk, job.ticket)
    assert AuditRecord.objects.filter(code="test.end").count() == 1


def test_error_of_ours_fails_the_job_at_once(attempt: Attempt) -> None:
    job = attempt(ask("test.refused", by=ASKER, now=NOW))
    assert (job.state, job.error_code, _codes(job)) == (JobState.FAILED, "job.not_live", ["job.asked", "job.failed"])


def test_source_that_is_away_is_tried_again_later(attempt: Attempt) -> None:
    job = attempt(ask("test.away", by=ASKER, now=NOW))
    assert (job.state, job.attempts, job.due_at > timezone.now()) == (JobState.WAITING, 1, True)
    job = attempt(job)
    assert (job.state, job.error_code, job.error_params) == (JobState.FAILED, "job.not_live", {"attempts": 2})


def test_bug_writes_nothing_and_is_told_without_its_message(attempt: Attempt) -> None:
    job = attempt(attempt(ask("test.bug", by=ASKER, now=NOW)))
    assert (job.state, job.error_code, job.error_params) == (JobState.FAILED, "job.broke", {"attempts": 2})
    assert (job.checkpoint, AuditRecord.objects.filter(code="test.step").count()) == ({}, 0)


def test_later_attempt_begins_where_the_earlier_ended(attempt: Attempt) -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 3})
    Job.objects.filter(pk=job.pk).update(checkpoint={"done": 2})
    attempt(job)
    assert [row.params["number"] for row in AuditRecord.objects.filter(code="test.step")] == [2]


def test_attempt_without_lease_writes_nothing() -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    held = {"state": JobState.RUNNING, "lease_until": timezone.now() + timedelta(minutes=1)}
    Job.objects.filter(pk=job.pk).update(holder="first", **held)
    run = Run(Job.objects.get(pk=job.pk))
    Job.objects.filter(pk=job.pk).update(holder="second")
    with pytest.raises(LeaseLost), run.finishing():
        raise AssertionError("nothing inside is reached")
    assert Job.objects.get(pk=job.pk).state == JobState.RUNNING


def test_stopped_worker_gives_the_job_back_without_counting(told_to_stop: None, attempt: Attempt) -> None:
    job = attempt(ask("test.steps", by=ASKER, now=NOW, params={"n": 1}))
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_job_runs_under_the_request_that_asked(attempt: Attempt) -> None:
    job = ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    Job.objects.filter(pk=job.pk).update(request_id="abc123")
    attempt(job)
    assert AuditRecord.objects.get(code="test.end").request_id == "abc123"
