"""A page: its inner part rendered once per (version, scope, language) and kept, the frame around it fresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from jialing.portal.common.cache import parts
from jialing.portal.insight.bar import scope_bar
from jialing.portal.insight.scope import View

Make = Callable[[View], dict[str, Any]]


def page(
    request: HttpRequest, name: str, view: View, *, make: Make, about: tuple[str, ...] = (), scoped: bool = True
) -> HttpResponse:
    """Render `insight/<name>.html` with what ``make`` answers (called only when the part is not kept).

    ``about`` are the ids in the address; ``scoped=False`` leaves the scope bar out. A form that was sent with `was` is
    led to the address without it.
    """
    if "was" in request.GET:
        return _without_was(request, view)

    def body() -> bytes:
        context = {"lang": view.lang, "view": view, "path": request.path, **make(view)}
        if scoped:
            context |= {"bar": scope_bar(view), **_population(view)}
        return render_to_string(f"insight/{name}.html", context).encode()

    key = ("page", name, about, view.atlas.version, view.scope, view.query, view.lang, request.path)
    made = parts.get_or_make(key, body).decode()
    return render(
        request, "insight/frame.html", {"body": _trusted(made), "view": view, **_frame(request, view, name, made)}
    )


def _population(view: View) -> dict[str, Any]:
    """The population counted; one that is limited to a discipline says so in the page's title."""
    population = view.atlas.scopes().population(view.scope.population)
    discipline = population.discipline if population else None
    return {"population": population, "discipline": discipline.in_lang(view.lang) if discipline else ""}


def _frame(request: HttpRequest, view: View, name: str, made: str) -> dict[str, Any]:
    return {
        "current_url": _unpinned(request) if view.is_pinned else "",
        "paper_address": _lasting(request, view),
        "page_name": name,
        "is_invented": view.atlas.is_invented,
        "scope_query": view.query,
        "page_title": _between(made, "<h1", "</h1>"),
        "preload": _first_spec(made),
    }


def _lasting(request: HttpRequest, view: View) -> str:
    """This address with its version, as it stands under a printed page."""
    asked = request.GET.copy()
    asked["version"] = view.atlas.version
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


def _unpinned(request: HttpRequest) -> str:
    """This address without its version: the same question put to the current data."""
    asked = request.GET.copy()
    asked.pop("version", None)
    return f"{request.path}?{asked.urlencode()}"


def _trusted(made: str) -> SafeString:
    return mark_safe(made)  # noqa: S308 - rendered by our own template, escaped there


def _between(text: str, first: str, last: str) -> SafeString:
    """The text inside the first element of a kind, already escaped, its inner tags dropped."""
    found = text.partition(first)[2].partition(">")[2].partition(last)[0]
    return mark_safe(" ".join(strip_tags(found).split()))  # noqa: S308 - taken from escaped text


def _first_spec(made: str) -> SafeString:
    """The first picture's specification: the browser fetches it while it still reads the page."""
    return mark_safe(made.partition('data-spec="')[2].partition('"')[0])  # noqa: S308 - an attribute, escaped there


def _without_was(request: HttpRequest, view: View) -> HttpResponse:
    kept = {k: v for k, v in request.GET.items() if k not in _SCOPE_NAMES}
    query = "&".join(q for q in (view.query, urlencode(kept)) if q)
    return HttpResponseRedirect(request.path + (f"?{query}" if query else ""))


_SCOPE_NAMES = frozenset({"circle", "of", "from", "to", "counting", "field", "was", "version"})
