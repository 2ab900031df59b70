"""What is asked before an operation runs: may the token, must somebody be signed in, are the parameters known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from jialing.errors import InputError, NotAllowed
from jialing.portal.api.scopes import scope_name


class Token:
    """The gate of one operation; the class's name is that of the security scheme in the description."""

    openapi_security_schema = {
        "type": "http",
        "scheme": "bearer",
        "description": "A token made under Account > Tokens, sent as `Authorization: Bearer jlt_...`.",
    }

    def __init__(self, mode: str, subject: str = "", *, is_required: bool = False, known: Iterable[str] = ()) -> None:
        self.mode = mode
        self.subject = subject
        self.is_required = is_required
        self.known = frozenset(known)

    def __call__(self, request: HttpRequest) -> bool:
        """Raises NotAllowed ``access.sign_in``, ``api.scope_missing``; InputError for parameters nobody knows."""
        asked: Any = request
        if self.is_required and not asked.viewer.is_signed_in:
            raise NotAllowed("access.sign_in")
        if asked.token is not None and not asked.token.allows(self.mode, self.subject):
            raise NotAllowed("api.scope_missing", scope=scope_name(self.mode, self.subject))
        self._require_known(request)
        return True

    def _require_known(self, request: HttpRequest) -> None:
        unknown = sorted(set(request.GET) - self.known)
        if unknown:
            raise InputError("api.unknown_parameter", names=", ".join(name[:50] for name in unknown[:5]))
        repeated = sorted(name for name in request.GET if len(request.GET.getlist(name)) > 1)
        if repeated:
            raise InputError("api.repeated_parameter", names=", ".join(repeated[:5]))
