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
        "network": _page(0, network_edges="edges", network_nodes="nodes", network_bridges="bridges"),
        "field_heat": _page(0, field_heat="heat"),
        "comparison": _page(
            0,
            comparison="table",
            comparison_trend="trend",
            comparison_fields="fields",
            comparison_statistics="statistics",
        ),
        "layout": _page(4, layout_places="places", layout_choices="choices"),
        "what_if": _page(3, what_if_won="fields", what_if_joined="fields"),
        "talent": _page(
            0,
            researcher_places="places",
            researcher_fields="fields",
            leading_researchers="leading",
            talent_flows="flows",
            talent_beside="beside",
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
            2,
            pair_trend="trend",
            pair_fields="fields",
            pair_organisations="organisations",
            pair_rank="rank",
            pair_expected="expected",
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
        "capability": _page(
            0,
            *("forces", "shortfalls"),
            force_names="names",
            capability_platforms="platforms",
            capability_people="people",
            capability_abroad="abroad",
            capability_fields="fields",
            capability_areas="areas",
            key_areas="coding",
        ),
        "targets": _page(0, targets="table", target_documents="documents"),
        "position": _page(0, position="fields", track_record="record"),
        "joint": _page(0, joint_targets="targets", joint_near="near", joint_choice="choice"),
        "joint_in": _page(1, joint_targets="targets", joint_near="near", joint_choice="choice"),
        "partners_for_field": _page(1, partner_groups="groups", partner_ties="ties", partner_gaps="gaps"),
        "position_field": _page(
            1,
            position_cities="cities",
            position_carriers="carriers",
            position_comparators="comparators",
            position_added="added",
        ),
    }
)
QUESTIONS = tuple(dict.fromkeys(question for page in PAGES.values() for question in page.answers))


def answers(
    atlas: Atlas, name: str, scope: Scope, about: Sequence[str] = (), *, question: str = ""
) -> tuple[Answer, ...]:
    """The answers of a page (with ``question``, that one), or the one answer to a question, by name.

    Where a page and a question bear the same name (comparison, flows, field_heat), the page is meant.

    Raises
    ------
    InputError
        ``atlas.unknown_question`` (question, known), ``atlas.wrong_about`` (question, needed, given), and what the
        page's own method raises.
    """
    page = name if name in PAGES else _page_of(name, len(about))
    shape = PAGES[page]
    if shape.n_about != len(about):
        raise InputError("atlas.wrong_about", question=name, needed=shape.n_about, given=len(about))
    profile: Any = getattr(atlas, page)(scope, *about)
    asked = question or (name if name not in PAGES else "")
    wanted = [shape.answers[asked]] if asked else list(shape.answers.values())
    return tuple(getattr(profile, attribute) for attribute in wanted)


def _page_of(question: str, n_about: int) -> str:
    """The page that has the question, the one about as many things where several have it."""
    pages = [page for page in PAGES if question in PAGES[page].answers]
    if not pages:
        known = ", ".join((*PAGES, *(q for q in QUESTIONS if q not in PAGES)))
        raise InputError("atlas.unknown_question", question=question, known=known)
    return next((page for page in pages if PAGES[page].n_about == n_about), pages[0])
