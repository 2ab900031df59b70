"""The page of a pair of cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, refused, told
from jialing.atlas.cards import place_card
from jialing.atlas.counts import (
    COARSE_LEVELS,
    Pair,
    breakdown,
    every_year,
    field_totals,
    field_works,
    full,
    hub,
    keys,
    known,
    larger_first,
    pair_series,
    pair_works,
    ratio,
    series,
    strengths,
    yearly_growth,
)
from jialing.atlas.ground import Ground
from jialing.atlas.overview import headline, trend_title
from jialing.atlas.profiles import Headline, PairProfile
from jialing.atlas.ties import pair_expected
from jialing.errors import InputError
from jialing.measure import salton

N_ROWS = 60


def pair_profile(ground: Ground, scope: Scope, a: str, b: str) -> PairProfile:
    """See :class:`PairProfile`. InputError ``atlas.same_place``."""
    if a == b:
        raise InputError("atlas.same_place", place=a)
    cards = place_card(ground, a, scope.circle), place_card(ground, b, scope.circle)
    rank = pair_rank(ground, scope, (a, b))
    return PairProfile(
        scope=scope,
        a=cards[0],
        b=cards[1],
        headlines=_headlines(ground, scope, (a, b), rank),
        trend=pair_trend(ground, scope, (a, b)),
        fields=pair_fields(ground, scope, (a, b)),
        organisations=pair_organisations(ground, scope, (a, b)),
        rank=rank,
        expected=pair_expected(ground, scope, (a, b)),
    )


def pair_trend(ground: Ground, scope: Scope, pair: Pair) -> Answer:
    """Works of the pair by year, and how strong the tie is beside the size of both."""
    asked = Question("pair_trend", ("year", "works", "salton"), pair)

    def make() -> Found:
        by_year = every_year(ground, scope, pair_series(ground, scope, pair))
        tie = _yearly_salton(ground, full(scope), pair)
        rows = [(y, n, tie.get(y)) for y, n in by_year.items()]
        title = trend_title(ground, scope, by_year, subject=larger_first(ground, scope, [pair])[0])
        return Found(rows, title, behind=behind(scope, all_of=pair))

    return answered(ground, scope, asked, make)


def _yearly_salton(ground: Ground, scope: Scope, pair: Pair) -> dict[int, float | None]:
    joint = pair_series(ground, scope, pair)
    one, other = (series(ground, scope, "output_places", place_id=p) for p in pair)
    years = sorted(set(one) & set(other))
    tie = known(salton([joint.get(y, 0.0) for y in years], [one[y] for y in years], [other[y] for y in years]))
    return dict(zip(years, tie, strict=True))


def pair_fields(ground: Ground, scope: Scope, pair: Pair) -> Answer:
    """The pair's works by field (published where both are members of a circle)."""
    asked = Question("pair_fields", ("field", "works", "share=share_of_pair"), pair)

    def make() -> Found:
        found = _field_works(ground, scope, pair)
        works = sum(found.values())
        rows = [(f, n, ratio(n, works)) for f, n in found.items()]
        code = "atlas.title.fields" if rows else "atlas.title.fields_none"
        first = {"field": rows[0][0], "n_works": rows[0][1], "share": rows[0][2]} if rows else {}
        title = told(ground, scope, code, subject=larger_first(ground, scope, [pair])[0], **first)
        return Found(rows, title, behind=behind(scope, all_of=pair))

    return answered(ground, scope, asked, make)


def _field_works(ground: Ground, scope: Scope, pair: Pair) -> dict[str, float]:
    fields = breakdown(ground, scope)
    if all(ground.fields[f].level in COARSE_LEVELS for f in fields):
        return field_totals(ground, scope, "collab_places", fields, place_a=pair[0], place_b=pair[1])
    weight = "1.0" if scope.counting == "full" else "1.0 / (n - 1)"
    query = f"""WITH w AS (SELECT work_no, count(DISTINCT place_id) AS n FROM work_places WHERE population = ?
        AND year BETWEEN ? AND ? GROUP BY work_no HAVING bool_or(place_id = ?) AND bool_or(place_id = ?))
        SELECT field_id, sum({weight}) AS n_works FROM w JOIN work_field_levels USING (work_no)
        WHERE field_id IN (SELECT unnest(?)) GROUP BY field_id ORDER BY n_works DESC, field_id"""
    return {f: float(n) for f, n in ground.rows(query, [*keys(scope), *pair, list(fields)])}


