"""Questions about calls."""

from __future__ import annotations

from datetime import datetime

from jialing.portal.programmes.models import Call, CallVersion


def as_of(call: Call, at: datetime) -> CallVersion | None:
    """What was published of a call at a moment; None: nothing yet."""
    return call.versions.filter(published_at__lte=at).last()
