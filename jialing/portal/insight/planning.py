"""What the pages of planning hold: the layout map with its choices of aim, and what would change if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from jialing.base.phrases import phrase
from jialing.portal.insight.bar import Option
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


def what_if_asked(asked: QueryDict) -> tuple[str, str, str]:
    """Kind, place, and field or other place of an address; '' where it names none."""
    return asked.get("kind", "won"), asked.get("place", ""), asked.get("other", "")


def what_if(view: View, *, about: tuple[str, str, str]) -> dict[str, Any]:
    kind, place, other = about
    members = view.atlas.scopes().circle(view.scope.circle).member_ids  # type: ignore[union-attr]
    listed = view.atlas.position(view.scope).fields
    fields = [str(row[0]) for row in listed.rows_table]
    place = place or members[0]
    usual = next((m for m in reversed(members) if m != place), "") if kind == "joined" else next(iter(fields), "")
    other = other or usual
    asked = other and (kind, place, other)
    return {
        "kind": kind,
        "refusal": None if fields or kind == "joined" else picture_of(listed, view, wide=True),
        "places": _options(members, place, view),
        "others": _options([m for m in members if m != place], other if kind == "joined" else "", view),
        "fields": _options(fields, other if kind == "won" else "", view),
        "scope_pairs": tuple(parse_qsl(view.query)),
        "found": picture_of(view.atlas.what_if(view.scope, *asked).fields, view, kind="table", wide=True, limit=15)
        if asked
        else None,
    }


def _options(ids: Sequence[str], chosen: str, view: View) -> tuple[Option, ...]:
    named = [Option(i, view.atlas.name(i).in_lang(view.lang), i == chosen) for i in ids]
    return tuple(sorted(named, key=lambda option: option.text))
