"""Works that organisations did together, and whether a group does more of them than its members' past predicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.ground import Ground
from jialing.measure import Excess, Pairs, Ties, discoveries, expected_joint, joint_excess, tie_level, with_placebo

YEARS_BEFORE = 5
SURE = 0.01
"""Of a hundred groups that are taken for awake by their works, at most one is so by chance."""
LEAST_BEYOND = 8.0
"""Joint works beyond the prediction below which no group is taken for awake, however unlikely they are."""
Counts = NDArray[np.float64]
_IN_FIELD = "(? = '' OR work_no IN (SELECT work_no FROM work_field_levels WHERE field_id = ?))"


@dataclass(frozen=True)
class JointWorks:
    """Works by year (``years``, ascending): of each organisation, of each team (ids in order), of the population.

    A team is those of the organisations asked for that did a work together, two at least; each work has one team.
    """

    years: tuple[int, ...]
    sizes: Mapping[str, Counts]
    teams: Mapping[tuple[str, ...], Counts]
    totals: Counts


@dataclass(frozen=True)
class Group:
    """Organisations that say they work together, the year in which they began to, and the field they mean ('' all)."""

    org_ids: tuple[str, ...]
    founded: int
    field_id: str = ""


@dataclass(frozen=True)
class Around:
    """An organisation outside a group: works in the years, and how many of them with members of the group."""

    org_id: str
    n_works: int
    n_joint: int


def joint_works(ground: Ground, population: str, org_ids: Sequence[str], field_id: str = "") -> JointWorks:
    """Read works, alone and in teams, of some organisations in a population and a field ('' all)."""
    inside = f"population = ? AND {_IN_FIELD}"
    own = f"SELECT DISTINCT work_no, org_id, year FROM work_places WHERE {inside} AND list_contains(?, org_id)"
    given = [population, field_id, field_id, sorted(set(org_ids))]
    alone = ground.rows(f"SELECT org_id, year, count(*) FROM ({own}) GROUP BY ALL", given)
    teams = ground.rows(
        f"""SELECT team, year, count(*) FROM (SELECT list_sort(list(org_id)) AS team, min(year) AS year FROM ({own})
        GROUP BY work_no HAVING count(DISTINCT org_id) > 1) GROUP BY ALL""",
        given,
    )
    of_all = ground.rows(
        f"SELECT year, count(DISTINCT work_no) FROM work_places WHERE {inside} GROUP BY 1",
        [population, field_id, field_id],
    )
    return counted(alone, ((tuple(team), year, n) for team, year, n in teams), dict(of_all))


def counted(
    alone: Iterable[tuple[str, int, int]],
    together: Iterable[tuple[tuple[str, ...], int, int]],
    totals: Mapping[int, int],
) -> JointWorks:
    """The same from rows (organisation, year, works), (team, year, works) and works by year."""
    years = tuple(sorted(totals))
    at = {year: place for place, year in enumerate(years)}
    sizes: dict[str, Counts] = {}
    for org_id, year, n in alone:
        sizes.setdefault(org_id, np.zeros(len(years)))[at[year]] += n
    teams: dict[tuple[str, ...], Counts] = {}
    for team, year, n in together:
        teams.setdefault(tuple(sorted(set(team))), np.zeros(len(years)))[at[year]] += n
    return JointWorks(years, sizes, teams, np.array([totals[year] for year in years], dtype=np.float64))


@dataclass(frozen=True)
class Apart:
    """A group's pairs by year, (years, pairs): joint works in parts, and what sizes outside the group predict.

    ``totals`` (years,): works of the population without the group's joint ones.
    """

    years: tuple[int, ...]
    founded: int
    together: Counts
    by_size: Counts
    totals: Counts


def excesses(
    works: Mapping[str, JointWorks], groups: Sequence[Group], *, first_year: int, last_year: int
) -> tuple[Excess, ...]:
    """For each group, its joint works in the years beside what sizes and the five years before founding predict.

    ``works`` holds the works of each group's field. Within its field a group's own doing stands out; over all fields
    it is lost among what large universities do together anyway. A member's size is what it did without other members:
    else the works that are looked for would raise what is expected of them. How unequal pairs are is learnt from all
    pairs of all groups before their founding; how much the present differs from what a past predicts, from the last
    two years before each founding, in which the group cannot have done anything yet.
    """
    apart = [_apart(works[group.field_id], group) for group in groups]
    ties = _learnt(apart, last_year - first_year + 1)
    return tuple(joint_excess(_between(one, first_year, last_year), ties) for one in apart)


def excesses_by_year(
    works: Mapping[str, JointWorks], groups: Sequence[Group], group: Group, *, years: Sequence[int]
) -> tuple[Excess, ...]:
    """One group's joint works in each of some years beside the same prediction, learnt from all groups."""
    ties = _learnt([_apart(works[one.field_id], one) for one in groups], 1)
    mine = _apart(works[group.field_id], group)
    return tuple(joint_excess(_between(mine, year, year), ties) for year in years)


