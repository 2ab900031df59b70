"""Pages about the interface: what it offers, and one's own tokens."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jialing.errors import JialingError
from jialing.portal.accounts.views.answers import done
from jialing.portal.api.actions import make_token, revoke_token
from jialing.portal.api.forms import TERMS, USUAL_TERM, require_subjects, wanted_from
from jialing.portal.api.interface import description
from jialing.portal.api.models import ApiToken
from jialing.portal.api.scopes import COUNTS, subjects
from jialing.portal.common.access import all_seen, may, one_seen, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.lists.spec import LISTS

PER_PAGE = 50


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The description of the interface, the same for everybody."""
    return HttpResponse(json.dumps(description(), ensure_ascii=False), content_type="application/json")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How to begin, and every operation by subject."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in description()["paths"].items():
        for method, operation in operations.items():
            line = {"method": method.upper(), "path": path, "needs_token": {} not in operation["security"]}
            found.setdefault(operation["tags"][0], []).append(line)
    groups = [(tag, _list_phrase(tag) if tag in LISTS else f"api.group.{tag}", lines) for tag, lines in found.items()]
    return render(request, "api/about.html", {"groups": groups, "n": sum(len(lines) for _, _, lines in groups)})


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """The description as a page on which operations can be tried (Swagger UI, from our own address)."""
    asked = {"url": reverse("api_description"), "layout": "BaseLayout", "deepLinking": True, "docExpansion": "none"}
    context = {"swagger_settings": json.dumps(asked), "api": {"title": "Jialing"}, "add_csrf": True}
    return render(request, "ninja/swagger.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens; a new one is shown on the answer to its form and never again."""
    if request.method != "POST":
        return _page(request, {})
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    try:
        require_subjects(request.POST)
        token, key = make_token(wanted_from(request.POST, today), by=viewer, on=today)
    except JialingError as error:
        return _page(request, {"error": error, "sent": request.POST}, status=status_of(error))
    return _page(request, {"key": key, "made": str(token.public_id)})


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The tokens of everybody that still open something, for those who oversee: the newest first."""
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    found = ApiToken.objects.select_related("user").filter(revoked_at=None, expires_on__gte=today)
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    shown = all_seen(viewer, ApiToken.objects.select_related("user").filter(pk__in=[one.pk for one in page]))
    return render(request, "api/every_token.html", {
        "page": page, "tokens": [(one, unsealed(one).user) for one in shown],
        "may_revoke": [str(one.public_id) for one in shown if may(viewer, "api_token.revoke", unsealed(one))],
    })  # fmt: skip


@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a token at once: one's own, or as an administrator anybody's."""
    viewer = request.viewer  # type: ignore[attr-defined]
    token = unsealed(one_seen(viewer, ApiToken.objects.all(), public_id=public_id))
    revoke_token(token, by=viewer, now=timezone.now())
    return done(request, "token_revoked", "tokens:tokens" if token.user_id == viewer.user_id else "tokens:every")


def _list_phrase(slug: str) -> str:
    return f"registry.list.{slug.replace('-', '_')}"


def _page(request: HttpRequest, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    found = all_seen(viewer, ApiToken.objects.filter(user_id=viewer.user_id))
    sent = more.get("sent")
    context = {
        "standing": [one for one in found if unsealed(one).stands(today)],
        "ended": [one for one in found if not unsealed(one).stands(today)],
        "terms": TERMS,
        "term": sent.get("days") if sent else str(USUAL_TERM),
        "subjects": [(one, _list_phrase(one) if one != COUNTS else "api.group.counts") for one in subjects()],
        "chosen": sent.getlist("subjects") if sent else [],
        "nonce": secrets.token_urlsafe(16),
    }
    response = render(request, "api/tokens.html", context | more, status=status)
    response["Cache-Control"] = "no-store"
    return response
