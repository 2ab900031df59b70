"""What happened to a record: who changed what, when and why; and the record as it stood on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jialing.portal.common.access import Seen, declaration, require, unsealed
from jialing.portal.registry.lists.cells import is_invented, name_cell
from jialing.portal.registry.views.one import find, spec_of

MOST = 200
SILENT = frozenset({"edition", "updated_at", "created_at", "public_id"})


@dataclass(frozen=True)
class Change:
    """One saving: when, by whom (an account's public id), why, and which fields went from what to what."""

    at: datetime
    by: str
    why: str
    is_first: bool
    fields: tuple[tuple[str, str, str], ...]


@require_safe
def history(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """All changes of a record, the newest first, of the fields that the viewer may read."""
    spec = spec_of(slug)
    viewer = request.viewer  # type: ignore[attr-defined]
    if "history" not in declaration().kinds[spec.kind].acts:
        raise Http404
    one = find(viewer, spec, public_id)
    require(viewer, f"{spec.kind}.history", unsealed(one))
    rows = list(unsealed(one).history.order_by("-history_date", "-history_id")[: MOST + 1])
    context = {
        "spec": spec,
        "one": one,
        "name": name_cell(one, request.lang),  # type: ignore[attr-defined]
        "is_invented": is_invented(one),
        "changes": changes(one, rows),
        "is_more": len(rows) > MOST,
    }
    return render(request, "registry/history.html", context)


def changes(one: Seen, rows: Sequence[Any]) -> list[Change]:
    """Each saving with what it changed from the one before."""
    found = [_change(one, row, before) for row, before in pairwise([*rows, None])]
    return found[:MOST]


def _change(one: Seen, row: Any, before: Any) -> Change:
    names = sorted(one.fields - SILENT) if before is not None else ()
    columns = {field.name: field.attname for field in row.instance_type._meta.concrete_fields}
    told = []
    for name in names:
        if name not in columns:
            continue
        old, new = getattr(before, columns[name], None), getattr(row, columns[name], None)
        if old != new:
            told.append((f"registry.field.{name}", _said(old), _said(new)))
    return Change(
        row.history_date, row.history_user_id or "", row.history_change_reason or "", before is None, tuple(told)
    )


def _said(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 200 else f"{text[:200]} …"
