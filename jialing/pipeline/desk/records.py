"""What the desk answers: frozen, worded by the doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jialing.lake import Decision

STATES = ("unknown_organisation", "ambiguous", "unsure", "no_organisation")
"""Why a string waits; the last one is asked about only on request."""
USUAL = STATES[:3]
BELOW = 0.6
"""Probability under which an organisation that was given is asked about, unless the reviewer says another."""
SIZE = 20


@dataclass(frozen=True)
class Filter:
    """What of the queue is wanted.

    Attributes
    ----------
    circle_id : strings that name a place of the circle or whose works touch it; '' all
    population : source and kind of works; '' all
    state : one of STATES; '' all but ``no_organisation``
    text : words that a string must contain
    below : probability under which a given organisation is asked about (0..0.9)
    page, size : page from 1, groups on it
    with_put_off : also what the reviewer put off
    """

    circle_id: str = ""
    population: str = ""
    state: str = ""
    text: str = ""
    below: float = BELOW
    page: int = 1
    size: int = SIZE
    with_put_off: bool = False


@dataclass(frozen=True)
class QueueLine:
    """A group: its number, its commonest string, why it waits, its strings, works with one, works it would place."""

    group_no: int
    affiliation: str
    state: str
    n_strings: int
    n_works: int
    n_would_place: int


@dataclass(frozen=True)
class QueuePage:
    """A page of groups; ``n_would_place`` sums over all of them (a work with two groups counts with both)."""

    lines: tuple[QueueLine, ...]
    page: int
    n_pages: int
    n_groups: int
    n_would_place: int


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as a reviewer must see it. Unknown: None, or '' for names."""

    org_id: str
    name_en: str
    name_zh: str
    types: tuple[str, ...]
    status: str
    country_code: str | None
    place_id: str | None
    place_en: str
    place_zh: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> OrganisationCard:
        name = row["name_en"] or row["name"]
        place = row["place_en"] or ""
        return cls(
            org_id=row["org_id"],
            name_en=name,
            name_zh=row["name_zh"] or name,
            types=tuple(row["types"] or ()),
            status=row["status"],
            country_code=row["country_code"],
            place_id=row["place_id"],
            place_en=place,
            place_zh=row["place_zh"] or place,
            names=tuple(row["names"] or ()),
        )


@dataclass(frozen=True)
class Proposal:
    """An organisation that a group may mean.

    Attributes
    ----------
    probability : the resolver's (0..1); None where it tells none
    how : ``resolver`` gave or thought of it, ``added`` by a person since the build, ``alike`` by its name only
    """

    card: OrganisationCard
    probability: float | None
    how: str = "resolver"


@dataclass(frozen=True)
class OpenString:
    """One string of a group.

    Attributes
    ----------
    pieces : the string cut into (text, whether it was read as the name)
    because, params : reason of the resolver, to be worded
    decision : what counts for it now; None while nobody decided
    """

    affiliation_no: int
    affiliation: str
    state: str
    pieces: tuple[tuple[str, bool], ...]
    because: str
    params: Mapping[str, Any]
    place_id: str | None
    place_en: str
    place_zh: str
    country_code: str | None
    n_works: int
    n_would_place: int
    decision: Decision | None = None


@dataclass(frozen=True)
class Item:
    """A group opened: strings still open, those decided or put off meanwhile, proposals for them."""

    group_no: int
    core: str
    strings: tuple[OpenString, ...]
    closed: tuple[OpenString, ...]
    proposals: tuple[Proposal, ...]
    version: str

    @property
    def first(self) -> OpenString:
        return (self.strings or self.closed)[0]


@dataclass(frozen=True)
class WorkBehind:
    """A work with one of the strings; ``others`` are other organisations (or strings) on it."""

    title: str
    year: int
    kind: str
    venue: str
    doi: str
    source: str
    source_id: str
    people: tuple[str, ...]
    others: tuple[str, ...]
    is_placed: bool


@dataclass(frozen=True)
class WorksPage:
    """Works behind a group, a page of them."""

    works: tuple[WorkBehind, ...]
    page: int
    n_pages: int
    n_works: int


@dataclass(frozen=True)
class Differing:
    """A string on which reviewers differ: each one's last decision with the organisations it names."""

    affiliation: str
    decisions: tuple[Decision, ...]
    cards: Mapping[str, OrganisationCard] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
