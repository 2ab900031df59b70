"""Tables as files: CSV and XLSX, formulas made text, amounts as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from jialing.base.sheet_cells import safe_cell
from jialing.figures import add_sheet

BOM = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("xlsx", "csv")


def as_file(rows: Iterable[Sequence[object]], form: str, *, name: str, title: str) -> HttpResponseBase:
    """Rows (the first names the columns) as a file ``name``. Raises Http404 for a form there is none of."""
    if form not in FORMS:
        raise Http404
    response: HttpResponseBase
    if form == "xlsx":
        response = HttpResponse(_workbook(rows, title), content_type=XLSX)
    else:
        response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="jialing-{name}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield BOM
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([_csv_cell(value) for value in row])
        yield out.getvalue()


def _csv_cell(value: object) -> object:
    """Amounts stay numbers, also below nought; text that a spreadsheet would run is made text."""
    return value if isinstance(value, float) else safe_cell(value)


def _workbook(rows: Iterable[Sequence[object]], title: str) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), io.BytesIO()
    add_sheet(book, title[:31], rows)
    book.save(out)
    return out.getvalue()
