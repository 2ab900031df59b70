"""Counts from the published tables, in a scope. Years add up: a work has one year. Populations are never added."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from jialing.atlas.answers import Scope
from jialing.atlas.ground import Ground
from jialing.measure import association_strength, salton

COARSE_LEVELS = ("field", "class")
TOP_LEVELS = ("domain", "class")
Pair = tuple[str, str]
Unit = tuple[str, ...]
ByYear = Mapping[int, float]

UNITS = {
    "output_places": ("place_id",),
    "output_circles": ("circle_id",),
    "output_countries": ("country_code",),
    "circle_partners": ("circle_id", "partner"),
    "collab_places": ("place_a", "place_b"),
}
"""The columns that make a unit of a published table."""

WHERE = "population = ? AND year BETWEEN ? AND ? AND counting = ? AND field_id = ?"


def keys(scope: Scope) -> list[object]:
    """Parameters of ``WHERE``."""
    return [scope.population, scope.first_year, scope.last_year, scope.counting, scope.field]


def full(scope: Scope) -> Scope:
    """The scope in full counting: indices of strength and specialisation are always computed on full counts."""
    return replace(scope, counting="full")


def series(ground: Ground, scope: Scope, table: str, **only: str) -> dict[int, float]:
    """Works by year, of one unit (``only``: each unit column = value)."""
    unit = tuple(only[column] for column in UNITS[table])
    return dict(sorted(in_years(scope, units(ground, scope, table).get(unit, {})).items()))


def totals(ground: Ground, scope: Scope, table: str, **only: str) -> dict[str, float]:
    """Works by unit, largest first: by the last unit column, the others given."""
    head = tuple(only[column] for column in UNITS[table][:-1])
    sums = summed(ground, scope, table, lambda: units(ground, scope, table))
    found = {unit[-1]: n for unit, n in sums.items() if unit[:-1] == head}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def units(ground: Ground, scope: Scope, table: str, fields: Sequence[str] | None = None) -> Mapping[Unit, ByYear]:
    """Works of every unit of a published table by year, in the scope's population, counting and field (or ``fields``).

    Read once and kept: other periods and other units of the same slice cost no query.
    """
    wanted = (scope.field,) if fields is None else tuple(fields)
    key = ("units", table, scope.population, scope.counting, wanted)
    return ground.kept(key, lambda: _read_units(ground, scope, table, wanted))


def _read_units(ground: Ground, scope: Scope, table: str, fields: Sequence[str]) -> Mapping[Unit, ByYear]:
    columns = ", ".join(UNITS[table])
    query = f"""SELECT {columns}, year, sum(n_works) FROM {table} WHERE population = ? AND counting = ?
        AND field_id IN (SELECT unnest(?)) GROUP BY ALL"""
    found: dict[Unit, dict[int, float]] = {}
    for *unit, year, n in ground.rows(query, [scope.population, scope.counting, list(fields)]):
        found.setdefault(tuple(unit), {})[year] = float(n)
    return found


def in_years(scope: Scope, by_year: ByYear) -> dict[int, float]:
    """The scope's years of a series."""
    return {year: n for year, n in by_year.items() if scope.first_year <= year <= scope.last_year}


def summed(ground: Ground, scope: Scope, table: str, read: Callable[[], Mapping[Unit, ByYear]]) -> Mapping[Unit, float]:
    """Units with works in the scope's years, added up; kept."""
    first, last = scope.first_year, scope.last_year

    def made() -> dict[Unit, float]:
        sums = {u: sum(n for year, n in by_year.items() if first <= year <= last) for u, by_year in read().items()}
        return {unit: n for unit, n in sums.items() if n}

    return ground.kept(("sums", table, scope.population, scope.counting, scope.field, first, last), made)


