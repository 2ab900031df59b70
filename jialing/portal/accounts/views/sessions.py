"""Where I am signed in: seen and ended, one by one or all others at once."""

from __future__ import annotations

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST, require_safe

from jialing.portal.accounts.views.answers import done, me, viewer
from jialing.portal.common.actions import record


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The list, the present one first."""
    found = UserSession.objects.purge_and_list(me(request))
    found.sort(key=lambda one: (not one.is_current(), -one.last_seen_at.timestamp()))
    return render(request, "accounts/sessions.html", {"sessions": [(one, _code(one)) for one in found]})


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End one of mine."""
    wanted = [one for one in UserSession.objects.filter(user=me(request)) if _code(one) == code]
    if not wanted:
        raise Http404
    _end(request, wanted)
    return done(request, "session_ended", "accounts:sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End all but the present one."""
    others = [one for one in UserSession.objects.filter(user=me(request)) if not one.is_current()]
    _end(request, others)
    return done(request, "sessions_ended", "accounts:sessions", n=len(others))


def _code(session: UserSession) -> str:
    """Stands for a session in addresses: neither its key nor its number."""
    return salted_hmac("accounts.session", session.session_key).hexdigest()[:20]


@transaction.atomic
def _end(request: HttpRequest, ended: list[UserSession]) -> None:
    if ended:
        record(viewer(request).public_id, "person.session_ended", me(request), n=len(ended))
    end_sessions(request, ended)