def pair_organisations(ground: Ground, scope: Scope, pair: Pair) -> Answer:
    """Which organisations tie the two places."""
    asked = Question("pair_organisations", ("org_a", "org_b", "works"), pair)

    def make() -> Found:
        rows = _org_pairs(ground, scope, pair)
        code = "atlas.title.org_pairs" if rows else "atlas.title.org_pairs_none"
        first = {"a": rows[0][0], "b": rows[0][1], "n_works": rows[0][2]} if rows else {}
        return Found(
            rows,
            told(ground, scope, code, subject=larger_first(ground, scope, [pair])[0], **first),
            behind=behind(scope, all_of=pair),
        )

    return answered(ground, scope, asked, make)


def _org_pairs(ground: Ground, scope: Scope, pair: Pair) -> list[tuple[str, str, float]]:
    works, params = field_works(ground, scope.field) if scope.field else ("", [])
    only = f" AND work_no IN ({works})" if works else ""
    there = "SELECT DISTINCT work_no, org_id FROM work_places WHERE population = ? AND year BETWEEN ? AND ?"
    query = f"""WITH a AS ({there} AND place_id = ? AND org_id IS NOT NULL{only}),
        b AS ({there} AND place_id = ? AND org_id IS NOT NULL)
        SELECT a.org_id, b.org_id, count(*) AS n FROM a JOIN b USING (work_no) WHERE a.org_id <> b.org_id
        GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT {N_ROWS}"""
    years = keys(scope)
    rows = ground.rows(query, [*years, pair[0], *params, *years, pair[1]])
    return [(a, b, float(n)) for a, b, n in rows]


def pair_rank(ground: Ground, scope: Scope, pair: Pair) -> Answer:
    """Where the pair stands among the circle's pairs: the first ten, the pair, and its neighbours."""
    asked = Question("pair_rank", ("rank", "place_a", "place_b", "works", "salton", "is_this"), pair)

    def make() -> Found:
        places = sorted({*ground.members[scope.circle], *pair})
        found = pair_works(ground, scope, places)
        ranks = _ranks(found)
        at = list(found).index(pair) if pair in found else None
        shown = [p for i, p in enumerate(found) if i < 10 or (at is not None and abs(i - at) <= 2)]
        tie = strengths(ground, scope, shown, ground.members[scope.circle])
        lines = zip(shown, larger_first(ground, scope, shown), tie, strict=True)
        rows = [(ranks[p], *named, found[p], s[0], p == pair) for p, named, s in lines]
        code = "atlas.title.rank" if at is not None else "atlas.title.rank_none"
        mine = {"rank": ranks[pair], "n_pairs": len(found), "n_works": found[pair]} if at is not None else {}
        a, b = larger_first(ground, scope, [pair])[0]
        title = told(ground, scope, code, a=a, b=b, **mine)
        return Found(rows, title, behind=behind(scope, all_of=()))

    return answered(ground, scope, asked, make)


def _ranks(found: Mapping[Pair, float]) -> dict[Pair, int]:
    """Rank from 1; equal works share a rank."""
    values = sorted(found.values(), reverse=True)
    return {pair: values.index(n) + 1 for pair, n in found.items()}


def _headlines(ground: Ground, scope: Scope, pair: Pair, rank: Answer) -> tuple[Headline, ...]:
    by_year = every_year(ground, scope, pair_series(ground, scope, pair))
    works = sum(n or 0 for n in by_year.values())
    circle = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
    salton_index, association = strengths(ground, scope, [pair], ground.members[scope.circle])[0]
    mine = [row[0] for row in rank.rows_table if row[5]]
    query = behind(scope, all_of=pair)
    refusal = refused(ground, scope, "collaboration")
    values = (
        ("joint_works", works, "count"),
        ("growth", yearly_growth(by_year), "growth"),
        ("circle_share", ratio(works, circle), "share"),
        ("salton", salton_index, "index"),
        ("association", association, "index"),
        ("rank", None if not mine or refusal else float(str(mine[0])), "rank"),
    )
    made = (
        headline(
            ground, scope, n, v, k, "trend" if n == "growth" else "collaboration", query, rests_on=_basis(k, works)
        )
        for n, v, k in values
    )
    return tuple(_without_star(ground, scope, one) for one in made)


def _basis(kind: str, works: float) -> float | None:
    """Shares, indices and ranks of a pair rest on its works; a count stands for itself."""
    return None if kind in ("count", "growth") else works


def _without_star(ground: Ground, scope: Scope, made: Headline) -> Headline:
    """Association strength says why it is missing where all ties of the circle meet in one city."""
    centre = hub(ground, scope, ground.members[scope.circle]) if made.name.endswith(".association") else None
    if centre is None or made.why is not None:
        return made
    why = Finding("atlas.note.association_star", {"centre": ground.name(centre)})
    return replace(made, rows_behind=None, why=why)
