"""What intervals take from the tables: how much of each place was seen, and how often the resolver is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Scope
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.ground import Ground

Array = NDArray[np.float64]


def seen(ground: Ground, scope: Scope, places: Sequence[str]) -> Array:
    """(places,), share of the works of each place that was seen there, in (0, 1]; NaN where unknown.

    As :func:`circles_seen` of the first circle that a place is a member of: coverage is published by circle. A place of
    none has the share of all rows of the population whose place is known. Of all fields: rows without a place have no
    field of their own.
    """
    circles = tuple(ground.members)
    by_circle = dict(zip(circles, circles_seen(ground, scope, circles).tolist(), strict=True))
    by_place = {p: by_circle[c] for c in reversed(circles) for p in ground.members[c]}
    whole = ground.coverage(scope, "places").share or np.nan
    return np.array([by_place.get(place, whole) for place in places], float)


def circles_seen(ground: Ground, scope: Scope, circles: Sequence[str]) -> Array:
    """(circles,), the share of works of the population with any place, times that of rows placed on the circle's works.

    Both are needed: a work of which no row has a place is on no circle's list of works, so that the second alone is 1
    wherever a work names one organisation (projects), however many of them were not placed. Where those lie nobody
    knows: they are taken to be spread as the others are.
    """
    known, whole = circle_coverage(ground, scope, tuple(circles)), ground.coverage(scope, "places")
    placed = whole.n_works_placed / whole.n_works if whole.n_works else np.nan
    return np.array(
        [placed * share if (share := known[circle]) else whole.share or np.nan for circle in circles], float
    )


def right(ground: Ground, places: Sequence[str]) -> Array:
    """(places,), mean probability of the strings resolved to each place, by their rows; 1 where none has one.

    Strings that a source or a person decided have no probability of the resolver's and are taken as right.
    """
    known = ground.kept(("probability by place",), lambda: _by_place(ground))
    return np.array([known.get(place, 1.0) for place in places], float)


def circles_right(ground: Ground, circles: Sequence[str]) -> Array:
    """(circles,), that of their members, each by its rows."""
    rows = ground.kept(("rows by place",), lambda: _rows_by_place(ground))
    found = []
    for circle in circles:
        members = ground.members[circle]
        weights = np.array([rows.get(place, 0.0) for place in members])
        found.append(float(weights @ right(ground, members) / weights.sum()) if weights.sum() else 1.0)
    return np.array(found)


def organisations_right(ground: Ground, orgs: Sequence[str]) -> Array:
    """(organisations,), mean probability of the strings resolved to each as the best, by their rows; 1 where none."""
    query = """SELECT org_ids[1] AS org_id, sum(score * n_rows) / sum(n_rows) FROM affiliations
        WHERE org_ids[1] IN (SELECT unnest(?)) AND score IS NOT NULL GROUP BY ALL HAVING sum(n_rows) > 0"""
    known = {org: float(p) for org, p in ground.rows(query, [list(orgs)])} if orgs else {}
    return np.array([min(1.0, known.get(org, 1.0)) for org in orgs], float)


def _by_place(ground: Ground) -> Mapping[str, float]:
    query = """SELECT place_id, sum(score * n_rows) / sum(n_rows) FROM affiliations
        WHERE place_id IS NOT NULL AND score > 0 GROUP BY place_id HAVING sum(n_rows) > 0"""
    return {place: min(1.0, float(p)) for place, p in ground.rows(query)}


def _rows_by_place(ground: Ground) -> Mapping[str, float]:
    query = "SELECT place_id, sum(n_rows) FROM affiliations WHERE place_id IS NOT NULL GROUP BY place_id"
    return {place: float(n) for place, n in ground.rows(query)}
