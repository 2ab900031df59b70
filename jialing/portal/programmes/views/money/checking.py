"""For auditors: every sum of the ledger computed anew, and what differs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.programmes.models import Entry
from jialing.portal.programmes.queries.checking import faults, n_rows
from jialing.portal.programmes.views.money.asking import find_programme, programme_context

MOST = 200


@require_safe
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was looked at, and what does not agree."""
    one, programme = find_programme(request, public_id)
    found = faults(programme)
    keys = [fault.key for fault in found if fault.code == "entry_not_balanced"]
    entries = dict(Entry.objects.filter(pk__in=keys[:MOST]).values_list("pk", "public_id"))
    context = programme_context(request, one, programme) | {
        "faults": [
            (f.code, f.key, entries.get(f.key, "") if f.code == "entry_not_balanced" else "") for f in found[:MOST]
        ],
        "n_faults": len(found),
        "counted": list(n_rows(programme).items()),
        "checked_at": timezone.localtime(),
    }
    return render(request, "programmes/check.html", context)
