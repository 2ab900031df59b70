"""The page of a field in the circle."""

from __future__ import annotations

from dataclasses import replace

from jialing.atlas.answers import Answer, RowsQuery, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.cards import field_card
from jialing.atlas.counts import (
    breakdown,
    every_year,
    field_totals,
    firm_growth,
    larger_first,
    organisation_works,
    pair_works,
    ratio,
    series,
    strengths,
    totals,
    yearly_growth,
)
from jialing.atlas.ground import Ground
from jialing.atlas.heat import specialisations
from jialing.atlas.overview import field_title, headline, org_title, pair_title, share_hidden
from jialing.atlas.profiles import FieldProfile, Headline


def field_profile(ground: Ground, scope: Scope, field_id: str) -> FieldProfile:
    """See :class:`FieldProfile`."""
    card = field_card(ground, field_id)
    there = replace(scope, field=field_id)
    return FieldProfile(
        scope=there,
        card=card,
        headlines=_headlines(ground, there),
        trend=_trend(ground, there),
        places=_places(ground, there),
        pairs=_pairs(ground, there),
        organisations=_organisations(ground, there),
        children=_children(ground, there),
    )


def _trend(ground: Ground, scope: Scope) -> Answer:
    asked = Question("field_trend", ("year", "works", "share=share_of_circle"), (scope.field,))

    def make() -> Found:
        by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=scope.circle))
        whole = series(ground, replace(scope, field=""), "output_circles", circle_id=scope.circle)
        rows = [(y, n, ratio(n, whole.get(y))) for y, n in by_year.items()]
        works, growth = sum(n or 0 for n in by_year.values()), firm_growth(ground, by_year)
        share = ratio(works, sum(whole.values()))
        code = "atlas.title.field_trend" if share is not None and growth is not None else "atlas.title.field_trend_flat"
        title = told(ground, scope, code, field=scope.field, n_works=works, share=share, growth=growth)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _places(ground: Ground, scope: Scope) -> Answer:
    asked = Question("field_places", ("place", "works", "share=share_of_field", "specialisation"), (scope.field,))

    def make() -> Found:
        members = ground.members[scope.circle]
        found = totals(ground, scope, "output_places", members)
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        siblings = _siblings(ground, scope)
        index, note = specialisations(ground, replace(scope, field=""), members, siblings)
        mine = [(p, n) for p, n in found.items() if p in members]
        rows = [(p, n, ratio(n, whole), index.get((p, scope.field))) for p, n in mine]
        code = "atlas.title.places" if rows else "atlas.title.places_none"
        first = {"place": rows[0][0], "n_works": rows[0][1], "share": rows[0][2]} if rows else {}
        title = told(ground, scope, code, subject=scope.circle, **first)
        return Found(rows, title, (note,), behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _siblings(ground: Ground, scope: Scope) -> list[str]:
    """The fields of the same level and scheme: together they divide the works, as specialisation needs."""
    mine = ground.fields[scope.field]
    scheme = scope.field.partition(":")[0] + ":"
    return [
        f.field_id
        for f in ground.fields.values()
        if f.level == mine.level and f.field_id.startswith(scheme) and scope.population in f.populations
    ]


def _pairs(ground: Ground, scope: Scope) -> Answer:
    asked = Question(
        "field_pairs", ("rank", "place_a", "place_b", "works", "share=share_of_field", "salton"), (scope.field,)
    )

    def make() -> Found:
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        members = ground.members[scope.circle]
        found = dict(list(pair_works(ground, scope, members).items())[:20])
        tie = strengths(ground, scope, tuple(found), members)
        lines = zip(larger_first(ground, scope, found), found.values(), tie, strict=True)
        rows = [(i, *pair, n, ratio(n, whole), s[0]) for i, (pair, n, s) in enumerate(lines, 1)]
        return Found(rows, pair_title(ground, scope, list(rows)), behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _organisations(ground: Ground, scope: Scope) -> Answer:
    asked = Question("field_organisations", ("org", "place", "works", "share=share_of_field"), (scope.field,))

    def make() -> Found:
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        found = organisation_works(ground, scope, ground.members[scope.circle], 60)
        rows = [(org, place, n, ratio(n, whole)) for (org, place), n in found.items()]
        title = org_title(ground, scope, list(rows), subject=scope.circle)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _children(ground: Ground, scope: Scope) -> Answer:
    asked = Question("field_children", ("field", "works", "share=share_of_field"), (scope.field,))

    def make() -> Found:
        below = [f for f in breakdown(ground, scope) if f != scope.field]
        found = field_totals(ground, scope, "output_circles", below, circle_id=scope.circle)
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        rows = [(f, n, ratio(n, whole)) for f, n in found.items()]
        title = field_title(ground, scope, list(rows), subject=scope.circle)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _headlines(ground: Ground, scope: Scope) -> tuple[Headline, ...]:
    by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=scope.circle))
    works = sum(n or 0 for n in by_year.values())
    whole = sum(series(ground, replace(scope, field=""), "output_circles", circle_id=scope.circle).values())
    groups = totals(ground, scope, "circle_partners", circle_id=scope.circle)
    query = behind(scope, circle=scope.circle)
    values: list[tuple[str, float | None, str, str, RowsQuery, float | None]] = [
        ("works", works, "count", "output", query, None),
        ("circle_share", ratio(works, whole), "share", "fields", query, works),
        ("growth", yearly_growth(by_year), "growth", "trend", query, None),
    ]
    for group, need in (("inside", "collaboration"), ("abroad", "abroad")):
        n, there = groups.get(group, 0.0), replace(query, partner=group)
        if not share_hidden(ground, scope, group):
            values.append((f"{group}_share", ratio(n, works), "share", need, there, n))
    return tuple(headline(ground, scope, n, v, k, need, q, rests_on=on) for n, v, k, need, q, on in values)
