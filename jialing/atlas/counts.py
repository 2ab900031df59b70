"""Counts from the published tables, in a scope. Years add up: a work has one year. Populations are never added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pyarrow as pa

from jialing.atlas.answers import Scope
from jialing.atlas.ground import Ground
from jialing.atlas.held import UNITS, Held, Mask, Slice, Unit, held
from jialing.measure import association_strength, salton

COARSE_LEVELS = ("field", "class")
TOP_LEVELS = ("domain", "class")
Pair = tuple[str, str]
K = TypeVar("K", str, tuple[str, str])
ByYear = Mapping[int, float]


def keys(scope: Scope) -> list[object]:
    """Parameters of ``population = ? AND year BETWEEN ? AND ?``."""
    return [scope.population, scope.first_year, scope.last_year]


def full(scope: Scope) -> Scope:
    """The scope in full counting: indices of strength and specialisation are always computed on full counts."""
    return replace(scope, counting="full")


def series(ground: Ground, scope: Scope, table: str, **only: str) -> dict[int, float]:
    """Works by year, of one unit (``only``: each unit column = value)."""
    return in_years(scope, ground.held(table).years_of(_slice(scope), _unit(table, only)))


def totals(
    ground: Ground, scope: Scope, table: str, among: Collection[str] | None = None, **only: str
) -> dict[str, float]:
    """Works by unit, largest first: by the last unit column (where given, ``among`` these), the others given."""
    known = ground.held(table)
    heads = [known.marks(i, (only[column],)) for i, column in enumerate(UNITS[table][:-1])]
    masks = (*heads, None if among is None else known.marks(len(heads), among))
    found = {unit[-1]: n for unit, n in _sums([(known, _slice(scope))], scope, masks).items()}
    return _largest(found)


def in_years(scope: Scope, by_year: ByYear) -> dict[int, float]:
    """The scope's years of a series."""
    return {year: n for year, n in by_year.items() if scope.first_year <= year <= scope.last_year}


def field_totals(ground: Ground, scope: Scope, table: str, fields: Sequence[str], **only: str) -> dict[str, float]:
    """Works by field among ``fields``, largest first."""
    found = field_series(ground, scope, table, fields, **only)
    return _largest({field: sum(by_year.values()) for field, by_year in found.items()})


def field_series(
    ground: Ground, scope: Scope, table: str, fields: Sequence[str], **only: str
) -> dict[str, dict[int, float]]:
    """Works by field and year, of one unit; fields without works in the scope's years are left out."""
    known, unit = ground.held(table), _unit(table, only)
    found = {f: in_years(scope, known.years_of(_slice(scope, f), unit)) for f in fields}
    return {field: by_year for field, by_year in found.items() if by_year}


def _slice(scope: Scope, field: str | None = None) -> Slice:
    return scope.population, scope.counting, scope.field if field is None else field


def _unit(table: str, only: Mapping[str, str]) -> Unit:
    return tuple(only[column] for column in UNITS[table])


def _sums(stretches: Iterable[tuple[Held, Slice]], scope: Scope, masks: Sequence[Mask | None]) -> dict[Unit, float]:
    """Works by unit in the scope's years, added over stretches of tables."""
    found: dict[Unit, float] = {}
    for table, where in stretches:
        units, works = table.sums(where, (scope.first_year, scope.last_year), masks)
        for unit, n in zip(table.named(units), works.tolist(), strict=True):
            found[unit] = found.get(unit, 0.0) + n
    return found


def _largest(found: Mapping[K, float]) -> dict[K, float]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def every_year(ground: Ground, scope: Scope, found: Mapping[int, float]) -> dict[int, float | None]:
    """All years of the scope: 0 where the population represents the year and has nothing, None where it does not."""
    population = ground.population(scope.population)
    known = range(population.first_year, population.last_year + 1)
    years = range(scope.first_year, scope.last_year + 1)
    return {year: found.get(year, 0.0 if year in known else None) for year in years}


def yearly_growth(found: Mapping[int, float | None]) -> float | None:
    """Compound growth a year between the first and the last year known; None under two years or from nothing."""
    known = [(year, n) for year, n in sorted(found.items()) if n is not None]
    if len(known) < 2 or not known[0][1]:
        return None
    (first, start), (last, end) = known[0], known[-1]
    return float((end / start) ** (1 / (last - first)) - 1)


def firm_growth(ground: Ground, found: Mapping[int, float | None]) -> float | None:
    """Growth that a sentence may speak of: None where the first or the last year known has few works."""
    known = [n for _, n in sorted(found.items()) if n is not None]
    return yearly_growth(found) if known and min(known[0], known[-1]) >= ground.few else None


