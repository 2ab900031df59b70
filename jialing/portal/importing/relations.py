"""What somebody can be to an import."""

from __future__ import annotations

from django.db.models import Q

from jialing.portal.common.access import Viewer, relation


@relation("import_batch", "owner")
def owner(viewer: Viewer) -> Q | None:
    """Who brought the spreadsheet."""
    return Q(by=viewer.public_id) if viewer.is_signed_in else None


@relation("import_row", "owner")
def row_owner(viewer: Viewer) -> Q | None:
    """The same of its rows."""
    return Q(batch__by=viewer.public_id) if viewer.is_signed_in else None
