"""Which page answers which question: from a name to an answer, for exports and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from jialing.atlas.answers import Answer, Scope
from jialing.errors import InputError

if TYPE_CHECKING:
    from jialing.atlas.atlas import Atlas


@dataclass(frozen=True)
class Page:
    """A page of the atlas: how many ids it is about (places, an organisation, a field), and its answers.

    ``answers``: question -> attribute of the profile that :class:`Atlas` gives for the page.
    """

    n_about: int
    answers: Mapping[str, str]


def _page(n_about: int, *same: str, **other: str) -> Page:
    return Page(n_about, MappingProxyType({name: name for name in same} | other))


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "overview": _page(
            0,
            *("trend", "partners", "countries", "top_pairs", "top_fields", "top_organisations"),
            *("platforms", "alliances", "statistics"),
        ),
        "flows": _page(0, flows="pairs", flow_places="places"),
        "network": _page(0, network_edges="edges", network_nodes="nodes"),
        "field_heat": _page(0, field_heat="heat"),
        "comparison": _page(
            0,
            comparison="table",
            comparison_trend="trend",
            comparison_fields="fields",
            comparison_statistics="statistics",
        ),
        "place": _page(
            1,
            *("leadership", "statistics", "platforms"),
            place_trend="trend",
            place_fields="fields",
            place_partners="partners",
            place_organisations="organisations",
        ),
        "pair": _page(
            2, pair_trend="trend", pair_fields="fields", pair_organisations="organisations", pair_rank="rank"
        ),
        "organisation": _page(
            1,
            "affiliations",
            organisation_trend="trend",
            organisation_fields="fields",
            organisation_partners="partners",
            organisation_places="places",
        ),
        "field": _page(
            1,
            field_trend="trend",
            field_places="places",
            field_pairs="pairs",
            field_organisations="organisations",
            field_children="children",
        ),
    }
)
QUESTIONS = tuple(dict.fromkeys(question for page in PAGES.values() for question in page.answers))


def answers(atlas: Atlas, name: str, scope: Scope, about: Sequence[str] = ()) -> tuple[Answer, ...]:
    """The answers of a page, or the one answer to a question, by name.

    Raises
    ------
    InputError
        ``atlas.unknown_question`` (question, known), ``atlas.wrong_about`` (question, needed, given), and what the
        page's own method raises.
    """
    pages = [(page, PAGES[page]) for page in PAGES if name == page or name in PAGES[page].answers]
    if not pages:
        raise InputError("atlas.unknown_question", question=name, known=", ".join((*PAGES, *QUESTIONS)))
    page, shape = next((found for found in pages if found[1].n_about == len(about)), pages[0])
    if shape.n_about != len(about):
        needed = " or ".join(str(n) for n in sorted({found.n_about for _, found in pages}))
        raise InputError("atlas.wrong_about", question=name, needed=needed, given=len(about))
    profile: Any = getattr(atlas, page)(scope, *about)
    wanted = list(shape.answers.values()) if name == page else [shape.answers[name]]
    return tuple(getattr(profile, attribute) for attribute in wanted)