def ratio(part: float | None, whole: float | None) -> float | None:
    """part / whole; None where either is unknown or the whole is 0."""
    return None if part is None or not whole else float(part) / float(whole)


def breakdown(ground: Ground, scope: Scope) -> tuple[str, ...]:
    """The fields that divide the scope's works: its children, or the coarse fields of the population's main scheme."""
    used = [f for f in ground.fields.values() if scope.population in f.populations]
    if scope.field:
        below = tuple(f.field_id for f in used if f.parent_id == scope.field and f.level != "topic")
        return below or (scope.field,)
    coarse = [f.field_id for f in used if f.level in COARSE_LEVELS]
    if not coarse:
        return tuple(f.field_id for f in used if f.depth == 0)
    works = field_totals(ground, full(scope), "output_countries", coarse, country_code="")
    by_scheme: dict[str, float] = {}
    for field, n in works.items():
        by_scheme[_scheme(field)] = by_scheme.get(_scheme(field), 0) + n
    main = max(by_scheme, key=lambda s: by_scheme[s], default=_scheme(coarse[0]))
    return tuple(f for f in coarse if _scheme(f) == main)


def strengths(
    ground: Ground, scope: Scope, pairs: Sequence[Pair], members: Sequence[str]
) -> list[tuple[float | None, float | None]]:
    """(Salton, association strength) of pairs of places, on full counts.

    Association strength is taken among the circle's ties (van Eck & Waltman 2009, doi:10.1002/asi.21075): joint works
    over those expected if each member spread its ties over the others at random; None where a place is not a member,
    and where all ties meet in one city (see :func:`hub`).
    """
    whole = full(scope)
    joint = pair_works(ground, whole, sorted({*members, *(p for pair in pairs for p in pair)}))
    size = totals(ground, whole, "output_places", {p for pair in pairs for p in pair})
    n_ab = [joint.get(pair, 0.0) for pair in pairs]
    tie = known(salton(n_ab, *_ends(pairs, size)))
    degree = _degrees(joint, set(members))
    association = known(association_strength(n_ab, *_ends(pairs, degree), sum(degree.values())))
    inside = [a in members and b in members and hub_of(degree) is None for a, b in pairs]
    return [(t, s if both else None) for t, s, both in zip(tie, association, inside, strict=True)]


def hub(ground: Ground, scope: Scope, members: Collection[str]) -> str | None:
    """The member in which all ties of the circle meet, if there is one.

    Its ties are then half of the sum of all degrees, each other city's ties are those with it, and association strength
    is 2 for every pair whatever the counts are: it cannot be computed there.
    """
    return hub_of(_degrees(pair_works(ground, full(scope), members), set(members)))


def hub_of(degree: Mapping[str, float]) -> str | None:
    """The place whose degree is half of the sum of all."""
    total = sum(degree.values())
    return next((place for place, n in degree.items() if 2 * n == total), None)


