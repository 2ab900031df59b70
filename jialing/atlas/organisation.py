"""The page of an organisation."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.cards import organisation_card
from jialing.atlas.counts import breakdown, every_year, field_works, keys, known, ratio, yearly_growth
from jialing.atlas.ground import Ground
from jialing.atlas.overview import field_title, headline, trend_title
from jialing.atlas.profiles import Headline, OrganisationProfile
from jialing.measure import salton

N_ROWS = 60


@dataclass(frozen=True)
class _Works:
    """The works of an organisation in a scope, counted every way that its page needs."""

    by_year: dict[int, float | None]
    fields: dict[str, float]
    places: dict[str, float]
    partners: tuple[tuple[str, str | None, float], ...]
    n_full: float


def organisation_profile(ground: Ground, scope: Scope, org_id: str) -> OrganisationProfile:
    """See :class:`OrganisationProfile`. Counted from the works: organisations outside every circle have a page too."""
    card = organisation_card(ground, org_id)
    works = _works(ground, scope, org_id)
    return OrganisationProfile(
        scope=scope,
        card=card,
        headlines=_headlines(ground, scope, org_id, works),
        trend=_trend(ground, scope, org_id, works),
        fields=_fields(ground, scope, org_id, works),
        partners=_partners(ground, scope, org_id, works),
        places=_places(ground, scope, org_id, works),
        affiliations=_affiliations(ground, scope, org_id),
    )


def _works(ground: Ground, scope: Scope, org_id: str) -> _Works:
    """One pass over the works: by year and field in the scope's counting, places and partners in full."""
    only, params = _only_field(ground, scope)
    own = "count(DISTINCT work_no)" if scope.counting == "full" else "sum(weight)"
    query = f"""WITH mine AS MATERIALIZED (SELECT work_no, year, weight, place_id FROM work_places WHERE population = ?
        AND year BETWEEN ? AND ? AND org_id = ?{only}), met AS MATERIALIZED (SELECT work_no, org_id, place_id
        FROM work_places WHERE population = ? AND year BETWEEN ? AND ? AND work_no IN (SELECT work_no FROM mine))
        SELECT 'year', year::VARCHAR, NULL, {own} FROM mine GROUP BY year
        UNION ALL SELECT 'all', NULL, NULL, count(DISTINCT work_no) FROM mine
        UNION ALL SELECT 'field', field_id, NULL, {own} FROM mine JOIN work_field_levels USING (work_no)
            WHERE field_id IN (SELECT unnest(?)) GROUP BY field_id
        UNION ALL SELECT 'place', place_id, NULL, count(DISTINCT work_no) FROM met
            WHERE place_id NOT IN (SELECT place_id FROM mine WHERE place_id IS NOT NULL) GROUP BY place_id
        UNION ALL SELECT 'org', org_id, min(place_id), count(DISTINCT work_no) FROM met
            WHERE org_id IS NOT NULL AND org_id <> ? GROUP BY org_id"""
    years = keys(scope)
    given = [*years, org_id, *params, *years, list(breakdown(ground, scope)), org_id]
    found: dict[str, list[tuple[str, str | None, float]]] = {}
    for kind, unit, place, n in ground.rows(query, given):
        found.setdefault(kind, []).append((unit, place, float(n or 0)))
    by_year = every_year(ground, scope, {int(year): n for year, _, n in found.get("year", [])})
    n_full = found["all"][0][2]
    return _Works(
        by_year,
        _ranked(found.get("field", [])),
        _ranked(found.get("place", [])),
        _largest(found.get("org", [])),
        n_full,
    )


def _largest(rows: list[tuple[str, str | None, float]]) -> tuple[tuple[str, str | None, float], ...]:
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))


def _ranked(rows: list[tuple[str, str | None, float]]) -> dict[str, float]:
    return {unit: n for unit, _, n in _largest(rows)}


def _only_field(ground: Ground, scope: Scope) -> tuple[str, list[object]]:
    if not scope.field:
        return "", []
    works, params = field_works(ground, scope.field)
    return f" AND work_no IN ({works})", params


