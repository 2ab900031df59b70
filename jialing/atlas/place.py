"""The page of a city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jialing.atlas import standing
from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, refused, told
from jialing.atlas.cards import place_card
from jialing.atlas.counts import (
    breakdown,
    every_year,
    field_works,
    full,
    keys,
    known,
    organisation_works,
    place_partner_works,
    ratio,
    series,
    totals,
    yearly_growth,
)
from jialing.atlas.ground import Ground
from jialing.atlas.heat import place_fields, specialisations
from jialing.atlas.overview import field_title, headline, org_title, trend_title
from jialing.atlas.profiles import Headline, PlaceProfile
from jialing.measure import salton

N_PARTNERS = 60
RULES = ("corresponding", "first", "last")
TwoSeries = tuple[dict[int, float], dict[int, float]]


def place_profile(ground: Ground, scope: Scope, place_id: str) -> PlaceProfile:
    """See :class:`PlaceProfile`."""
    card = place_card(ground, place_id, scope.circle)
    lead, inside = leadership(ground, scope, place_id), _inside(ground, scope, place_id)
    return PlaceProfile(
        scope=scope,
        card=card,
        headlines=_headlines(ground, scope, place_id, lead, inside),
        trend=place_trend(ground, scope, place_id, inside),
        fields=_fields(ground, scope, place_id),
        partners=place_partners(ground, scope, place_id),
        organisations=_organisations(ground, scope, place_id),
        leadership=lead,
        statistics=standing.statistics(ground, scope, (place_id,)),
        platforms=standing.platforms(ground, scope, (place_id,)),
    )


def place_trend(ground: Ground, scope: Scope, place_id: str, inside: TwoSeries) -> Answer:
    """Works of the place by year, and which share was done with another member of the circle."""
    asked = Question("place_trend", ("year", "works", "inside_share"), (place_id,))

    def make() -> Found:
        by_year = every_year(ground, scope, series(ground, scope, "output_places", place_id=place_id))
        rows = [(y, n, ratio(inside[0].get(y, 0), inside[1].get(y))) for y, n in by_year.items()]
        title = trend_title(ground, scope, by_year, subject=place_id)
        return Found(rows, title, behind=behind(scope, all_of=(place_id,)))

    return answered(ground, scope, asked, make)


def _inside(ground: Ground, scope: Scope, place_id: str) -> TwoSeries:
    """(works with another member place, all works) of the place by year, on full counts.

    Published for members; for other places (works with any member), and in versions that lack the table, counted from
    the works.
    """
    whole = full(scope)
    if place_id in ground.members[scope.circle] and ground.has("inside_places"):
        inside = series(ground, whole, "inside_places", circle_id=scope.circle, place_id=place_id)
        return inside, series(ground, whole, "output_places", place_id=place_id)
    others = [p for p in ground.members[scope.circle] if p != place_id]
    works, params = field_works(ground, scope.field) if scope.field else ("", [])
    only = f" AND work_no IN ({works})" if works else ""
    query = f"""SELECT year, count(DISTINCT work_no) FILTER (WHERE work_no IN (SELECT work_no FROM work_places
        WHERE population = ? AND year BETWEEN ? AND ? AND place_id IN (SELECT unnest(?)))), count(DISTINCT work_no)
        FROM work_places WHERE population = ? AND year BETWEEN ? AND ? AND place_id = ?{only} GROUP BY year"""
    years = keys(scope)
    rows = ground.rows(query, [*years, others, *years, place_id, *params])
    return {y: float(n) for y, n, _ in rows}, {y: float(n) for y, _, n in rows}


def _fields(ground: Ground, scope: Scope, place_id: str) -> Answer:
    asked = Question("place_fields", ("field", "works", "share=share_of_place", "specialisation"), (place_id,))

    def make() -> Found:
        fields = breakdown(ground, scope)
        cells = place_fields(ground, scope, (place_id,), fields)
        index, note = specialisations(ground, scope, (place_id,), fields)
        works = sum(cells.values())
        ordered = sorted(cells.items(), key=lambda item: (-item[1], item[0]))
        rows = [(f, n, ratio(n, works), index.get((p, f))) for (p, f), n in ordered]
        title = field_title(ground, scope, rows, subject=place_id)
        return Found(rows, title, (note,), behind(scope, all_of=(place_id,)))

    return answered(ground, scope, asked, make)


def place_partners(ground: Ground, scope: Scope, place_id: str) -> Answer:
    """Places that the place works with, members and others; in a field, members only (only they are published)."""
    asked = Question("place_partners", ("place", "is_member", "works", "share=share_of_place", "salton"), (place_id,))

    def make() -> Found:
        found = dict(list(place_partner_works(ground, scope, place_id).items())[:N_PARTNERS])
        size = totals(ground, full(scope), "output_places", {place_id, *found})
        whole = sum(series(ground, scope, "output_places", place_id=place_id).values())
        joint = place_partner_works(ground, full(scope), place_id)
        strength = known(salton([joint[p] for p in found], size.get(place_id, 0.0), [size.get(p, 0.0) for p in found]))
        members = set(ground.members[scope.circle])
        rows = [
            (p, p in members, n, ratio(n, whole), s if p in size else None)
            for (p, n), s in zip(found.items(), strength, strict=True)
        ]
        code = "atlas.title.place_partners" if rows else "atlas.title.place_partners_none"
        first = {"partner": rows[0][0], "n_works": rows[0][2], "share": rows[0][3]} if rows else {}
        title = told(ground, scope, code, subject=place_id, **first)
        return Found(rows, title, behind=behind(scope, all_of=(place_id,)))

    return answered(ground, scope, asked, make)


def _organisations(ground: Ground, scope: Scope, place_id: str) -> Answer:
    asked = Question("place_organisations", ("org", "works", "share=share_of_place"), (place_id,))

    def make() -> Found:
        whole = sum(series(ground, scope, "output_places", place_id=place_id).values())
        found = organisation_works(ground, scope, (place_id,), N_PARTNERS)
        rows = [(org, n, ratio(n, whole)) for (org, _), n in found.items()]
        title = org_title(ground, scope, [(o, None, n, s) for o, n, s in rows[:1]], subject=place_id)
        return Found(rows, title, behind=behind(scope, all_of=(place_id,)))

    return answered(ground, scope, asked, make)


def leadership(ground: Ground, scope: Scope, place_id: str) -> Answer:
    """Works led by the place, by rule and field; the rules are never mixed in one number."""
    asked = Question("leadership", ("rule", "field", "led", "known", "share=share_led"), (place_id,))

    def make() -> Found:
        fields = ["", *breakdown(ground, replace(scope, field=""))] if not scope.field else [scope.field]
        query = """SELECT rule, field_id, sum(n_led), sum(n_known) FROM leadership WHERE population = ?
            AND year BETWEEN ? AND ? AND place_id = ? AND field_id IN (SELECT unnest(?)) GROUP BY ALL"""
        found = sorted(
            ground.rows(query, [*keys(scope), place_id, fields]),
            key=lambda row: (RULES.index(row[0]), row[1] != "", -row[3], row[1]),
        )
        rows = [(f"atlas.rule.{r}", f, led, n, ratio(led, n)) for r, f, led, n in found]
        notes = (Finding("atlas.note.leadership"),)
        return Found(rows, _leader_title(ground, scope, rows, place_id), notes, behind(scope, all_of=(place_id,)))

    return answered(ground, scope, asked, make)


def _leader_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]], place_id: str) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.title.leadership_none", subject=place_id)
    rule, _, led, n, share = rows[0]
    params = {"rule": Finding(str(rule)), "n_led": led, "n_known": n, "share": share}
    return told(ground, scope, "atlas.title.leadership", rests_on=float(str(n)), subject=place_id, **params)


def _headlines(ground: Ground, scope: Scope, place_id: str, lead: Answer, inside: TwoSeries) -> tuple[Headline, ...]:
    by_year = every_year(ground, scope, series(ground, scope, "output_places", place_id=place_id))
    works = sum(n or 0 for n in by_year.values())
    circle = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
    inside_share = ratio(sum(inside[0].values()), sum(inside[1].values()))
    query = behind(scope, all_of=(place_id,))
    led = float(str(lead.rows_table[0][4])) if lead.rows_table and lead.rows_table[0][4] is not None else None
    is_member = place_id in ground.members[scope.circle]
    n_inside, n_led = sum(inside[0].values()), float(str(lead.rows_table[0][2])) if lead.rows_table else None
    values: list[tuple[str, float | None, str, str, float | None]] = [
        ("works", works, "count", "output", None),
        ("growth", yearly_growth(by_year), "growth", "trend", None),
        ("inside_share_place", inside_share, "share", "collaboration", n_inside),
        ("led_share", led, "share", "leadership", n_led),
    ]
    if is_member:
        values.insert(1, ("circle_share", ratio(works, circle), "share", "output", works))
    made = [headline(ground, scope, n, v, k, need, query, rests_on=on) for n, v, k, need, on in values]
    if refused(ground, scope, "collaboration") is None:
        n_partners = float(len(place_partner_works(ground, scope, place_id)))
        made.append(headline(ground, scope, "partners", n_partners, "count", "collaboration", query))
    return tuple(made)
