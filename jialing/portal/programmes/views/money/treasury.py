"""The treasury: its statements come in and are reconciled; instructions that wait for payment go out as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jialing.base.phrases import phrase
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Seen, Viewer, all_seen, one_seen, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.programmes.actions.treasury import carry_on, kept_rows, receive_statement
from jialing.portal.programmes.models import Order, Programme, TreasuryStatement
from jialing.portal.programmes.queries.pots import units_of_all, unpaid_instructions
from jialing.portal.programmes.rules.treasury_files import StatementRow
from jialing.portal.programmes.tables.amounts import amount_text, party_names, people, sheet_amount
from jialing.portal.programmes.tables.files import as_file
from jialing.portal.programmes.views.money.asking import (
    find_programme,
    lang_of,
    paged,
    programme_context,
    viewer_of,
)

LARGEST = 10 * 1024 * 1024
STATEMENTS = 20
UNPAID = 100
"""Instructions shown on the page; the file has all."""
PARTS = ("lines__party", "lines__line")
SHOWN = ("different", "entered", "known", "waiting")


@require_http_methods(["GET", "HEAD", "POST"])
def treasury(request: HttpRequest, public_id: str) -> HttpResponse:
    """What waits for payment, and the statements; a POST brings a new one."""
    one, programme = find_programme(request, public_id)
    if request.method != "POST":
        return _page(request, one, programme)
    try:
        kept = receive_statement(*_file(request), programme=programme, by=viewer_of(request))
        if kept.state == "begun":
            carry_on(kept, by=viewer_of(request))
    except JialingError as error:
        return _page(request, one, programme, error=error)
    address = reverse("programmes:treasury_statement", args=[str(one), kept.public_id])
    return HttpResponseRedirect(f"{address}?done=entered")


def _file(request: HttpRequest) -> tuple[bytes, str]:
    given = request.FILES.get("statement")
    if given is None:
        raise InputError("ledger.no_file")
    if (given.size or 0) > LARGEST:
        raise InputError("document.too_large", most=LARGEST // 1024 // 1024)
    return given.read(), str(given.name or "")


def _page(
    request: HttpRequest, one: Seen, programme: Programme, *, error: JialingError | None = None
) -> HttpResponse:  # fmt: skip
    viewer, lang = viewer_of(request), lang_of(request)
    page = paged(request, TreasuryStatement.objects.filter(programme=programme).defer("rows"), STATEMENTS)
    seen = all_seen(viewer, TreasuryStatement.objects.filter(pk__in=[row.pk for row in page]))
    names = people(viewer, [row.by for row in seen], lang)
    waiting = unpaid_instructions(programme)
    shown = list(waiting.prefetch_related(*PARTS)[:UNPAID])
    address = reverse("programmes:treasury", args=[str(one)])
    context = programme_context(request, one, programme) | {
        "statements": [(row, names.get(row.by, row.by), _counted(row, programme)) for row in seen],
        "page": page,
        "unpaid": unpaid_rows(shown, programme, viewer, lang),
        "n_unpaid": waiting.count(),
        "n_shown": len(shown),
        "unpaid_total": amount_text(units_of_all(waiting), programme.currency),
        "exports": [(form, f"{address}/unpaid.{form}") for form in ("xlsx", "csv")],
        "error": error,
    }
    return render(request, "programmes/treasury.html", context, status=status_of(error) if error else 200)


def _units(order: Order) -> int:
    return sum(line.units for line in order.lines.all())


def unpaid_rows(found: list[Order], programme: Programme, viewer: Viewer, lang: str) -> list[dict[str, Any]]:
    """Instructions that wait, with payee, project and amount."""
    parties = party_names(viewer, [line.party.public_id for o in found for line in o.lines.all() if line.party], lang)
    return [
        {
            "id": order.public_id,
            "url": reverse("programmes:order", args=[programme.public_id, order.public_id]),
            "on": order.on,
            "document_number": order.document_number,
            "payee": _payee(order, parties),
            "project": ", ".join(dict.fromkeys(line.project for line in order.lines.all())),
            "amount": amount_text(_units(order), programme.currency),
        }
        for order in found
    ]


def _payee(order: Order, parties: dict[str, str]) -> str:
    names = [parties.get(line.party.public_id, "") for line in order.lines.all() if line.party]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _counted(row: Seen, programme: Programme) -> dict[str, Any]:
    """How many rows came to what, and their sums."""
    numbers: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for one, outcome in kept_rows(unsealed(row)):
        came_to = _came_to(outcome)
        numbers[came_to] += 1
        units[came_to] += one.units
    parts = [(name, numbers[name], amount_text(units[name], programme.currency)) for name in SHOWN if numbers[name]]
    return {"parts": parts, "total": amount_text(sum(units.values()), programme.currency), "n": sum(numbers.values())}


def _came_to(outcome: str | None) -> str:
    if outcome is None:
        return "waiting"
    return {"": "entered", "known": "known"}.get(outcome, "different")


@require_safe
def unpaid_file(request: HttpRequest, public_id: str, form: str) -> HttpResponseBase:
    """Instructions that wait, in the columns of a statement: the treasury fills in voucher and day."""
    _, programme = find_programme(request, public_id)
    lang = lang_of(request)
    rows = _unpaid_lines(programme, viewer_of(request), lang)
    return as_file(rows, form, name="instructions", title=phrase("money.treasury.unpaid", lang))


def _unpaid_lines(programme: Programme, viewer: Viewer, lang: str) -> Iterator[list[object]]:
    heads = ("voucher", "on", "order", "payee", "amount", "unit", "project", "document_number", "is_invented")
    yield [phrase(f"money.file.{name}", lang) for name in heads]
    marked = phrase("registry.yes" if programme.is_invented else "registry.no", lang)
    found = list(unpaid_instructions(programme).prefetch_related(*PARTS))
    for order, row in zip(found, unpaid_rows(found, programme, viewer, lang), strict=True):
        amount = sheet_amount(_units(order), programme.currency)
        yield [
            "", "", order.public_id, row["payee"], amount, programme.currency, row["project"],
            order.document_number, marked,
        ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def treasury_statement(request: HttpRequest, public_id: str, statement_id: str) -> HttpResponse:
    """What became of each row of a statement; a POST looks at it again: after mending, or after a break."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    kept = one_seen(viewer, TreasuryStatement.objects.filter(programme=programme), public_id=statement_id)
    if request.method == "POST":
        carry_on(unsealed(kept), by=viewer)
        return HttpResponseRedirect(f"{request.path}?done=entered")
    rows = kept_rows(unsealed(kept))
    show = request.GET.get("show", "")
    wanted = [(row, outcome) for row, outcome in rows if not show or _came_to(outcome) == show]
    page = paged(request, sorted(wanted, key=lambda pair: SHOWN.index(_came_to(pair[1]))), 100)
    context = programme_context(request, one, programme) | {
        "statement": kept,
        "counted": _counted(kept, programme),
        "rows": [_row(row, outcome, programme) for row, outcome in page],
        "page": page,
        "show": show,
        "query": f"show={show}" if show in SHOWN else "",
        "by": people(viewer, [kept.by], lang).get(kept.by, kept.by),
        "n_unpaid": unpaid_instructions(programme).count(),
        "may_carry_on": "carry_on" in kept.acts,
    }
    return render(request, "programmes/treasury_statement.html", context)


def _row(row: StatementRow, outcome: str | None, programme: Programme) -> dict[str, Any]:
    return {
        "row": row,
        "amount": amount_text(row.units, programme.currency),
        "came_to": _came_to(outcome),
        "code": outcome if _came_to(outcome) == "different" else "",
    }
