"""The works of circles and cities by field, counted in other ways than the page's: what a verdict must survive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Scope
from jialing.atlas.counts import field_totals, keys, totals
from jialing.atlas.ground import Ground
from jialing.atlas.position.matrix import PositionMatrix
from jialing.atlas.survival import other_scopes

Array = NDArray[np.float64]
Members = Mapping[str, Sequence[str]]
"""circle -> its places."""


@dataclass(frozen=True)
class Counted:
    """Works of the union (fields,), of its city with most in each field, and of each comparator (circles, fields)."""

    union: Array
    largest: Array
    theirs: Array


def counted(ground: Ground, scope: Scope, fields: Sequence[str], circles: Sequence[str]) -> Counted:
    """Works in the scope's years and counting, as published; the first circle is the one asked about."""
    by_city = [totals(ground, replace(scope, field=f), "output_places", ground.members[circles[0]]) for f in fields]
    works = [field_totals(ground, scope, "output_circles", fields, circle_id=circle) for circle in circles]
    by_circle = np.array([[found.get(f, 0.0) for f in fields] for found in works], float)
    return Counted(by_circle[0], np.array([max(found.values(), default=0.0) for found in by_city]), by_circle[1:])


def otherwise(
    ground: Ground, scope: Scope, matrix: PositionMatrix, circles: Sequence[str]
) -> Iterator[tuple[str, Counted]]:
    """(name, counts): the other counting, each half of the years, every field a source names, the narrower boundary.

    What does not apply is left out: years that cannot be halved, a population that names one field a work, circles
    without members in part. Names as in ``atlas.overturned.<name>``.
    """
    for name, other in other_scopes(ground, scope):
        yield name, counted(ground, other, matrix.fields, circles)
    if _names_several(ground, scope):
        yield "classification", _by_every_field(ground, scope, matrix, circles)
    narrow = {circle: _whole_members(ground, circle) for circle in circles}
    if any(len(places) < len(ground.members[circle]) for circle, places in narrow.items()):
        yield "boundary", _by_members(ground, scope, matrix, narrow)


def _whole_members(ground: Ground, circle: str) -> tuple[str, ...]:
    """Members but for those that the plan takes in part; a centre always stays."""
    known = ground.definitions.get(circle)
    in_part = {m.place_id for m in known.members if m.is_partial} - set(known.centres) if known else set()
    return tuple(place for place in ground.members[circle] if place not in in_part)


def _names_several(ground: Ground, scope: Scope) -> bool:
    if not ground.has("linked_fields"):
        return False
    query = """SELECT 1 FROM linked_fields SEMI JOIN (SELECT work_no FROM linked_works WHERE population = ?
        AND year BETWEEN ? AND ?) USING (work_no) WHERE NOT is_primary LIMIT 1"""
    return bool(ground.rows(query, keys(scope)))


def _by_every_field(ground: Ground, scope: Scope, matrix: PositionMatrix, circles: Sequence[str]) -> Counted:
    """A work counts in every field that its source names, not in the primary one alone."""
    above = {f: up for f in ground.fields if (up := _above(ground, f, set(matrix.fields)))}
    named = """SELECT DISTINCT work_no, above AS field_id FROM linked_fields
        JOIN (SELECT unnest(?) AS field_id, unnest(?) AS above) USING (field_id)"""
    members = {circle: ground.members[circle] for circle in circles}
    return _distinct(ground, scope, matrix, members, named, [list(above), list(above.values())])


def _by_members(ground: Ground, scope: Scope, matrix: PositionMatrix, members: Members) -> Counted:
    named = "SELECT work_no, field_id FROM work_field_levels WHERE level = ?"
    return _distinct(ground, scope, matrix, members, named, [matrix.level])


def _above(ground: Ground, field: str, level: set[str]) -> str | None:
    """The field itself or the one above it that is among those of a level."""
    at: str | None = field
    while at and at not in level:
        at = ground.fields[at].parent_id if at in ground.fields else None
    return at


def _distinct(
    ground: Ground, scope: Scope, matrix: PositionMatrix, members: Members, named: str, params: list[object]
) -> Counted:
    """Distinct works of each circle, and of each city of the first; ``named``: a query for (work_no, field_id)."""
    pairs = [(circle, place) for circle, places in members.items() for place in places]
    query = f"""WITH named AS ({named}), members AS (SELECT unnest(?) AS circle_id, unnest(?) AS place_id),
        met AS (SELECT DISTINCT circle_id, place_id, work_no, field_id FROM work_places JOIN members USING (place_id)
        JOIN named USING (work_no) WHERE population = ? AND year BETWEEN ? AND ?)
        SELECT circle_id, '', field_id, count(DISTINCT work_no) FROM met GROUP BY ALL UNION ALL
        SELECT circle_id, place_id, field_id, count(*) FROM met WHERE circle_id = ? GROUP BY ALL"""
    first = next(iter(members))
    units = [[c for c, _ in pairs], [p for _, p in pairs]]
    rows = ground.rows(query, [*params, *units, *keys(scope), first])
    at = {field: i for i, field in enumerate(matrix.fields)}
    by_circle = {circle: np.zeros(len(at)) for circle in members}
    largest = np.zeros(len(at))
    for circle, place, field, n in rows:
        if field not in at:
            continue
        if place:
            largest[at[field]] = max(largest[at[field]], float(n))
        else:
            by_circle[circle][at[field]] = float(n)
    works = np.array(list(by_circle.values()))
    return Counted(works[0], largest, works[1:])
