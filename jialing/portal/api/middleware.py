"""What happens around every request to /api/: who asks, how often, in which form; errors as problem documents."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from ninja.utils import check_csrf

from jialing.errors import InputError, JialingError, NotAllowed, WrongState
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.api.keys import MARK
from jialing.portal.api.limits import Allowance, spend
from jialing.portal.api.problems import BY_STATUS, MEDIA_TYPE, problem, problem_of
from jialing.portal.api.queries import note_use, token_of
from jialing.portal.common.language import DJANGO_CODES, HTML_CODES

PREFIX = "/api/"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
JSON = "application/json"


class ApiMiddleware:
    """Stands inside the accounts' middleware: a token, where there is one, says who asks, not the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        asked: Any = request
        asked.lang = _language(request)
        asked.word_error = partial(problem, request)
        asked.token, asked.allowance = None, None
        asked.is_head = request.method == "HEAD"
        if asked.is_head:
            request.method = "GET"
        with translation.override(DJANGO_CODES[asked.lang]):
            response = _refusal(request) or self.get_response(request)
            return _finished(asked, _as_problem(request, response))

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """A browser's session may write only with the page's own mark: another site cannot send it."""
        if not request.path_info.startswith(PREFIX) or request.method in SAFE:
            return None
        asked: Any = request
        if asked.token is not None or not asked.viewer.is_signed_in or check_csrf(request) is None:
            return None
        return problem(request, NotAllowed("api.csrf"))


def _language(request: HttpRequest) -> str:
    return "zh" if translation.get_language_from_request(request).startswith("zh") else "en"


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """What is refused before anything is looked up."""
    asked: Any = request
    try:
        _require_no_key_in_address(request)
        _know(asked)
        _count(asked)
        _require_form(request)
    except JialingError as error:
        return problem(request, error)
    return None


def _require_no_key_in_address(request: HttpRequest) -> None:
    """Addresses are kept in histories and logs of others. Raises InputError ``api.token_in_address``."""
    if MARK in request.get_full_path():
        raise InputError("api.token_in_address")


def _know(asked: Any) -> None:
    """Set the viewer by the token. Raises NotAllowed ``api.bad_token``."""
    given = asked.headers.get("Authorization")
    if given is None:
        return
    scheme, _, key = given.partition(" ")
    today = timezone.localdate()
    token = token_of(key.strip(), today) if scheme.lower() == "bearer" else None
    viewer = viewer_of(token.user, today, asked.lang) if token is not None else None
    if token is None or viewer is None or not viewer.is_signed_in:
        asked.allowance = spend("wrong_token", _address(asked), time.time())
        raise WrongState("api.too_many") if asked.allowance.is_spent else NotAllowed("api.bad_token")
    asked.token, asked.viewer = token, viewer
    note_use(token, today)


def _count(asked: Any) -> None:
    """Raises WrongState ``api.too_many`` (seconds) where this minute's requests are spent."""
    if asked.token is not None:
        allowance = spend("token", asked.token.digest, time.time())
    elif asked.viewer.is_signed_in:
        allowance = spend("token", asked.viewer.public_id, time.time())
    else:
        allowance = spend("address", _address(asked), time.time())
    asked.allowance = allowance
    if allowance.is_spent:
        raise WrongState("api.too_many", seconds=allowance.seconds)


def _address(request: HttpRequest) -> str:
    return get_client_ip(request) or "-"


def _require_form(request: HttpRequest) -> None:
    """Raises InputError ``api.not_acceptable``, ``api.wrong_media_type``."""
    if not (request.accepts(JSON) or request.accepts(MEDIA_TYPE)):
        raise InputError("api.not_acceptable")
    if request.method in WITH_BODY and request.content_type != JSON:
        raise InputError("api.wrong_media_type", given=(request.content_type or "-")[:100])


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An error that somebody else answered (no such address, wrong method, a bug) in the form programs read."""
    status = response.status_code
    if status < 400 or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    code = BY_STATUS.get(status, "api.broken" if status >= 500 else "api.bad_request")
    said = problem_of(request, code, status)
    if "Allow" in response:
        said["Allow"] = response["Allow"]
    return said


def _finished(asked: Any, response: HttpResponse) -> HttpResponse:
    """What every answer carries: how much is left, what it depends on, that only the asker may keep it."""
    allowance: Allowance | None = asked.allowance
    if allowance is not None:
        for name, value in allowance.headers.items():
            response[name] = value
    response["Content-Language"] = HTML_CODES[asked.lang]
    response.headers.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ("Authorization", "Cookie", "Accept", "Accept-Language"))
    if asked.is_head:
        asked.method = "HEAD"
        response.content = b""
    return response
