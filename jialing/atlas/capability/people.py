"""People counted by their works, beside official statistics of R&D personnel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, refused, told
from jialing.atlas.capability.abroad import SEED
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.counts import keys, known
from jialing.atlas.ground import Ground, Row
from jialing.measure import bootstrap

PERSONNEL = ("rd_personnel", "researchers", "researchers_per_10000")
NEEDS = ("output", "circles")


def researchers(ground: Ground, scope: Scope, circles: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """field ('' the scope's own, else coarse ones) -> circle -> people counted there in the scope's years."""
    return {field: {c: n for c, (n, _) in rows.items()} for field, rows in _counted(ground, scope, circles).items()}


def _counted(ground: Ground, scope: Scope, circles: Sequence[str]) -> Mapping[str, Mapping[str, tuple[float, float]]]:
    """field -> circle -> (people, people with a work among the most cited tenth)."""
    if not ground.has("researcher_circles") or "output" not in ground.population(scope.population).answers:
        return {}
    key = ("researchers of circles", scope.population, scope.first_year, scope.last_year, tuple(circles))
    rows = ground.kept(key, lambda: _people_rows(ground, scope, circles))
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for field, circle, people, leading in rows:
        found.setdefault("" if field == scope.field else field, {})[circle] = (float(people), float(leading))
    return found


def _people_rows(ground: Ground, scope: Scope, circles: Sequence[str]) -> list[Row]:
    query = """SELECT field_id, circle_id, count(*), count(*) FILTER (n_top >= 0.5) FROM (
        SELECT field_id, circle_id, person_id, sum(n_top) AS n_top FROM researcher_circles
        WHERE population = ? AND year BETWEEN ? AND ? AND circle_id IN (SELECT unnest(?)) GROUP BY ALL) GROUP BY ALL"""
    return ground.rows(query, [*keys(scope), list(circles)])


def people(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    columns = (
        "circle",
        "researchers",
        "people_low=people_from",
        "people_high=people_to",
        "leading",
        "value=official_value",
        "unit",
        "year",
        "coverage",
    )
    asked = Question("capability_people", columns, (), "atlas.unit.people", "atlas.method.people", needs=NEEDS)

    def make() -> Found:
        counted = _counted(ground, scope, circles).get("", {})
        coverage = circle_coverage(ground, scope, tuple(circles))
        low, high = _people_ends(counted, coverage, circles)
        official = _personnel(ground, circles)
        rows = [
            (c, counted.get(c, (None,))[0], low[i], high[i], *(counted.get(c, ())[1:] or (None,)),
             *official.get(c, (None, None, None)), coverage.get(c))
            for i, c in enumerate(circles)
        ]  # fmt: skip
        notes: tuple[Finding, ...] = (Finding("atlas.capability.people_drawn"),)
        notes += () if official else (Finding("atlas.capability.no_personnel"),)
        return Found(rows, told(ground, scope, "atlas.capability.people", n_people=rows[0][1]), notes)

    return answered(ground, scope, asked, make, why_not=_no_people(ground, scope, circles))


def _no_people(ground: Ground, scope: Scope, circles: Sequence[str]) -> Finding | None:
    if refused(ground, scope, *NEEDS) is not None or _counted(ground, scope, circles).get("", {}).get(scope.circle):
        return None
    return Finding("atlas.capability.no_people", {"circle": scope.circle})


def _people_ends(
    counted: Mapping[str, tuple[float, float]], coverage: Mapping[str, float | None], circles: Sequence[str]
) -> tuple[list[float | None], list[float | None]]:
    """95 % intervals of the people counted, drawn as works are, with the coverage of each circle."""
    people = np.array([[counted[c][0] if c in counted else np.nan] for c in circles])
    seen = [coverage.get(c) or np.nan for c in circles]
    found = bootstrap(people, lambda drawn: drawn[..., 0], seed=SEED, coverage=seen, is_batched=True)
    low, high = found.interval()
    return known(low), known(high)


def _personnel(ground: Ground, circles: Sequence[str]) -> Mapping[str, tuple[float, str, int]]:
    """circle -> (value, unit, year) of the newest official statistic of R&D personnel of the circle as a whole."""
    if not ground.has("statistics"):
        return {}
    query = """SELECT circle_id, value, unit, year FROM statistics WHERE circle_id IN (SELECT unnest(?))
        AND indicator IN (SELECT unnest(?)) AND value IS NOT NULL QUALIFY row_number() OVER (
            PARTITION BY circle_id ORDER BY list_position(?, indicator), year DESC, vintage DESC NULLS LAST) = 1"""
    rows = ground.rows(query, [list(circles), list(PERSONNEL), list(PERSONNEL)])
    return {circle: (value, unit, year) for circle, value, unit, year in rows}
