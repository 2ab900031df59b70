"""How often somebody may try what guesses could profit from. Counted for all workers together, in the database."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from jialing.errors import WrongState


def consume(request: HttpRequest, act: str, rate: str) -> None:
    """Count a try of ``act``; ``rate`` as ``20/h/user``. Raises WrongState ``accounts.too_many`` beyond it."""
    if not ratelimit.consume(request, app="jialing.accounts", action=act, config={act: rate}):
        raise WrongState("accounts.too_many")
