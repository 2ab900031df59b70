"""What a page is made of: frozen groups of answers, and the small cards that stand above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jialing.atlas.answers import Answer, Finding, Names, RowsQuery, Scope


@dataclass(frozen=True)
class CircleChoice:
    """A circle that may be chosen. ``member_ids`` in the file's order, ``centre_ids`` its core places."""

    circle_id: str
    version: str
    name: Names
    short: Names
    member_ids: tuple[str, ...]
    centre_ids: tuple[str, ...]
    comparator_ids: tuple[str, ...]
    document: str
    notes: Names


@dataclass(frozen=True)
class PopulationChoice:
    """A population that may be chosen; ``years`` are those with records, ``answers`` the questions it may answer.

    ``first_year`` and ``last_year`` bound what it represents (the stated ones, else those with records).
    ``countings`` are the countings that were measured. ``why_not`` says what to fetch for the questions refused.
    ``by_construction``: partner groups that all its works have by design, so that their share says nothing.
    """

    population: str
    source: str
    title: Names
    kinds: tuple[str, ...]
    complete: Names
    discipline: Names | None
    first_year: int
    last_year: int
    years: tuple[int, ...]
    answers: tuple[str, ...]
    why_not: Names | None
    countings: tuple[str, ...]
    n_works: int
    is_invented: bool
    by_construction: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldChoice:
    """A field that may be chosen, in tree order; ``depth`` 0 is the top. ``populations`` have works in it."""

    field_id: str
    level: str
    parent_id: str | None
    name: Names
    depth: int
    populations: tuple[str, ...]


@dataclass(frozen=True)
class Choices:
    """What can be chosen in this version. ``is_invented`` when any source is."""

    version: str
    built_on: str
    is_invented: bool
    circles: tuple[CircleChoice, ...]
    populations: tuple[PopulationChoice, ...]
    fields: tuple[FieldChoice, ...]

    def circle(self, circle_id: str) -> CircleChoice | None:
        return next((c for c in self.circles if c.circle_id == circle_id), None)

    def population(self, population: str) -> PopulationChoice | None:
        return next((p for p in self.populations if p.population == population), None)


@dataclass(frozen=True)
class Headline:
    """One number above a page.

    ``name`` is a phrase code (``atlas.headline.*``) filled with ``params``; ``kind`` tells how to write ``value``:
    count 1,234; share 12 %; growth +4.5 % a year; index 0.31. None is unknown: ``why`` says why. ``rows_behind`` lists
    the works counted. ``grey`` says why a number is shown in grey: little coverage, or few works.
    """

    name: str
    value: float | None
    kind: Literal["count", "share", "growth", "index", "rank"]
    params: Mapping[str, object] = field(default_factory=dict)
    rows_behind: RowsQuery | None = None
    why: Finding | None = None
    grey: Finding | None = None


@dataclass(frozen=True)
class Overview:
    """The circle at a glance.

    Answers (question: columns)
    ---------------------------
    trend: year, works, inside_share, abroad_share
    partners: partner (code), works, share (inside, abroad, bri, university-company and each comparator circle)
    countries: country, is_bri (flag), works, share
    top_pairs: rank, place_a, place_b, works, share, salton, association
    top_fields: field, works, share, growth
    top_organisations: org, place, works, share
    platforms: kind (code), level (code), count
    alliances: status (code), count, members
    statistics: place, indicator (code), year, value, unit, document (the newest vintage of the newest year)
    """

    scope: Scope
    headlines: tuple[Headline, ...]
    trend: Answer
    partners: Answer
    countries: Answer
    top_pairs: Answer
    top_fields: Answer
    top_organisations: Answer
    platforms: Answer
    alliances: Answer
    statistics: Answer


@dataclass(frozen=True)
class FlowMap:
    """The map. ``pairs`` has ``places`` as its context; its picture is the map.

    flow_places: place, lat, lng, works
    flows: place_a, place_b, works, salton, association
    """

    scope: Scope
    places: Answer
    pairs: Answer


@dataclass(frozen=True)
class Network:
    """Who works with whom: the 120 largest organisations. ``edges`` has ``nodes`` as its context.

    network_nodes: org, place, works, community (1 is the largest), x, y (-1..1)
    network_edges: org_a, org_b, works, salton (each organisation's strongest, and the backbone)
    network_bridges: org, place, works, betweenness, constraint, spanned (communities of its partners)
    """

    scope: Scope
    nodes: Answer
    edges: Answer
    bridges: Answer
    n_communities: int
    modularity: float | None


@dataclass(frozen=True)
class LayoutMap:
    """Where one more platform would help most. About: aim, sites to open, kilometres, level of platforms counted.

    layout_places: place, lat, lng, need, state (code), site (that would serve it), km (to what serves it)
    layout_choices: choice (1 the best), place (a site of it), value, bound, is_proven (flag), share (of draws in which
    it is the best of those listed)
    """

    scope: Scope
    places: Answer
    choices: Answer


