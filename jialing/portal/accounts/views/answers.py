"""What all pages of accounts share: who looks, what has happened, where to go on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone

from jialing.base.phrases import phrase
from jialing.errors import JialingError
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer
from jialing.portal.common.middleware.errors import status_of


def viewer(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]


def me(request: HttpRequest) -> User:
    """The person signed in; their route let them in."""
    assert isinstance(request.user, User)
    return request.user


def lang(request: HttpRequest) -> str:
    return str(request.lang)  # type: ignore[attr-defined]


def today() -> Any:
    return timezone.localdate()


def done(request: HttpRequest, code: str, to: str, *args: str, **params: object) -> HttpResponse:
    """Say what has happened (phrase ``told.<code>``) and lead on."""
    messages.success(request, phrase(f"told.{code}", lang(request), **params))
    return HttpResponseRedirect(resolve_url(to, *args))


def refused(request: HttpRequest, template: str, context: dict[str, Any], error: JialingError) -> HttpResponse:
    """The page again with what was typed, and why it was not taken."""
    return render(request, template, context | {"error": error, "sent": request.POST}, status=status_of(error))
