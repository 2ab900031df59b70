"""People and their roles: administrators give and end them, auditors read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jialing.errors import InputError, JialingError
from jialing.portal.accounts import actions, queries
from jialing.portal.accounts.enums import GRANTABLE
from jialing.portal.accounts.forms import day_of, day_or_none, one_line
from jialing.portal.accounts.models import Grant, User
from jialing.portal.accounts.places import place_named
from jialing.portal.accounts.views.answers import done, refused, today, viewer
from jialing.portal.common.access import may, visible

LIST, PERSON = "accounts/people.html", "accounts/person.html"
PER_PAGE = 50


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by part of name or address and by role."""
    words, role = one_line(request.GET.get("words", ""))[:100], request.GET.get("role", "")
    found = visible(viewer(request), queries.people(words, role if role in GRANTABLE else ""))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = f"{urlencode({'words': words, 'role': role})}&"
    context = {"page": page, "query": query, "words": words, "role": role, "roles": _roles(), "today": today()}
    return render(request, LIST, context)


@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, PERSON, _content(request, _person(request, public_id)))


@require_POST
def grant(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a role."""
    user, sent = _person(request, public_id), request.POST
    try:
        actions.grant_role(
            user=user,
            role=sent.get("role", ""),
            jurisdiction=_jurisdiction(sent.get("jurisdiction", "")),
            since=day_of(sent.get("since", "")),
            until=day_or_none(sent.get("until", "")),
            reason=one_line(sent.get("reason", ""))[:300],
            by=viewer(request),
            now=timezone.now(),
        )
    except JialingError as error:
        return refused(request, PERSON, _content(request, user), error)
    return done(request, "granted", "accounts:person", public_id)


def _jurisdiction(text: str) -> str:
    """A place's id by id or name, '' for none. Raises InputError ``accounts.unknown_jurisdiction``."""
    wanted = one_line(text)
    if wanted and not (found := place_named(wanted)):
        raise InputError("accounts.unknown_jurisdiction", given=wanted[:60])
    return found if wanted else ""


@require_POST
def end(request: HttpRequest, public_id: str, grant_id: str) -> HttpResponse:
    """End a role, with the reason."""
    user = _person(request, public_id)
    held = get_object_or_404(Grant, public_id=grant_id, user=user)
    try:
        reason = one_line(request.POST.get("reason", ""))[:300]
        actions.end_grant(grant=held, by=viewer(request), now=timezone.now(), reason=reason)
    except JialingError as error:
        return refused(request, PERSON, _content(request, user), error)
    return done(request, "ended", "accounts:person", public_id)


def _person(request: HttpRequest, public_id: str) -> User:
    return get_object_or_404(visible(viewer(request), User.objects.all()), public_id=public_id)


def _content(request: HttpRequest, user: User) -> dict[str, Any]:
    on = today()
    grants = list(queries.own_grants(user))
    return {
        "person": user,
        "grants": [one for one in grants if one.ended_at is None],
        "past": [one for one in grants if one.ended_at is not None],
        "may_grant": may(viewer(request), "grant.give") and viewer(request).user_id != user.pk and user.is_active,
        "may_end": may(viewer(request), "grant.end"),
        "is_secured": queries.has_second_factor(user),
        "roles": _roles(),
        "today": on,
    }


def _roles() -> list[str]:
    return [role.value for role in GRANTABLE]