def signs_of_life(found: Sequence[Excess]) -> tuple[bool, ...]:
    """Which groups do something, as their joint works say: beyond chance among all groups, and not by a handful."""
    is_beyond = discoveries(np.array([one.p for one in found], dtype=np.float64), SURE)
    pairs = zip(found, is_beyond, strict=True)
    return tuple(bool(beyond) and one.observed - one.expected >= LEAST_BEYOND for one, beyond in pairs)


def _learnt(apart: Sequence[Apart], n_years: int) -> Ties:
    if not apart:
        return Ties(1.0, 1.0)
    before = [_sums(one, one.founded - YEARS_BEFORE, one.founded - 1) for one in apart]
    ties = tie_level(np.concatenate([b[0] for b in before]), np.concatenate([b[1] for b in before]))
    placebo = []
    for one in apart:
        first = one.founded - n_years
        placebo.append(_compared(one, (first - YEARS_BEFORE, first - 1), (first, one.founded - 1)))
    return with_placebo(ties, [one for one in placebo if len(one.after)])


def _between(one: Apart, first: int, last: int) -> Pairs:
    return _compared(one, (one.founded - YEARS_BEFORE, one.founded - 1), (first, last))


def _compared(one: Apart, before: tuple[int, int], after: tuple[int, int]) -> Pairs:
    """A group's pairs in two spans of years."""
    was, now = _sums(one, *before), _sums(one, *after)
    return Pairs(was[0], now[0], was[1], now[1], now[2] / was[2] if was[2] > 0 else 0.0)


def _sums(one: Apart, first: int, last: int) -> tuple[Counts, Counts, float]:
    """Joint works and what size predicts, by pair, and works of everybody, summed over years."""
    years = np.array(one.years)
    inside = (years >= first) & (years <= last)
    return one.together[inside].sum(axis=0), one.by_size[inside].sum(axis=0), float(one.totals[inside].sum())


def _apart(works: JointWorks, group: Group) -> Apart:
    """Take a group's joint works out of its members' sizes and of the population."""
    members = sorted(set(group.org_ids))
    at = {org_id: place for place, org_id in enumerate(members)}
    n_years = len(works.years)
    none = np.zeros(n_years)
    sizes = np.array([works.sizes.get(org_id, none) for org_id in members]).reshape(len(members), n_years).copy()
    totals = works.totals.copy()
    pairs = {pair: number for number, pair in enumerate(combinations(range(len(members)), 2))}
    together = np.zeros((n_years, len(pairs)))
    for team, counts in works.teams.items():
        inside = [at[org_id] for org_id in team if org_id in at]
        if len(inside) < 2:
            continue
        sizes[inside] -= counts
        totals -= counts
        own = [pairs[pair] for pair in combinations(sorted(inside), 2)]
        together[:, own] += (counts / len(own))[:, None]
    one, other = (np.array([pair[side] for pair in pairs], dtype=int) for side in (0, 1))
    by_size = [expected_joint(sizes[one, y], sizes[other, y], float(totals[y])) for y in range(n_years)]
    shaped = np.nan_to_num(np.array(by_size, dtype=np.float64)).reshape(n_years, len(pairs))
    return Apart(works.years, group.founded, together, shaped, totals)


def around(
    ground: Ground, population: str, group: Group, *, first_year: int, last_year: int, limit: int, strong: bool = False
) -> tuple[Around, ...]:
    """Organisations outside the group that did most works with its members in its field, the most first.

    ``strong``: those that did most works in the field, and none of them with members.
    """
    which = "joint = 0 ORDER BY n DESC" if strong else "joint > 0 ORDER BY joint DESC, n"
    given = [population, first_year, last_year, group.field_id, group.field_id]
    members = sorted(set(group.org_ids))
    own = f"""SELECT DISTINCT work_no, org_id FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND {_IN_FIELD}"""
    rows = ground.rows(
        f"""WITH own AS ({own} AND org_id IS NOT NULL), inside AS (SELECT DISTINCT work_no FROM own
        WHERE list_contains(?, org_id))
        SELECT org_id, count(*) AS n, count(i.work_no) AS joint FROM own LEFT JOIN inside i USING (work_no)
        WHERE NOT list_contains(?, org_id) GROUP BY 1 HAVING {which}, org_id LIMIT ?""",
        [*given, members, members, limit],
    )
    return tuple(Around(str(org_id), int(n), int(joint)) for org_id, n, joint in rows)
