"""Counts by rule: the list of those kept, one as of a day with what is in and what is out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.base.sheet_cells import safe_cell
from jialing.figures import add_sheet
from jialing.portal.common.access import Viewer, may, may_enter, visible
from jialing.portal.common.access import seen as sealed
from jialing.portal.registry.forms.values import day_of
from jialing.portal.registry.lists.cells import Cell, is_invented, name_cell
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import Count, Out, count, reason_said, said
from jialing.portal.registry.views.files import XLSX

MOST_SHOWN = 500
BOM = "\ufeff"


@dataclass(frozen=True)
class Group:
    """Records that are out for the same first reason: the reason's name, the records with each reason in words."""

    code: str
    rows: tuple[tuple[Cell, tuple[str, ...]], ...]


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """All counts that are kept."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    rows = [
        {"slug": one.slug, "name": _name(one, lang), "text": _text(one, lang), "said": one.said, "said_on": one.said_on,
         "said_by": one.said_by, "subject": one.subject, "is_invented": one.is_invented}
        for one in visible(viewer, SavedCount.objects.all())
    ]  # fmt: skip
    return render(request, "registry/counts.html", {"rows": rows, "may_add": may(viewer, "saved_count.create")})


@require_safe
def one_count(request: HttpRequest, slug: str) -> HttpResponse:
    """The figure on a day, its definition, the records counted, and for who works with it those that are out."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    saved = found_count(viewer, slug)
    on = _day(request, saved)
    counted = count(saved, on=on, viewer=viewer)
    context = {
        "saved": {"slug": saved.slug, "said": saved.said, "said_on": saved.said_on, "said_by": saved.said_by},
        "name": _name(saved, lang),
        "explained": _text(saved, lang),
        "on": on,
        "definition": [said(one, lang) for one in saved.conditions],
        "is_said_here": saved.said is not None and saved.said_on == on,
        "may_add": may(viewer, "saved_count.create"),
        "may_edit": may(viewer, "saved_count.edit", saved) and may_enter(viewer, "registry:count_edit"),
        "is_saved": request.GET.get("done") == "saved",
        "is_invented": any(is_invented(sealed(viewer, one)) for one in counted.counted[:1]),
        **shown(counted, viewer, saved, lang),
    }
    return render(request, "registry/count.html", context)


def shown(counted: Count, viewer: Viewer, saved: SavedCount, lang: str) -> dict[str, Any]:
    """The records counted and, for who may see them, those that are out."""
    may_see_out = may(viewer, "saved_count.decoys", saved)
    return {
        "n": counted.n,
        "rows": [name_cell(sealed(viewer, one), lang) for one in counted.counted[:MOST_SHOWN]],
        "is_more": counted.n > MOST_SHOWN,
        "may_see_out": may_see_out,
        "n_out": len(counted.decoys),
        "groups": groups(counted.decoys, viewer, lang) if may_see_out else (),
    }


def groups(out: Sequence[Out], viewer: Viewer, lang: str) -> tuple[Group, ...]:
    """What is out by the first reason, the largest group first."""
    by_reason: dict[str, list[Out]] = {}
    for one in out:
        by_reason.setdefault(one.reasons[0].code, []).append(one)
    ordered = sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Group(code, tuple(_out_row(one, viewer, lang) for one in rows)) for code, rows in ordered)


def _out_row(one: Out, viewer: Viewer, lang: str) -> tuple[Cell, tuple[str, ...]]:
    return name_cell(sealed(viewer, one.record), lang), tuple(reason_said(reason, lang) for reason in one.reasons)


@require_safe
def count_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A count as a table: each record, whether it is counted, and why not (for who may see that)."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    if form not in ("csv", "xlsx"):
        raise Http404
    saved = found_count(viewer, slug)
    on = _day(request, saved)
    rows = _rows(count(saved, on=on, viewer=viewer), viewer, saved, lang)
    if form == "csv":
        answer = HttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_xlsx(rows, phrase("count.title", lang)), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="jialing-count-{saved.slug}-{on}.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _rows(counted: Count, viewer: Viewer, saved: SavedCount, lang: str) -> list[list[object]]:
    heads = [f"registry.field.{name}" for name in ("name_en", "name_zh")]
    rows: list[list[object]] = [
        ["id", *(phrase(code, lang) for code in heads), phrase("count.is_counted", lang), phrase("count.why_out", lang),
         phrase("registry.field.is_invented", lang)]
    ]  # fmt: skip
    out = counted.decoys if may(viewer, "saved_count.decoys", saved) else ()
    every = [Out(one, ()) for one in counted.counted] + list(out)
    for one in every:
        record = sealed(viewer, one.record)
        yes = phrase("registry.no" if one.reasons else "registry.yes", lang)
        marked = phrase("registry.yes" if is_invented(record) else "registry.no", lang)
        why = "; ".join(reason_said(reason, lang) for reason in one.reasons)
        rows.append([str(record), record.name_en, record.name_zh, yes, why, marked])
    return rows


def _csv(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(value) for value in row] for row in rows)
    return BOM + out.getvalue()


def _xlsx(rows: list[list[object]], title: str) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), io.BytesIO()
    add_sheet(book, title[:31], rows)
    book.save(out)
    return out.getvalue()


def found_count(viewer: Viewer, slug: str) -> SavedCount:
    """The count at an address. Raises Http404."""
    saved: SavedCount | None = visible(viewer, SavedCount.objects.filter(slug=slug)).first()
    if saved is None:
        raise Http404
    return saved


def _day(request: HttpRequest, saved: SavedCount) -> date:
    """The day asked for, the one that the figure was published for, or today."""
    given = request.GET.get("on", "").strip()
    if given:
        return day_of(given)
    return saved.said_on or timezone.localdate()


def _name(saved: SavedCount, lang: str) -> str:
    return str((saved.name_zh or saved.name_en) if lang == "zh" else (saved.name_en or saved.name_zh))


def _text(saved: SavedCount, lang: str) -> str:
    return str((saved.text_zh or saved.text_en) if lang == "zh" else (saved.text_en or saved.text_zh))
