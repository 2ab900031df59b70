"""Search over the registry: a page of its own, or the list alone while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from jialing.portal.registry.lists.hits import KINDS, registry_hits

LONGEST = 200
MOST = 50
MOST_WHILE_TYPING = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The records whose names fit what was typed, best first; of one kind where it is chosen."""
    text = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    most = MOST_WHILE_TYPING if is_part else MOST
    hits = registry_hits(viewer, text, lang, kind=kind, most=most) if text else ()
    context = {
        "text": text,
        "kind": kind,
        "registry_hits": hits,
        "is_invented": any(hit.is_invented for hit in hits),
        "most": most,
        "kinds": [(one, _address(text, one)) for one in ("", *KINDS)],
    }
    return render(request, "registry/components/hits.html" if is_part else "registry/search.html", context)


def _address(text: str, kind: str) -> str:
    asked = {"q": text, **({"kind": kind} if kind else {})}
    return f"{reverse('registry:search')}?{urlencode(asked)}"
