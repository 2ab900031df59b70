"""Counts by rule: the list of those kept, one as of a day with what is in and what is out, one of one's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jialing.base.phrases import phrase
from jialing.base.sheet_cells import safe_cell
from jialing.errors import JialingError
from jialing.figures import add_sheet
from jialing.portal.common.access import Viewer, may, require, visible
from jialing.portal.common.access import seen as sealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.registry.actions.counts import keep_count
from jialing.portal.registry.forms.counts import SUBJECTS, choices, conditions_from, new_count_from, sent_from
from jialing.portal.registry.forms.values import day_of
from jialing.portal.registry.lists.cells import Cell, is_invented, name_cell
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import Count, Out, count, counted_by, reason_said, said
from jialing.portal.registry.views.files import XLSX

MOST_SHOWN = 500
BOM = "\ufeff"
TYPED = ("name_en", "name_zh", "text_en", "text_zh", "said", "said_on", "said_by", "on")


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
    saved = _found(viewer, slug)
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
        "is_invented": any(is_invented(sealed(viewer, one)) for one in counted.counted[:1]),
        **_shown(counted, viewer, saved, lang),
    }
    return render(request, "registry/count.html", context)


def _shown(counted: Count, viewer: Viewer, saved: SavedCount, lang: str) -> dict[str, Any]:
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


@require_http_methods(["GET", "HEAD", "POST"])
def new_count(request: HttpRequest) -> HttpResponse:
    """Define a count from plain words, see what it counts, keep it."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    require(viewer, "saved_count.create")
    sent, subject = _asked(request, viewer, lang)
    context: dict[str, Any] = {"subject": subject, "subjects": SUBJECTS, "on": sent.get("on", "")}
    status = 200
    if request.method == "POST":
        try:
            if "keep" in sent:
                kept = keep_count(new_count_from(subject, sent), by=viewer)
                return HttpResponseRedirect(reverse("registry:count", args=[kept.slug]))
            on = day_of(str(sent["on"])) if sent.get("on") else timezone.localdate()
            rules = conditions_from(subject, sent)
            context |= _shown(counted_by(subject, rules, on=on, viewer=viewer), viewer, SavedCount(), lang)
            context |= {"is_tried": True, "tried_on": on, "definition": [said(one, lang) for one in rules]}
        except JialingError as error:
            context["error"], status = error, status_of(error)
    context["choices"] = choices(subject, sent, viewer, lang)
    context["typed"] = {name: sent.get(name, "") for name in TYPED}
    return render(request, "registry/count_new.html", context, status=status)


def _asked(request: HttpRequest, viewer: Viewer, lang: str) -> tuple[QueryDict, str]:
    """What was sent, or what begins from another count; what is to be counted."""
    sent = request.POST if request.method == "POST" else request.GET
    subject = sent.get("subject", "") if sent.get("subject") in SUBJECTS else SUBJECTS[0]
    if request.method != "POST" and sent.get("like"):
        like = _found(viewer, sent["like"])
        return sent_from(like, lang), str(like.subject)
    return sent, subject


@require_safe
def count_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A count as a table: each record, whether it is counted, and why not (for who may see that)."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    if form not in ("csv", "xlsx"):
        raise Http404
    saved = _found(viewer, slug)
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


def _found(viewer: Viewer, slug: str) -> SavedCount:
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
