"""Who may sit at the desk: somebody at this machine, named in the configuration. There are no accounts yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jialing.errors import NotAllowed

LOCAL_NAMES = frozenset({"localhost", "testserver"})
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
"""What a proxy adds: whoever it speaks for need not be at this machine."""

View = Callable[..., HttpResponse]


def is_enabled() -> bool:
    """Whether the desk answers at all: the pages listen on loopback only, and a reviewer is named."""
    return _listens_locally() and bool(settings.CONFIG.reviewer.strip())


def require_local(request: HttpRequest) -> None:
    """Raises NotAllowed ``desk.not_local`` unless server and reader are this machine."""
    asked_from = request.META.get("REMOTE_ADDR", "")
    served_by = request.META.get("SERVER_NAME", "")
    is_forwarded = any(name in request.META for name in FORWARDED)
    here = settings.SERVE_HOST or served_by
    if is_forwarded or not (_listens_locally() and _is_local(asked_from) and _is_local(here)):
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


def _listens_locally() -> bool:
    return bool(settings.IS_DESK) and (not settings.SERVE_HOST or _is_local(settings.SERVE_HOST))


def _is_local(host: str) -> bool:
    if host.casefold() in LOCAL_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