def larger_first(ground: Ground, scope: Scope, pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs with the place of more works first, as people name them."""
    pairs = list(pairs)
    size = totals(ground, scope, "output_places", {p for pair in pairs for p in pair})
    return [(a, b) if size.get(a, 0) >= size.get(b, 0) else (b, a) for a, b in pairs]


def _ends(pairs: Sequence[Pair], of: Mapping[str, float]) -> tuple[list[float], list[float]]:
    return [of.get(a, 0.0) for a, _ in pairs], [of.get(b, 0.0) for _, b in pairs]


def _degrees(joint: Mapping[Pair, float], members: set[str]) -> dict[str, float]:
    """Ties of each member with the others, added."""
    degree: dict[str, float] = {}
    for (a, b), n in joint.items():
        if a in members and b in members:
            degree[a] = degree.get(a, 0.0) + n
            degree[b] = degree.get(b, 0.0) + n
    return degree


def known(values: object) -> list[float | None]:
    """An array as plain values; NaN becomes None."""
    return [None if v != v else float(v) for v in values]  # type: ignore[attr-defined]


def pair_works(ground: Ground, scope: Scope, places: Collection[str]) -> dict[Pair, float]:
    """Works that pairs of ``places`` did together, largest first."""
    found: dict[Unit, float] = {}
    for table, where in _pair_stretches(ground, scope):
        masks = [table.marks(i, places) for i in (0, 1)]
        for unit, n in _sums([(table, where)], scope, masks).items():
            found[unit] = found.get(unit, 0.0) + n
    return _largest({(a, b): n for (a, b), n in found.items()})


def place_partner_works(ground: Ground, scope: Scope, place: str) -> dict[str, float]:
    """Works that a place did with each other place, largest first."""
    found: dict[str, float] = {}
    for table, where in _pair_stretches(ground, scope):
        for column in (0, 1):
            masks: list[Mask | None] = [None, None]
            masks[column] = table.marks(column, (place,))
            for unit, n in _sums([(table, where)], scope, masks).items():
                found[unit[1 - column]] = found.get(unit[1 - column], 0.0) + n
    return _largest(found)


def pair_series(ground: Ground, scope: Scope, pair: Pair) -> dict[int, float]:
    """Works of a pair (smaller id first) by year."""
    found: dict[int, float] = {}
    for table, where in _pair_stretches(ground, scope):
        for year, n in in_years(scope, table.years_of(where, pair)).items():
            found[year] = found.get(year, 0.0) + n
    return dict(sorted(found.items()))


def published_org_pairs(ground: Ground, scope: Scope, orgs: Collection[str]) -> dict[Pair, float]:
    """Works that pairs of organisations did together in all fields, largest first."""
    table = ground.held("collab_orgs")
    found = _sums([(table, _slice(scope, ""))], scope, [table.marks(i, orgs) for i in (0, 1)])
    return _largest({(a, b): n for (a, b), n in found.items()})


def _pair_stretches(ground: Ground, scope: Scope) -> list[tuple[Held, Slice]]:
    """Where the pairs of the scope's field stand.

    Pairs are published for all fields and coarse ones; a domain is the sum of its fields (a work counts in one); below
    the coarse level they are counted from the works.
    """
    fields = coarse_fields(ground, scope.field)
    if fields:
        return [(ground.held("collab_places"), _slice(scope, field)) for field in fields]
    key = ("pairs", scope.population, scope.counting, scope.field)
    return [(ground.kept(key, lambda: _count_pairs(ground, scope)), _slice(scope))]


def _count_pairs(ground: Ground, scope: Scope) -> Held:
    works, params = field_works(ground, scope.field)
    weight = "1.0" if scope.counting == "full" else "1.0 / (n - 1)"
    query = f"""WITH w AS (SELECT DISTINCT work_no, year, place_id FROM work_places
        WHERE population = ? AND place_id IS NOT NULL AND work_no IN ({works})),
        s AS (SELECT *, count(*) OVER (PARTITION BY work_no) AS n FROM w)
        SELECT a.place_id AS place_a, b.place_id AS place_b, a.year, CAST(sum({weight}) AS DOUBLE) AS n_works
        FROM s a JOIN w b ON a.work_no = b.work_no AND a.place_id < b.place_id GROUP BY ALL"""
    found = ground.version.sql(query, [scope.population, *params])
    for name, value in zip(("population", "counting", "field_id"), _slice(scope), strict=True):
        found = found.append_column(name, pa.array([value] * found.num_rows, pa.string()))
    return held(found, UNITS["collab_places"])


def coarse_fields(ground: Ground, field_id: str) -> tuple[str, ...]:
    """The published coarse fields that make up a field; none where it lies below them."""
    if not field_id:
        return ("",)
    if ground.fields[field_id].level in COARSE_LEVELS:
        return (field_id,)
    return tuple(f for f in ground.under(field_id) if ground.fields[f].level in COARSE_LEVELS)


def field_works(ground: Ground, field_id: str) -> tuple[str, list[object]]:
    """A query for the numbers of the works in a field, and its parameters."""
    if ground.has("work_field_levels"):
        return "SELECT work_no FROM work_field_levels WHERE field_id = ?", [field_id]
    query = """SELECT work_no FROM linked_works JOIN work_fields USING (source, source_id)
        WHERE is_primary AND field_id IN (SELECT unnest(?))"""
    return query, [list(ground.under(field_id))]


def organisation_works(ground: Ground, scope: Scope, places: Sequence[str], limit: int) -> dict[Pair, float]:
    """(organisation, its place) -> works, of organisations in ``places``, largest first."""
    if not scope.field or ground.fields[scope.field].level in TOP_LEVELS:
        table = ground.held("output_orgs")
        units, works = table.sums(_slice(scope), (scope.first_year, scope.last_year), (None, table.marks(1, places)))
        first = np.lexsort((units[1], units[0], -works))[:limit]
        named = table.named([column[first] for column in units])
        return {(org, place): n for (org, place), n in zip(named, works[first].tolist(), strict=True)}
    works_there, params = field_works(ground, scope.field)
    n = "count(DISTINCT work_no)" if scope.counting == "full" else "sum(weight)"
    query = f"""SELECT org_id, place_id, {n} AS n FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND org_id IS NOT NULL AND place_id IN (SELECT unnest(?)) AND work_no IN ({works_there})
        GROUP BY ALL ORDER BY n DESC, org_id, place_id LIMIT ?"""
    rows = ground.rows(query, [*keys(scope), list(places), *params, limit])
    return {(org, place): float(n) for org, place, n in rows}


def _scheme(field_id: str) -> str:
    return field_id.partition(":")[0]
