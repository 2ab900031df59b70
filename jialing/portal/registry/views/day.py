"""My day: what waits for whoever signed in, what is late, what changed, and where to begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.registry.queries.notices import n_unread, notices_of
from jialing.portal.registry.work.begin import places_to_begin
from jialing.portal.registry.work.day import blocks_for
from jialing.portal.registry.work.office import numbers_for
from jialing.portal.registry.work.told import told

MOST_NEWS = 8


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """The page that signing in leads to."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    now, today = timezone.now(), timezone.localdate()
    blocks, numbers = blocks_for(viewer, today, lang), numbers_for(viewer, today, now)
    asked = [one for one in numbers if one.waits]
    context = {
        "blocks": [one for one in blocks if not one.is_news],
        "news": [one for one in blocks if one.is_news],
        "n_late": sum(one.n_late for one in blocks) + sum(one.n_late for one in asked),
        "n_waiting": sum(one.n for one in blocks if not one.is_news) + sum(one.n for one in asked),
        "numbers": numbers,
        "told": told(viewer, notices_of(viewer.public_id)[:MOST_NEWS], lang),
        "n_unread": n_unread(viewer.public_id),
        "begin": places_to_begin(viewer),
        "today": today,
    }
    return render(request, "registry/day.html", context)