def _trend(ground: Ground, scope: Scope, org_id: str, works: _Works) -> Answer:
    asked = Question("organisation_trend", ("year", "works"), (org_id,))
    query = behind(scope, all_orgs=(org_id,))
    title = trend_title(ground, scope, works.by_year, subject=org_id)
    return answered(ground, scope, asked, lambda: Found(works.by_year.items(), title, behind=query))


def _fields(ground: Ground, scope: Scope, org_id: str, works: _Works) -> Answer:
    asked = Question("organisation_fields", ("field", "works", "share=share_of_organisation"), (org_id,))

    def make() -> Found:
        whole = sum(works.fields.values())
        rows = [(f, n, ratio(n, whole)) for f, n in works.fields.items()]
        title = field_title(ground, scope, rows, subject=org_id)
        return Found(rows, title, behind=behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


def _partners(ground: Ground, scope: Scope, org_id: str, works: _Works) -> Answer:
    columns = ("org", "place", "works", "share=share_of_organisation", "salton")
    asked = Question("organisation_partners", columns, (org_id,))

    def make() -> Found:
        found = works.partners[:N_ROWS]
        sizes = _sizes(ground, scope, [row[0] for row in found])
        tie = known(salton([row[2] for row in found], works.n_full, [sizes.get(row[0], 0.0) for row in found]))
        rows = [(*row, ratio(row[2], works.n_full), s) for row, s in zip(found, tie, strict=True)]
        code = "atlas.title.org_partners" if rows else "atlas.title.org_partners_none"
        first = {"partner": rows[0][0], "n_works": rows[0][2], "share": rows[0][3]} if rows else {}
        title = told(ground, scope, code, subject=org_id, **first)
        return Found(rows, title, _in_full(scope), behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


def _sizes(ground: Ground, scope: Scope, orgs: list[str]) -> dict[str, float]:
    only, params = _only_field(ground, scope)
    query = f"""SELECT org_id, count(DISTINCT work_no) FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND org_id IN (SELECT unnest(?)){only} GROUP BY org_id"""
    return {org: float(n) for org, n in ground.rows(query, [*keys(scope), orgs, *params])}


def _places(ground: Ground, scope: Scope, org_id: str, works: _Works) -> Answer:
    asked = Question("organisation_places", ("place", "works", "share=share_of_organisation"), (org_id,))

    def make() -> Found:
        rows = [(p, n, ratio(n, works.n_full)) for p, n in list(works.places.items())[:N_ROWS]]
        code = "atlas.title.org_places" if rows else "atlas.title.org_places_none"
        first = {"place": rows[0][0], "n_works": rows[0][1], "share": rows[0][2]} if rows else {}
        title = told(ground, scope, code, subject=org_id, **first)
        return Found(rows, title, _in_full(scope), behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


def _in_full(scope: Scope) -> tuple[Finding, ...]:
    return () if scope.counting == "full" else (Finding("atlas.note.full_counts"),)


def _affiliations(ground: Ground, scope: Scope, org_id: str) -> Answer:
    columns = ("text=affiliation", "rows", "score", "reason=because")
    asked = Question("affiliations", columns, (org_id,), "atlas.unit.rows", "atlas.method.resolved")

    def make() -> Found:
        query = """SELECT affiliation, n_rows, score, because, params FROM affiliations
            WHERE list_contains(org_ids, ?) ORDER BY n_rows DESC, affiliation LIMIT 40"""
        found = ground.rows(query, [org_id])
        rows = [
            (text, n, score, Finding(because, json.loads(params or "{}"))) for text, n, score, because, params in found
        ]
        code = "atlas.title.affiliations" if rows else "atlas.title.affiliations_none"
        return Found(rows, told(ground, scope, code, subject=org_id, n_strings=len(rows)))

    return answered(ground, scope, asked, make)


def _headlines(ground: Ground, scope: Scope, org_id: str, found: _Works) -> tuple[Headline, ...]:
    query = behind(scope, all_orgs=(org_id,))
    values = (
        ("works", sum(n or 0 for n in found.by_year.values()), "count", "output"),
        ("growth", yearly_growth(found.by_year), "growth", "trend"),
        ("partners", float(len(found.partners)), "count", "collaboration"),
    )
    return tuple(headline(ground, scope, n, v, k, need, query) for n, v, k, need in values)
