"""Works that organisations did together, and whether a group does more of them than its members' past predicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.ground import Ground
from jialing.measure import Excess, expected_joint, joint_excess, spread

YEARS_BEFORE = 5
SURE = 0.01
"""Of a hundred groups that do nothing together beyond their past, at most one is taken for awake."""
LEAST_BEYOND = 5.0
"""Joint works of pairs beyond the prediction below which no group is taken for awake, however unlikely they are."""
Counts = NDArray[np.float64]
_IN_FIELD = "(? = '' OR work_no IN (SELECT work_no FROM work_field_levels WHERE field_id = ?))"


@dataclass(frozen=True)
class JointWorks:
    """Works by year (``years``, ascending): of each organisation, of each pair (ids in order), of the population."""

    years: tuple[int, ...]
    sizes: Mapping[str, Counts]
    pairs: Mapping[tuple[str, str], Counts]
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
    """Read works, alone and in pairs, of some organisations in a population and a field ('' all)."""
    inside = f"population = ? AND {_IN_FIELD}"
    own = f"SELECT DISTINCT work_no, org_id, year FROM work_places WHERE {inside} AND list_contains(?, org_id)"
    given = [population, field_id, field_id, sorted(set(org_ids))]
    alone = ground.rows(f"SELECT org_id, year, count(*) FROM ({own}) GROUP BY ALL", given)
    both = ground.rows(
        f"""WITH own AS ({own}) SELECT a.org_id, b.org_id, a.year, count(*) FROM own a JOIN own b
        ON a.work_no = b.work_no AND a.org_id < b.org_id GROUP BY ALL""",
        given,
    )
    of_all = ground.rows(
        f"SELECT year, count(DISTINCT work_no) FROM work_places WHERE {inside} GROUP BY 1",
        [population, field_id, field_id],
    )
    return counted(alone, both, dict(of_all))


def counted(
    alone: Iterable[tuple[str, int, int]], both: Iterable[tuple[str, str, int, int]], totals: Mapping[int, int]
) -> JointWorks:
    """The same from rows (organisation, year, works), (one, other, year, works) and works by year."""
    years = tuple(sorted(totals))
    at = {year: place for place, year in enumerate(years)}
    sizes: dict[str, Counts] = {}
    for org_id, year, n in alone:
        sizes.setdefault(org_id, np.zeros(len(years)))[at[year]] += n
    pairs: dict[tuple[str, str], Counts] = {}
    for one, other, year, n in both:
        pairs.setdefault((min(one, other), max(one, other)), np.zeros(len(years)))[at[year]] += n
    return JointWorks(years, sizes, pairs, np.array([totals[year] for year in years], dtype=np.float64))


def excesses(
    works: Mapping[str, JointWorks], groups: Sequence[Group], *, first_year: int, last_year: int
) -> tuple[Excess, ...]:
    """For each group, its joint works in the years beside what sizes and the five years before founding predict.

    ``works`` holds the works of each group's field. Within its field a group's own doing stands out; over all fields
    it is lost among what large universities do together anyway. How unequal pairs are beyond their sizes is learnt
    from all pairs of all groups before their founding.
    """
    read = [_pairs(works[group.field_id], group, first_year, last_year) for group in groups]
    if not read:
        return ()
    shape = spread(np.concatenate([r[0] for r in read]), np.concatenate([r[2] for r in read]))
    return tuple(
        joint_excess(before=before, after=after, mu_before=mu_before, mu_after=mu_after, shape=shape)
        for before, after, mu_before, mu_after in read
    )


def is_sign_of_life(found: Excess) -> bool:
    """Whether a group's joint works say that it does something: beyond chance, and not by a handful of pairs only."""
    return found.p < SURE and found.observed - found.expected >= LEAST_BEYOND


def _pairs(works: JointWorks, group: Group, first: int, last: int) -> tuple[Counts, Counts, Counts, Counts]:
    """Counts before and after and what size predicts for each, over the group's pairs."""
    years = np.array(works.years)
    was = (years >= group.founded - YEARS_BEFORE) & (years < group.founded)
    now = (years >= first) & (years <= last)
    none = np.zeros(len(years))
    pairs = list(combinations(sorted(set(group.org_ids)), 2))
    together = np.array([works.pairs.get(pair, none) for pair in pairs]).reshape(-1, len(years))
    one = np.array([works.sizes.get(a, none) for a, _ in pairs]).reshape(-1, len(years))
    other = np.array([works.sizes.get(b, none) for _, b in pairs]).reshape(-1, len(years))
    columns = [expected_joint(one[:, y], other[:, y], float(works.totals[y])) for y in range(len(years))]
    by_size = np.nan_to_num(np.column_stack(columns)) if columns else np.zeros_like(together)
    return (
        together[:, was].sum(axis=1), together[:, now].sum(axis=1), by_size[:, was].sum(axis=1),
        by_size[:, now].sum(axis=1),
    )  # fmt: skip


def around(
    ground: Ground, population: str, group: Group, *, first_year: int, last_year: int, limit: int
) -> tuple[Around, ...]:
    """Organisations outside the group that did most works with its members in its field, the most first."""
    given = [population, first_year, last_year, group.field_id, group.field_id]
    members = sorted(set(group.org_ids))
    own = f"""SELECT DISTINCT work_no, org_id FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND {_IN_FIELD}"""
    rows = ground.rows(
        f"""WITH own AS ({own} AND org_id IS NOT NULL), inside AS (SELECT DISTINCT work_no FROM own
        WHERE list_contains(?, org_id))
        SELECT org_id, count(*) AS n, count(i.work_no) AS joint FROM own LEFT JOIN inside i USING (work_no)
        WHERE NOT list_contains(?, org_id) GROUP BY 1 HAVING joint > 0 ORDER BY joint DESC, n, org_id LIMIT ?""",
        [*given, members, members, limit],
    )
    return tuple(Around(str(org_id), int(n), int(joint)) for org_id, n, joint in rows)
