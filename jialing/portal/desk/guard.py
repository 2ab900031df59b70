"""Who may sit at the desk: somebody at this machine, named in the configuration. There are no accounts yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jialing.errors import NotAllowed
from jialing.portal.common.loopback import is_from_here, listens_locally

View = Callable[..., HttpResponse]


def is_enabled() -> bool:
    """Whether the desk answers at all: the pages listen on loopback only, and a reviewer is named."""
    return listens_locally() and bool(settings.CONFIG.reviewer.strip())


def require_local(request: HttpRequest) -> None:
    """Raises NotAllowed ``desk.not_local`` unless server and reader are this machine."""
    if not is_from_here(request):
        raise NotAllowed("desk.not_local")


def require_reviewer() -> str:
    """The reviewer named in the configuration. Raises NotAllowed ``desk.no_reviewer``."""
    by = str(settings.CONFIG.reviewer).strip()
    if not by:
        raise NotAllowed("desk.no_reviewer")
    return by


def at_desk(view: View) -> View:
    """Guard a view; the answer is never kept, for the ledger may have changed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        require_local(request)
        require_reviewer()
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded
