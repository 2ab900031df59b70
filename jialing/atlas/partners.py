"""Which works a partner group of a circle means: the same rules as :mod:`jialing.measure.partners`, on the works."""

from __future__ import annotations

from jialing.atlas.answers import RowsQuery
from jialing.atlas.ground import Ground
from jialing.errors import InputError

ONE_CHINA = ("HK", "MO", "TW")
"""As jialing.measure counts them: apart from the mainland, but abroad to none of the others."""


def partner_works(ground: Ground, query: RowsQuery) -> tuple[str, list[object]]:
    """A condition on ``work_no`` for the works with ``query.partner``. InputError ``atlas.unknown_partner``."""
    years: list[object] = [query.population, query.first_year, query.last_year]
    members = list(ground.members[query.circle])
    base = "SELECT work_no FROM work_places WHERE population = ? AND year BETWEEN ? AND ?"
    kind, _, what = query.partner.partition(":")
    if kind == "inside":
        inside = f"{base} AND place_id IN (SELECT unnest(?)) GROUP BY work_no HAVING count(DISTINCT place_id) > 1"
        return f"work_no IN ({inside})", [*years, members]
    if kind == "circle" and what in ground.members:
        others = [p for p in ground.members[what] if p not in members]
        return f"work_no IN ({base} AND place_id IN (SELECT unnest(?)))", [*years, others]
    if kind == "country":
        return f"work_no IN ({base} AND country_code = ?)", [*years, what]
    if kind == "abroad":
        return f"work_no IN ({base} AND country_code NOT IN (SELECT unnest(?)))", [*years, _home(ground, members)]
    if kind == "bri":
        return _belt_and_road(ground, base, years, members)
    if kind == "university-company":
        return _university_company(base, years, members)
    raise InputError("atlas.unknown_partner", partner=query.partner)


def _home(ground: Ground, members: list[str]) -> list[str]:
    codes = {str(ground.places[p]["country_code"]) for p in members if p in ground.places}
    return sorted({*codes, "CN", *ONE_CHINA}) if codes & {"CN", *ONE_CHINA} else sorted(codes)


def _belt_and_road(ground: Ground, base: str, years: list[object], members: list[str]) -> tuple[str, list[object]]:
    home = set(_home(ground, members))
    signed = [(code, year or 0) for code, year in sorted(ground.signed.items()) if code not in home]
    codes, since = [code for code, _ in signed], [year for _, year in signed]
    listed = "SELECT unnest(?) AS code, unnest(?) AS since"
    sql = f"""work_no IN (SELECT work_no FROM ({base.replace("work_no", "*", 1)}) w JOIN ({listed}) s
        ON w.country_code = s.code AND w.year >= s.since)"""
    return sql, [*years, codes, since]


def _university_company(base: str, years: list[object], members: list[str]) -> tuple[str, list[object]]:
    company, university = "is_company AND NOT is_university", "is_university"
    home = f"{base} AND ({company} OR {university}) AND place_id IN (SELECT unnest(?))"
    sql = f"work_no IN ({base} AND {company}) AND work_no IN ({base} AND {university}) AND work_no IN ({home})"
    return sql, [*years, *years, *years, members]
