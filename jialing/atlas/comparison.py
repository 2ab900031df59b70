"""The circle beside its comparators: refused where the population does not represent them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas import standing, survival
from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, refused, told
from jialing.atlas.caution import notes_by_construction
from jialing.atlas.counts import (
    breakdown,
    every_year,
    field_series,
    firm_growth,
    ratio,
    series,
    totals,
    yearly_growth,
)
from jialing.atlas.ground import Ground
from jialing.atlas.overview import share_hidden
from jialing.atlas.profiles import Comparison

SHARES = ("inside", "abroad", "bri", "university-company")


def comparison(ground: Ground, scope: Scope) -> Comparison:
    """See :class:`Comparison`."""
    circles = compared(ground, scope)
    return Comparison(
        scope=scope,
        table=_table(ground, scope, circles),
        trend=_trend(ground, scope, circles),
        fields=_fields(ground, scope, circles),
        statistics=_statistics(ground, scope, circles),
    )


def compared(ground: Ground, scope: Scope) -> tuple[str, ...]:
    """The circle, then its comparators that were measured; every other circle where it names none."""
    others = ground.circle(scope.circle).comparator_ids or tuple(c for c in ground.members if c != scope.circle)
    return (scope.circle, *(c for c in others if c in ground.members and c != scope.circle))


def _table(ground: Ground, scope: Scope, circles: tuple[str, ...]) -> Answer:
    names = ("works", "growth", "inside_share", "abroad_share", "bri_share", "university_company_share", "coverage")
    asked = Question("comparison", ("circle", *names))

    def make() -> Found:
        coverage = circle_coverage(ground, scope, circles)
        rows = [(c, *_numbers(ground, scope, c), coverage.get(c)) for c in circles]
        title = _title(ground, scope, rows, coverage)
        return Found(rows, title, notes_by_construction(ground, scope, SHARES), behind(scope))

    return answered(ground, scope, asked, make)


def _numbers(ground: Ground, scope: Scope, circle: str) -> tuple[float | None, ...]:
    by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=circle))
    works = sum(n or 0 for n in by_year.values())
    groups = totals(ground, scope, "circle_partners", circle_id=circle)
    shares = [None if share_hidden(ground, scope, g) else ratio(groups.get(g, 0.0), works) for g in SHARES]
    # A population that is not fit to tell output still gives shares of its works: the works are then only their ground.
    shown = works if refused(ground, scope, "output") is None else None
    return (shown, yearly_growth(by_year) if refused(ground, scope, "trend") is None else None, *shares)


def circle_coverage(ground: Ground, scope: Scope, circles: tuple[str, ...]) -> dict[str, float | None]:
    """Share of the author rows on each circle's works whose place is known (all fields)."""
    found = ground.kept(("coverage_circles", scope.population), lambda: _known_rows(ground, scope.population))
    return {circle: ratio(*_within(found.get(circle, {}), scope)) for circle in circles}


def _within(by_year: Mapping[int, tuple[int, int]], scope: Scope) -> tuple[int, int]:
    rows = [row for year, row in by_year.items() if scope.first_year <= year <= scope.last_year]
    return sum(placed for placed, _ in rows), sum(whole for _, whole in rows)


def _known_rows(ground: Ground, population: str) -> dict[str, dict[int, tuple[int, int]]]:
    """By circle and year: author rows with a known place, author rows. One question whatever the period."""
    if not ground.has("coverage_circles"):
        return {}
    query = """SELECT circle_id, year, sum(n_placed), sum(n_affiliated) + sum(n_unaffiliated) FROM coverage_circles
        WHERE population = ? GROUP BY circle_id, year"""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for circle, year, placed, whole in ground.rows(query, [population]):
        found.setdefault(circle, {})[year] = placed, whole
    return found


def _title(
    ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]], coverage: Mapping[str, float | None]
) -> Finding:
    discipline = ground.population(scope.population).discipline
    limit = (
        Finding("atlas.infield.limited", {"discipline": discipline}) if discipline else Finding("atlas.infield.none")
    )
    if rows[0][1] is None:
        place, value, code = 3, rows[0][3], "atlas.title.comparison_shares"
    else:
        place, value, code = 1, rows[0][1], "atlas.title.comparison"
    ordered = sorted((row for row in rows if row[place] is not None), key=lambda row: -float(str(row[place])))
    rank = [row[0] for row in ordered].index(scope.circle) + 1 if value is not None else None
    if rank is None:
        return told(ground, scope, "atlas.title.comparison_none", limit=limit)
    inside = totals(ground, scope, "circle_partners", circle_id=scope.circle).get("inside", 0.0)
    params = {"rank": rank, "n_circles": len(ordered), "n_works": rows[0][1], "inside_share": rows[0][3]}
    why = _rank_overturned(ground, scope, [str(row[0]) for row in ordered], coverage) if place == 1 else None
    if why is not None and float(str(value)) >= ground.few:
        return told(ground, scope, "atlas.title.comparison_open", limit=limit, why=why, **params)
    if place == 3:
        return told(ground, scope, code, rests_on=inside, limit=limit, n_inside=inside, **params)
    return told(ground, scope, code if _is_firm(ground, rows[0][3], inside) else f"{code}_works", limit=limit, **params)


