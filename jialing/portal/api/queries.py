"""Tokens: by key, by person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from jialing.portal.api.keys import digest_of, is_key
from jialing.portal.api.models import ApiToken


def token_of(key: str, on: date) -> ApiToken | None:
    """The token that a key opens on a day, with its person; None where the key opens nothing."""
    if not is_key(key):
        return None
    found = ApiToken.objects.select_related("user").filter(digest=digest_of(key)).first()
    return found if found is not None and found.stands(on) else None


def note_use(token: ApiToken, on: date) -> None:
    """Keep the day of the last use: at most one write a day and token."""
    if token.last_used_on != on:
        rows = ApiToken.objects.filter(pk=token.pk)
        rows.filter(Q(last_used_on=None) | Q(last_used_on__lt=on)).update(last_used_on=on)


def held_about(user_id: int) -> list[dict[str, Any]]:
    """A person's tokens as plain rows, without what would open anything."""
    columns = ("name", "prefix", "may_write", "subjects", "created_at", "expires_on", "last_used_on", "revoked_at")
    return list(ApiToken.objects.filter(user_id=user_id).values(*columns))
