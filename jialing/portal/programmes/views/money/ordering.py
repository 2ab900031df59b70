"""Asking for an order: which kind, then its form; and asking that an entry be reversed."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer, may, one_seen, related, require, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.orders import propose_order, propose_reversal
from jialing.portal.programmes.forms.orders import TypedOrder, typed_order
from jialing.portal.programmes.models import Appropriation, Call, Entry, Order, Programme, Project
from jialing.portal.programmes.rules.moves import BY_ORDER, MOVES
from jialing.portal.programmes.tables.amounts import call_names, party_names
from jialing.portal.programmes.views.money.asking import find_programme, lang_of, programme_context, viewer_of
from jialing.portal.registry.forms.values import day_of
from jialing.portal.registry.lists.words import word

KINDS = tuple(kind for kind in MOVES if kind in BY_ORDER)
N_MORE = 10
MOST_OFFERED = 500


def own_lines(viewer: Viewer, programme: Programme) -> list[Appropriation]:
    """The lines of those funders whose money the viewer may ask to move, newest first."""
    rows = Appropriation.objects.filter(programme=programme).select_related("funder").order_by("-year", "funder", "pk")
    return list(related(viewer, rows, "officer_here"))


def may_propose(viewer: Viewer, programme: Programme) -> bool:
    """Whether there is money here that the viewer may ask to move."""
    return may(viewer, "programme.reconcile", programme)


@require_http_methods(["GET", "HEAD", "POST"])
def order_new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for an order."""
    one, programme = find_programme(request, public_id)
    require(viewer_of(request), "programme.reconcile", programme)
    context = programme_context(request, one, programme) | {"kinds": KINDS}
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        return render(request, "programmes/order_kinds.html", context)
    if request.method != "POST":
        given = {"on": timezone.localdate().isoformat()} | request.GET.dict()
        typed = typed_order(kind, programme, viewer_of(request), given | {"key": secrets.token_urlsafe(24)})
        return _page(request, typed, context)
    n_more = N_MORE if "more" in request.POST else 0
    typed = typed_order(kind, programme, viewer_of(request), request.POST.dict(), n_more)
    if n_more:
        return _page(request, typed, context)
    return _proposed(request, typed, context)


def _proposed(request: HttpRequest, typed: TypedOrder, context: dict[str, Any]) -> HttpResponse:
    if not typed.check() or typed.on is None:
        return _page(request, typed, context, status=400)
    try:
        if not 16 <= len(typed.sent["key"]) <= 64:
            raise InputError("ledger.form_stale")
        order = propose_order(
            typed.kind, typed.transfers, programme=typed.programme, funder=typed.transfers[0].line.funder, on=typed.on,
            document_number=typed.sent["document_number"][:200], key=typed.sent["key"], by=viewer_of(request),
            why=typed.sent["why"],
        )  # fmt: skip
    except JialingError as error:
        return _page(request, typed, context | {"error": error}, status=status_of(error))
    return _to_order(typed.programme, order)


def _to_order(programme: Programme, order: Order) -> HttpResponse:
    address = reverse("programmes:order", args=[programme.public_id, order.public_id])
    return HttpResponseRedirect(f"{address}?done=proposed")


def _page(request: HttpRequest, typed: TypedOrder, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    viewer, lang = viewer_of(request), lang_of(request)
    shown = {
        "typed": typed,
        "kind": typed.kind,
        "lines_offered": [(one.public_id, line_name(one, lang)) for one in own_lines(viewer, typed.programme)],
        "calls_offered": _calls(viewer, typed, lang),
        "projects_offered": _projects(typed, lang),
        "party_names": party_names(viewer, [line.sent.get("party", "") for line in typed.lines], lang),
    }
    return render(request, "programmes/order_new.html", context | shown, status=status)


def line_name(line: Appropriation, lang: str) -> str:
    """A line in words: year, funder, budget item, whose money."""
    origin = word("ledger.origin", line.origin, lang)
    return " · ".join(part for part in (str(line.year), line.funder.name_in(lang), line.budget_item, origin) if part)


def _calls(viewer: Viewer, typed: TypedOrder, lang: str) -> list[tuple[str, str]]:
    if "call" not in typed.parts:
        return []
    names = call_names(viewer, typed.programme, lang)
    order = Call.objects.filter(programme=typed.programme).values_list("public_id", "year")
    return [(call, f"{names[call]} ({year})") for call, year in order if call in names]


def _projects(typed: TypedOrder, lang: str) -> list[tuple[str, str]]:
    if "project" not in typed.parts:
        return []
    rows = Project.objects.filter(programme=typed.programme).select_related("lead")[:MOST_OFFERED]
    return [(one.number, f"{one.name_in(lang)} · {one.lead.name_in(lang)}") for one in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def entry_reverse(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
    """Ask that an entry be taken back: two officers do so, as with any order."""
    one, programme = find_programme(request, public_id)
    viewer = viewer_of(request)
    entry = one_seen(viewer, Entry.objects.filter(programme=programme), public_id=entry_id)
    require(viewer, "entry.reverse", unsealed(entry))
    names = ("on", "document_number", "why", "key")
    sent = {name: plain(request.POST.get(name, "")) for name in names}
    context = programme_context(request, one, programme) | {"entry": entry, "sent": sent}
    if request.method != "POST":
        sent |= {"on": timezone.localdate().isoformat(), "key": secrets.token_urlsafe(24)}
        return render(request, "programmes/entry_reverse.html", context)
    try:
        if not 16 <= len(sent["key"]) <= 64:
            raise InputError("ledger.form_stale")
        order = propose_reversal(
            unsealed(entry), on=day_of(sent["on"]), document_number=sent["document_number"][:200], why=sent["why"],
            key=sent["key"], by=viewer,
        )  # fmt: skip
    except JialingError as error:
        return render(
            request, "programmes/entry_reverse.html", context | {"error": error}, status=status_of(error)
        )  # fmt: skip
    return _to_order(programme, order)
