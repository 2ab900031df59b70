"""What is typed to make a token."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import QueryDict

from jialing.base.typed import plain
from jialing.errors import InputError
from jialing.portal.api.actions import Wanted

TERMS = (7, 30, 90, 365)
USUAL_TERM = 90


def wanted_from(sent: QueryDict, today: date) -> Wanted:
    """The token asked for. Raises InputError ``api.bad_term`` (days)."""
    days = sent.get("days", str(USUAL_TERM))
    if days not in {str(term) for term in TERMS}:
        raise InputError("api.bad_term", days=max(TERMS))
    is_narrow = sent.get("reach") == "some"
    return Wanted(
        name=plain(sent.get("name", "")),
        expires_on=today + timedelta(days=int(days)),
        may_write=sent.get("mode") == "write",
        subjects=tuple(sent.getlist("subjects")) if is_narrow else (),
        nonce=sent.get("nonce", "")[:64],
    )


def require_subjects(sent: QueryDict) -> None:
    """Who narrows a token names what it reaches. Raises InputError ``api.no_subject``."""
    if sent.get("reach") == "some" and not sent.getlist("subjects"):
        raise InputError("api.no_subject")
