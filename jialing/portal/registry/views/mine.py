"""What somebody stands for, and what they say of themselves: organisations, profile, works."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jialing.base.typed import plain
from jialing.portal.common.access import all_seen, may, require, seen, unsealed
from jialing.portal.registry.actions.people import decide_work, propose_works
from jialing.portal.registry.enums import ClaimState
from jialing.portal.registry.lists.cells import cells_of, name_cell
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import Person, Representation
from jialing.portal.registry.queries.people import works_that_may_be
from jialing.portal.registry.views.health import published
from jialing.portal.registry.views.one import find

MOST = 200


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My organisations and my profile; for officers, claims that wait."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    every = Representation.objects.select_related("organisation")
    own = all_seen(viewer, every.filter(who=viewer.public_id), most=MOST)
    waiting = [one for one in all_seen(viewer, every.filter(state="claimed"), most=MOST) if "confirm" in one.acts]
    waiting = [one for one in waiting if unsealed(one).who != viewer.public_id]
    person = Person.objects.filter(who=viewer.public_id).first()
    context = {
        "own": _lines(request, own),
        "waiting": _lines(request, waiting),
        "person": seen(viewer, person) if person else None,
        "person_name": name_cell(seen(viewer, person), lang) if person else None,
        "may_find": may(viewer, "duplicate.find"),
        "is_public": bool(person and person.is_public),
        "is_invented": any(unsealed(one).is_invented for one in (*own, *waiting)),
    }
    return render(request, "registry/mine.html", context)


def _lines(request: HttpRequest, rows: Any) -> list[tuple[str, Any]]:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    cells = cells_of(viewer, rows, LISTS["representations"].columns, lang)
    urls = [reverse("registry:record", args=["representations", str(one)]) for one in rows]
    return list(zip(urls, cells, strict=True))


@require_http_methods(["GET", "HEAD", "POST"])
def works(request: HttpRequest, public_id: str) -> HttpResponse:
    """Works proposed to a person: theirs or not."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = find(viewer, LISTS["people"], public_id)
    person = unsealed(one)
    if not may(viewer, "person.claim", person):
        raise Http404
    require(viewer, "person.claim", person)
    found: int | None = None
    if request.method == "POST" and "look" in request.POST:
        atlas = published()
        found = propose_works(person, works_that_may_be(atlas, person) if atlas else [], by=viewer)
    elif request.method == "POST":
        _decide(request, person)
        return HttpResponseRedirect(reverse("registry:works", args=[public_id]))
    context = {
        "one": one,
        "name": name_cell(one, request.lang),  # type: ignore[attr-defined]
        "works": list(
            person.works.order_by("state", "-year", "pk")[:MOST].values(
                "work_source", "work_id", "title", "year", "state"
            )
        ),
        "found": found,
        "is_invented": bool(person.is_invented),
    }
    return render(request, "registry/works.html", context)


def _decide(request: HttpRequest, person: Any) -> None:
    """Confirm or refuse one; what stands so already stays (a second click)."""
    source, _, key = request.POST.get("work", "").partition(":")
    after = ClaimState.CONFIRMED if request.POST.get("after") == "mine" else ClaimState.REFUSED
    work = person.works.filter(work_source=plain(source), work_id=plain(key)).first()
    if work is None:
        raise Http404
    if work.state != after:
        decide_work(work, after, by=request.viewer, at=timezone.now())  # type: ignore[attr-defined]
