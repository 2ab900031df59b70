"""The pictures of maps, as the browser draws them: places of a list, the boundary of a zone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jialing.base.phrases import phrase
from jialing.figures import THEMES, area_spec, spots_spec
from jialing.portal.registry.lists.asked import asked_from
from jialing.portal.registry.lists.cells import name_cell
from jialing.portal.registry.lists.places import cities_near, places_of
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.views.one import find


@require_safe
def map_spec(request: HttpRequest, slug: str) -> HttpResponse:
    """Vega-Lite of how many records of the list lie at each place; only what the viewer may see is counted."""
    spec = LISTS.get(slug)
    if spec is None or not spec.has_places:
        raise Http404
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    found = places_of(viewer, asked_from(spec, request.GET), lang, reverse("registry:records", args=[slug]))
    theme = request.GET.get("theme", "light")
    title = phrase(f"registry.list.{slug.replace('-', '_')}", lang)
    drawn = spots_spec(found.dots, title, lang=lang, theme=theme if theme in THEMES else "light")
    answer = JsonResponse(drawn)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def boundary(request: HttpRequest, public_id: str) -> HttpResponse:
    """Vega-Lite of a zone's boundary with the cities near it. 404 where it has none or may not be read."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    one = find(viewer, LISTS["zones"], public_id)
    shape = one.boundary if "boundary" in one.fields else None
    if not shape:
        raise Http404
    theme = request.GET.get("theme", "light")
    title = name_cell(one, lang).text
    drawn = area_spec(shape, cities_near(shape, lang), title, lang=lang, theme=theme if theme in THEMES else "light")
    answer = JsonResponse(drawn)
    answer.headers["Cache-Control"] = "no-store"
    return answer
