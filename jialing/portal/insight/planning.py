"""What the pages of planning hold: the layout map with its choices of aim, and what would change if."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from jialing.base.phrases import phrase
from jialing.portal.insight.pictures import picture_of
from jialing.portal.insight.scope import View

LAYOUT = {
    "aim": ("reach", "gap", "equity"),
    "n": ("1", "2", "3"),
    "km": ("50", "100", "150", "200"),
    "level": ("national", "all"),
}
USUAL = {"aim": "reach", "n": "1", "km": "100", "level": "national"}


@dataclass(frozen=True)
class Way:
    """A way to ask a page's question otherwise: its words, its address, whether it is the one shown."""

    text: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Ways:
    """The ways that one choice offers, under its name."""

    head: str
    ways: tuple[Way, ...]


def layout_asked(asked: QueryDict) -> tuple[str, ...]:
    """Aim, sites, kilometres, level of an address, the usual ones where it names none. The atlas checks them."""
    return tuple(asked.get(name) or usual for name, usual in USUAL.items())


def layout(view: View, *, about: tuple[str, ...]) -> dict[str, Any]:
    found = view.atlas.layout(view.scope, *about)
    return {
        "asked": _layout_ways(view, dict(zip(USUAL, about, strict=True))),
        "map": picture_of(found.places, view, wide=True),
        "choices": picture_of(found.choices, view, kind="table", limit=0, title="layout.choices"),
        "places": picture_of(found.places, view, kind="table", limit=25, title="layout.places"),
        "is_refused": found.places.refusal is not None,
    }


def _layout_ways(view: View, now: dict[str, str]) -> tuple[Ways, ...]:
    here = reverse("insight:layout")
    return tuple(
        Ways(
            phrase(f"layout.ask.{name}", view.lang),
            tuple(_way(view, here, now, name, value, f"layout.{name}.{value}") for value in values),
        )
        for name, values in LAYOUT.items()
    )


def _way(view: View, here: str, now: dict[str, str], name: str, value: str, words: str) -> Way:
    query = "&".join(q for q in (urlencode(now | {name: value}), view.query) if q)
    return Way(phrase(words, view.lang), f"{here}?{query}", now[name] == value)
