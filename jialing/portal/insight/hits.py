"""What search found, with its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from jialing.atlas import SearchHit
from jialing.portal.insight.addresses import field_url, organisation_url, place_url
from jialing.portal.insight.scope import View


@dataclass(frozen=True)
class Hit:
    """A line of the search page. ``kind`` is place, org, field or circle; ``is_near``: a guess at what was meant."""

    kind: str
    name: str
    other_name: str
    detail: str
    n_works: int | None
    url: str
    is_near: bool = False


def hits(view: View, text: str) -> tuple[Hit, ...]:
    """Places, organisations, fields and circles with the words in their names, best first."""
    return tuple(_hit(found, view) for found in view.atlas.search(text, view.lang))


def _hit(found: SearchHit, view: View) -> Hit:
    name = found.name.in_lang(view.lang)
    other = found.name.in_lang("en" if view.lang == "zh" else "zh")
    detail = found.detail.in_lang(view.lang)
    return Hit(
        found.kind, name, other if other != name else "", detail, found.n_works, _url(found, view), found.is_near
    )


def _url(found: SearchHit, view: View) -> str:
    if found.kind == "circle":
        return f"{reverse('insight:overview')}?circle={found.id}"
    page = {"place": place_url, "org": organisation_url, "field": field_url}[found.kind]
    return view.at(page(found.id))
