"""Slow, obvious counts of invented works: every definition of docs/explanation/counting.md as loops over works."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Counts = dict[tuple[object, ...], float]


@dataclass(frozen=True)
class Org:
    """An invented organisation; ``kind`` is university, company or other."""

    org_id: str
    place_id: str
    country_code: str
    kind: str


@dataclass(frozen=True)
class Author:
    """An author with the distinct organisations found; ``is_affiliated`` tells whether an affiliation was printed."""

    name: str | None
    is_corresponding: bool | None
    orgs: tuple[Org, ...]
    is_affiliated: bool


@dataclass(frozen=True)
class Work:
    """A work with its authors in order, and its fields as (field, level)."""

    work_no: int
    population: str
    year: int
    authors: tuple[Author, ...]
    fields: tuple[tuple[str, str], ...]

    @property
    def orgs(self) -> set[Org]:
        return {org for author in self.authors for org in author.orgs}

    @property
    def places(self) -> set[str]:
        return {org.place_id for org in self.orgs}

    @property
    def countries(self) -> set[str]:
        return {org.country_code for org in self.orgs}

    def share(self, takes: Callable[[Org], bool]) -> float:
        """The part of the work that belongs to the organisations taken."""
        n = len(self.authors)
        return sum(1 / n / len(a.orgs) for a in self.authors for org in a.orgs if takes(org))

    def field_ids(self, *levels: str) -> list[str]:
        return [""] + [field for field, level in self.fields if not levels or level in levels]


@dataclass(frozen=True)
class World:
    """Works, circles (id -> places) and the year in which countries signed (None: not known)."""

    works: tuple[Work, ...]
    circles: dict[str, tuple[str, ...]]
    signed: dict[str, int | None]
    countries: dict[str, str]

    @property
    def members(self) -> set[str]:
        return {place for places in self.circles.values() for place in places}


def _add(counts: Counts, key: tuple[object, ...], year: int, share: float) -> None:
    counts[(*key, year, "full")] += 1
    counts[(*key, year, "fractional")] += share


def output_places(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for work in world.works:
        for place in work.places:
            share = work.share(lambda org, place=place: org.place_id == place)
            for field in work.field_ids() if place in world.members else [""]:
                _add(counts, (work.population, place, field), work.year, share)
    return counts


def output_circles(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for circle, work in itertools.product(world.circles, world.works):
        if work.places & set(world.circles[circle]):
            for field in work.field_ids():
                _add(counts, (work.population, circle, field), work.year, _circle_share(world, circle, work))
    return counts


def output_countries(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for work in world.works:
        for field in work.field_ids():
            _add(counts, (work.population, "", field), work.year, 1)
            for country in work.countries:
                share = work.share(lambda org, country=country: org.country_code == country)
                _add(counts, (work.population, country, field), work.year, share)
    return counts


def output_orgs(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for work in world.works:
        for org in work.orgs:
            if org.place_id in world.members:
                for field in work.field_ids("domain", "class"):
                    share = work.share(lambda other, org=org: other == org)
                    _add(counts, (work.population, org.org_id, org.place_id, field), work.year, share)
    return counts


def collab_places(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for work in world.works:
        for a, b in itertools.combinations(sorted(work.places), 2):
            n_members = (a in world.members) + (b in world.members)
            fields = {0: [], 1: [""], 2: work.field_ids("field", "class")}[n_members]
            for field in fields:
                _add(counts, (work.population, a, b, field), work.year, 1 / (len(work.places) - 1))
    return counts


def collab_orgs(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for work in world.works:
        inside = sorted(org.org_id for org in work.orgs if org.place_id in world.members)
        for a, b in itertools.combinations(inside, 2):
            _add(counts, (work.population, a, b), work.year, 1 / (len(work.orgs) - 1))
    return counts


def circle_partners(world: World) -> Counts:
    counts: Counts = defaultdict(float)
    for circle, work in itertools.product(world.circles, world.works):
        if not work.places & set(world.circles[circle]):
            continue
        for partner in _partners(world, circle, work):
            fields = work.field_ids("field", "class") if partner.startswith("country:") else work.field_ids()
            for field in fields:
                _add(counts, (work.population, circle, partner, field), work.year, _circle_share(world, circle, work))
    return counts


def _circle_share(world: World, circle: str, work: Work) -> float:
    return work.share(lambda org: org.place_id in world.circles[circle])


def _partners(world: World, circle: str, work: Work) -> Iterator[str]:
    here = set(world.circles[circle])
    if len(work.places & here) > 1:
        yield "inside"
    for other, places in world.circles.items():
        if other != circle and work.places & (set(places) - here):
            yield f"circle:{other}"
    foreign = {c for c in work.countries if _home(c) not in {_home(world.countries[p]) for p in here}}
    yield from (f"country:{country}" for country in foreign)
    if foreign:
        yield "abroad"
    if any(c in world.signed and (world.signed[c] is None or world.signed[c] <= work.year) for c in foreign):
        yield "bri"
    pairs = itertools.permutations(work.orgs, 2)
    if any(a.kind == "university" and b.kind == "company" and {a.place_id, b.place_id} & here for a, b in pairs):
        yield "university-company"


def _home(country_code: str) -> str:
    return "CN" if country_code in ("HK", "MO", "TW") else country_code


def leadership(world: World, alphabetical: dict[tuple[str, str], bool | None]) -> Counts:
    """Keys end in the rule and 'led' or 'known'; ``alphabetical`` is by population and field."""
    counts: Counts = defaultdict(float)
    for work in world.works:
        for rule, leaders in _leading_places(work, alphabetical).items():
            for place in (work.places & world.members) if leaders else ():
                for field in work.field_ids("field", "class"):
                    key = (work.population, place, field, work.year, rule)
                    counts[(*key, "known")] += 1
                    counts[(*key, "led")] += place in leaders
    return counts


def _leading_places(work: Work, alphabetical: dict[tuple[str, str], bool | None]) -> dict[str, set[str]]:
    tested = [alphabetical.get((work.population, field)) for field in work.field_ids("field", "class")[1:]]
    position_tells = bool(tested) and all(answer is False for answer in tested)
    corresponding = [a for a in work.authors if a.is_corresponding]
    leading = {
        "corresponding": corresponding,
        "first": work.authors[:1] if position_tells else (),
        "last": work.authors[-1:] if position_tells else (),
    }
    return {rule: {org.place_id for a in authors for org in a.orgs} for rule, authors in leading.items()}


def author_order(world: World) -> dict[tuple[str, str], tuple[int, float, float]]:
    """By population and field: works judged, share in order, share expected."""
    judged: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for work in world.works:
        families = [_family(author.name) for author in work.authors]
        if len(families) < 2 or None in families or len(set(families)) < len(families):
            continue
        chance = 1 / math.factorial(len(families))
        for field in work.field_ids():
            judged[work.population, field].append((families == sorted(families), chance))
    return {
        key: (len(rows), sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows))
        for key, rows in judged.items()
    }


def _family(name: str | None) -> str | None:
    if name is None or any("\u2e80" <= letter <= "\uffef" for letter in name):
        return None
    return (name.split(",")[0] if "," in name else name.split()[-1]).lower()


def coverage(world: World) -> Counts:
    """Keys end in the column of the table ``coverage``."""
    counts: Counts = defaultdict(float)
    for work in world.works:
        for field in work.field_ids():
            key = (work.population, field, work.year)
            counts[(*key, "n_works")] += 1
            counts[(*key, "n_works_placed")] += bool(work.places)
            counts[(*key, "n_affiliated")] += sum(max(1, len(a.orgs)) for a in work.authors if a.is_affiliated)
            counts[(*key, "n_resolved")] += sum(len(a.orgs) for a in work.authors)
            counts[(*key, "n_placed")] += sum(org.place_id is not None for a in work.authors for org in a.orgs)
            counts[(*key, "n_in_country")] += sum(org.country_code is not None for a in work.authors for org in a.orgs)
            counts[(*key, "n_unaffiliated")] += sum(not a.is_affiliated for a in work.authors)
    return counts
