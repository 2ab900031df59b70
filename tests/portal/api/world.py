"""A small invented world behind the interface, and programs that ask it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.api.actions import Wanted, make_token
from tests.portal.accounts.factory import person


def key_of(
    user: User, *, may_write: bool = True, subjects: tuple[str, ...] = (), days: int = 30, nonce: str = ""
) -> str:
    """A token of the person, as its key."""
    today = timezone.localdate()
    wanted = Wanted("a program", today + timedelta(days=days), may_write, subjects, nonce)
    return make_token(wanted, by=viewer_of(user, today), on=today)[1]


def officer_key(**more: Any) -> str:
    """A token of a new officer of Chongqing."""
    return key_of(person("programme_officer", place="CN-500000"), **more)


class Program:
    """Asks the interface as programs do: JSON, a token, no cookies."""

    def __init__(self, key: str = "", **headers: str) -> None:
        self._client = Client(enforce_csrf_checks=True)
        self._headers = {"accept": "application/json", **headers}
        if key:
            self._headers["authorization"] = f"Bearer {key}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer, its JSON as ``.data``."""
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self._client.generic(method, f"/api/v1{path}", headers={**self._headers, **named}, **sent)
        answer.data = json.loads(answer.content) if answer.content else None  # type: ignore[attr-defined]
        return answer

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("PATCH", path, body, **headers)
