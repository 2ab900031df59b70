"""Where people work on a record: comments, tasks, documents, following."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jialing.portal.common.access import Seen
from jialing.portal.registry.work.part import work_part


def work_of(request: HttpRequest, one: Seen) -> dict[str, Any]:
    """What those who work on the record see; nothing for a visitor."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    return work_part(viewer, one, lang, timezone.localdate())
