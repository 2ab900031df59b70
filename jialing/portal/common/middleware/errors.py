"""Word what the engine refuses: a page with the reason and what to do, with the status that fits the kind of error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import NoReverseMatch

from jialing.errors import Infeasible, InputError, JialingError, NotAllowed, SchemaError, SourceError, WrongState

_STATUS: tuple[tuple[type[JialingError], int], ...] = (
    (InputError, 400),
    (NotAllowed, 403),
    (WrongState, 409),
    (Infeasible, 422),
    (SourceError, 502),
    (SchemaError, 500),
)
# Codes whose meaning fixes the status, whatever their class: what an address names is not there.
_NOT_HERE = frozenset({"unknown_place", "unknown_organisation", "unknown_version"})
_NO_VERSION = "no_version"


def status_of(error: JialingError) -> int:
    """The HTTP status of an error."""
    kind = error.code.rpartition(".")[2]
    if kind == _NO_VERSION:
        return 503
    if kind in _NOT_HERE:
        return 404
    return next((status for tree, status in _STATUS if isinstance(error, tree)), 500)


class ErrorsMiddleware:
    """Turn errors of our own tree into pages; anything else is a bug and rises."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, exception) if isinstance(exception, JialingError) else None


def answer(request: HttpRequest, error: JialingError) -> HttpResponse:
    """The page that says what was refused; who only has to sign in is led there. Programs get it in their own form
    (``request.word_error``, which the interface's middleware sets).
    """
    in_own_form: Callable[[JialingError], HttpResponse] | None = getattr(request, "word_error", None)
    if in_own_form is not None:
        return in_own_form(error)
    if error.code == "access.sign_in" and request.method in ("GET", "HEAD") and (way := _way_in(request)):
        return way
    status = status_of(error)
    template = "common/no_version.html" if status == 503 else "common/error.html"
    response = render(request, template, {"error": error, "status": status}, status=status)
    response.refused = error.code  # type: ignore[attr-defined]  # the accounts' middleware keeps what was typed
    return response


def _way_in(request: HttpRequest) -> HttpResponse | None:
    """To the sign-in page and back here; a part that a page asked for makes the whole page go there."""
    try:
        address = resolve_url(settings.LOGIN_URL)
    except NoReverseMatch:
        return None
    part: Any = getattr(request, "htmx", None)
    back = (part.current_url_abs_path or "/") if part else request.get_full_path()
    way = f"{address}?{urlencode({'next': back})}"
    return HttpResponse(headers={"HX-Redirect": way}) if part else HttpResponseRedirect(way)
