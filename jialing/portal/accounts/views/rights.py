"""What is held about me: read, downloaded, asked about, withdrawn, erased."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jialing.errors import InputError, JialingError
from jialing.portal.accounts import actions
from jialing.portal.accounts.enums import Purpose, RequestKind
from jialing.portal.accounts.extensions import after_workdays, data_parts
from jialing.portal.accounts.forms import long_text
from jialing.portal.accounts.models import Consent, DataRequest
from jialing.portal.accounts.views.answers import done, me, refused, today, viewer
from jialing.portal.common.actions import record

PAGE, ERASE = "accounts/my_data.html", "accounts/erase.html"
WORKING_DAYS = actions.WORKING_DAYS


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    return render(request, PAGE, _content(request))


@require_safe
@transaction.atomic
def download(request: HttpRequest) -> HttpResponse:
    """All of it as JSON: parts, rows, columns as they are named here."""
    record(viewer(request).public_id, "person.downloaded", me(request))
    held = {"held_on": today().isoformat(), "parts": {part.code: part.rows(me(request).pk) for part in data_parts()}}
    response = JsonResponse(held, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="jialing-{me(request).public_id}.json"'
    return response


@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Give or withdraw one."""
    purpose = request.POST.get("purpose", "")
    is_given = request.POST.get("do") == "give"
    change = actions.give_consent if is_given else actions.withdraw_consent
    try:
        change(purpose=purpose, by=viewer(request), now=timezone.now())
    except JialingError as error:
        return refused(request, PAGE, _content(request), error)
    return done(request, "consent_given" if is_given else "consent_withdrawn", "accounts:my_data")


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Put a request; an officer answers within fifteen working days."""
    on = today()
    try:
        actions.ask(
            kind=request.POST.get("kind", ""),
            text=long_text(request.POST.get("text", "")),
            by=viewer(request),
            on=on,
            due_on=after_workdays(on, WORKING_DAYS),
        )
    except JialingError as error:
        return refused(request, PAGE, _content(request), error)
    return done(request, "asked", "accounts:my_data")


@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    asked = get_object_or_404(DataRequest, public_id=public_id, user=me(request))
    try:
        actions.take_back_request(asked=asked, by=viewer(request), seen=asked.edition)
    except JialingError as error:
        return refused(request, PAGE, _content(request), error)
    return done(request, "request_taken_back", "accounts:my_data")


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def erase(request: HttpRequest) -> HttpResponse:
    """Be forgotten: said first what goes and what stays, then confirmed by one's own address."""
    if request.method != "POST":
        return render(request, ERASE, {"person": me(request)})
    user = me(request)
    try:
        if request.POST.get("confirm_address", "").strip().lower() != user.email:
            raise InputError("accounts.erase_not_confirmed")
        actions.erase(user=user, by=viewer(request), now=timezone.now())
    except JialingError as error:
        return refused(request, ERASE, {"person": user}, error)
    logout(request)
    return done(request, "erased", "first")


def _content(request: HttpRequest) -> dict[str, Any]:
    user = me(request)
    standing = {one.purpose: one for one in Consent.objects.filter(user=user, withdrawn_at=None)}
    return {
        "person": user,
        "parts": [(part.code, [list(row.items()) for row in part.rows(user.pk)]) for part in data_parts()],
        "consents": [(purpose.value, standing.get(purpose.value)) for purpose in Purpose],
        "asked": DataRequest.objects.filter(user=user).order_by("-asked_on", "-pk"),
        "kinds": [kind.value for kind in RequestKind],
        "days": WORKING_DAYS,
    }
