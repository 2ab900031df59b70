"""What the interface refuses, as classes: one for each thing that a program can do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx


class ApiError(Exception):
    """The interface refused. ``code`` is stable, ``detail`` for people, ``errors`` names each place that is wrong."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code", ""))
        self.detail = str(problem.get("detail", ""))
        self.params: Mapping[str, Any] = problem.get("params", {})
        self.errors: Sequence[Mapping[str, Any]] = problem.get("errors", ())
        self.request_id = str(problem.get("request_id", ""))
        super().__init__(f"{status} {self.code}: {self.detail}")


class SignInNeeded(ApiError):
    """401: no token, or one that opens nothing."""


class NotAllowed(ApiError):
    """403: this person, or this token, may not."""


class NotFound(ApiError):
    """404: not there, or not for this person."""


class Conflict(ApiError):
    """409: well asked, but the records or rules refuse."""


class Changed(ApiError):
    """412, 428: somebody changed the record since it was read, or it was not said which edition was."""


class Invalid(ApiError):
    """400, 422 and the like: not asked as described."""


class TooMany(ApiError):
    """429 or 503, after all tries: ``retry_after`` in seconds."""

    retry_after: float = 0.0


class NotReached(Exception):
    """Nobody answered, or not as the interface does."""


_CLASSES: Mapping[int, type[ApiError]] = {
    401: SignInNeeded, 403: NotAllowed, 404: NotFound, 409: Conflict, 412: Changed, 428: Changed, 429: TooMany,
    503: TooMany,
}  # fmt: skip


def error_of(response: httpx.Response) -> ApiError:
    """The error that an answer stands for."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    usual = Invalid if response.status_code < 500 else ApiError
    found = _CLASSES.get(response.status_code, usual)
    return found(response.status_code, problem if isinstance(problem, dict) else {})