def _rank_overturned(
    ground: Ground, scope: Scope, circles: Sequence[str], coverage: Mapping[str, float | None]
) -> Finding | None:
    """What the circle's rank by works does not survive."""

    def works(of: Scope) -> dict[str, Sequence[float]]:
        found = totals(ground, of, "output_circles", circles)
        return {circle: (found.get(circle, 0.0),) for circle in circles}

    told_rank = survival.rank_of(list(circles).index(scope.circle))
    others = [(name, works(other)) for name, other in survival.other_scopes(ground, scope)]
    return survival.overturned(
        works(scope), told_rank, measure=lambda counts: counts[:, 0], coverage=coverage, others=others
    )


def _is_firm(ground: Ground, share: object, n: float) -> bool:
    """Whether a sentence may speak of a share: it is known and rests on enough works."""
    return share is not None and n >= ground.few


def _trend(ground: Ground, scope: Scope, circles: tuple[str, ...]) -> Answer:
    asked = Question("comparison_trend", ("circle", "year", "works", "index=index_first_year"))

    def make() -> Found:
        rows: list[tuple[object, ...]] = []
        growth: dict[str, float] = {}
        ends: dict[str, Sequence[float]] = {}
        for circle in circles:
            by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=circle))
            first = next((n for n in by_year.values() if n), None)
            rows.extend((circle, year, n, ratio(n, first)) for year, n in by_year.items())
            grown = firm_growth(ground, by_year)
            growth |= {} if grown is None else {circle: grown}
            known = [n for n in by_year.values() if n is not None]
            ends |= {} if grown is None else {circle: (known[0], known[-1])}
        return Found(rows, _trend_title(ground, scope, growth, ends), behind=behind(scope))

    return answered(ground, scope, asked, make)


def _trend_title(ground: Ground, scope: Scope, growth: Mapping[str, float], ends: survival.Counts) -> Finding:
    if not growth:
        return told(ground, scope, "atlas.title.comparison_none", limit=Finding("atlas.infield.none"))
    fastest = max(growth, key=lambda c: growth[c])
    why = survival.overturned(ends, survival.first_of, measure=_grown, coverage={})
    if why is not None and len(growth) > 1:
        return told(ground, scope, "atlas.title.comparison_trend_open", why=why, n_circles=len(growth))
    return told(ground, scope, "atlas.title.comparison_trend", fastest=fastest, growth=growth[fastest])


def _grown(ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Last over first year of each circle: over the same years the order is that of growth."""
    return np.where(ends[:, 0] > 0, ends[:, 1] / np.maximum(ends[:, 0], 1.0), np.nan)


def _fields(ground: Ground, scope: Scope, circles: tuple[str, ...]) -> Answer:
    asked = Question("comparison_fields", ("circle", "field", "works", "share=share_of_that_circle"))

    def make() -> Found:
        fields = breakdown(ground, scope)
        rows: list[tuple[object, ...]] = []
        for circle in circles:
            found = {
                f: sum(y.values())
                for f, y in field_series(ground, scope, "output_circles", fields, circle_id=circle).items()
            }
            works = sum(found.values())
            ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            rows.extend((circle, f, n, ratio(n, works)) for f, n in ordered)
        return Found(rows, _field_title(ground, scope, rows), behind=behind(scope))

    return answered(ground, scope, asked, make)


def _field_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]]) -> Finding:
    few = ground.few
    mine = {r[1]: float(str(r[3] or 0)) for r in rows if r[0] == scope.circle and float(str(r[2])) >= few}
    others: dict[object, list[float]] = {}
    for circle, field, _, share in rows:
        if circle != scope.circle:
            others.setdefault(field, []).append(float(str(share or 0)))
    ahead = {f: s - sum(others.get(f, [0.0])) / max(len(others.get(f, [])), 1) for f, s in mine.items()}
    if not ahead:
        return told(ground, scope, "atlas.title.fields_none", subject=scope.circle)
    field = max(ahead, key=lambda f: ahead[f])
    why = _lead_overturned(scope, rows, field)
    if why is not None:
        return told(ground, scope, "atlas.title.comparison_fields_open", why=why)
    return told(ground, scope, "atlas.title.comparison_fields", field=field, share=mine[field])


def _lead_overturned(scope: Scope, rows: Sequence[tuple[object, ...]], field: object) -> Finding | None:
    """What it does not survive that the circle has a larger share in the field than its comparators on average."""
    counts: dict[str, list[float]] = {}
    for circle, named, works, _ in rows:
        mine = counts.setdefault(str(circle), [0.0, 0.0])
        mine[0 if named == field else 1] += float(str(works))
    number = list(counts).index(scope.circle)

    def ahead(works: NDArray[np.float64]) -> NDArray[np.float64]:
        shares = works[:, 0] / np.maximum(works.sum(axis=1), 1.0)
        return np.asarray(np.sign(shares[number : number + 1] - np.delete(shares, number).mean()), float)

    return survival.overturned(counts, lambda side: side.tolist(), measure=ahead, coverage={})


def _statistics(ground: Ground, scope: Scope, circles: tuple[str, ...]) -> Answer:
    places = sorted({p for c in circles for p in ground.circle(c).centre_ids})
    return standing.statistics(ground, replace(scope, field=""), places, circles, "comparison_statistics")
