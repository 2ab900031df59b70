"""The journal of entries, as page and as file, and one entry with its postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.portal.common.access import Seen, Viewer, all_seen, one_seen, unsealed
from jialing.portal.programmes.enums import EntryKind, OrderState, Origin, Stage
from jialing.portal.programmes.models import Entry, Order, Programme
from jialing.portal.programmes.queries.journal import (
    ACCOUNT_FILTERS,
    Asked,
    changes,
    entries_of,
    total_change,
)
from jialing.portal.programmes.tables.amounts import (
    amount_text,
    call_names,
    funder_names,
    party_names,
    people,
    project_names,
    refilled,
    sheet_amount,
)
from jialing.portal.programmes.tables.files import as_file
from jialing.portal.programmes.tables.periods import Period, period_of
from jialing.portal.programmes.views.money.asking import (
    find_programme,
    lang_of,
    paged,
    programme_context,
    viewer_of,
)
from jialing.portal.programmes.views.money.ordering import line_name, own_lines

BATCH = 1_000


@require_safe
def entries(request: HttpRequest, public_id: str) -> HttpResponse:
    """The journal, newest first, narrowed to what a number is made of."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    asked, period = _asked(request)
    page = paged(request, entries_of(programme, asked))
    seen = all_seen(viewer, Entry.objects.filter(pk__in=[row.pk for row in page]).order_by("-on", "-pk"))
    query = refilled({**asked.chosen, "first": period.first, "last": period.last})
    address = reverse("programmes:entries", args=[str(one)])
    context = programme_context(request, one, programme) | {
        "rows": _rows(seen, programme, asked),
        "page": page,
        "chosen": asked.chosen,
        "period": period,
        "query": query,
        "narrowed": _narrowed(asked, programme, viewer, lang),
        "total": _total(programme, asked),
        "kinds": EntryKind.values,
        "stages": Stage.values,
        "origins": Origin.values,
        "exports": [(form, f"{address}.{form}?{query}") for form in ("xlsx", "csv")],
    }
    return render(request, "programmes/entries.html", context)


def _asked(request: HttpRequest) -> tuple[Asked, Period]:
    period = period_of(request.GET)
    chosen = {name: request.GET.get(name, "").strip()[:80] for name in ("kind", *ACCOUNT_FILTERS)}
    return Asked(chosen, period.first_day, period.last_day), period


def _sign(asked: Asked) -> int:
    """What a source owes is what was pledged: its sums are shown with the sign turned."""
    return -1 if asked.chosen.get("stage") == Stage.SOURCE else 1


def _total(programme: Programme, asked: Asked) -> str:
    """The sum over all entries that fit, where one stage is meant; '' else: sums over stages are nought."""
    if not asked.chosen.get("stage"):
        return ""
    return amount_text(_sign(asked) * total_change(programme, asked), programme.currency)


def _rows(seen: Sequence[Seen], programme: Programme, asked: Asked) -> list[dict[str, Any]]:
    moved = changes([unsealed(one).pk for one in seen], asked)
    return [
        {
            "one": one,
            "amount": amount_text(_sign(asked) * moved.get(unsealed(one).pk, 0), programme.currency),
            "url": reverse("programmes:entry", args=[programme.public_id, str(one)]),
        }
        for one in seen
    ]


def _narrowed(asked: Asked, programme: Programme, viewer: Viewer, lang: str) -> list[tuple[str, str]]:
    """Filters that are no list to choose from, with the names of what they name."""
    chosen = asked.chosen
    named: dict[str, dict[str, str]] = {
        "funder": dict(
            funder_names(viewer, programme.appropriations.values_list("funder_id", flat=True), lang).values()
        ),
        "call": call_names(viewer, programme, lang) if chosen["call"] else {},
        "project": project_names(viewer, programme, [chosen["project"]], lang) if chosen["project"] else {},
        "party": party_names(viewer, [chosen["party"]], lang),
    }
    return [
        (f"money.by.{name}", named.get(name, {}).get(chosen[name], chosen[name]))
        for name in ("funder", "year", "call", "project", "party", "line")
        if chosen[name]
    ]


@require_safe
def entries_file(request: HttpRequest, public_id: str, form: str) -> HttpResponseBase:
    """Every posting of the entries that fit, a line each."""
    _, programme = find_programme(request, public_id)
    asked, _ = _asked(request)
    lang = lang_of(request)
    rows = _file_rows(programme, asked, viewer_of(request), lang)
    return as_file(rows, form, name="entries", title=phrase("money.entries.title", lang))


HEADS = (
    "entry", "on", "kind", "document_number", "line", "stage", "call", "project", "party", "amount", "unit", "by",
    "approved_by", "second", "is_invented",
)  # fmt: skip


