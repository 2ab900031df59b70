"""Statements by funder, budget year, origin, call, project, party, of any months: tables that add up, and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.portal.common.access import Viewer
from jialing.portal.programmes.enums import EntryKind, Stage
from jialing.portal.programmes.models import Programme
from jialing.portal.programmes.queries.next_acts import next_orders
from jialing.portal.programmes.queries.statements import BY, Line
from jialing.portal.programmes.queries.statements import statement as told_by
from jialing.portal.programmes.rules.currencies import smallest_units
from jialing.portal.programmes.tables.amounts import (
    amount_text,
    call_names,
    funder_names,
    party_names,
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
from jialing.portal.programmes.views.money.ordering import may_propose, own_lines
from jialing.portal.registry.lists.words import word

SHOWN = ("closing", "opening", "moved")
"""What the columns of a statement can show."""


@dataclass(frozen=True)
class Sheet:
    """A statement ready to be shown: its lines, by what, names of what they are about, period."""

    programme: Programme
    by: str
    period: Period
    lines: list[Line]
    names: dict[str, str]

    def units(self, line: Line, show: str, stage: str) -> int:
        """An amount of a line in smallest units; the source's with the sign turned: what was pledged."""
        amounts = {"opening": line.opening, "closing": line.closing, "moved": _moved(line)}[show]
        units = smallest_units(amounts.get(stage, 0), self.programme.currency)
        return -units if stage == Stage.SOURCE else units


