"""Spreadsheets to take along: templates, examples, refused rows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jialing.portal.common.access import all_seen, unsealed
from jialing.portal.importing import files
from jialing.portal.importing.enums import ImportKind, Outcome
from jialing.portal.importing.examples import example_rows
from jialing.portal.importing.queries import rows_of
from jialing.portal.importing.views.asking import language_of, seen_batch, viewer_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty spreadsheet with the headings in the reader's language."""
    _require_kind(kind)
    return _answer(files.template(kind, language_of(request)), f"jialing-{kind}-template.xlsx")


@require_safe
def example(request: HttpRequest, kind: str) -> HttpResponse:
    """An invented spreadsheet with good and bad rows."""
    _require_kind(kind)
    lang = language_of(request)
    rows = example_rows(kind, viewer_of(request), lang)
    return _answer(files.template(kind, lang, rows), f"jialing-{kind}-example.xlsx")


@require_safe
def refused(request: HttpRequest, public_id: str) -> HttpResponse:
    """The rows that were refused, with what is wrong: to correct and bring again."""
    batch = seen_batch(request, public_id)
    rows = all_seen(viewer_of(request), rows_of(unsealed(batch), Outcome.REFUSED).order_by("number"))
    content = files.refused(rows, batch.kind, batch.columns, language_of(request))
    return _answer(content, f"jialing-{public_id}-refused.xlsx")


def _require_kind(kind: str) -> None:
    if kind not in ImportKind.values:
        raise Http404


def _answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
