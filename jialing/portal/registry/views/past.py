"""What happened to a record: who changed what, when and why; the record as it stood on a day; two days compared."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.errors import InputError
from jialing.portal.common.access import Seen, declaration, require, seen_then, unsealed
from jialing.portal.registry.lists.cells import is_invented, name_cell
from jialing.portal.registry.lists.changes import Past
from jialing.portal.registry.lists.spec import ListSpec
from jialing.portal.registry.queries.records import as_of
from jialing.portal.registry.views.one import find, spec_of, told_of

MOST = 200


@require_safe
def history(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """All changes of a record, the newest first, of the fields that the viewer may read; two days compared."""
    spec, one = _found(request, slug, public_id)
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    rows = list(unsealed(one).history.order_by("-history_date", "-history_id")[: MOST + 1])
    context = {
        "spec": spec,
        "one": one,
        "name": name_cell(one, lang),
        "is_invented": is_invented(one),
        "changes": Past(viewer, one, rows, lang).changes(MOST),
        "is_more": len(rows) > MOST,
        "most": MOST,
        "today": timezone.localdate(),
        **_compared(request, one),
    }
    return render(request, "registry/history.html", context)


@require_safe
def past(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The record as it stood at the end of a day (or at a moment) asked for: what it said of itself then."""
    spec, one = _found(request, slug, public_id)
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    given = request.GET.get("at", "")
    at = moment(given)
    row = as_of(unsealed(one), at)
    if row is None:
        raise InputError("registry.not_there_yet", on=given[:10])
    then = seen_then(one, row.instance)
    shown = told_of(viewer, spec, then, lang)
    return render(request, "registry/record.html", shown | {"past_day": timezone.localtime(at).date()})


def moment(given: str) -> datetime:
    """The end of a day (``2025-03-08``), or a moment with its zone. Raises InputError ``form.no_day``."""
    try:
        if len(given) == len("2025-03-08"):
            following = date.fromisoformat(given) + timedelta(days=1)
            return timezone.make_aware(datetime.combine(following, time.min)) - timedelta(microseconds=1)
        found = datetime.fromisoformat(given.replace(" ", "+"))
    except (ValueError, OverflowError) as error:
        raise InputError("form.no_day", given=given[:50]) from error
    if found.tzinfo is None:
        raise InputError("form.no_day", given=given[:50])
    return found


def _found(request: HttpRequest, slug: str, public_id: str) -> tuple[ListSpec, Seen]:
    spec = spec_of(slug)
    viewer = request.viewer  # type: ignore[attr-defined]
    if "history" not in declaration().kinds[spec.kind].acts:
        raise Http404
    one = find(viewer, spec, public_id)
    require(viewer, f"{spec.kind}.history", unsealed(one))
    return spec, one


def _compared(request: HttpRequest, one: Seen) -> dict[str, Any]:
    """What differs between the ends of two days, the earlier first; nothing where no days are asked for."""
    first, last = sorted((request.GET.get("first", ""), request.GET.get("last", "")))
    if not (first and last):
        return {"first": first or last, "last": ""}
    record = unsealed(one)
    before, after = as_of(record, moment(first)), as_of(record, moment(last))
    context = {"first": first, "last": last, "is_compared": True, "was_there": before is not None}
    if before is None or after is None:
        return context | {"difference": ()}
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    return context | {"difference": Past(viewer, one, [after, before], lang).difference(before, after)}
