"""Who carries a field: organisations by name and place, and the most cited works, in every field at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jialing.atlas.answers import Scope
from jialing.atlas.counts import keys
from jialing.atlas.ground import Ground
from jialing.atlas.position.matrix import places_of

GROUP_WORKS = 10
"""Works in a field and period from which an organisation counts as a group: about two a year over five years."""

TOP_SHARE = 0.1
"""The most cited tenth of the works of the same field and year."""


@dataclass(frozen=True)
class Carrier:
    """An organisation in a field: where it worked, with how many works (full counting)."""

    org_id: str
    place_id: str
    n_works: int


def carriers(ground: Ground, scope: Scope, level: str) -> Mapping[str, tuple[Carrier, ...]]:
    """Field -> organisations of member places of every circle, most works first, in the scope's population and years.

    An organisation that worked at two places stands once for each.
    """
    key = ("carriers", scope.population, scope.first_year, scope.last_year, level)
    return ground.kept(key, lambda: _carriers(ground, scope, level))


def groups(found: Sequence[Carrier], places: Sequence[str]) -> tuple[Carrier, ...]:
    """Those of the places with ``GROUP_WORKS`` works or more."""
    there = set(places)
    return tuple(c for c in found if c.place_id in there and c.n_works >= GROUP_WORKS)


def top_works(ground: Ground, scope: Scope, level: str) -> Mapping[tuple[str, str], int] | None:
    """(field, place or circle) -> works among the most cited tenth of their field and year in the population.

    A work belongs to the tenth when at most a tenth of the works of its field and year have as many citations or more:
    where many tie at the border all of them stay outside. Works whose citations are unknown stand aside. None where the
    population knows no citations at all.

    References
    ----------
    Waltman & Schreiber (2013), doi:10.1002/asi.22775 (percentile indicators; ties there are shared out, here left out)
    """
    key = ("top works", scope.population, scope.first_year, scope.last_year, level)
    return ground.kept(key, lambda: _top_works(ground, scope, level))


def _carriers(ground: Ground, scope: Scope, level: str) -> dict[str, tuple[Carrier, ...]]:
    query = """SELECT field_id, org_id, place_id, count(*) AS n FROM work_places JOIN work_field_levels USING (work_no)
        WHERE population = ? AND year BETWEEN ? AND ? AND org_id IS NOT NULL AND level = ?
        AND place_id IN (SELECT unnest(?)) GROUP BY ALL ORDER BY field_id, n DESC, org_id, place_id"""
    found: dict[str, list[Carrier]] = {}
    for field, org, place, n in ground.rows(query, [*keys(scope), level, list(places_of(ground))]):
        found.setdefault(field, []).append(Carrier(org, place, int(n)))
    return {field: tuple(rows) for field, rows in found.items()}


def _top_works(ground: Ground, scope: Scope, level: str) -> dict[tuple[str, str], int] | None:
    members = [(c, p) for c, places in ground.members.items() for p in places]
    cited = """SELECT work_no, field_id, cume_dist() OVER (PARTITION BY field_id, year ORDER BY cited_by DESC) AS part
        FROM linked_works JOIN work_field_levels USING (work_no) WHERE population = ? AND year BETWEEN ? AND ?
        AND level = ? AND cited_by IS NOT NULL"""
    query = f"""WITH cited AS ({cited}), top AS (SELECT * FROM cited WHERE part <= {TOP_SHARE}),
        members AS (SELECT unnest(?) AS circle_id, unnest(?) AS place_id),
        met AS (SELECT DISTINCT work_no, field_id, place_id FROM top JOIN work_places USING (work_no))
        SELECT field_id, place_id, count(*) FROM met SEMI JOIN members USING (place_id) GROUP BY ALL UNION ALL
        SELECT field_id, circle_id, count(DISTINCT work_no) FROM met JOIN members USING (place_id) GROUP BY ALL
        UNION ALL SELECT '', '', count(*) FROM cited"""
    columns = [list(column) for column in zip(*members, strict=True)]
    rows = ground.rows(query, [*keys(scope), level, *columns])
    known = {(field, unit): int(n) for field, unit, n in rows}
    return known if known.pop(("", ""), 0) else None
