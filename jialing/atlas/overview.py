"""The circle at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jialing.atlas import standing
from jialing.atlas.answers import Answer, Finding, RowsQuery, Scope
from jialing.atlas.ask import Found, Question, answered, behind, refused, told
from jialing.atlas.caution import NEEDS_COVERAGE, by_construction, notes_by_construction
from jialing.atlas.counts import (
    breakdown,
    every_year,
    field_series,
    firm_growth,
    hub,
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
from jialing.atlas.profiles import Headline, Overview

GROUPS = ("inside", "abroad", "bri", "university-company")
N_TOP = 12


def overview(ground: Ground, scope: Scope) -> Overview:
    """See :class:`Overview`."""
    members = ground.members[scope.circle]
    return Overview(
        scope=scope,
        headlines=headlines(ground, scope),
        trend=trend(ground, scope),
        partners=partners(ground, scope),
        countries=partner_countries(ground, scope),
        top_pairs=top_pairs(ground, scope),
        top_fields=top_fields(ground, scope),
        top_organisations=top_organisations(ground, scope),
        platforms=standing.platforms(ground, scope, members),
        alliances=standing.alliances(ground, scope),
        statistics=standing.statistics(ground, scope, members, (scope.circle,)),
    )


def headlines(ground: Ground, scope: Scope) -> tuple[Headline, ...]:
    """Works, growth, share inside, abroad, Belt and Road, university-company, and how strongly the centres are tied."""
    by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=scope.circle))
    works = sum(n or 0 for n in by_year.values())
    groups = totals(ground, scope, "circle_partners", circle_id=scope.circle)
    query = behind(scope, circle=scope.circle)
    made = [
        headline(ground, scope, "works", works, "count", "output", query),
        headline(ground, scope, "growth", yearly_growth(by_year), "growth", "trend", query),
    ]
    for group in GROUPS:
        name, need = group.replace("-", "_"), _need(group)
        n = groups.get(group, 0.0)
        there = behind(scope, circle=scope.circle, partner=group)
        why = by_construction(ground, scope, group)
        share = headline(ground, scope, f"{name}_share", ratio(n, works), "share", need, there, rests_on=n)
        made.append(
            replace(share, value=None, rows_behind=None, grey=None, why=why) if why and not share.why else share
        )
    return (*made, *_centre_pair(ground, scope))


def headline(
    ground: Ground,
    scope: Scope,
    name: str,
    value: float | None,
    kind: str,
    need: str,
    query: RowsQuery | None,
    *,
    rests_on: float | None = None,
) -> Headline:
    """A headline; without its number where the population does not represent the question.

    ``rests_on``: the works that a share or an index stands on; in grey where they are few.
    """
    why = refused(ground, scope, need)
    return Headline(
        f"atlas.headline.{name}",
        None if why else value,
        kind,  # type: ignore[arg-type]
        rows_behind=None if why else query,
        why=why,
        grey=None if why or value is None else grey(ground, scope, need, rests_on),
    )


def grey(ground: Ground, scope: Scope, need: str, rests_on: float | None) -> Finding | None:
    """Why a number is shown in grey: too little is known for its question, or it rests on few works."""
    coverage = ground.coverage(scope, NEEDS_COVERAGE.get(need, "places"))
    if coverage.share is not None and not coverage.is_enough:
        return Finding("atlas.note.low_coverage", {"known": coverage.finding, "floor_share": coverage.floor})
    if rests_on is not None and 0 < rests_on < ground.few:
        return Finding("atlas.note.few_works", {"n_few": ground.few})
    return None


def trend(ground: Ground, scope: Scope) -> Answer:
    """Works of the circle by year, and which share of them was done inside and abroad."""
    asked = Question("trend", ("year", "works", "inside_share", "abroad_share"))

    def make() -> Found:
        by_year = every_year(ground, scope, series(ground, scope, "output_circles", circle_id=scope.circle))
        inside, abroad = (
            series(ground, scope, "circle_partners", circle_id=scope.circle, partner=p) for p in ("inside", "abroad")
        )
        constructed = notes_by_construction(ground, scope, ("inside", "abroad"))
        hidden = {p for p in ("inside", "abroad") if share_hidden(ground, scope, p)}
        parts = [None if p in hidden else found for p, found in (("inside", inside), ("abroad", abroad))]
        rows = [(y, n, *(None if p is None else ratio(p.get(y, 0.0), n) for p in parts)) for y, n in by_year.items()]
        title = trend_title(ground, scope, by_year, subject=scope.circle)
        return Found(rows, title, constructed, behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def trend_title(ground: Ground, scope: Scope, by_year: dict[int, float | None], *, subject: object) -> Finding:
    """The sentence above a line of works by year."""
    works, growth = sum(n or 0 for n in by_year.values()), firm_growth(ground, by_year)
    if not works:
        return told(ground, scope, "atlas.title.trend_none", subject=subject)
    if growth is None:
        return told(ground, scope, "atlas.title.trend_flat", subject=subject, n_works=works)
    return told(ground, scope, "atlas.title.trend", subject=subject, n_works=works, growth=growth)


def partners(ground: Ground, scope: Scope) -> Answer:
    """Works of the circle with each group of partners; groups overlap and are never added."""
    asked = Question("partners", ("partner", "works", "share=share_of_circle"))

    def make() -> Found:
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        groups = totals(ground, scope, "circle_partners", circle_id=scope.circle)
        wanted = [g for g in GROUPS if not share_hidden(ground, scope, g)]
        wanted += [f"circle:{c}" for c in ground.circle(scope.circle).comparator_ids if c in ground.members]
        rows = [(_partner(g), groups.get(g, 0.0), ratio(groups.get(g, 0.0), works)) for g in wanted]
        inside = groups.get("inside", 0.0)
        params = {"inside_share": ratio(inside, works), "n_inside": inside}
        title = told(ground, scope, "atlas.title.partners", rests_on=inside, **params)
        notes = (Finding("atlas.note.groups_overlap"), *notes_by_construction(ground, scope, GROUPS))
        return Found(rows, title, notes, behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def partner_countries(ground: Ground, scope: Scope) -> Answer:
    """Works of the circle with each country, and whether it signed a Belt and Road document."""
    asked = Question("countries", ("country", "is_bri", "works", "share=share_of_circle"))

    def make() -> Found:
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        groups = totals(ground, scope, "circle_partners", circle_id=scope.circle)
        codes = [(g.removeprefix("country:"), n) for g, n in groups.items() if g.startswith("country:")]
        rows = [(c, c in ground.signed, n, ratio(n, works)) for c, n in codes]
        signed = sum(1 for row in rows if row[1])
        code = "atlas.title.countries" if rows else "atlas.title.countries_none"
        first = rows[0][0] if rows else ""
        most = float(rows[0][2]) if rows else None
        title = told(ground, scope, code, rests_on=most, n_countries=len(rows), n_signed=signed, first=first)
        return Found(rows, title, (Finding("atlas.note.bri_list"),), behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def top_pairs(ground: Ground, scope: Scope) -> Answer:
    """The pairs of member places that did most together."""
    asked = Question(
        "top_pairs", ("rank", "place_a", "place_b", "works", "share=share_of_circle", "salton", "association")
    )

    def make() -> Found:
        members = ground.members[scope.circle]
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        found = dict(list(pair_works(ground, scope, members).items())[:N_TOP])
        strength = strengths(ground, scope, tuple(found), members)
        named = larger_first(ground, scope, found)
        lines = zip(named, found.values(), strength, strict=True)
        rows = [(i, *pair, n, ratio(n, works), *s) for i, (pair, n, s) in enumerate(lines, 1)]
        notes = (association_note(ground, scope),) if rows else ()
        return Found(rows, pair_title(ground, scope, rows), notes, behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def association_note(ground: Ground, scope: Scope) -> Finding:
    """What the two strengths are, or why the second cannot be computed."""
    centre = hub(ground, scope, ground.members[scope.circle])
    return Finding("atlas.note.association_star", {"centre": centre}) if centre else Finding("atlas.note.association")


def pair_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]]) -> Finding:
    """The sentence above a list of pairs (rank, a, b, works, share, ...)."""
    if not rows:
        return told(ground, scope, "atlas.title.pairs_none")
    _, a, b, works, share, *_ = rows[0]
    return told(ground, scope, "atlas.title.pairs", a=a, b=b, n_works=works, share=share)


def top_fields(ground: Ground, scope: Scope) -> Answer:
    """The circle's works by field, with the growth of each."""
    asked = Question("top_fields", ("field", "works", "share=share_of_circle", "growth"))

    def make() -> Found:
        fields = breakdown(ground, scope)
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        found = field_series(ground, scope, "output_circles", fields, circle_id=scope.circle)
        sizes = sorted(((sum(years.values()), f) for f, years in found.items()), reverse=True)
        growth = {f: yearly_growth(every_year(ground, scope, years)) for f, years in found.items()}
        rows = [(f, n, ratio(n, works), growth[f]) for n, f in sizes]
        title = field_title(ground, scope, rows, subject=scope.circle)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def field_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]], *, subject: object) -> Finding:
    """The sentence above a list of fields (field, works, share, ...)."""
    if not rows:
        return told(ground, scope, "atlas.title.fields_none", subject=subject)
    field, works, share, *_ = rows[0]
    return told(ground, scope, "atlas.title.fields", subject=subject, field=field, n_works=works, share=share)


