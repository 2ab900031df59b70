"""My account: names, roles and until when, what is lent, organisations, consents."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jialing.errors import InputError, JialingError
from jialing.portal.accounts import actions, queries
from jialing.portal.accounts.enums import LENDABLE
from jialing.portal.accounts.extensions import representing
from jialing.portal.accounts.forms import NamesForm, day_of, one_line
from jialing.portal.accounts.models import Delegation, Grant, User
from jialing.portal.accounts.throttle import consume
from jialing.portal.accounts.views.answers import done, me, refused, today, viewer
from jialing.portal.common.access import visible

PAGE = "accounts/mine.html"


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, PAGE, content(request))


@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Names and language of mails."""
    form = NamesForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, content(request, names=form), status=400)
    try:
        actions.change_names(by=viewer(request), **form.cleaned_data)
    except JialingError as error:
        return refused(request, PAGE, content(request, names=form), error)
    return done(request, "corrected", "accounts:mine")


@require_POST
def lend(request: HttpRequest) -> HttpResponse:
    """Lend one of my roles from a day to a day."""
    sent = request.POST
    try:
        consume(request, "lend", "20/h/user")
        grant = get_object_or_404(Grant, public_id=sent.get("grant", ""), user=me(request))
        to = _person_at(sent.get("to", ""))
        since, until = day_of(sent.get("since", "")), day_of(sent.get("until", ""))
        reason = one_line(sent.get("reason", ""))[:300]
        actions.lend_grant(
            grant=grant, to=to, by=viewer(request), now=timezone.now(), since=since, until=until, reason=reason
        )
    except JialingError as error:
        return refused(request, PAGE, content(request), error)
    return done(request, "lent", "accounts:mine")


def _person_at(address: str) -> User:
    found = User.objects.filter(email=address.strip().lower()[:254], is_active=True).first()
    if found is None:
        raise InputError("accounts.unknown_address")
    return found


@require_POST
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a loan, from either side."""
    mine = visible(viewer(request), Delegation.objects.select_related("grant"))
    lent = get_object_or_404(mine, public_id=public_id)
    try:
        actions.end_delegation(delegation=lent, by=viewer(request), now=timezone.now())
    except JialingError as error:
        return refused(request, PAGE, content(request), error)
    return done(request, "taken_back", "accounts:mine")


def content(request: HttpRequest, *, names: NamesForm | None = None) -> dict[str, Any]:
    """What the page shows."""
    user, on = me(request), today()
    grants = list(queries.own_grants(user))
    own = {"name_en": user.name_en, "name_zh": user.name_zh, "language": user.language}
    return {
        "person": user,
        "names": names or NamesForm(initial=own),
        "grants": [grant for grant in grants if grant.is_standing(on) or (grant.ended_at is None and grant.since > on)],
        "past": [grant for grant in grants if not grant.is_standing(on) and not grant.since > on],
        "lendable": [grant for grant in grants if grant.role in LENDABLE and grant.is_standing(on)],
        "lent": [one for grant in grants for one in grant.delegations.all() if one.ended_at is None],
        "borrowed": list(queries.lent_to(user, on)),
        "representing": representing(user.pk, on),
        "is_secured": queries.has_second_factor(user),
        "must_secure": queries.needs_second_factor(user, on),
        "today": on,
    }
