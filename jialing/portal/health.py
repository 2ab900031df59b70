"""Is the portal alive, and can it answer? For machines that watch it: codes and numbers, nothing that is secret."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.atlas import open_atlas
from jialing.errors import JialingError
from jialing.portal.jobs.queries import is_worker_there
from jialing.portal.migrated import is_migrated

FREE_MB = 500
"""With less room than this on the data's disk, builds and imports soon fail."""


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else, so that a slow database does not get it restarted."""
    return _uncached(JsonResponse({"status": "ok"}))


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 where every check says 'ok', else 503; each check says in one word what it found."""
    found = {name: check() for name, check in CHECKS.items()}
    is_ready = all(said == "ok" for said in found.values())
    answer = {"status": "ready" if is_ready else "not_ready", "checks": found}
    return _uncached(JsonResponse(answer, status=200 if is_ready else 503))


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _migrations() -> str:
    try:
        return "ok" if is_migrated() else "missing"
    except DatabaseError:
        return "unknown"


def _version() -> str:
    """A published version that can be opened and read."""
    try:
        atlas = open_atlas(settings.DATA, config=settings.CONFIG)
        return "ok" if atlas.default_scope("", "") else "unreadable"
    except JialingError as error:
        return "none" if error.code == "lake.no_version" else "unreadable"
    except OSError:
        return "unreadable"


def _worker() -> str:
    try:
        return "ok" if is_worker_there(timezone.now()) else "not_seen"
    except DatabaseError:
        return "unknown"


def _disk() -> str:
    folder = Path(settings.DATA)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return "ok" if shutil.disk_usage(folder).free >= FREE_MB * 2**20 else "low"


def _uncached(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "version": _version,
    "worker": _worker,
    "disk": _disk,
}
