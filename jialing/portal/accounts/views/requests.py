"""Requests of people about their data: those that wait, the one due first on top; answered by an officer."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jialing.errors import InputError, JialingError
from jialing.portal.accounts import actions
from jialing.portal.accounts.enums import RequestKind, RequestState
from jialing.portal.accounts.forms import long_text
from jialing.portal.accounts.models import DataRequest
from jialing.portal.accounts.views.answers import done, refused, today, viewer
from jialing.portal.common.access import may, visible

LIST, ONE = "accounts/data_requests.html", "accounts/data_request.html"
PER_PAGE = 50


@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", RequestState.OPEN.value)
    found = visible(viewer(request), DataRequest.objects.select_related("user"))
    if state in RequestState:
        found = found.filter(state=state)
    page = Paginator(found.order_by("due_on", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    states = [one.value for one in RequestState]
    return render(request, LIST, {"page": page, "state": state, "states": states, "today": today()})


@require_safe
def data_request(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, ONE, _content(request, _one(request, public_id)))


@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer or refuse; a request to be erased is carried out with the answer where the officer says so."""
    asked, sent = _one(request, public_id), request.POST
    text, seen = long_text(sent.get("answer", "")), sent.get("seen", "")
    try:
        _close(request, asked, sent.get("do", ""), text, int(seen) if seen.isdecimal() and len(seen) < 9 else 0)
    except JialingError as error:
        return refused(request, ONE, _content(request, asked), error)
    return done(request, "request_closed", "accounts:data_requests")


def _close(request: HttpRequest, asked: DataRequest, deed: str, text: str, seen: int) -> None:
    by, now = viewer(request), timezone.now()
    if deed == "refuse":
        actions.refuse_request(asked=asked, answer=text, by=by, now=now, seen=seen)
    elif deed == "erase" and asked.kind == RequestKind.ERASURE:
        actions.erase_as_asked(asked=asked, answer=text, by=by, now=now, seen=seen)
    elif deed == "answer":
        actions.answer_request(asked=asked, answer=text, by=by, now=now, seen=seen)
    else:
        raise InputError("accounts.unknown_request", kind=deed[:40])


def _one(request: HttpRequest, public_id: str) -> DataRequest:
    return get_object_or_404(visible(viewer(request), DataRequest.objects.select_related("user")), public_id=public_id)


def _content(request: HttpRequest, asked: DataRequest) -> dict[str, Any]:
    is_open = asked.state == RequestState.OPEN
    return {
        "asked": asked,
        "may_answer": is_open and may(viewer(request), "data_request.answer", asked),
        "is_erasure": asked.kind == RequestKind.ERASURE,
        "today": today(),
    }
