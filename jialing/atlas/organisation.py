"""The page of an organisation."""

from __future__ import annotations

import json
from collections.abc import Sequence

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.cards import organisation_card
from jialing.atlas.counts import breakdown, every_year, field_works, keys, known, ratio, yearly_growth
from jialing.atlas.ground import Ground
from jialing.atlas.overview import field_title, headline, trend_title
from jialing.atlas.profiles import Headline, OrganisationProfile
from jialing.measure import salton

N_ROWS = 60


def organisation_profile(ground: Ground, scope: Scope, org_id: str) -> OrganisationProfile:
    """See :class:`OrganisationProfile`. Counted from the works: organisations outside every circle have a page too."""
    card = organisation_card(ground, org_id)
    by_year = every_year(ground, scope, _series(ground, scope, org_id))
    partners = _partner_rows(ground, scope, org_id)
    return OrganisationProfile(
        scope=scope,
        card=card,
        headlines=_headlines(ground, scope, org_id, by_year, len(partners)),
        trend=_trend(ground, scope, org_id, by_year),
        fields=_fields(ground, scope, org_id),
        partners=_partners(ground, scope, org_id, partners),
        places=_places(ground, scope, org_id),
        affiliations=_affiliations(ground, scope, org_id),
    )


def _only_field(ground: Ground, scope: Scope) -> tuple[str, list[object]]:
    if not scope.field:
        return "", []
    works, params = field_works(ground, scope.field)
    return f" AND work_no IN ({works})", params


def _counted(scope: Scope) -> str:
    return "count(DISTINCT work_no)" if scope.counting == "full" else "sum(weight)"


def _series(ground: Ground, scope: Scope, org_id: str) -> dict[int, float]:
    only, params = _only_field(ground, scope)
    query = f"""SELECT year, {_counted(scope)} FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND org_id = ?{only} GROUP BY year"""
    return {year: float(n) for year, n in ground.rows(query, [*keys(scope)[:3], org_id, *params])}


def _trend(ground: Ground, scope: Scope, org_id: str, by_year: dict[int, float | None]) -> Answer:
    asked = Question("organisation_trend", ("year", "works"), (org_id,))
    return answered(
        ground,
        scope,
        asked,
        lambda: Found(
            by_year.items(),
            trend_title(ground, scope, by_year, subject=org_id),
            behind=behind(scope, all_orgs=(org_id,)),
        ),
    )


