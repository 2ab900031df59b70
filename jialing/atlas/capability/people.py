"""People counted by their works, beside official statistics of R&D personnel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, refused, told
from jialing.atlas.capability.abroad import SEED
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.counts import breakdown, keys, known
from jialing.atlas.ground import Ground
from jialing.atlas.talent import LEADING
from jialing.measure import bootstrap

PERSONNEL = ("rd_personnel", "researchers", "researchers_per_10000")
NEEDS = ("output", "circles")


def researchers(ground: Ground, scope: Scope, circles: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """Coarse field, and '' for the scope's own -> circle -> people counted there in the scope's years.

    Nothing where people are not told apart, or not in fields as fine as the scope's.
    """
    if not ground.has("researcher_circles") or "output" not in ground.population(scope.population).answers:
        return {}
    query = """SELECT field_id, circle_id, count(DISTINCT person_id) FROM researcher_circles
        WHERE population = ? AND year BETWEEN ? AND ? AND circle_id IN (SELECT unnest(?)) GROUP BY ALL"""
    key = ("researchers of circles", *keys(scope), tuple(circles))
    found: dict[str, dict[str, float]] = {}
    for field, circle, n in ground.kept(key, lambda: ground.rows(query, [*keys(scope), list(circles)])):
        found.setdefault(field, {})[circle] = float(n)
    return {**found, "": found.get(scope.field, {})}


def _leading(ground: Ground, scope: Scope, circles: Sequence[str]) -> Mapping[str, int | None]:
    """circle -> people with so many works among the most cited tenth; None where citations are unknown.

    Citations are compared within one coarse field and year, so that the fields' tenths are added over a person.
    """
    query = """SELECT circle_id, CASE WHEN sum(known) > 0 THEN count(*) FILTER (top >= ?) END FROM (
        SELECT circle_id, person_id, sum(n_top) AS top, sum(n_known) AS known FROM researcher_circles
        WHERE population = ? AND year BETWEEN ? AND ? AND circle_id IN (SELECT unnest(?))
        AND field_id IN (SELECT unnest(?)) GROUP BY ALL) GROUP BY ALL"""
    fields = [scope.field] if scope.field else list(breakdown(ground, scope))
    return dict(ground.rows(query, [LEADING, *keys(scope), list(circles), fields]))


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
        counted, leading = researchers(ground, scope, circles)[""], _leading(ground, scope, circles)
        coverage = circle_coverage(ground, scope, tuple(circles))
        low, high = _people_ends(counted, coverage, circles)
        official = _personnel(ground, circles)
        rows = [
            (c, counted.get(c), low[i], high[i], leading.get(c), *official.get(c, (None, None, None)), coverage.get(c))
            for i, c in enumerate(circles)
        ]
        notes: tuple[Finding, ...] = (Finding("atlas.capability.people_drawn"),)
        notes += (Finding("atlas.note.leading", {"n_least": LEADING}),)
        notes += () if official else (Finding("atlas.capability.no_personnel"),)
        return Found(rows, told(ground, scope, "atlas.capability.people", n_people=rows[0][1]), notes)

    return answered(ground, scope, asked, make, why_not=_no_people(ground, scope, circles))


def _no_people(ground: Ground, scope: Scope, circles: Sequence[str]) -> Finding | None:
    if refused(ground, scope, *NEEDS) is not None or researchers(ground, scope, circles).get("", {}).get(scope.circle):
        return None
    return Finding("atlas.capability.no_people", {"circle": scope.circle})


def _people_ends(
    counted: Mapping[str, float], coverage: Mapping[str, float | None], circles: Sequence[str]
) -> tuple[list[float | None], list[float | None]]:
    """95 % intervals of the people counted, drawn as works are, with the coverage of each circle."""
    people = np.array([[counted.get(c, np.nan)] for c in circles])
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