def _file_rows(programme: Programme, asked: Asked, viewer: Viewer, lang: str) -> Iterator[list[object]]:
    yield [phrase(f"money.column.{name}", lang) for name in HEADS]
    keys = list(entries_of(programme, asked).values_list("pk", flat=True))
    marked = phrase("registry.yes" if programme.is_invented else "registry.no", lang)
    for at in range(0, len(keys), BATCH):
        some = keys[at : at + BATCH]
        rows = Entry.objects.filter(pk__in=some).prefetch_related(
            "postings__account__line__funder", "postings__account__party"
        )
        found = {unsealed(one).pk: one for one in all_seen(viewer, rows)}
        names = people(
            viewer, {who for one in found.values() for who in (one.by, one.approved_by, one.second_approved_by)}, lang
        )
        for key in some:
            if key in found:
                yield from _entry_lines(found[key], programme, lang, names, marked)


def _entry_lines(
    one: Seen, programme: Programme, lang: str, names: dict[str, str], marked: str
) -> Iterator[list[object]]:  # fmt: skip
    record: Entry = unsealed(one)
    head = [str(one), one.on.isoformat(), phrase(f"ledger.kind.{one.kind}", lang), one.document_number]
    signed = [names.get(who, who) for who in (one.by, one.approved_by, one.second_approved_by)]
    for posting in record.postings.all():
        account = posting.account
        yield [
            *head, line_name(account.line, lang), phrase(f"ledger.stage.{account.stage}", lang), account.call,
            account.project, account.party.name_in(lang) if account.party else "",
            sheet_amount(posting.amount, programme.currency), programme.currency, *signed, marked,
        ]  # fmt: skip


@require_safe
def entry(request: HttpRequest, public_id: str, entry_id: str) -> HttpResponse:
    """One entry: its postings, on which ground, who approved, what it takes back or what took it back."""
    one, programme = find_programme(request, public_id)
    viewer, lang = viewer_of(request), lang_of(request)
    seen = one_seen(viewer, Entry.objects.filter(programme=programme).select_related("reverses"), public_id=entry_id)
    record: Entry = unsealed(seen)
    names = people(viewer, (record.by, record.approved_by, record.second_approved_by), lang)
    signed = [("by", record.by), ("approved_by", record.approved_by), ("second", record.second_approved_by)]
    back = Entry.objects.filter(reverses=record).first()
    asked = Order.objects.filter(reverses=record, state__in=(OrderState.PROPOSED, OrderState.APPROVED)).first()
    ordered = Order.objects.filter(entry=record).first() or Order.objects.filter(public_id=record.carries_out).first()
    context = programme_context(request, one, programme) | {
        "entry": seen,
        "postings": posting_rows(record, programme, viewer, lang),
        "people": [(role, names.get(who, who)) for role, who in signed if who],
        "order_id": ordered.public_id if ordered else "",
        "reverses_id": record.reverses.public_id if record.reverses else "",
        "reversed_by_id": back.public_id if back else "",
        "reversal_asked_id": asked.public_id if asked else "",
        "may_reverse": not back and not asked and _may_reverse(seen, programme, viewer),
    }
    return render(request, "programmes/entry.html", context)


def _may_reverse(seen: Seen, programme: Programme, viewer: Viewer) -> bool:
    """Whether the viewer may ask for it: of money of the funder of the viewer's place."""
    record: Entry = unsealed(seen)
    if record.kind == EntryKind.REVERSAL or "reverse" not in seen.acts:
        return False
    return record.postings.filter(account__line__in=[line.pk for line in own_lines(viewer, programme)]).exists()


def posting_rows(record: Entry, programme: Programme, viewer: Viewer, lang: str) -> list[dict[str, Any]]:
    """What an entry gave to and took from accounts, in words; a fixed number of queries."""
    rows = list(record.postings.select_related("account__line__funder", "account__party"))
    accounts = [row.account for row in rows]
    calls = call_names(viewer, programme, lang) if any(one.call for one in accounts) else {}
    projects = project_names(viewer, programme, [one.project for one in accounts if one.project], lang)
    parties = party_names(viewer, [one.party.public_id for one in accounts if one.party], lang)
    return [
        {
            "line": line_name(row.account.line, lang),
            "stage": row.account.stage,
            "call": calls.get(row.account.call, row.account.call),
            "project": row.account.project,
            "project_name": projects.get(row.account.project, ""),
            "party": parties.get(row.account.party.public_id, "") if row.account.party else "",
            "amount": amount_text(row.amount, programme.currency),
        }
        for row in rows
    ]
