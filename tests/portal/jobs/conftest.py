"""Jobs done in the test's own process, as a worker would, and people who ask for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django_tasks_db.models import DBTaskResult

from jialing.portal.common.access import Viewer
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.running import run_job
from tests.portal.jobs import work  # noqa: F401 - registers the kinds

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ASKER = Viewer(user_id=1, public_id="asker", name="Asker")
OTHER = Viewer(user_id=2, public_id="other", name="Other")


@pytest.fixture(autouse=True)
def quick(settings: SettingsWrapper) -> None:
    settings.JOB_BACKOFF_SECONDS = 1


@pytest.fixture
def attempt() -> Callable[[Job], Job]:
    """Make the attempt that the job's ticket allows."""

    def made(job: Job) -> Job:
        job.refresh_from_db()
        assert job.ticket is not None and DBTaskResult.objects.filter(pk=job.ticket).exists()
        run_job(job.pk, job.ticket)
        job.refresh_from_db()
        return job

    return made
