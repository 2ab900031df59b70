"""What each page holds, asked of the atlas: pictures in the order in which they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jialing.atlas import Finding, Headline, Names, OrganisationCard, say, say_headline
from jialing.portal.insight.addresses import circle_url, organisation_url, pair_url, place_url, rows_query_string
from jialing.portal.insight.pictures import picture_of
from jialing.portal.insight.scope import View
from jialing.portal.insight.tables import table_of


@dataclass(frozen=True)
class Tile:
    """A headline number as the page shows it; ``grey`` says why it is shown in grey."""

    label: str
    number: str
    rows_url: str = ""
    why: str = ""
    grey: str = ""


def overview(view: View) -> dict[str, Any]:
    found = view.atlas.overview(view.scope)
    circle = view.atlas.scopes().circle(view.scope.circle)
    return {
        "circle": circle,
        "members": [_place_link(p, view) for p in (circle.member_ids if circle else ())],
        "tiles": tiles(found.headlines, view),
        "trend": picture_of(found.trend, view, wide=True),
        "partners": picture_of(found.partners, view),
        "top_pairs": picture_of(found.top_pairs, view, kind="table", limit=10),
        "top_fields": picture_of(found.top_fields, view),
        "top_organisations": picture_of(found.top_organisations, view, kind="table", limit=10),
        "platforms": picture_of(found.platforms, view),
        "alliances": picture_of(found.alliances, view),
        "statistics": picture_of(found.statistics, view, kind="table", wide=True, limit=12),
    }


def flows(view: View) -> dict[str, Any]:
    found = view.atlas.flows(view.scope)
    return {
        "map": picture_of(found.pairs, view, wide=True),
        "matrix": picture_of(found.pairs, view, kind="matrix", wide=True, title="flows.matrix"),
        "pairs": picture_of(found.pairs, view, kind="table", limit=25, title="flows.pairs"),
        "places": picture_of(found.places, view, kind="table", limit=0),
    }


def network(view: View) -> dict[str, Any]:
    found = view.atlas.network(view.scope)
    return {
        "network": found,
        "edges": picture_of(found.edges, view, wide=True),
        "nodes": picture_of(found.nodes, view, kind="table", limit=25, title="network.nodes"),
        "bridges": picture_of(found.bridges, view, kind="table", limit=10),
        "strongest": picture_of(found.edges, view, kind="table", limit=25, title="network.ties"),
    }


def organisations(view: View, *, number: int) -> dict[str, Any]:
    found = view.atlas.organisations(view.scope, page=number)
    here = reverse("insight:organisations")
    return {
        "list": picture_of(found.table, view, kind="table", wide=True, limit=0),
        "number": number,
        "n_pages": found.n_pages,
        "previous_url": _numbered(view.at(here), number - 1) if number > 1 else "",
        "next_url": _numbered(view.at(here), number + 1) if number < found.n_pages else "",
    }


def fields(view: View) -> dict[str, Any]:
    found = view.atlas.field_heat(view.scope)
    return {"heat": picture_of(found.heat, view, wide=True)}


def comparison(view: View) -> dict[str, Any]:
    found = view.atlas.comparison(view.scope)
    return {
        "table": picture_of(found.table, view, kind="table", wide=True, limit=0),
        "trend": picture_of(found.trend, view, wide=True),
        "fields": picture_of(found.fields, view, wide=True),
        "statistics": picture_of(found.statistics, view, kind="table", wide=True, limit=30),
    }


def talent(view: View) -> dict[str, Any]:
    found = view.atlas.talent(view.scope)
    return {
        "places": picture_of(found.places, view),
        "places_table": picture_of(found.places, view, kind="table", limit=0, title="talent.places"),
        "fields": picture_of(found.fields, view, kind="table", limit=30),
        "leading": picture_of(found.leading, view, kind="table", limit=20),
        "flows": picture_of(found.flows, view, kind="table", limit=20),
        "beside": picture_of(found.beside, view, kind="table", limit=0),
    }


def place(view: View, *, place_id: str) -> dict[str, Any]:
    found = view.atlas.place(view.scope, place_id)
    return {
        "card": found.card,
        "circles": _circle_links(found.card.circle_ids, view),
        "tiles": tiles(found.headlines, view),
        "trend": picture_of(found.trend, view, wide=True),
        "fields": picture_of(found.fields, view),
        "partners": picture_of(found.partners, view),
        "partner_pairs": _pair_links(place_id, found.partners, view),
        "organisations": picture_of(found.organisations, view, kind="table", limit=12),
        "leadership": picture_of(found.leadership, view, kind="table", limit=12),
        "statistics": picture_of(found.statistics, view, kind="table", limit=12),
        "platforms": picture_of(found.platforms, view, kind="table", limit=12),
    }


def pair(view: View, *, a: str, b: str) -> dict[str, Any]:
    found = view.atlas.pair(view.scope, a, b)
    return {
        "a": found.a,
        "b": found.b,
        "a_url": view.at(place_url(found.a.place_id)),
        "b_url": view.at(place_url(found.b.place_id)),
        "tiles": tiles(found.headlines, view),
        "trend": picture_of(found.trend, view, wide=True),
        "fields": picture_of(found.fields, view),
        "organisations": picture_of(found.organisations, view, kind="table", limit=12),
        "rank": picture_of(found.rank, view, kind="table", limit=15),
        "expected": picture_of(found.expected, view),
    }


def organisation(view: View, *, org_id: str) -> dict[str, Any]:
    found = view.atlas.organisation(view.scope, org_id)
    card = found.card
    return {
        "card": card,
        "names": _distinct_names(card),
        "place_name": view.atlas.name(card.place_id) if card.place_id else None,
        "place_url": view.at(place_url(card.place_id)) if card.place_id else "",
        "relations": [(kind, view.at(organisation_url(other)), names) for kind, other, names in card.relations],
        "tiles": tiles(found.headlines, view),
        "trend": picture_of(found.trend, view, wide=True),
        "fields": picture_of(found.fields, view),
        "places": picture_of(found.places, view),
        "partners": picture_of(found.partners, view, kind="table", limit=15),
        "affiliations": picture_of(found.affiliations, view, kind="table", limit=15),
    }


def field(view: View, *, field_id: str) -> dict[str, Any]:
    found = view.atlas.field(view.scope, field_id)
    card = found.card
    return {
        "card": card,
        "ancestors": [_field_link(i, names, view) for i, names in card.ancestors],
        "children_links": [_field_link(i, names, view) for i, names in card.children],
        "tiles": tiles(found.headlines, view),
        "trend": picture_of(found.trend, view, wide=True),
        "places": picture_of(found.places, view),
        "pairs": picture_of(found.pairs, view, kind="table", limit=12),
        "organisations": picture_of(found.organisations, view, kind="table", limit=12),
        "children": picture_of(found.children, view),
    }


def data(view: View) -> dict[str, Any]:
    found = view.atlas.data_page()
    name = {p.population: p.title for p in found.populations}
    source = {s.source: s.title for s in found.sources}
    coverage = [c for c in found.coverage if c.year is None]
    return {
        "data": found,
        "coverage": [(name.get(c.population), c.coverage) for c in coverage],
        "coverage_years": [(name.get(c.population), c.year, c.coverage) for c in found.coverage if c.year is not None],
        "quarantine": [(source.get(q.source), say(q.reason, view.lang, {}), q) for q in found.quarantine],
        "repairs": [(source.get(r.source), say(r.rule, view.lang, {}), r) for r in found.repairs],
        "refusals": [(name.get(r.population), r.question, _said(r.why, view)) for r in found.refusals],
        "author_order": table_of(found.author_order, view, limit=12) if found.author_order.rows_table else None,
        "n_in": sum(s.n_rows_in for s in found.sources),
        "n_kept": sum(s.n_rows_kept for s in found.sources),
        "n_quarantined": sum(s.n_rows_quarantined for s in found.sources),
    }


def about(_view: View) -> dict[str, Any]:
    return {
        "terms": ("full", "fractional", "field", "salton", "jaccard", "association", "specialisation", "coverage"),
        "limits": ("population", "names", "nationality", "places"),
    }


def tiles(headlines: tuple[Headline, ...], view: View) -> tuple[Tile, ...]:
    """Headlines in words."""
    return tuple(_tile(headline, view) for headline in headlines)


def _tile(headline: Headline, view: View) -> Tile:
    label, number = say_headline(headline, view.lang, _names_in(headline.params, view))
    query = headline.rows_behind
    url = f"{reverse('insight:rows')}?{rows_query_string(query)}" if query else ""
    why, grey = (_said(said, view) if said else "" for said in (headline.why, headline.grey))
    return Tile(label, number, url, why, grey)


def _numbered(url: str, number: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}page={number}"


def _said(finding: Finding, view: View) -> str:
    return say(finding, view.lang, _names_in(finding.params, view))


def _names_in(params: Mapping[str, object], view: View) -> dict[str, Names]:
    """Names of the ids among a phrase's parameters."""
    return {value: view.atlas.name(value) for value in params.values() if isinstance(value, str)}


def _distinct_names(card: OrganisationCard) -> list[tuple[str, str | None]]:
    """(name, language) of every spelling once, whatever kinds of name it is."""
    return list({name: (name, language) for name, language, _ in card.names}.values())


def _place_link(place_id: str, view: View) -> tuple[str, str]:
    return view.at(place_url(place_id)), view.atlas.name(place_id).in_lang(view.lang)


def _field_link(field_id: str, names: Names, view: View) -> tuple[str, str]:
    return view.at(reverse("insight:field", args=[field_id])), names.in_lang(view.lang)


def _circle_links(circle_ids: tuple[str, ...], view: View) -> list[tuple[str, str]]:
    return [(circle_url(c), view.atlas.name(c).in_lang(view.lang)) for c in circle_ids]


def _pair_links(place_id: str, partners: Any, view: View) -> list[tuple[str, str]]:
    at = next((i for i, column in enumerate(partners.columns) if column.role == "place"), None)
    others = [row[at] for row in partners.rows_table if at is not None and row[at] not in (None, place_id)][:12]
    return [(view.at(pair_url(place_id, str(o))), partners.name(o, view.lang)) for o in others]