def field_totals(ground: Ground, scope: Scope, table: str, fields: Sequence[str], **only: str) -> dict[str, float]:
    """Works by field among ``fields``, largest first."""
    found = field_series(ground, scope, table, fields, **only)
    sums = {field: sum(by_year.values()) for field, by_year in found.items()}
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def field_series(
    ground: Ground, scope: Scope, table: str, fields: Sequence[str], **only: str
) -> dict[str, dict[int, float]]:
    """Works by field and year, of one unit; fields without works in the scope's years are left out."""
    key = ("fields", table, scope.population, scope.counting, tuple(only.items()))
    known = ground.kept(key, lambda: _read_fields(ground, scope, table, only))
    found = {field: in_years(scope, known.get(field, {})) for field in fields}
    return {field: by_year for field, by_year in found.items() if by_year}


def _read_fields(ground: Ground, scope: Scope, table: str, only: Mapping[str, str]) -> Mapping[str, ByYear]:
    more = "".join(f" AND {column} = ?" for column in only)
    query = f"SELECT field_id, year, n_works FROM {table} WHERE population = ? AND counting = ?{more}"
    found: dict[str, dict[int, float]] = {}
    for field, year, n in ground.rows(query, [scope.population, scope.counting, *only.values()]):
        found.setdefault(field, {})[year] = float(n)
    return found


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
    size = totals(ground, whole, "output_places")
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
    size = totals(ground, scope, "output_places")
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
    wanted = set(places)
    found = {(a, b): n for (a, b), n in pair_sums(ground, scope).items() if a in wanted and b in wanted}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def pair_sums(ground: Ground, scope: Scope) -> Mapping[Unit, float]:
    """Works of pairs of places in the scope."""
    return summed(ground, scope, "pairs", lambda: pair_units(ground, scope))


def pair_units(ground: Ground, scope: Scope) -> Mapping[Unit, ByYear]:
    """Works of pairs of places by year in the scope's field.

    Pairs are published for all fields and coarse ones; a domain is the sum of its fields (a work counts in one); below
    the coarse level they are counted from the works.
    """
    fields = coarse_fields(ground, scope.field)
    if fields:
        return units(ground, scope, "collab_places", fields)
    key = ("pairs", scope.population, scope.counting, scope.field)
    return ground.kept(key, lambda: _count_pairs(ground, scope))


def _count_pairs(ground: Ground, scope: Scope) -> Mapping[Unit, ByYear]:
    works, params = field_works(ground, scope.field)
    weight = "1.0" if scope.counting == "full" else "1.0 / (n - 1)"
    query = f"""WITH w AS (SELECT DISTINCT work_no, year, place_id FROM work_places
        WHERE population = ? AND place_id IS NOT NULL AND work_no IN ({works})),
        s AS (SELECT *, count(*) OVER (PARTITION BY work_no) AS n FROM w)
        SELECT a.place_id, b.place_id, a.year, sum({weight})
        FROM s a JOIN w b ON a.work_no = b.work_no AND a.place_id < b.place_id GROUP BY ALL"""
    found: dict[Unit, dict[int, float]] = {}
    for a, b, year, n in ground.rows(query, [scope.population, *params]):
        found.setdefault((a, b), {})[year] = float(n)
    return found


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
        query = f"""SELECT org_id, place_id, sum(n_works) AS n FROM output_orgs WHERE {WHERE}
            AND place_id IN (SELECT unnest(?)) GROUP BY ALL ORDER BY n DESC, org_id LIMIT ?"""
        rows = ground.rows(query, [*keys(scope), list(places), limit])
    else:
        works, params = field_works(ground, scope.field)
        n = "count(DISTINCT work_no)" if scope.counting == "full" else "sum(weight)"
        query = f"""SELECT org_id, place_id, {n} AS n FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
            AND org_id IS NOT NULL AND place_id IN (SELECT unnest(?)) AND work_no IN ({works})
            GROUP BY ALL ORDER BY n DESC, org_id LIMIT ?"""
        rows = ground.rows(query, [*keys(scope)[:3], list(places), *params, limit])
    return {(org, place): float(n) for org, place, n in rows}


def _scheme(field_id: str) -> str:
    return field_id.partition(":")[0]
