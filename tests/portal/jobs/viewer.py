"""A signed-in person without accounts: named by the header ``X-As``."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tests.portal.jobs.conftest import ASKER, OTHER

KNOWN = {one.public_id: one for one in (ASKER, OTHER)}


def as_named(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answered(request: HttpRequest) -> HttpResponse:
        if named := request.headers.get("X-As"):
            request.viewer = KNOWN[named]  # type: ignore[attr-defined]
        return get_response(request)

    return answered