def top_organisations(ground: Ground, scope: Scope) -> Answer:
    """The organisations of member places with most works."""
    asked = Question("top_organisations", ("org", "place", "works", "share=share_of_circle"))

    def make() -> Found:
        works = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        found = organisation_works(ground, scope, ground.members[scope.circle], 50)
        rows = [(org, place, n, ratio(n, works)) for (org, place), n in found.items()]
        title = org_title(ground, scope, rows, subject=scope.circle)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def org_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]], *, subject: object) -> Finding:
    """The sentence above a list of organisations (org, place, works, share)."""
    if not rows:
        return told(ground, scope, "atlas.title.organisations_none", subject=subject)
    org, _, works, share = rows[0]
    code = "atlas.title.organisations" if share is not None else "atlas.title.organisations_flat"
    return told(ground, scope, code, subject=subject, org=org, n_works=works, share=share)


def _centre_pair(ground: Ground, scope: Scope) -> tuple[Headline, ...]:
    centres = ground.circle(scope.circle).centre_ids[:2]
    if len(centres) < 2:
        return ()
    a, b = sorted(centres)
    query = behind(scope, all_of=(a, b))
    joint = pair_works(ground, scope, (a, b)).get((a, b), 0.0)
    salton = strengths(ground, scope, [(a, b)], ground.members[scope.circle])[0][0]
    names = {"a": ground.name(centres[0]), "b": ground.name(centres[1])}
    values = (("pair_works", joint, "count", None), ("pair_salton", salton, "index", joint))
    made = (headline(ground, scope, n, v, k, "collaboration", query, rests_on=on) for n, v, k, on in values)
    return tuple(replace(one, params=names) for one in made)


def share_hidden(ground: Ground, scope: Scope, group: str) -> bool:
    """Whether the share of works with a partner group is not shown: refused, or so by construction."""
    return refused(ground, scope, _need(group)) is not None or by_construction(ground, scope, group) is not None


def _need(group: str) -> str:
    return {"inside": "collaboration", "university-company": "sectors"}.get(group, "abroad")


def _partner(group: str) -> str:
    return "atlas.partner." + group.replace("-", "_") if not group.startswith("circle:") else group
