"""Nobody reaches a view whose address does not say who may enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from jialing.errors import NotAllowed
from jialing.portal.common.access import VISITOR, enter
from jialing.portal.common.middleware.errors import answer


class AccessMiddleware:
    """Before each view: is there a rule for its route, and does it let this viewer in?

    ``request.viewer`` is set by the accounts' middleware further out; without it everybody is a visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        route = (match.view_name or match.route) if match else ""
        try:
            enter(getattr(request, "viewer", VISITOR), route)
        except NotAllowed as refused:
            return answer(request, refused)
        return None
