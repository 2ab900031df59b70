"""Lists of records: narrowed, in order, by page, as a map, on paper; whole pages, or the part that changes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.common.access import may
from jialing.portal.registry.forms.deeds import CREATES
from jialing.portal.registry.lists.asked import Asked, asked_from, query_of
from jialing.portal.registry.lists.cells import cells_of, is_invented, place_name, said_of, url_of
from jialing.portal.registry.lists.places import places_of
from jialing.portal.registry.lists.rows import PAPER_SIZE, page_of
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.views.choices import choices, header, offered, spans
from jialing.portal.registry.views.kept import kept_lists

PARTS = {"": "registry/components/table.html", "map": "registry/components/map.html"}
IMPORTED = frozenset({"organisation", "platform", "membership", "recognition", "zone_entry"})
"""Kinds that come by spreadsheet too."""
FORMS = ("xlsx", "csv", "json", "docx")


@require_safe
def records(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of a kind. An address that says the same in more words leads to the short one."""
    spec = LISTS.get(slug)
    if spec is None:
        raise Http404
    asked = asked_from(spec, request.GET)
    is_part = _is_part(request)
    address = reverse("registry:records", args=[spec.slug])
    if not is_part and len(request.GET.getlist("columns")) > 1:
        return HttpResponseRedirect(f"{address}?{query_of(asked)}")
    context = list_context(request, asked, address)
    if asked.view == "paper":
        return render(request, "registry/paper.html", context | _on_paper(request, asked))
    answer = render(request, "registry/components/list_part.html" if is_part else "registry/list.html", context)
    if is_part:
        answer.headers["HX-Push-Url"] = f"{address}?{query_of(asked)}".rstrip("?")
    return answer


def list_context(request: HttpRequest, asked: Asked, address: str) -> dict[str, Any]:
    """All that the list's page shows."""
    spec = asked.spec
    shown = _map(request, asked, address) if asked.view == "map" else _table(request, asked, address)
    return {
        "spec": spec,
        "asked": asked,
        "title": f"registry.list.{spec.slug}",
        "address": address,
        "part": PARTS.get(asked.view, ""),
        "choices": choices(request, asked),
        "spans": spans(asked),
        "offered": offered(asked),
        "ways": _ways(asked, address),
        "exports": [(kind, f"{address}.{kind}?{query_of(asked, page=1, view='')}") for kind in _forms(asked)],
        "paper_url": f"{address}?{query_of(asked, page=1, view='paper')}",
        "may_add": spec.kind in CREATES and may(request.viewer, f"{spec.kind}.create"),  # type: ignore[attr-defined]
        "import_url": _import_url(request, spec.kind),
        "kept": kept_lists(request, asked, address),
        **shown,
    }


def _import_url(request: HttpRequest, kind: str) -> str:
    """Where spreadsheets of this kind are brought in; '' for who may not, or for kinds that none brings."""
    if kind not in IMPORTED or not may(request.viewer, "import_batch.create"):  # type: ignore[attr-defined]
        return ""
    return f"{reverse('importing:mine')}?kind={kind}"


def _table(request: HttpRequest, asked: Asked, address: str) -> dict[str, Any]:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    found = page_of(viewer, asked, lang)
    columns = asked.columns or asked.spec.columns
    rows = cells_of(viewer, found.records, columns, lang)
    return {
        "headers": [header(request, asked, column, address) for column in columns],
        "rows": list(zip([url_of(one) for one in found.records], rows, strict=True)),
        "found": found,
        "is_invented": any(map(is_invented, found.records)),
        "page": min(asked.page, found.n_pages),
        "previous_url": _page_url(address, asked, found.n_pages, -1),
        "next_url": _page_url(address, asked, found.n_pages, 1),
    }


def _map(request: HttpRequest, asked: Asked, address: str) -> dict[str, Any]:
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    found = places_of(viewer, asked, lang, address)
    spec_url = f"{reverse('registry:map', args=[asked.spec.slug])}?{query_of(asked, page=1, view='')}"
    return {
        "places": found.places,
        "found": found,
        "is_invented": found.is_invented,
        "spec_url": spec_url if spec_url.endswith("?") else f"{spec_url}&",
    }


def _on_paper(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """The head of a list on paper: who printed it in which office, what it was narrowed by, when."""
    viewer, lang = request.viewer, request.lang  # type: ignore[attr-defined]
    offices = sorted({(held.role, held.jurisdiction) for held in viewer.held if held.jurisdiction})
    return {
        "offices": [(role, place_name(place, lang)) for role, place in offices],
        "narrowed": _narrowed(asked, lang),
        "printed_on": timezone.localdate(),
        "back_url": f"{reverse('registry:records', args=[asked.spec.slug])}?{query_of(asked, view='')}".rstrip("?"),
        "most": PAPER_SIZE,
    }


def _narrowed(asked: Asked, lang: str) -> list[tuple[str, str, str]]:
    """Each filter chosen: phrase of its field, which end of a span ('' for none), its value in words."""
    columns = {column.field: column for column in asked.spec.filters}
    found = []
    for name, value in asked.chosen.items():
        stem, _, end = (name, "", "") if name in columns else name.rpartition("_")
        found.append((f"registry.field.{stem}", end, said_of(columns[stem], value, lang)))
    return found


def _forms(asked: Asked) -> tuple[str, ...]:
    return (*FORMS, "geojson") if asked.spec.has_places else FORMS


def _ways(asked: Asked, address: str) -> list[tuple[str, str, bool]]:
    """Table and map: the name of each way to look, its address, whether it is this one."""
    views = ("", "map") if asked.spec.has_places else ("",)
    return [(view or "table", f"{address}?{query_of(asked, page=1, view=view)}", view == asked.view) for view in views]


def _page_url(address: str, asked: Asked, n_pages: int, step: int) -> str:
    wanted = min(asked.page, n_pages) + step
    return f"{address}?{query_of(asked, page=wanted)}" if 1 <= wanted <= n_pages else ""


def _is_part(request: HttpRequest) -> bool:
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and htmx.target == "list"
