"""One import: how far it is, what it would do or did, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jialing.base.phrases import catalogue, phrase
from jialing.base.typed import plain
from jialing.errors import JialingError
from jialing.portal.common.access import Seen, all_seen, unsealed
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.importing.actions import begin_import, begin_undo
from jialing.portal.importing.enums import BatchState, Outcome
from jialing.portal.importing.models import ImportRow
from jialing.portal.importing.queries import rows_of, same_file
from jialing.portal.importing.views.asking import batch_of, edition_of, language_of, seen_batch, viewer_of, worded
from jialing.portal.importing.wording import Change, Said, changes, row_name, said
from jialing.portal.jobs.enums import LIVE
from jialing.portal.jobs.models import Job
from jialing.portal.registry.lists.spec import LISTS

PAGE = 50
SLUGS = {spec.kind: slug for slug, spec in LISTS.items()}


@dataclass(frozen=True)
class Line:
    """A row as shown."""

    pk: int
    number: int
    name: str
    url: str
    messages: list[Said]
    changes: list[Change]
    outcome: str
    kept: str
    may_be_chosen: bool


@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """The page of an import; one that waits for its columns leads there."""
    batch = seen_batch(request, public_id)
    if batch.state == BatchState.UPLOADED and "check" in batch.acts:
        return HttpResponseRedirect(reverse("importing:columns", args=[public_id]))
    return _page(request, batch)


@require_POST
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Import what was checked."""
    batch = batch_of(request, public_id)
    why = plain(request.POST.get("why", ""))
    try:
        begin_import(batch, by=viewer_of(request), now=timezone.now(), why=why, seen=edition_of(request))
    except JialingError as error:
        return _page(request, seen_batch(request, public_id), error=error)
    return HttpResponseRedirect(reverse("importing:one", args=[public_id]))


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an import back; with ``row``, also these rows that people changed since."""
    batch = batch_of(request, public_id)
    also = [int(text) for text in request.POST.getlist("row") if text.isascii() and text.isdigit() and len(text) < 18]
    try:
        begin_undo(batch, by=viewer_of(request), now=timezone.now(), also=also, seen=edition_of(request))
    except JialingError as error:
        return _page(request, seen_batch(request, public_id), error=error)
    return HttpResponseRedirect(reverse("importing:one", args=[public_id]))


def _page(request: HttpRequest, batch: Seen, *, error: JialingError | None = None) -> HttpResponse:
    lang = language_of(request)
    job = Job.objects.filter(public_id=batch.job).first() if batch.job else None
    is_live = job is not None and job.state in LIVE
    show = _show(request, batch)
    context = {
        "batch": batch,
        "is_live": is_live,
        "error": worded(error, batch.kind, lang) if error else "",
        "fault": _fault(batch, lang),
        "tiles": _tiles(batch),
        "show": show,
        "may": {act: act in batch.acts and not is_live for act in ("check", "import", "undo")},
        "same": same_file(unsealed(batch)) if batch.state == BatchState.CHECKED else None,
        "n_to_write": batch.n_created + batch.n_changed,
        "times": {
            name: timezone.localtime(at) if (at := getattr(batch, name)) else None
            for name in ("created_at", "imported_at", "undone_at")
        },
        **(_progress(job, lang) if job is not None else {}),
        **_lines(request, batch, show),
    }
    return render(request, "importing/one.html", context, status=status_of(error) if error else 200)


def _progress(job: Job, lang: str) -> dict[str, Any]:
    code = job.progress_code
    return {
        "percent": None if job.progress is None else round(100 * job.progress),
        "doing": phrase(code, lang, **job.progress_params) if code in catalogue() else "",
        "job_id": job.public_id,
        "job_state": job.state,
        "job_error": worded(JialingError(job.error_code, **job.error_params), "organisation", lang)
        if job.error_code
        else "",
    }


def _fault(batch: Seen, lang: str) -> str:
    return worded(JialingError(batch.fault_code, **batch.fault_params), batch.kind, lang) if batch.fault_code else ""


def _tiles(batch: Seen) -> list[tuple[str, int]]:
    """Outcome and number of its rows, the one that wants attention first."""
    found = [(name, getattr(batch, f"n_{name}")) for name in ("created", "changed", "same", "refused")]
    return [*found, ("kept", batch.n_kept)] if batch.state == BatchState.UNDONE else found


def _show(request: HttpRequest, batch: Seen) -> str:
    """Which rows are listed: those asked for, else the first that are there, refused ones before others."""
    known = dict(_tiles(batch))
    asked = request.GET.get("show", "")
    if asked in known:
        return asked
    return next((name for name in ("kept", "refused", "changed", "created", "same") if known.get(name)), "refused")


def _lines(request: HttpRequest, batch: Seen, show: str) -> dict[str, Any]:
    viewer = viewer_of(request)
    if batch.state in (BatchState.UPLOADED, BatchState.READ):
        return {"lines": [], "page": None}
    page = Paginator(rows_of(unsealed(batch), show).order_by("number"), PAGE).get_page(request.GET.get("page"))
    rows = all_seen(viewer, ImportRow.objects.filter(pk__in=[row.pk for row in page]).order_by("number"))
    return {"lines": [_line(batch, row, language_of(request)) for row in rows], "page": page}


def _line(batch: Seen, row: Seen, lang: str) -> Line:
    kind = batch.kind
    return Line(
        pk=unsealed(row).pk,
        number=row.number,
        name=row_name(row, kind),
        url=reverse("registry:record", args=[SLUGS[kind], row.record]) if _is_there(row) else "",
        messages=[said(one, kind, batch.columns, lang) for one in row.messages],
        changes=changes(row, kind, lang) if row.outcome == Outcome.CHANGED else [],
        outcome=row.outcome,
        kept=phrase(row.kept_code, lang) if row.kept_code else "",
        may_be_chosen=row.kept_code == "import.kept.changed",
    )


def _is_there(row: Seen) -> bool:
    """Whether the record has a page: a new one has until it is taken back."""
    return bool(row.record) and not (row.outcome == Outcome.CREATED and row.is_undone)
