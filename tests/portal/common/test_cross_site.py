"""No form of another site is taken for ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {"theme", "stop_mail"}
"""What another site may set off: a colour; the end of mails, for who holds the signed link (RFC 8058)."""


def _views(resolver: Any) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _views(one)
        elif isinstance(one, URLPattern):
            yield one.name or str(one.pattern), one.callback


def test_every_form_asks_for_the_mark_of_its_page() -> None:
    exempt = {(name, view.__module__) for name, view in _views(get_resolver()) if getattr(view, "csrf_exempt", False)}
    ours = {name for name, module in exempt if not module.startswith("ninja")}
    assert ours == OPEN
