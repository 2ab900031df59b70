"""Orders: the list, one order with its approvals, and what is decided on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jialing.base.typed import plain
from jialing.errors import JialingError
from jialing.portal.common.access import Seen, Viewer, all_seen, one_seen, related, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.orders import approve_order, refuse_order, units_of, withdraw_order
from jialing.portal.programmes.enums import EntryKind, OrderState
from jialing.portal.programmes.models import Order, OrderLine, Posting, Programme
from jialing.portal.programmes.tables.amounts import (
    amount_text,
    call_names,
    funder_names,
    name_of,
    party_names,
    people,
    project_names,
    refilled,
)
from jialing.portal.programmes.views.money.asking import (
    find_programme,
    lang_of,
    paged,
    programme_context,
    viewer_of,
)
from jialing.portal.programmes.views.money.ordering import line_name, may_propose

LIVE = (OrderState.PROPOSED, OrderState.APPROVED)
FILTERS = ("state", "kind", "funder", "whose")
WHOSE = ("to_approve", "live", "mine")


@require_safe
def orders(request: HttpRequest, public_id: str) -> HttpResponse:
    """The orders of a programme, newest first."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    page = paged(request, _narrowed(programme, chosen, viewer))
    keys = [row.pk for row in page]
    seen = all_seen(viewer, Order.objects.filter(pk__in=keys).select_related("funder", "programme"))
    context = programme_context(request, one, programme) | {
        "rows": _rows(seen, programme, viewer, lang),
        "page": page,
        "chosen": chosen,
        "query": refilled(chosen),
        "states": OrderState.values,
        "kinds": [kind for kind in EntryKind.values if kind != EntryKind.PAYMENT],
        "funders": _funders(programme, viewer, lang),
        "whoses": WHOSE,
        "may_propose": may_propose(viewer, programme),
    }
    return render(request, "programmes/orders.html", context)


def to_approve(viewer: Viewer, programme: Programme) -> QuerySet[Order]:
    """Orders that wait for this officer: of a funder of the officer's place, asked for and approved by others."""
    live = Order.objects.filter(programme=programme, state__in=LIVE)
    others = live.exclude(by=viewer.public_id).exclude(approved_by=viewer.public_id)
    return related(viewer, others, "officer_here")


def _narrowed(programme: Programme, chosen: dict[str, str], viewer: Viewer) -> QuerySet[Order]:
    is_own = chosen["whose"] == "to_approve"
    rows = to_approve(viewer, programme) if is_own else Order.objects.filter(programme=programme)
    for name, column in (("state", "state"), ("kind", "kind"), ("funder", "funder__public_id")):
        if chosen[name]:
            rows = rows.filter(**{column: chosen[name]})
    if chosen["whose"] == "mine":
        rows = rows.filter(by=viewer.public_id)
    if chosen["whose"] == "live":
        rows = rows.filter(state__in=LIVE)
    return rows


def _funders(programme: Programme, viewer: Viewer, lang: str) -> list[tuple[str, str]]:
    keys = programme.appropriations.values_list("funder_id", flat=True)
    return sorted(funder_names(viewer, keys, lang).values(), key=lambda pair: pair[1])


def _rows(seen: Sequence[Seen], programme: Programme, viewer: Viewer, lang: str) -> list[dict[str, Any]]:
    units = order_units([unsealed(one) for one in seen])
    names = people(viewer, [one.by for one in seen], lang)
    return [
        {
            "one": one,
            "funder": name_of(one.funder, lang),
            "by": names.get(one.by, one.by),
            "amount": amount_text(units.get(unsealed(one).pk), programme.currency),
            "url": reverse("programmes:order", args=[programme.public_id, str(one)]),
            "is_over": one.state not in LIVE,
        }
        for one in seen
    ]


def order_units(found: Sequence[Order]) -> dict[int, int]:
    """How much each order moves, smallest units, by primary key; two queries."""
    rows = OrderLine.objects.filter(order__in=[one.pk for one in found]).values_list("order_id")
    units = dict(rows.annotate(total=Sum("units")).order_by())
    back = {one.pk: one.reverses_id for one in found if one.reverses_id}
    postings = Posting.objects.filter(entry__in=list(back.values()), amount__gt=0).values_list("entry_id")
    taken = dict(postings.annotate(total=Sum("amount")).order_by()) if back else {}
    return units | {key: taken.get(entry, 0) for key, entry in back.items()}


@require_safe
def order(request: HttpRequest, public_id: str, order_id: str) -> HttpResponse:
    """One order: what it moves, on which ground, who approved, what may be done now."""
    return _order_page(request, public_id, order_id)


