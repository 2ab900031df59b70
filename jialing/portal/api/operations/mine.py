"""Who the token speaks for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from jialing.portal.accounts.models import User
from jialing.portal.api.models import ApiToken
from jialing.portal.api.operations.answering import answered, viewer_of
from jialing.portal.api.shapes import reference
from jialing.portal.common.access import Seen, all_seen, one_seen
from jialing.portal.registry.models import Organisation

SHOWN = ("name", "prefix", "scopes", "created_at", "expires_on", "last_used_on", "revoked_at")


def me(request: HttpRequest) -> HttpResponse:
    """The account, its roles today, the organisations it stands for, the token used."""
    viewer = viewer_of(request)
    one = one_seen(viewer, User.objects.all(), pk=viewer.user_id)
    organisations = all_seen(viewer, Organisation.objects.filter(pk__in=viewer.organisation_ids))
    roles = sorted((held.role, held.jurisdiction) for held in viewer.held)
    return answered(
        {
            "id": str(one),
            "name_en": one.name_en or None,
            "name_zh": one.name_zh or None,
            "email": one.email,
            "language": one.language,
            "roles": [{"role": role, "jurisdiction": place or None} for role, place in roles],
            "organisations": [reference(found) for found in organisations],
            "token": _of_request(request),
        }
    )


def my_tokens(request: HttpRequest) -> HttpResponse:
    """The person's own tokens, never their keys."""
    found = all_seen(viewer_of(request), ApiToken.objects.filter(user_id=viewer_of(request).user_id))
    return answered({"items": [_token(one) for one in found]})


def _of_request(request: HttpRequest) -> dict[str, Any] | None:
    token = getattr(request, "token", None)
    if token is None:
        return None
    return _token(one_seen(viewer_of(request), ApiToken.objects.all(), pk=token.pk))


def _token(one: Seen) -> dict[str, Any]:
    found = {name: getattr(one, name) for name in SHOWN}
    return {"id": str(one)} | {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
