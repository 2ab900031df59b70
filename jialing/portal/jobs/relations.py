"""What somebody can be to a job."""

from __future__ import annotations

from django.db.models import Q

from jialing.portal.common.access import Viewer, relation


@relation("job", "owner")
def owner(viewer: Viewer) -> Q | None:
    """Who asked for it."""
    return Q(owner=viewer.public_id) if viewer.is_signed_in else None
