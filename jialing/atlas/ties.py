"""Ties beyond counts: as many as sizes and distances suggest? Who stands between others, and which ties matter?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, isnan, radians, sin, sqrt

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import Pair, full, larger_first, pair_works, totals
from jialing.atlas.ground import Ground
from jialing.atlas.seen import right, seen
from jialing.measure import (
    Expected,
    Interval,
    betweenness,
    constraint,
    expected_ties,
    is_ranked,
    rank_stability,
    survives,
)

EARTH = 6371.0
NEAREST = 1.0
"""Kilometres that two places are apart at least: coordinates are those of seats, not of whole cities."""

MODELS = ("configuration", "gravity")
DRAWS = {"base": 300}
VARIANT_DRAWS = 100
RANK_DRAWS = 40
SEED = 20260131
N_BRIDGES = 10


@dataclass(frozen=True)
class _Variant:
    """One way to ask: its name, scope, and the places that are compared."""

    name: str
    scope: Scope
    places: tuple[str, ...]


def pair_expected(ground: Ground, scope: Scope, pair: Pair) -> Answer:
    """Whether two places work together more or less than their ties, or their works and distance, suggest.

    One row for each model and each other choice (counting, halves of the period, boundary). The title says 'more' or
    'less' only where every row lies on that side, and every row of the whole period with its interval: among cities
    of several circles a circle's pairs may be strong only because they are of one circle.
    """
    columns = ("variant", "model", "observed", "expected", "ratio", "low", "high", "direction")
    asked = Question("pair_expected", columns, pair, "atlas.unit.works", "atlas.method.null_models")

    def make() -> Found:
        rows = [_row(ground, variant, model, pair) for variant in variants(ground, scope, pair) for model in MODELS]
        notes = tuple(Finding(f"atlas.note.expected{which}") for which in ("", "_variants", "_seen"))
        return Found(rows, _said(ground, scope, pair, rows), notes, behind(scope, all_of=pair))

    return answered(ground, scope, asked, make)


def variants(ground: Ground, scope: Scope, pair: Pair) -> Iterator[_Variant]:
    """The main question first, then what else might have been chosen."""
    circle = ground.circle(scope.circle)
    near = (scope.circle, *(c for c in circle.comparator_ids if c in ground.members))
    wide = tuple(dict.fromkeys([*(p for c in near for p in ground.members[c]), *pair]))
    own = tuple(dict.fromkeys([*ground.members[scope.circle], *pair]))
    whole = full(scope)
    yield _Variant("base", whole, wide)
    if "fractional" in ground.population(scope.population).countings:
        yield _Variant("fractional", replace(scope, counting="fractional"), wide)
    middle = (scope.first_year + scope.last_year) // 2
    if middle < scope.last_year:
        yield _Variant("first_half", replace(whole, last_year=middle), wide)
        yield _Variant("second_half", replace(whole, first_year=middle + 1), wide)
    if set(own) != set(wide):
        yield _Variant("inside", whole, own)


def ties_expected(ground: Ground, variant: _Variant, model: str) -> tuple[Expected, Mapping[str, int]]:
    """Expected ties of all pairs of a variant's places, and which row a place is. Fitted once for all pairs."""
    places = tuple(sorted(variant.places))
    key = ("expected", variant.scope, places, model, DRAWS.get(variant.name, VARIANT_DRAWS))
    return ground.kept(key, lambda: _fitted(ground, variant, model, places)), {p: i for i, p in enumerate(places)}


def _fitted(ground: Ground, variant: _Variant, model: str, places: Sequence[str]) -> Expected:
    at = {place: i for i, place in enumerate(places)}
    ties = np.zeros((len(places), len(places)))
    for (a, b), n in pair_works(ground, variant.scope, places).items():
        ties[at[a], at[b]] = ties[at[b], at[a]] = n
    size = totals(ground, variant.scope, "output_places", places)
    return expected_ties(
        ties,
        size=np.array([size.get(p, 0.0) for p in places]),
        distance=_kilometres(ground, places),
        model=model,  # type: ignore[arg-type]
        probability=right(ground, places),
        coverage=seen(ground, variant.scope, places),
        n=DRAWS.get(variant.name, VARIANT_DRAWS),
        seed=SEED,
    )


def _kilometres(ground: Ground, places: Sequence[str]) -> np.ndarray:
    at = [(ground.places.get(p, {}).get("lat"), ground.places.get(p, {}).get("lng")) for p in places]
    return np.array([[kilometres(a, b) for b in at] for a in at])


def kilometres(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> float:
    """Great-circle distance of two (latitude, longitude), at least :data:`NEAREST`; NaN where one is unknown."""
    if None in a or None in b:
        return float("nan")
    (lat1, lng1), (lat2, lng2) = ([radians(x or 0.0) for x in end] for end in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lng2 - lng1) / 2) ** 2
    return max(NEAREST, 2 * EARTH * asin(min(1.0, sqrt(half))))