@dataclass(frozen=True)
class WhatIf:
    """What would change. About: kind, place, field (won) or place (joined).

    what_if_won: field (that comes nearer), works (of the place), before, after (density), change, complexity
    what_if_joined: field, works_a, works_b, together (each work once), critical (mass), is_new (flag), before (the
    denser of the two), after (density of the union)
    """

    scope: Scope
    kind: str
    fields: Answer


@dataclass(frozen=True)
class FieldHeat:
    """City by field.

    field_heat: place, field, works, share (of the place's works), specialisation (None where not computable)
    """

    scope: Scope
    heat: Answer


@dataclass(frozen=True)
class PlaceCard:
    """A place: what it is. ``circle_ids`` are the circles it belongs to; ``note`` says which part belongs."""

    place_id: str
    name: Names
    kind: str
    country_code: str
    province: Names
    lat: float | None
    lng: float | None
    circle_ids: tuple[str, ...]
    note: Names


@dataclass(frozen=True)
class PlaceProfile:
    """The page of a city.

    place_trend: year, works, inside_share (works with another member place)
    place_fields: field, works, share, specialisation
    place_partners: place, is_member (flag), works, share, salton
    place_organisations: org, works, share
    leadership: rule (code), field, led, known, share
    statistics: place, indicator (code), year, value, unit, document
    platforms: kind (code), level (code), count
    """

    scope: Scope
    card: PlaceCard
    headlines: tuple[Headline, ...]
    trend: Answer
    fields: Answer
    partners: Answer
    organisations: Answer
    leadership: Answer
    statistics: Answer
    platforms: Answer


@dataclass(frozen=True)
class PairProfile:
    """The page of a pair of cities.

    pair_trend: year, works, salton
    pair_fields: field, works, share (of the pair's works)
    pair_organisations: org_a (in place a), org_b (in place b), works
    pair_rank: rank, place_a, place_b, works, salton, is_this (flag): the pair among the circle's pairs
    pair_expected: variant (code), model (code), observed, expected, ratio, low, high, direction (code)
    """

    scope: Scope
    a: PlaceCard
    b: PlaceCard
    headlines: tuple[Headline, ...]
    trend: Answer
    fields: Answer
    organisations: Answer
    rank: Answer
    expected: Answer


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation: names (name, language, kind), external ids (scheme, value), relations (relation, id, names)."""

    org_id: str
    name: Names
    native_name: str
    types: tuple[str, ...]
    status: str
    established: int | None
    place_id: str | None
    country_code: str | None
    source: str
    names: tuple[tuple[str, str | None, str], ...]
    ids: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str, Names], ...]


@dataclass(frozen=True)
class OrganisationProfile:
    """The page of an organisation.

    organisation_trend: year, works
    organisation_fields: field, works, share
    organisation_partners: org, place, works, salton
    organisation_places: place, works, share (places of partners, its own place left out)
    affiliations: text (as printed), rows, score, reason (a Finding): the strings resolved to it
    """

    scope: Scope
    card: OrganisationCard
    headlines: tuple[Headline, ...]
    trend: Answer
    fields: Answer
    partners: Answer
    places: Answer
    affiliations: Answer


@dataclass(frozen=True)
class FieldCard:
    """A field: its place in the classification."""

    field_id: str
    scheme: str
    level: str
    name: Names
    ancestors: tuple[tuple[str, Names], ...]
    children: tuple[tuple[str, Names], ...]


@dataclass(frozen=True)
class FieldProfile:
    """The page of a field (scope.field is the field).

    field_trend: year, works, share (of the circle's works)
    field_places: place, works, share, specialisation
    field_pairs: place_a, place_b, works, salton
    field_organisations: org, place, works, share
    field_children: field, works, share
    """

    scope: Scope
    card: FieldCard
    headlines: tuple[Headline, ...]
    trend: Answer
    places: Answer
    pairs: Answer
    organisations: Answer
    children: Answer


@dataclass(frozen=True)
class Comparison:
    """The circle beside its comparators.

    comparison: circle, works, growth, inside_share, abroad_share, bri_share, university_company_share, coverage
    comparison_trend: circle, year, works, index (first year = 1)
    comparison_fields: circle, field, works, share
    comparison_statistics: circle, place, indicator (code), year, value, unit, document
    """

    scope: Scope
    table: Answer
    trend: Answer
    fields: Answer
    statistics: Answer


@dataclass(frozen=True)
class Talent:
    """The people of a circle.

    researcher_places: place, researchers, leading, newcomers
    researcher_fields: field, researchers, leading, newcomers
    leading_researchers: rank (None where ranks do not hold), person, org, works, top
    talent_flows: place_a (from), place_b (to), moves, expected_false, low, high
    talent_beside: kind (code), count
    """

    scope: Scope
    places: Answer
    fields: Answer
    leading: Answer
    flows: Answer
    beside: Answer


@dataclass(frozen=True)
class OrganisationList:
    """Organisations of member places, largest first: one page of all (rank, org, place, works, share of the circle).

    ``page`` from 1; an organisation that worked at two places of the circle stands once for each.
    """

    scope: Scope
    table: Answer
    page: int
    size: int
    n_rows: int

    @property
    def n_pages(self) -> int:
        return max(1, -(-self.n_rows // self.size))
