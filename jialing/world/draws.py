"""One part's works drawn as arrays: teams, authors, strings, what the source says of them. No loop over works."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jialing.world.affiliations import NAMELESS_STYLES, NOISE_SHARE
from jialing.world.invention import World
from jialing.world.people import GROUP_SIZE
from jialing.world.plan import FIRST_YEAR, LAST_YEAR, YEARS, Rng
from jialing.world.teams import MAX_ORGS, Teams, teams

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
MISSING, RIGHT, WRONG = 0, 1, 2
NO_AFFILIATION_EARLY, NO_AFFILIATION_LATE = 0.28, 0.14
AUTHOR_WITHOUT = 0.03
INSTITUTIONS_MISSING = 0.45
INSTITUTION_WRONG = 0.05
SECOND_SHARE = 0.3
LEAD_SHARE = 0.45


@dataclass(frozen=True)
class Drawn:
    """Works (one row each) and authorships (one row each; works in order, authors in order).

    Per authorship: ``work`` is a row of ``teams``; ``org``; ``person``; ``field``, ``choice`` and ``style`` are how the
    affiliation is written; ``noise`` the seed of a printing's accidents (0 none); ``second`` another organisation
    (-1 none); ``given`` whether the source's institutions are MISSING, RIGHT or WRONG; ``has_string`` whether
    anything is printed.
    """

    first: int
    teams: Teams
    n_authors: Ints
    work: Ints
    org: Ints
    person: Ints
    field: Ints
    choice: Ints
    style: Ints
    noise: Ints
    second: Ints
    given: Ints
    has_string: Flags

    @property
    def n_works(self) -> int:
        return len(self.n_authors)


def drawn(made: World, part: int) -> Drawn:
    """The works of a part."""
    rng = made.plan.rng("works", part)
    found = teams(made, part, rng)
    work, column = _seats(found, rng)
    person, group, keep = _persons(made, found, work, column, rng)
    work, column, person, group = work[keep], column[keep], person[keep], group[keep]
    org = found.orgs[work, column]
    n = len(work)
    noise = np.where(rng.random(n) < NOISE_SHARE, rng.integers(1, 2**40, n), 0)
    return Drawn(
        first=made.plan.part_range(part)[0],
        teams=found,
        n_authors=np.bincount(work, minlength=len(found.year)),
        work=work,
        org=org,
        person=person,
        field=made.people.group_field[group],
        choice=made.people.choice[person],
        style=made.people.style[person],
        noise=noise,
        second=_second(found.orgs, work, org, rng),
        given=_given(len(found.year), work, made.people.style[person], rng),
        has_string=_printed(found.year, work, rng),
    )


def _seats(found: Teams, rng: Rng) -> tuple[Ints, Ints]:
    """Work and organisation's column of each author: first and last lead, every other organisation has at least one."""
    n_authors = found.n_authors
    work = np.repeat(np.arange(len(n_authors)), n_authors)
    rank = np.arange(len(work)) - np.repeat(np.cumsum(n_authors) - n_authors, n_authors)
    n_orgs = (found.orgs >= 0).sum(axis=1)[work]
    free = np.where(rng.random(len(work)) < LEAD_SHARE, 0, (rng.random(len(work)) * n_orgs).astype(np.int64))
    column = np.where(rank < n_orgs, rank, free)
    return work, np.where((rank == n_authors[work] - 1) & (rank >= n_orgs), 0, column)


def _persons(made: World, found: Teams, work: Ints, column: Ints, rng: Rng) -> tuple[Ints, Ints, Flags]:
    """Person and group of each author, and which rows to keep: nobody signs a work twice.

    Authors of a work and an organisation sit in one group of it, on different chairs; large teams fill more groups.
    """
    folk, team = made.people, work * MAX_ORGS + column
    codes, inverse = np.unique(team, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    sizes = np.bincount(inverse)
    within = np.empty(len(team), np.int64)
    within[order] = np.arange(len(team)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows = codes // MAX_ORGS
    at = found.orgs[rows, codes % MAX_ORGS], made.tree.field_index()[found.subfield[rows]]
    count, base = folk.group_count[at], folk.group_first[at]
    group = (rng.random(len(codes)) * count).astype(np.int64)
    start = (GROUP_SIZE * rng.random(len(codes)) ** 1.8).astype(np.int64)
    group = base[inverse] + (group[inverse] + within // GROUP_SIZE) % count[inverse]
    chair = group * GROUP_SIZE + (start[inverse] + within * 5) % GROUP_SIZE
    person = folk.at(chair, found.year[work])
    keep = np.zeros(len(work), np.bool_)
    keep[np.unique(work * folk.n_people + person, return_index=True)[1]] = True
    return person, group, keep


def _second(orgs: Ints, work: Ints, org: Ints, rng: Rng) -> Ints:
    """A second organisation that takes part in the work, for some authors."""
    other = orgs[work, (rng.random(len(work)) * MAX_ORGS).astype(np.int64)]
    return np.where((rng.random(len(work)) < SECOND_SHARE) & (other != org), other, -1)


def _given(n_works: int, work: Ints, style: Ints, rng: Rng) -> Ints:
    """What the source says: nothing for whole works, now and then wrong; strings that name nobody it rarely knows."""
    missing = rng.random(n_works) < INSTITUTIONS_MISSING
    wrong = rng.random(len(work)) < INSTITUTION_WRONG
    blind = np.isin(style, NAMELESS_STYLES)
    return np.where(missing[work], MISSING, np.where(wrong, WRONG, np.where(blind, MISSING, RIGHT)))


def _printed(years: Ints, work: Ints, rng: Rng) -> Flags:
    """Whether an affiliation is printed: often not for a whole work, sometimes not for one author."""
    progress = (years - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    share = NO_AFFILIATION_EARLY + (NO_AFFILIATION_LATE - NO_AFFILIATION_EARLY) * progress
    whole = rng.random(len(years)) >= share
    return whole[work] & (rng.random(len(work)) >= AUTHOR_WITHOUT)


def china_counts(made: World, found: Teams) -> Ints:
    """Works with an organisation in mainland China, (subfields, years)."""
    in_china = np.array([s.country_code == "CN" for s in made.geography.spots])[made.register.spots]
    takes_part = (in_china[found.orgs] & (found.orgs >= 0)).any(axis=1)
    counts = np.zeros((len(made.tree.subfields), len(YEARS)), np.int64)
    np.add.at(counts, (found.subfield[takes_part], found.year[takes_part] - FIRST_YEAR), 1)
    return counts
