"""Which profile answers which question: the way from an address to an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404

from jialing.atlas import Answer, Atlas, Scope
from jialing.portal.insight.addresses import full_org

EVERY = 1_000_000
"""A file of the list of organisations holds all of them, the page a hundred."""

_OVERVIEW = (
    "trend",
    "partners",
    "top_pairs",
    "top_fields",
    "top_organisations",
    "platforms",
    "alliances",
    "statistics",
)
# profile -> (how to ask, how many ids it is about, question -> attribute)
_PROFILES: tuple[tuple[Callable[..., Any], int, dict[str, str]], ...] = (
    (
        Atlas.overview,
        0,
        {n: n for n in _OVERVIEW},
    ),
    (Atlas.flows, 0, {"flows": "pairs", "flow_places": "places"}),
    (Atlas.network, 0, {"network_edges": "edges", "network_nodes": "nodes"}),
    (partial(Atlas.organisations, size=EVERY), 0, {"organisation_list": "table"}),
    (Atlas.field_heat, 0, {"field_heat": "heat"}),
    (
        Atlas.comparison,
        0,
        {
            "comparison": "table",
            "comparison_trend": "trend",
            "comparison_fields": "fields",
            "comparison_statistics": "statistics",
        },
    ),
    (
        Atlas.place,
        1,
        {
            "place_trend": "trend",
            "place_fields": "fields",
            "place_partners": "partners",
            "place_organisations": "organisations",
            "leadership": "leadership",
            "statistics": "statistics",
            "platforms": "platforms",
        },
    ),
    (
        Atlas.pair,
        2,
        {
            "pair_trend": "trend",
            "pair_fields": "fields",
            "pair_organisations": "organisations",
            "pair_rank": "rank",
        },
    ),
    (
        Atlas.organisation,
        1,
        {
            "organisation_trend": "trend",
            "organisation_fields": "fields",
            "organisation_partners": "partners",
            "organisation_places": "places",
            "affiliations": "affiliations",
        },
    ),
    (
        Atlas.field,
        1,
        {
            "field_trend": "trend",
            "field_places": "places",
            "field_pairs": "pairs",
            "field_organisations": "organisations",
            "field_children": "children",
        },
    ),
)


def answer_to(question: str, atlas: Atlas, scope: Scope, about: list[str]) -> Answer:
    """The answer to a question by name. Http404 where no profile has it or the ids are not as many as it needs."""
    for ask, n_ids, attributes in _PROFILES:
        if question in attributes and len(about) == n_ids:
            profile = ask(atlas, scope, *[full_org(thing) for thing in about])
            return getattr(profile, attributes[question])
    if question == "author_order":
        return atlas.data_page().author_order
    raise Http404(question)
