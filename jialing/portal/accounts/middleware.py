"""Who looks: ``request.viewer``, found when asked for and only where a session cookie came along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from jialing.portal.accounts.kept_forms import give_token, keep_form, worth_keeping, writer_of
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import VISITOR, Viewer

SEEN = "seen"
LEAVING = "/account/logout/"
SEEN_EVERY = timedelta(minutes=10)


class ViewerMiddleware:
    """Set ``request.viewer``. Without a session cookie nothing is asked of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        request.viewer = SimpleLazyObject(lambda: viewer_for(request)) if is_known else VISITOR  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.method == "POST" and getattr(response, "refused", "") == "access.sign_in":
            response = _kept_and_led_to_sign_in(request) or response
        if _is_ours(request):
            response.headers["Cache-Control"] = "no-store"
        if request.path_info[3:] == LEAVING and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache"'  # the next reader's back button finds nothing
        return response

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """A page is being made: whoever has a session is looked up now, so that nothing goes through a proxy."""
        if isinstance(request.viewer, SimpleLazyObject):  # type: ignore[attr-defined]
            request.viewer = viewer_for(request)  # type: ignore[attr-defined]


def _is_ours(request: HttpRequest) -> bool:
    """Pages of accounts are kept by no browser: the next reader at the machine must not find them."""
    return request.path_info[3:].startswith("/account/")


def _kept_and_led_to_sign_in(request: HttpRequest) -> HttpResponse | None:
    """The session has expired while a form was filled in: keep what was typed, ask who it is, give it back."""
    writer, fields = writer_of(request), worth_keeping(request.POST)
    if writer is None or not fields:
        return None
    token = keep_form(
        writer=writer, path=request.get_full_path(), fields=fields, n_files=len(request.FILES), now=timezone.now()
    )
    way = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': reverse('accounts:kept')})}"
    is_part = bool(getattr(request, "htmx", False))
    response = HttpResponse(headers={"HX-Redirect": way}) if is_part else HttpResponseRedirect(way)
    give_token(response, token)
    return response


def viewer_for(request: HttpRequest) -> Viewer:
    """The viewer of a request's session: three queries (session, person, roles) and one for each registered app."""
    user = request.user
    if not isinstance(user, User) and not getattr(user, "is_authenticated", False):
        return VISITOR
    _note_seen(request)
    return viewer_of(user, timezone.localdate(), getattr(request, "lang", "en"))  # type: ignore[arg-type]


def _note_seen(request: HttpRequest) -> None:
    """Every ten minutes of use the session begins anew its term, and its line in the list of sessions its time."""
    from allauth.usersessions.models import UserSession

    now = timezone.now()
    before = request.session.get(SEEN, 0)
    if now.timestamp() - before < SEEN_EVERY.total_seconds():
        return
    request.session[SEEN] = int(now.timestamp())
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)
