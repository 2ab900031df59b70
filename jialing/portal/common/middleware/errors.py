"""Word what the engine refuses: a page with the reason and what to do, with the status that fits the kind of error."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
        if not isinstance(exception, JialingError):
            return None
        status = status_of(exception)
        template = "common/no_version.html" if status == 503 else "common/error.html"
        return render(request, template, {"error": exception, "status": status}, status=status)
