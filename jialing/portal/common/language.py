"""The reader's language: `/en/` and `/zh/` stand in every address; `/` takes the reader's last choice."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import LocalePrefixPattern
from django.utils import translation

LANGUAGES = ("en", "zh")
COOKIE = "language"
DJANGO_CODES = {"en": "en", "zh": "zh-hans"}
HTML_CODES = {"en": "en", "zh": "zh-Hans"}


def language_of(request: HttpRequest) -> str:
    """The language of a request: by address, else by cookie, else by what the browser asks for, else English."""
    named = request.path_info[1:].partition("/")[0]
    if named in LANGUAGES:
        return named
    kept = request.COOKIES.get(COOKIE, "")
    if kept in LANGUAGES:
        return kept
    return "zh" if translation.get_language_from_request(request).startswith("zh") else "en"


def in_language(path: str, lang: str) -> str:
    """The same address in another language; an address without language leads to that language's first page."""
    first, _, rest = path.lstrip("/").partition("/")
    return f"/{lang}/{rest}" if first in LANGUAGES else f"/{lang}/"


class LanguagePrefix(LocalePrefixPattern):
    """Our two prefixes, where Django would write `/zh-hans/`."""

    @property
    def language_prefix(self) -> str:
        return "zh/" if translation.get_language() == "zh-hans" else "en/"
