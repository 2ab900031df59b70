"""What every template knows: language, theme, navigation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.functional import SimpleLazyObject

from jialing.portal.common.access import VISITOR
from jialing.portal.common.language import HTML_CODES, LANGUAGES, in_language
from jialing.portal.common.navigation import n_unread, steps
from jialing.portal.common.theme import theme_of


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. ``theme`` is 'light', 'dark' or '' (as the device asks)."""
    lang = getattr(request, "lang", LANGUAGES[0])
    other = next(code for code in LANGUAGES if code != lang)
    match = request.resolver_match
    viewer = getattr(request, "viewer", VISITOR)
    return {
        "lang": lang,
        "html_lang": HTML_CODES[lang],
        "other_lang": other,
        "other_html_lang": HTML_CODES[other],
        "other_url": _other_url(request, other),
        "theme": theme_of(request),
        "viewer": viewer,
        "n_notices": SimpleLazyObject(lambda: n_unread(viewer)),
        "steps": steps(match.view_name if match else "", _args(match) if match else (), viewer),
        "current": match.view_name if match else "",
    }


def _args(match: ResolverMatch) -> tuple[str, ...]:
    return tuple(str(value) for value in (*match.args, *match.kwargs.values()))


def _other_url(request: HttpRequest, other: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return in_language(request.path, other) + (f"?{query}" if query else "")
