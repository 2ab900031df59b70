"""One line for each request: which address (by name, never as it was typed), how it ended, how long it took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty

from jialing.portal.common.access import VISITOR

log = logging.getLogger("jialing.request")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class RequestLogMiddleware:
    """Stands outside all that may answer. Whoever asks stays unnamed: roles only, and only where known anyway."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        if log.isEnabledFor(logging.INFO):
            told = {"method": _method(request), "route": _route(request), "status": response.status_code}
            ms = round((time.perf_counter() - began) * 1000, 1)
            log.info("request", extra={**told, "ms": ms, "roles": _roles(request)})
        return response


def _method(request: HttpRequest) -> str:
    """One of those that there are: a method is text that the client makes up."""
    return request.method if request.method in METHODS else "OTHER"


def _route(request: HttpRequest) -> str:
    """The name of the address, else its pattern; '-' where nothing fits."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else "-"


def _roles(request: HttpRequest) -> list[str] | None:
    """Roles of the viewer; None where nothing of the request asked for them."""
    viewer = getattr(request, "viewer", VISITOR)
    if isinstance(viewer, LazyObject) and viewer.__dict__.get("_wrapped", empty) is empty:
        return None
    return sorted(viewer.roles)
