"""Saved counts: what a rule counts as of a day, the records counted, and each decoy with why it is out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jialing.portal.api.operations.answering import answered, lang_of, viewer_of
from jialing.portal.api.shapes import reference, whole
from jialing.portal.common.access import Seen, Viewer, all_seen, may, one_seen, seen, unsealed
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.queries.counting import count, reason_said, said


def counts(request: HttpRequest) -> HttpResponse:
    """Every saved count with its definition in words."""
    found = all_seen(viewer_of(request), SavedCount.objects.order_by("slug"))
    return answered({"items": [_about(one, lang_of(request)) for one in found]})


def one_count(request: HttpRequest, *, slug: str, on: str | None) -> HttpResponse:
    """Count by a rule as of a day: the day that the figure was said on, where none is named."""
    viewer, lang = viewer_of(request), lang_of(request)
    saved = one_seen(viewer, SavedCount.objects.all(), slug=slug)
    day = date.fromisoformat(on) if on else (unsealed(saved).said_on or timezone.localdate())
    found = count(unsealed(saved), on=day, viewer=viewer)
    may_see_decoys = may(viewer, "saved_count.decoys", unsealed(saved))
    decoys = [_decoy(viewer, out, lang) for out in found.decoys] if may_see_decoys else None
    records = [reference(seen(viewer, record)) for record in found.counted]
    body = {**_about(saved, lang), "on": day.isoformat(), "n": found.n, "counted": records, "decoys": decoys}
    return answered(body)


def _about(one: Seen, lang: str) -> dict[str, Any]:
    found = whole(one)
    found["definition"] = [said(given, lang) for given in one.conditions] if "conditions" in one.fields else []
    return found


def _decoy(viewer: Viewer, out: Any, lang: str) -> dict[str, Any]:
    reasons = [{"code": reason.code, "said": reason_said(reason, lang)} for reason in out.reasons]
    return {"record": reference(seen(viewer, out.record)), "reasons": reasons}
