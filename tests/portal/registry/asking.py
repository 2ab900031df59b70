"""Asking pages as a viewer, past the accounts: what an address answers once it knows who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from jialing.portal.common.access import Viewer


def ask(viewer: Viewer, path: str, sent: dict[str, Any] | None = None) -> HttpResponse:
    """The answer to a visit, or to a form that was sent."""
    rf = RequestFactory()
    request: Any = rf.get(path) if sent is None else rf.post(path, sent)
    request.viewer, request.lang, request.htmx = viewer, path[1:3], False
    with translation.override("zh-hans" if request.lang == "zh" else "en"):
        match = resolve(path.partition("?")[0])
        request.resolver_match = match
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def said(viewer: Viewer, path: str) -> str:
    """A page's text."""
    return ask(viewer, path).content.decode()