def _fields(ground: Ground, scope: Scope, org_id: str) -> Answer:
    asked = Question("organisation_fields", ("field", "works", "share=share_of_organisation"), (org_id,))

    def make() -> Found:
        found = _field_works(ground, scope, org_id)
        works = sum(found.values())
        rows = [(f, n, ratio(n, works)) for f, n in found.items()]
        title = field_title(ground, scope, list(rows), subject=org_id)
        return Found(rows, title, behind=behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


def _field_works(ground: Ground, scope: Scope, org_id: str) -> dict[str, float]:
    if not ground.has("work_field_levels"):
        query = """SELECT field_id, sum(n_works) AS n FROM output_orgs WHERE population = ? AND year BETWEEN ? AND ?
            AND counting = ? AND org_id = ? AND field_id <> '' GROUP BY ALL ORDER BY n DESC, field_id"""
        rows = ground.rows(query, [*keys(scope)[:4], org_id])
        return {f: float(n) for f, n in rows if ground.is_under(f, scope.field)}
    query = f"""SELECT field_id, {_counted(scope)} AS n FROM work_places JOIN work_field_levels USING (work_no)
        WHERE population = ? AND year BETWEEN ? AND ? AND org_id = ? AND field_id IN (SELECT unnest(?))
        GROUP BY ALL ORDER BY n DESC, field_id"""
    rows = ground.rows(query, [*keys(scope)[:3], org_id, list(breakdown(ground, scope))])
    return {f: float(n) for f, n in rows}


def _partners(ground: Ground, scope: Scope, org_id: str, partners: Sequence[tuple[str, str, float]]) -> Answer:
    asked = Question(
        "organisation_partners", ("org", "place", "works", "share=share_of_organisation", "salton"), (org_id,)
    )

    def make() -> Found:
        found = partners[:N_ROWS]
        sizes = _sizes(ground, scope, [org_id, *(row[0] for row in found)])
        mine = sizes.get(org_id, 0.0)
        tie = known(salton([row[2] for row in found], mine, [sizes.get(row[0], 0.0) for row in found]))
        rows = [(*row, ratio(row[2], mine), s) for row, s in zip(found, tie, strict=True)]
        code = "atlas.title.org_partners" if rows else "atlas.title.org_partners_none"
        first = {"partner": rows[0][0], "n_works": rows[0][2], "share": rows[0][3]} if rows else {}
        note = Finding("atlas.note.full_counts")
        title = told(ground, scope, code, subject=org_id, **first)
        return Found(rows, title, (note,) if scope.counting != "full" else (), behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


def _partner_rows(ground: Ground, scope: Scope, org_id: str) -> list[tuple[str, str, float]]:
    """(organisation, its place, works together), on full counts, all of them."""
    only, params = _only_field(ground, scope)
    query = f"""SELECT org_id, min(place_id), count(DISTINCT work_no) AS n FROM work_places
        WHERE population = ? AND year BETWEEN ? AND ? AND org_id IS NOT NULL AND org_id <> ? AND work_no IN (
        SELECT work_no FROM work_places WHERE population = ? AND year BETWEEN ? AND ? AND org_id = ?{only})
        GROUP BY org_id ORDER BY n DESC, org_id"""
    years = keys(scope)[:3]
    rows = ground.rows(query, [*years, org_id, *years, org_id, *params])
    return [(org, place, float(n)) for org, place, n in rows]


def _sizes(ground: Ground, scope: Scope, orgs: list[str]) -> dict[str, float]:
    only, params = _only_field(ground, scope)
    query = f"""SELECT org_id, count(DISTINCT work_no) FROM work_places WHERE population = ? AND year BETWEEN ? AND ?
        AND org_id IN (SELECT unnest(?)){only} GROUP BY org_id"""
    return {org: float(n) for org, n in ground.rows(query, [*keys(scope)[:3], orgs, *params])}


def _places(ground: Ground, scope: Scope, org_id: str) -> Answer:
    asked = Question("organisation_places", ("place", "works", "share=share_of_organisation"), (org_id,))

    def make() -> Found:
        only, params = _only_field(ground, scope)
        query = f"""SELECT place_id, count(DISTINCT work_no) AS n FROM work_places WHERE population = ?
            AND year BETWEEN ? AND ? AND place_id IS NOT NULL AND (org_id IS NULL OR org_id <> ?) AND work_no IN (
            SELECT work_no FROM work_places WHERE population = ? AND year BETWEEN ? AND ? AND org_id = ?{only})
            GROUP BY place_id ORDER BY n DESC, place_id LIMIT {N_ROWS}"""
        years = keys(scope)[:3]
        found = ground.rows(query, [*years, org_id, *years, org_id, *params])
        mine = _sizes(ground, scope, [org_id]).get(org_id)
        rows = [(p, float(n), ratio(n, mine)) for p, n in found]
        code = "atlas.title.org_places" if rows else "atlas.title.org_places_none"
        first = {"place": rows[0][0], "n_works": rows[0][1], "share": rows[0][2]} if rows else {}
        return Found(rows, told(ground, scope, code, subject=org_id, **first), behind=behind(scope, all_orgs=(org_id,)))

    return answered(ground, scope, asked, make)


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


def _headlines(
    ground: Ground, scope: Scope, org_id: str, by_year: dict[int, float | None], n_partners: int
) -> tuple[Headline, ...]:
    works, query = sum(n or 0 for n in by_year.values()), behind(scope, all_orgs=(org_id,))
    values = (
        ("works", works, "count", "output"),
        ("growth", yearly_growth(by_year), "growth", "trend"),
        ("partners", float(n_partners), "count", "collaboration"),
    )
    return tuple(headline(ground, scope, n, v, k, need, query) for n, v, k, need in values)
