"""Spreadsheets for tests, people who bring them, and jobs done in the test's own process."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import Viewer
from jialing.portal.importing.actions import begin_import, begin_undo, choose_columns, upload
from jialing.portal.importing.columns import proposed
from jialing.portal.importing.models import ImportBatch, ImportRow
from jialing.portal.importing.reading import opened
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.running import run_job
from tests.portal.accounts.factory import person

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def xlsx(*rows: Sequence[object], title: str = "Sheet", merged: Iterable[str] = ()) -> bytes:
    """A workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for where in merged:
        sheet.merge_cells(where)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(*rows: Sequence[object], encoding: str = "utf-8-sig", mark: str = ",") -> bytes:
    """Text with separators."""
    return "\r\n".join(mark.join(str(cell) for cell in row) for row in rows).encode(encoding)


def officer(place: str = "CN-500000") -> Viewer:
    """A programme officer with an account."""
    user = person("programme_officer", place=place)
    User.objects.filter(pk=user.pk).update(is_invented=False)
    user.refresh_from_db()
    return viewer_of(user, NOW.date())


def done(job: Job) -> Job:
    """Make the attempt that the job's ticket allows."""
    job.refresh_from_db()
    assert job.ticket is not None
    run_job(job.pk, job.ticket)
    job.refresh_from_db()
    return job


def brought(content: bytes, by: Viewer, kind: str = "organisation", name: str = "list.xlsx") -> ImportBatch:
    """A file brought and checked, its columns as proposed, the header in its first row."""
    batch = upload(content, name=name, kind=kind, by=by)
    headings = next(cells for _, cells in opened(content).rows(batch.sheet))
    columns = proposed(kind, headings, {})
    job = choose_columns(
        batch, sheet=batch.sheet, header_row=1, headings=headings, columns=columns, by=by, now=NOW
    )  # fmt: skip
    assert done(job).state == "done", job.error_code
    batch.refresh_from_db()
    return batch


def imported(batch: ImportBatch, by: Viewer) -> ImportBatch:
    """The same imported."""
    job = done(begin_import(batch, by=by, now=NOW))
    assert job.state == "done", (job.error_code, job.error_params)
    batch.refresh_from_db()
    return batch


def taken_back(batch: ImportBatch, by: Viewer, also: Sequence[int] = ()) -> ImportBatch:
    """And undone."""
    job = done(begin_undo(batch, by=by, now=NOW, also=also))
    assert job.state == "done", (job.error_code, job.error_params)
    batch.refresh_from_db()
    return batch


def outcomes(batch: ImportBatch) -> list[str]:
    """What became of each row, in the order of the sheet."""
    return list(batch.rows.order_by("number").values_list("outcome", flat=True))


def codes(batch: ImportBatch) -> list[list[str]]:
    """Codes of each row's messages."""
    return [[one["code"] for one in row.messages] for row in batch.rows.order_by("number")]


def rows(batch: ImportBatch) -> list[ImportRow]:
    return list(batch.rows.order_by("number"))
