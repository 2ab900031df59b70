"""My jobs, one job, the part that a page asks for again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jialing.portal.jobs.actions import ask
from jialing.portal.jobs.enums import JobState
from jialing.portal.jobs.models import Job
from tests.portal.jobs.conftest import ASKER, NOW

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

pytestmark = pytest.mark.django_db
ACCESS = "jialing.portal.common.middleware.access.AccessMiddleware"


@pytest.fixture(autouse=True)
def named(settings: SettingsWrapper) -> None:
    at = settings.MIDDLEWARE.index(ACCESS)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:at], "tests.portal.jobs.viewer.as_named", *settings.MIDDLEWARE[at:]]


@pytest.fixture
def asker() -> Client:
    return Client(headers={"X-As": "asker"})


@pytest.fixture
def job() -> Job:
    return ask("test.steps", by=ASKER, now=NOW, params={"n": 1, "secret": "planted"})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_my_jobs_are_listed(lang: str, asker: Client, job: Job) -> None:
    html = asker.get(f"/{lang}/jobs/").content.decode()
    assert (job.public_id in html, "planted" in html) == (True, False)


def test_my_jobs_say_what_to_expect_when_there_are_none(asker: Client) -> None:
    assert "You have not asked" in asker.get("/en/jobs/").content.decode()


def test_list_asks_as_often_for_forty_as_for_one(
    asker: Client, job: Job, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(39):
        ask("test.steps", by=ASKER, now=NOW, params={"n": 1})
    with django_assert_max_num_queries(4):
        asker.get("/en/jobs/")


def test_jobs_of_others_are_not_there(job: Job) -> None:
    other = Client(headers={"X-As": "other"})
    assert (other.get(f"/en/jobs/{job.public_id}").status_code, job.public_id in other.get("/en/jobs/").text) == (
        404,
        False,
    )


def test_visitor_has_no_jobs() -> None:
    assert Client().get("/en/jobs/").status_code in (302, 403)


def test_live_job_is_asked_for_again_and_ended_one_is_not(asker: Client, job: Job) -> None:
    before = asker.get(f"/en/jobs/{job.public_id}", headers={"HX-Request": "true"}).content.decode()
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, result_link="/en/about")
    after = asker.get(f"/zh/jobs/{job.public_id}", headers={"HX-Request": "true"}).content.decode()
    assert ("every 2s" in before, "<html" in before) == (True, False)
    assert ("every 2s" in after, 'href="/zh/about"' in after) == (False, True)


def test_failed_job_says_why(asker: Client, job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED, error_code="job.worker_lost", error_params={"attempts": 6}
    )
    assert "工作进程已中断 6 次" in asker.get(f"/zh/jobs/{job.public_id}").content.decode()


def test_progress_is_a_bar_with_words(asker: Client, job: Job) -> None:
    held = {"holder": "x", "lease_until": NOW, "progress": 0.25, "progress_code": "job.result"}
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, **held)
    html = asker.get(f"/en/jobs/{job.public_id}").content.decode()
    assert ('value="25"' in html, "Open the result" in html) == (True, True)


def test_button_cancels_and_shows_the_job(asker: Client, job: Job) -> None:
    answer = asker.post(f"/en/jobs/{job.public_id}/cancel", follow=True)
    assert (answer.status_code, Job.objects.get().state) == (200, JobState.CANCELLED)


def test_button_tries_again(asker: Client, job: Job) -> None:
    asker.post(f"/en/jobs/{job.public_id}/cancel")
    asker.post(f"/en/jobs/{job.public_id}/retry")
    assert Job.objects.get().state == JobState.WAITING


def test_looking_changes_nothing(asker: Client, job: Job) -> None:
    assert asker.get(f"/en/jobs/{job.public_id}/cancel").status_code == 405
