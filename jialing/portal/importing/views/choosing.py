"""Which sheet, which row is the header, which column is which field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.errors import JialingError
from jialing.portal.common.access import require
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.importing.actions import choose_columns
from jialing.portal.importing.columns import columns_of, n_recognised, proposed
from jialing.portal.importing.enums import BatchState
from jialing.portal.importing.limits import HEADER_WITHIN
from jialing.portal.importing.models import ImportBatch
from jialing.portal.importing.queries import choices_of, same_file
from jialing.portal.importing.reading import Sheet, opened
from jialing.portal.importing.storing import stored
from jialing.portal.importing.views.asking import batch_of, edition_of, language_of, viewer_of, worded
from jialing.portal.importing.wording import letter

SAMPLES = 3


@dataclass(frozen=True)
class Head:
    """A column of the sheet: position, letter, heading, some of its cells, the field chosen for it."""

    at: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    field: str


@dataclass
class Top:
    """The first rows of a sheet and which of them is the header."""

    names: tuple[str, ...]
    sheet: str
    rows: list[tuple[int, list[str]]]
    header_row: int

    @property
    def headings(self) -> list[str]:
        return next((cells for number, cells in self.rows if number == self.header_row), [])

    @property
    def below(self) -> list[list[str]]:
        return [cells for number, cells in self.rows if number > self.header_row and any(cells)][:SAMPLES]


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the first rows and what is proposed; take what was chosen."""
    batch = batch_of(request, public_id)
    require(viewer_of(request), "import_batch.check", batch)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        top = top_of(batch, asked.get("sheet"), asked.get("header_row", ""))
    except JialingError as error:
        context = {"batch": batch, "error": worded(error, batch.kind, language_of(request)), "is_unreadable": True}
        return render(request, "importing/columns.html", context, status=status_of(error))
    if request.method != "POST" or "again" in request.POST:
        return _page(request, batch, top, _proposed(request, batch, top))
    chosen = _chosen(request, top)
    try:
        _require_once(request, top)
        choose_columns(
            batch, sheet=top.sheet, header_row=top.header_row, headings=top.headings, columns=chosen,
            by=viewer_of(request), now=timezone.now(), seen=edition_of(request),
        )  # fmt: skip
    except JialingError as error:
        batch.refresh_from_db()
        return _page(request, batch, top, chosen, error=error)
    return HttpResponseRedirect(reverse("importing:one", args=[public_id]))


def top_of(batch: ImportBatch, sheet: str | None, header_row: str) -> Top:
    """The first rows of the sheet asked for, else of the first one; the header is the row with most known headings."""
    found: Sheet = opened(stored(batch.sha256))
    name = sheet if sheet in found.names else batch.sheet if batch.sheet in found.names else found.names[0]
    rows = list(islice(found.rows(str(name)), HEADER_WITHIN + 10))
    is_number = header_row.isascii() and header_row.isdigit() and 1 <= int(header_row[:4]) <= HEADER_WITHIN
    return Top(found.names, str(name), rows, int(header_row) if is_number else _header(batch, rows))


def _header(batch: ImportBatch, rows: list[tuple[int, list[str]]]) -> int:
    if batch.columns:
        return int(batch.header_row)
    known = [(n_recognised(batch.kind, cells), -number) for number, cells in rows[:HEADER_WITHIN]]
    best = max(known, default=(0, -1))
    first = next((number for number, cells in rows if any(cells)), 1)
    return -best[1] if best[0] else first


def _proposed(request: HttpRequest, batch: ImportBatch, top: Top) -> dict[str, int]:
    is_same = batch.columns and (batch.sheet, batch.header_row) == (top.sheet, top.header_row)
    if is_same and "again" not in request.POST:
        return dict(batch.columns)
    return proposed(batch.kind, top.headings, choices_of(viewer_of(request).public_id, batch.kind))


def _chosen(request: HttpRequest, top: Top) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(len(top.headings)):
        if field := request.POST.get(f"column_{at}", ""):
            found.setdefault(field, at)
    return found


def _require_once(request: HttpRequest, top: Top) -> None:
    """Raises InputError ``import.column_twice`` (fields) where two columns are to fill one field."""
    from jialing.errors import InputError

    chosen = [field for at in range(len(top.headings)) if (field := request.POST.get(f"column_{at}", ""))]
    twice = sorted({field for field in chosen if chosen.count(field) > 1})
    if twice:
        raise InputError("import.column_twice", fields=" ".join(twice))


def _page(
    request: HttpRequest, batch: ImportBatch, top: Top, chosen: dict[str, int], *, error: JialingError | None = None
) -> HttpResponse:
    lang = language_of(request)
    by_place = {at: field for field, at in chosen.items()}
    heads = [
        Head(at, letter(at), text, tuple(row[at] if at < len(row) else "" for row in top.below), by_place.get(at, ""))
        for at, text in enumerate(top.headings)
        if text or any(row[at] for row in top.below if at < len(row))
    ]
    context: dict[str, Any] = {
        "batch": batch,
        "top": top,
        "heads": heads,
        "n_left_out": sum(not head.field for head in heads),
        "fields": [(field, column.heading(lang)) for field, column in columns_of(batch.kind).items()],
        "error": worded(error, batch.kind, lang) if error else "",
        "same": same_file(batch) if batch.state == BatchState.UPLOADED else None,
        "first_rows": [(number, [cell for cell in cells if cell][:6]) for number, cells in top.rows[:HEADER_WITHIN]],
    }
    return render(request, "importing/columns.html", context, status=status_of(error) if error else 200)
