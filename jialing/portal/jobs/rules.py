"""How long a worker may be silent, how often work is tried, how long one waits in between."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

MAX_ATTEMPTS = 6
BACKOFF_GROWTH = 4
LONGEST_BACKOFF = timedelta(minutes=10)
SEEN_WITHIN = timedelta(seconds=30)
"""A worker that was not seen for so long is not there."""
TICKETS_KEPT = timedelta(days=1)


def lease() -> timedelta:
    """How long a job belongs to the worker that took it, counted anew with each sign of life."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def backoff(attempts: int) -> timedelta:
    """How long to wait before the next attempt: four times longer after each, ten minutes at most."""
    seconds = settings.JOB_BACKOFF_SECONDS * BACKOFF_GROWTH ** max(0, attempts - 1)
    return min(timedelta(seconds=seconds), LONGEST_BACKOFF)
