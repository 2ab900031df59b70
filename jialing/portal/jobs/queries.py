"""What is asked about jobs and workers."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet

from jialing.portal.common.access import Viewer, visible
from jialing.portal.jobs.models import Job, Worker
from jialing.portal.jobs.rules import SEEN_WITHIN


def jobs_of(viewer: Viewer) -> QuerySet[Job]:
    """What the viewer asked for, the latest first."""
    return visible(viewer, Job.objects.filter(owner=viewer.public_id))


def is_worker_there(now: datetime) -> bool:
    """Whether some worker was seen lately."""
    seen_at = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    return seen_at is not None and seen_at > now - SEEN_WITHIN