def _row(ground: Ground, variant: _Variant, model: str, pair: Pair) -> tuple[object, ...]:
    found, at = ties_expected(ground, variant, model)
    here = at[pair[0]], at[pair[1]]
    observed = pair_works(ground, variant.scope, pair).get(pair, 0.0)
    values = [float(v[here]) for v in (found.expected, found.ratio, *found.interval)]
    side = found.direction[here]
    word = f"unexplained.{found.unexplained}" if found.unexplained else "unknown" if isnan(side) else _SIDES[int(side)]
    known = [None if isnan(v) else v for v in values]
    return (f"atlas.variant.{variant.name}", f"atlas.model.{model}", observed, *known, f"atlas.direction.{word}")


_SIDES = {-1: "less", 0: "none", 1: "more"}


def _said(ground: Ground, scope: Scope, pair: Pair, rows: Sequence[tuple[object, ...]]) -> Finding:
    """By gravity where it says something, else by configuration; 'more' or 'less' only where every known row agrees."""
    known = [r for r in rows if r[4] is not None and r[5] is not None]
    a, b = larger_first(ground, scope, [pair])[0]
    main = next((r for m in reversed(MODELS) for r in known if r[0] == _BASE and r[1] == f"atlas.model.{m}"), None)
    if main is None:
        why = Finding(str(rows[0][7]).replace("direction.unknown", "direction.no_basis"))
        return told(ground, scope, "atlas.title.expected_none", a=a, b=b, why=why)
    n_same = sum(r[7] == main[7] for r in known)
    params = {"ratio_index": main[4], "low_index": main[5], "high_index": main[6], "n_same": n_same}
    said = {
        "a": a,
        "b": b,
        "by": Finding(str(main[1]).replace(".model.", ".model_by.")),
        "n_rows": len(known),
        **params,
    }
    return told(ground, scope, f"atlas.title.expected_{_verdict(main, known)}", **said)


_BASE = "atlas.variant.base"
_HALVES = ("atlas.variant.first_half", "atlas.variant.second_half")


def _verdict(main: tuple[object, ...], known: Sequence[tuple[object, ...]]) -> str:
    ratio, low, high = (float(str(v)) for v in main[4:7])
    others = [float(str(r[4])) for r in known if r is not main]
    is_alike = all(r[7] == main[7] for r in known if r[0] not in _HALVES)
    if not is_alike or not survives(Interval(ratio, low, high, 0.95), others, against=1.0):
        return "same"
    return "less" if ratio < 1 else "more"


def network_bridges(ground: Ground, scope: Scope, nodes: Answer, joint: Mapping[Pair, float]) -> Answer:
    """Organisations that the shortest ways of others lead through, and how constrained each is by its partners."""
    columns = ("org", "place", "works", "betweenness", "constraint", "spanned")
    asked = Question("network_bridges", columns, unit="atlas.unit.works", method="atlas.method.betweenness")

    def make() -> Found:
        known = {str(row[0]): row for row in nodes.rows_table}
        ties = _square(list(known), joint)
        rows = _bridges(known, ties)
        stability = _stability(ties) if rows else float("nan")
        notes = (Finding("atlas.note.bridges", {"n_nodes": len(known)}), _steadiness(stability))
        return Found(rows, _bridge_title(ground, scope, rows, stability), notes, behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def _square(orgs: Sequence[str], joint: Mapping[Pair, float]) -> np.ndarray:
    at = {org: i for i, org in enumerate(orgs)}
    ties = np.zeros((len(orgs), len(orgs)))
    for (a, b), n in joint.items():
        if a in at and b in at:
            ties[at[a], at[b]] = ties[at[b], at[a]] = n
    return ties


def _bridges(known: Mapping[str, tuple[object, ...]], ties: np.ndarray) -> list[tuple[object, ...]]:
    between, closed = betweenness(ties), constraint(ties)
    community = np.array([int(str(row[3])) for row in known.values()])
    rows = [
        (*row[:3], float(between[i]), float(closed[i]), len(set(community[ties[i] > 0])))
        for i, row in enumerate(known.values())
        if between[i] > 0
    ]
    return sorted(rows, key=lambda row: (-float(str(row[3])), str(row[0])))[:N_BRIDGES]


def _stability(ties: np.ndarray) -> float:
    """How well the order by betweenness holds when the joint works are drawn again."""
    rng = np.random.default_rng(SEED)
    upper = np.triu(ties, 1)
    drawn = [rng.poisson(upper) for _ in range(RANK_DRAWS)]
    return rank_stability(np.array([betweenness(d + d.T) for d in drawn]), betweenness(ties), top=N_BRIDGES)


def _steadiness(stability: float) -> Finding:
    if isnan(stability):
        return Finding("atlas.note.no_order")
    code = "atlas.note.ranked" if is_ranked(stability) else "atlas.note.unranked"
    return Finding(code, {"stability_index": stability})


def _bridge_title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]], stability: float) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.title.bridges_none")
    if not is_ranked(stability):
        return told(ground, scope, "atlas.title.bridges_unranked", n_orgs=len(rows))
    return told(ground, scope, "atlas.title.bridges", org=rows[0][0], share=rows[0][3])