def _moved(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (_, stage), amount in line.moved.items():
        found[stage] = found.get(stage, 0) + amount
    return found


def sheet_of(request: HttpRequest, programme: Programme) -> Sheet:
    """The statement that an address asks for. Raises Http404, InputError as :func:`period_of`."""
    by = request.GET.get("by", "") or "funder"
    if by not in BY:
        raise Http404
    period = period_of(request.GET)
    lines = told_by(programme, by, first=period.first_month, last=period.last_month)
    return Sheet(programme, by, period, lines, _names(viewer_of(request), programme, by, lines, lang_of(request)))


def _names(viewer: Viewer, programme: Programme, by: str, lines: list[Line], lang: str) -> dict[str, str]:
    abouts = [line.about for line in lines]
    if by == "funder":
        keys = programme.appropriations.values_list("funder_id", flat=True)
        return dict(funder_names(viewer, keys, lang).values())
    if by == "call":
        return call_names(viewer, programme, lang)
    if by == "project":
        return {number: f"{number} {name}" for number, name in project_names(viewer, programme, abouts, lang).items()}
    if by == "party":
        return party_names(viewer, abouts, lang)
    return {about: word("ledger.origin", about, lang) for about in abouts} if by == "origin" else {}


@require_safe
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """A statement: a line for each funder (or year, ...), what lies at each stage; or all that happened to one."""
    one, programme = find_programme(request, public_id)
    sheet = sheet_of(request, programme)
    show = request.GET.get("show", "") if request.GET.get("show") in SHOWN else SHOWN[0]
    about = request.GET.get("about", "")
    asked = {"by": sheet.by, "first": sheet.period.first, "last": sheet.period.last, "about": about, "show": show}
    address = reverse("programmes:statement", args=[str(one)])
    context = programme_context(request, one, programme) | {
        "by": sheet.by,
        "show": show,
        "about": about,
        "period": sheet.period,
        "bys": [(by, f"{address}?{refilled(asked | {'by': by, 'about': ''})}") for by in BY],
        "shows": [(name, f"{address}?{refilled(asked | {'show': name})}") for name in SHOWN],
        "exports": [(form, f"{address}.{form}?{refilled(asked | {'show': ''})}") for form in ("xlsx", "csv")],
        "back_url": f"{address}?{refilled(asked | {'about': ''})}",
        "years": _years(address, asked, programme),
    }
    if about:
        shown = _of_one(sheet, about) | {"next_orders": _next_orders(request, sheet, about)}
        return render(request, "programmes/statement_of_one.html", context | shown)
    return render(request, "programmes/statement.html", context | _table(request, sheet, show, address, asked))


def _years(address: str, asked: dict[str, str], programme: Programme) -> list[tuple[str, str]]:
    """The whole time and each year in which something was entered: chosen with one click."""
    days = programme.entries.order_by("on").values_list("on", flat=True)
    first, last = days.first(), days.last()
    years = range(first.year, last.year + 1) if first and last else range(0)
    spans = [(str(year), {"first": f"{year}-01", "last": f"{year}-12"}) for year in years]
    return [(name, f"{address}?{refilled(asked | span)}") for name, span in spans]


def _stages(sheet: Sheet) -> list[str]:
    """Stages at which something lies or lay."""
    met = {stage for line in sheet.lines for stage in (*line.opening, *_moved(line), *line.closing)}
    return [stage for stage in Stage.values if stage in met]


def _table(
    request: HttpRequest, sheet: Sheet, show: str, address: str, asked: dict[str, str]
) -> dict[str, Any]:  # fmt: skip
    stages = _stages(sheet)
    page = paged(request, sorted(sheet.lines, key=lambda line: sheet.names.get(line.about, line.about)))
    rows = [
        (
            sheet.names.get(line.about, line.about),
            f"{address}?{refilled(asked | {'about': line.about})}",
            [_cell(sheet, line, show, stage) for stage in stages],
        )
        for line in page
    ]
    sums = [sum(sheet.units(line, show, stage) for line in sheet.lines) for stage in stages]
    total = [amount_text(units, sheet.programme.currency) for units in sums]
    query = refilled(asked | {"about": ""})
    return {"stages": stages, "rows": rows, "total": total, "page": page, "query": query, "n": len(sheet.lines)}


def _cell(sheet: Sheet, line: Line, show: str, stage: str, kind: str = "") -> tuple[str, str]:
    """An amount and the address of the entries behind it."""
    units = sheet.units(line, show, stage)
    return amount_text(units, sheet.programme.currency), _behind(sheet, line, show, stage, kind) if units else ""


def _behind(sheet: Sheet, line: Line, show: str, stage: str, kind: str = "") -> str:
    period = {"opening": sheet.period.before, "closing": Period("", sheet.period.last), "moved": sheet.period}[show]
    query = {sheet.by: line.about, "stage": stage, "kind": kind, "first": period.first, "last": period.last}
    return f"{reverse('programmes:entries', args=[sheet.programme.public_id])}?{refilled(query)}"


def _of_one(sheet: Sheet, about: str) -> dict[str, Any]:
    """Opening, what each kind of entry changed, closing: of one funder, project, party. Raises Http404."""
    line = next((one for one in sheet.lines if one.about == about), None)
    if line is None:
        raise Http404
    stages = [s for s in Stage.values if s in {*line.opening, *_moved(line), *line.closing}]
    kinds = [k for k in EntryKind.values if any(kind == k for kind, _ in line.moved)]
    moved = [(kind, [_kind_cell(sheet, line, kind, stage) for stage in stages]) for kind in kinds]
    return {
        "name": sheet.names.get(about, about),
        "stages": stages,
        "opening": [_cell(sheet, line, "opening", stage) for stage in stages],
        "moved": moved,
        "closing": [_cell(sheet, line, "closing", stage) for stage in stages],
    }


def _next_orders(request: HttpRequest, sheet: Sheet, about: str) -> list[tuple[str, str]]:
    """Orders that this officer could ask for with the money that lies here now."""
    viewer, programme = viewer_of(request), sheet.programme
    if sheet.by not in ("project", "call") or not may_propose(viewer, programme):
        return []
    lines = [line.pk for line in own_lines(viewer, programme)]
    meant = {"project": about} if sheet.by == "project" else {"call": about}
    address = reverse("programmes:order_new", args=[programme.public_id])
    return [(kind, f"{address}?{query}") for kind, query in next_orders(programme, lines=lines, **meant)]


def _kind_cell(sheet: Sheet, line: Line, kind: str, stage: str) -> tuple[str, str]:
    amount = line.moved.get((kind, stage))
    if amount is None:
        return "", ""
    units = smallest_units(amount, sheet.programme.currency) * (-1 if stage == Stage.SOURCE else 1)
    return amount_text(units, sheet.programme.currency), _behind(sheet, line, "moved", stage, kind)


@require_safe
def statement_file(request: HttpRequest, public_id: str, form: str) -> HttpResponseBase:
    """The statement as a file: a row for each line and stage with opening, changes by kind, closing."""
    _, programme = find_programme(request, public_id)
    sheet, lang = sheet_of(request, programme), lang_of(request)
    rows = _file_rows(sheet, lang, request.GET.get("about", ""))
    return as_file(rows, form, name=f"statement-{sheet.by}", title=phrase("money.statement.title", lang))


def _file_rows(sheet: Sheet, lang: str, about: str) -> Iterator[list[object]]:
    lines = [line for line in sheet.lines if not about or line.about == about]
    kinds = [kind for kind in EntryKind.values if any(kind == k for line in lines for k, _ in line.moved)]
    heads = [f"money.by.{sheet.by}", "money.column.id", "money.column.stage", "money.show.opening"]
    kind_heads = [phrase(f"ledger.kind.{kind}", lang) for kind in kinds]
    ends = (
        "money.show.closing",
        "money.column.unit",
        "money.column.first",
        "money.column.last",
        "money.column.is_invented",
    )
    yield [*(phrase(c, lang) for c in heads), *kind_heads, *(phrase(c, lang) for c in ends)]
    marked = phrase("registry.yes" if sheet.programme.is_invented else "registry.no", lang)
    for line in lines:
        for stage in (s for s in Stage.values if s in {*line.opening, *_moved(line), *line.closing}):
            yield [
                sheet.names.get(line.about, line.about), line.about, phrase(f"ledger.stage.{stage}", lang),
                *_amounts(sheet, line, stage, kinds), sheet.programme.currency, sheet.period.first, sheet.period.last,
                marked,
            ]  # fmt: skip


def _amounts(sheet: Sheet, line: Line, stage: str, kinds: list[str]) -> list[object]:
    currency = sheet.programme.currency
    found = [line.opening.get(stage, 0), *(line.moved.get((k, stage), 0) for k in kinds), line.closing.get(stage, 0)]
    return [sheet_amount(smallest_units(amount, currency), currency) for amount in found]
