"""What a viewer can be to a token."""

from __future__ import annotations

from django.db.models import Q

from jialing.portal.common.access import Viewer, relation


@relation("api_token", "holder")
def _holder(viewer: Viewer) -> Q | None:
    return Q(user_id=viewer.user_id) if viewer.is_signed_in else None
