"""What readers change: only which views are kept."""

from __future__ import annotations

import base64
import hashlib

from django.db import transaction

from jialing.errors import InputError
from jialing.portal.common.actions import record
from jialing.portal.insight.models import SavedView

_LETTERS = 10  # 50 bits: among a million views a clash has a chance of one in two thousand


@transaction.atomic
def save_view(*, version: str, path: str, query: str, by: str) -> SavedView:
    """Keep a view under its code; a view kept before is given back.

    Raises InputError ``portal.view_too_long`` where path or query exceed what an address may hold.
    """
    if len(path) > 500 or len(query) > 2000:
        raise InputError("portal.view_too_long")
    view, is_new = SavedView.objects.get_or_create(
        code=view_code(version, path, query), defaults={"version": version, "path": path, "query": query}
    )
    if is_new:
        record(by, "view.saved", view, version=version, path=path)
    return view


def view_code(version: str, path: str, query: str) -> str:
    """Ten letters and digits that stand for a view."""
    digest = hashlib.sha256("\n".join((version, path, query)).encode()).digest()
    return base64.b32encode(digest).decode("ascii")[:_LETTERS].lower()