def _order_page(
    request: HttpRequest, public_id: str, order_id: str, *, error: JialingError | None = None, why: str = ""
) -> HttpResponse:
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    seen = one_seen(viewer, _orders_of(programme), public_id=order_id)
    record: Order = unsealed(seen)
    names = people(viewer, (record.by, record.approved_by, record.second_approved_by), lang)
    limit = programme.second_approval_above
    context = programme_context(request, one, programme) | {
        "order": seen,
        "funder": name_of(seen.funder, lang),
        "amount": amount_text(units_of(record), programme.currency),
        "lines": order_lines(record, viewer, lang),
        "people": [(role, names.get(who, who)) for role, who in _signed(record)],
        "takes_second": limit is not None and units_of(record) > limit,
        "acts": _acts(seen, viewer.public_id),
        "waits_for": _waits_for(record, viewer.public_id),
        "error": error,
        "why": why,
    }
    status = status_of(error) if error else 200
    return render(request, "programmes/order.html", context, status=status)


def _orders_of(programme: Programme) -> QuerySet[Order]:
    return Order.objects.filter(programme=programme).select_related("funder", "programme", "entry", "reverses")


def _signed(record: Order) -> list[tuple[str, str]]:
    """Who did what: phrase of the part played, account."""
    found = [("by", record.by), ("approved_by", record.approved_by), ("second", record.second_approved_by)]
    return [(role, who) for role, who in found if who]


def _acts(seen: Seen, me: str) -> list[str]:
    """What this viewer may do now: who asked, or approved first, does not approve."""
    record = unsealed(seen)
    is_apart = me not in (record.by, record.approved_by)
    return [act for act in seen.acts if act in DOES and (act != "approve" or is_apart)]


def _waits_for(record: Order, me: str) -> str:
    if record.state not in LIVE:
        return ""
    if me in (record.by, record.approved_by):
        return "other"
    return "second" if record.state == OrderState.APPROVED else "first"


def order_lines(record: Order, viewer: Viewer, lang: str) -> list[dict[str, Any]]:
    """The lines of an order in words; a fixed number of queries."""
    rows = list(record.lines.select_related("line__funder", "party"))
    calls = call_names(viewer, record.programme, lang) if any(row.call for row in rows) else {}
    projects = project_names(viewer, record.programme, [row.project for row in rows], lang)
    parties = party_names(viewer, [row.party.public_id for row in rows if row.party], lang)
    return [
        {
            "line": line_name(row.line, lang),
            "amount": amount_text(row.units, record.programme.currency),
            "call": calls.get(row.call, row.call),
            "project": row.project,
            "project_name": projects.get(row.project, ""),
            "party": parties.get(row.party.public_id, "") if row.party else "",
            "party_url": reverse("registry:record", args=["organisations", row.party.public_id]) if row.party else "",
        }
        for row in rows
    ]


def _approve(record: Order, request: HttpRequest, seen: int) -> Order:
    return approve_order(record, by=viewer_of(request), seen=seen)


def _refuse(record: Order, request: HttpRequest, seen: int) -> Order:
    return refuse_order(record, plain(request.POST.get("why", ""))[:2000], by=viewer_of(request), seen=seen)


def _withdraw(record: Order, request: HttpRequest, seen: int) -> Order:
    return withdraw_order(record, by=viewer_of(request), seen=seen)


DOES: dict[str, Callable[[Order, HttpRequest, int], Order]] = {
    "approve": _approve,
    "refuse": _refuse,
    "withdraw": _withdraw,
}


@require_POST
def order_do(request: HttpRequest, public_id: str, order_id: str, act: str) -> HttpResponse:
    """Approve, refuse or withdraw; a second click finds it done and says so."""
    _, programme = find_programme(request, public_id)
    viewer = viewer_of(request)
    record: Order = unsealed(one_seen(viewer, _orders_of(programme), public_id=order_id))
    if act not in DOES:
        raise Http404
    if _is_done(record, act, viewer.public_id):
        return _back(programme, record)
    given = request.POST.get("edition", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else record.edition
    try:
        DOES[act](record, request, seen)
    except JialingError as error:
        return _order_page(request, public_id, order_id, error=error, why=request.POST.get("why", ""))
    return _back(programme, record)


def _is_done(record: Order, act: str, me: str) -> bool:
    """Whether this very person did this before: the second click of two."""
    if act == "approve":
        return me in (record.approved_by, record.second_approved_by) and bool(me)
    return act == "withdraw" and record.state == OrderState.WITHDRAWN and record.by == me


def _back(programme: Programme, record: Order) -> HttpResponse:
    address = reverse("programmes:order", args=[programme.public_id, record.public_id])
    return HttpResponseRedirect(f"{address}?done={record.state}")
