"""Refuse what is too large before anything of it is kept: by the length that the request announces."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jialing.errors import InputError
from jialing.portal.common.middleware.errors import answer

PIECE = 256 * 1024
MOST_READ = 1024 * 1024 * 1024
"""Beyond a gigabyte nobody waits for a page that says so."""


class UploadLimitMiddleware:
    """Answer 413 where a request is longer than ``settings.UPLOAD_BYTES``.

    What a person at a browser sends is read and thrown away, piece by piece: a browser shows the answer only once it
    has sent everything. A request without a session is not read at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= settings.UPLOAD_BYTES:
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and length <= MOST_READ:
            while request.read(PIECE):
                pass
        response = answer(request, InputError("document.too_large", most=settings.UPLOAD_BYTES // 1024 // 1024))
        response.status_code = 413
        response.headers["Connection"] = "close"
        return response


def _length(request: HttpRequest) -> int:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isascii() and given.isdigit() else 0
