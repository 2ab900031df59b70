"""Alive and ready: what a machine that watches the portal is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from jialing.portal.jobs.models import Worker

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

pytestmark = pytest.mark.django_db
WHOLE = dict.fromkeys(("database", "migrations", "version", "worker", "disk"), "ok")


@pytest.fixture
def worker() -> Worker:
    return Worker.objects.create(name="one", started_at=timezone.now(), seen_at=timezone.now())


def test_health_asks_the_database_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health").json() == {"status": "ok"}


def test_ready_says_what_it_found(client: Client, worker: Worker) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "checks": WHOLE})
    assert answer["Cache-Control"] == "no-store"


def test_not_ready_without_a_worker(client: Client, worker: Worker) -> None:
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["checks"]) == (503, WHOLE | {"worker": "not_seen"})


def test_not_ready_without_a_version(client: Client, worker: Worker, settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["checks"]) == (503, WHOLE | {"version": "none"})


def test_not_ready_with_a_migration_missing(client: Client, worker: Worker) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="jobs").delete()
    assert client.get("/ready").json()["checks"] == WHOLE | {"migrations": "missing"}


def test_watchers_need_no_https(client: Client, settings: SettingsWrapper) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert [client.get(path).status_code for path in ("/health", "/en/about")] == [200, 301]
