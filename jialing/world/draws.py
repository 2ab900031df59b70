"""One part's works drawn as arrays: fields, organisations, authors, strings. No loop over works."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jialing.world.affiliations import NOISE_SHARE, STYLE_EDGES
from jialing.world.fields import TEAM_SIZE, TOPICS_PER_SUBFIELD
from jialing.world.invention import World, YearView, year_view
from jialing.world.people import GROUP_SIZE
from jialing.world.plan import FIRST_YEAR, LAST_YEAR, Rng

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
MAX_ORGS = 6
NO_AFFILIATION = 0.22
INSTITUTIONS_MISSING = 0.45
INSTITUTION_WRONG = 0.05
SECOND_AFFILIATION = 0.1


@dataclass(frozen=True)
class Drawn:
    """Works (one row each) and authorships (one row each, works in order, authors in order).

    Per work: ``serial``, ``year``, ``day`` of the year, ``subfield`` (position), ``topic`` (position), ``n_authors``.
    Per authorship: ``work`` (row), ``org``, ``person``, ``field``, ``choice`` (habit), ``style``, ``noise`` (0 none),
    ``second`` (other organisation, -1 none), ``given`` (0 missing, 1 right, 2 wrong).
    """

    serial: Ints
    year: Ints
    day: Ints
    subfield: Ints
    topic: Ints
    n_authors: Ints
    has_affiliations: Flags
    work: Ints
    org: Ints
    person: Ints
    field: Ints
    choice: Ints
    style: Ints
    noise: Ints
    second: Ints
    given: Ints


def drawn(made: World, part: int) -> Drawn:
    """The works of a part."""
    first, last = made.plan.part_range(part)
    rng = made.plan.rng("works", part)
    years = made.plan.years(first, last)
    chunks = [_year(made, np.flatnonzero(years == y), int(y), rng) for y in np.unique(years)]
    return _authored(made, first, years, chunks, rng)


@dataclass(frozen=True)
class _Teams:
    subfield: Ints
    topic: Ints
    n_authors: Ints
    orgs: Ints


def _year(made: World, rows: Ints, year: int, rng: Rng) -> _Teams:
    view = year_view(made, year)
    n = len(rows)
    subfield = np.searchsorted(view.subfields, rng.random(n)).clip(0, len(view.subfields) - 1)
    topic = subfield * TOPICS_PER_SUBFIELD + np.searchsorted([0.5, 0.8], rng.random(n))
    home = _picked(view.homes, subfield, rng.random(n))
    n_authors = _team_sizes(made, subfield, year, rng)
    orgs = _partners(made, view, subfield, home, n_authors, year, rng)
    return _Teams(subfield, topic, n_authors, orgs)


def _picked(sums: Floats, rows: Ints, draws: Floats) -> Ints:
    """For each draw, the column of ``sums[row]`` where it falls."""
    out = np.empty(len(rows), np.int64)
    for row in np.unique(rows):
        mine = rows == row
        out[mine] = np.searchsorted(sums[row], draws[mine] * sums[row, -1], side="right")
    return out.clip(0, sums.shape[1] - 1)


def _team_sizes(made: World, subfield: Ints, year: int, rng: Rng) -> Ints:
    codes = np.array([TEAM_SIZE.get(f, 4.0) for f in made.tree.fields])
    mean = codes[subfield] * 1.015 ** (year - FIRST_YEAR)
    size = 1 + rng.negative_binomial(3, 3 / (3 + mean - 1))
    large = rng.random(len(subfield)) < 0.0012
    return np.where(large, rng.integers(30, 130, len(subfield)), size.clip(1, 28))


def _partners(made: World, view: YearView, subfield: Ints, home: Ints, n_authors: Ints, year: int, rng: Rng) -> Ints:
    """Organisations of each work, (works, MAX_ORGS); -1 where there are fewer; the leading one first."""
    n = len(home)
    wish = 1 + rng.poisson(0.55 + 0.04 * (year - FIRST_YEAR), n) + 3 * (n_authors > 25)
    count = np.minimum(np.minimum(wish, n_authors), MAX_ORGS)
    orgs = np.full((n, MAX_ORGS), -1)
    orgs[:, 0] = home
    fields = made.tree.field_index()[subfield]
    for column in range(1, MAX_ORGS):
        rows = np.flatnonzero(count > column)
        orgs[rows, column] = _partner(made, view, fields[rows], home[rows], year, rng)
    swap = rng.random(n) < 0.18
    swap &= orgs[:, 1] >= 0
    orgs[swap, 0], orgs[swap, 1] = orgs[swap, 1], orgs[swap, 0]
    return orgs


def _partner(made: World, view: YearView, fields: Ints, home: Ints, year: int, rng: Rng) -> Ints:
    n = len(home)
    here = made.register.spots[home]
    n_spots = len(made.geography.spots)
    flat = view.places.reshape(-1, n_spots)
    domestic = _picked(flat, fields * n_spots + here, rng.random(n))
    abroad = np.searchsorted(view.abroad, rng.random(n) * view.abroad[-1], side="right").clip(0, n_spots - 1)
    is_abroad = rng.random(n) < 0.2 + 0.004 * (year - FIRST_YEAR)
    spot = np.where(is_abroad, abroad, domestic)
    return _org_at(made, view, fields, spot, rng.random(n))


def _org_at(made: World, view: YearView, fields: Ints, spot: Ints, draws: Floats) -> Ints:
    starts = made.register.starts
    first, last = starts[spot], starts[spot + 1]
    low = np.where(first > 0, view.partners[fields, np.maximum(first - 1, 0)], 0.0)
    high = view.partners[fields, last - 1]
    out = np.empty(len(spot), np.int64)
    target = low + draws * (high - low)
    for field in np.unique(fields):
        mine = fields == field
        out[mine] = np.searchsorted(view.partners[field], target[mine], side="right")
    return np.clip(out, first, last - 1)


def _authored(made: World, first: int, years: Ints, chunks: list[_Teams], rng: Rng) -> Drawn:
    subfield, topic, n_authors, orgs = (
        np.concatenate([getattr(c, name) for c in chunks]) for name in ("subfield", "topic", "n_authors", "orgs")
    )
    n, total = len(subfield), int(n_authors.sum())
    work = np.repeat(np.arange(n), n_authors)
    rank = np.arange(total) - np.repeat(np.cumsum(n_authors) - n_authors, n_authors)
    column = _columns(rank, n_authors[work], (orgs >= 0).sum(axis=1)[work], rng)
    org = orgs[work, column]
    fields = made.tree.field_index()[subfield]
    person, group = _persons(made, work * MAX_ORGS + column, org, fields[work], years[work], rng)
    second = _second(orgs, work, org, rng)
    has = rng.random(n) >= NO_AFFILIATION * (1.25 - 0.5 * (years - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR))
    habit = made.plan.rng("habits").random((made.people.n_people, 2))
    choice = (habit[person, 0] * 1e6).astype(np.int64) % 24
    style = np.searchsorted(STYLE_EDGES, habit[person, 1] * 0.999999)
    noise = np.where(rng.random(total) < NOISE_SHARE, rng.integers(1, 2**40, total), 0)
    return Drawn(
        first + np.arange(n), years, rng.integers(1, 366, n), subfield, topic, n_authors, has, work, org, person,
        made.people.group_field[group], choice, style, noise, second, _given(has, work, rng),
    )  # fmt: skip


def _columns(rank: Ints, n_authors: Ints, n_orgs: Ints, rng: Rng) -> Ints:
    """Which of its work's organisations an author belongs to: first and last lead, each other one has at least one."""
    free = np.where(rng.random(len(rank)) < 0.45, 0, (rng.random(len(rank)) * n_orgs).astype(np.int64))
    column = np.where(rank < n_orgs, rank, free)
    return np.where((rank == n_authors - 1) & (rank >= n_orgs), 0, column)


