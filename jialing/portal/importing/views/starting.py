"""The imports there are, and the form that brings a new one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jialing.base.typed import plain
from jialing.errors import InputError
from jialing.portal.common.access import all_seen, may
from jialing.portal.common.middleware.errors import status_of
from jialing.portal.importing.actions import upload
from jialing.portal.importing.enums import ImportKind
from jialing.portal.importing.limits import LARGEST, MOST_ROWS
from jialing.portal.importing.models import ImportBatch
from jialing.portal.importing.queries import imports_seen
from jialing.portal.importing.views.asking import language_of, viewer_of, worded

PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The list, and the form; a file that cannot be used leaves nothing behind."""
    if request.method != "POST":
        return _page(request, {})
    kind = request.POST.get("kind", "")
    try:
        batch = upload(_content(request), name=_name(request), kind=kind, by=viewer_of(request), why=_why(request))
    except InputError as error:
        return _page(request, {"error": worded(error, kind, language_of(request))}, status=status_of(error))
    return HttpResponseRedirect(reverse("importing:columns", args=[batch.public_id]))


def _content(request: HttpRequest) -> bytes:
    """The file's content. Raises InputError ``import.file_missing``, ``import.too_large`` (most, MB) before reading."""
    sent: Any = request.FILES.get("file")
    if sent is None:
        raise InputError("import.file_missing")
    if sent.size > LARGEST:
        raise InputError("import.too_large", most=LARGEST // 1024 // 1024)
    return bytes(sent.read())


def _name(request: HttpRequest) -> str:
    sent: Any = request.FILES.get("file")
    return str(sent.name or "") if sent is not None else ""


def _why(request: HttpRequest) -> str:
    return plain(request.POST.get("why", ""))


def _page(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    viewer, kind = viewer_of(request), request.POST.get("kind") or request.GET.get("kind", "")
    page = Paginator(imports_seen(viewer), PAGE).get_page(request.GET.get("page"))
    batches = all_seen(viewer, ImportBatch.objects.filter(pk__in=[one.pk for one in page]))
    shown = {
        "batches": [(one, timezone.localtime(one.created_at)) for one in batches],
        "page": page,
        "kinds": ImportKind.values,
        "kind": kind if kind in ImportKind.values else ImportKind.ORGANISATION.value,
        "why": _why(request),
        "may_import": may(viewer, "import_batch.create"),
        "megabytes": LARGEST // 1024 // 1024,
        "most_rows": MOST_ROWS,
    }
    return render(request, "importing/mine.html", shown | context, status=status)
