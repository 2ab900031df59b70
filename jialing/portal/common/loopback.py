"""Whether only this machine can reach the portal, and whether a request comes from it."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

LOCAL_NAMES = frozenset({"localhost", "testserver"})
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
"""What a proxy adds: whoever it speaks for need not be at this machine."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if host.casefold() in LOCAL_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listens_locally() -> bool:
    """Whether the portal answers to loopback names only and listens on a loopback address."""
    return bool(settings.IS_DESK) and (not settings.SERVE_HOST or is_loopback(settings.SERVE_HOST))


def is_from_here(request: HttpRequest) -> bool:
    """Whether server and reader are this machine, with nobody speaking for another in between."""
    if any(name in request.META for name in FORWARDED):
        return False
    asked_from = request.META.get("REMOTE_ADDR", "")
    here = settings.SERVE_HOST or request.META.get("SERVER_NAME", "")
    return listens_locally() and is_loopback(asked_from) and is_loopback(here)
