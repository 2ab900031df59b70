"""The audit: who did what to what, when. Read by auditors and administrators; nobody changes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jialing.errors import JialingError
from jialing.portal.accounts import queries
from jialing.portal.accounts.forms import day_or_none, one_line
from jialing.portal.accounts.views.answers import refused, viewer
from jialing.portal.common.access import visible
from jialing.portal.common.models import AuditRecord

PAGE = "accounts/audit.html"
PER_PAGE = 100


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Rows, newest first; by person, code, kind of record and days."""
    asked = {name: one_line(request.GET.get(name, ""))[:100] for name in ("who", "code", "kind", "since", "until")}
    try:
        found = visible(viewer(request), queries.audit_rows(**_wanted(asked)))
    except JialingError as error:
        return refused(request, PAGE, {"asked": asked}, error)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {"page": page, "lines": _lines(request, page.object_list), "asked": asked, "query": f"{query}&"}
    return render(request, PAGE, context)


def _wanted(asked: dict[str, str]) -> dict[str, Any]:
    return {**asked, "since": day_or_none(asked["since"]), "until": day_or_none(asked["until"])}


def _lines(
    request: HttpRequest, rows: Iterable[AuditRecord]
) -> list[tuple[AuditRecord, str, list[tuple[str, object]]]]:
    """Each row with its actor's present name and what it says; nothing whose name sounds like a secret."""
    shown = list(rows)
    names = queries.names_of({row.actor for row in shown}, str(request.lang))  # type: ignore[attr-defined]
    return [(row, names.get(row.actor, row.actor), queries.openly(row.params)) for row in shown]