def _persons(made: World, team: Ints, org: Ints, field: Ints, years: Ints, rng: Rng) -> tuple[Ints, Ints]:
    """People of the same team sit in one group of the organisation, on different chairs."""
    folk = made.people
    codes, first_row, inverse = np.unique(team, return_index=True, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    sizes = np.bincount(inverse)
    within = np.empty(len(team), np.int64)
    within[order] = np.arange(len(team)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    start = (GROUP_SIZE * rng.random(len(codes)) ** 1.8).astype(np.int64)
    pick = rng.random(len(codes))
    count = folk.group_count[org[first_row], field[first_row]]
    base = folk.group_first[org[first_row], field[first_row]]
    at = (pick * count).astype(np.int64)
    spill = within // GROUP_SIZE
    group = base[inverse] + (at[inverse] + spill) % count[inverse]
    chair = (start[inverse] + within * 5) % GROUP_SIZE
    person = folk.at(group * GROUP_SIZE + chair, years)
    return person, group


def _second(orgs: Ints, work: Ints, org: Ints, rng: Rng) -> Ints:
    """A second organisation, one that works here too, for some authors."""
    other = orgs[work, (rng.random(len(work)) * MAX_ORGS).astype(np.int64)]
    return np.where((rng.random(len(work)) < SECOND_AFFILIATION * 3) & (other != org), other, -1)


def _given(has: Flags, work: Ints, rng: Rng) -> Ints:
    missing = rng.random(len(has)) < INSTITUTIONS_MISSING
    wrong = rng.random(len(work)) < INSTITUTION_WRONG
    return np.where(missing[work], 0, np.where(wrong, 2, 1))
