"""A short id per request, in the log and in the answer, so that a reader's report finds its line."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="-")


def current_request_id() -> str:
    """The id of the request being answered, '-' outside one."""
    return _current.get()


@contextmanager
def under_request_id(request_id: str) -> Iterator[None]:
    """What follows belongs to this request, though another process does it: a job runs under the id that asked."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    """Give the request an id; never take one from outside (it is written into logs)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with under_request_id(secrets.token_hex(6)):
            response = self.get_response(request)
            response["X-Request-Id"] = _current.get()
            return response


class RequestIdFilter(logging.Filter):
    """Add ``request_id`` to log records."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True
