"""Partners for a field inside the circle: who has it, who works with whom, and which strong pairs hardly do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, behind, refused, told
from jialing.atlas.cards import field_card
from jialing.atlas.counts import Pair, field_works, keys, known
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.asking import counts_with, positioned, question
from jialing.atlas.position.carriers import GROUP_WORKS, Carrier, carriers, groups
from jialing.atlas.position.certainty import SEED, is_surely_first
from jialing.atlas.position.matrix import PositionMatrix
from jialing.atlas.position.profiles import FieldPartners
from jialing.atlas.seen import organisations_right, seen
from jialing.atlas.ties import kilometres
from jialing.measure import Expected, expected_ties

N_GROUPS = 40
"""Groups that are looked at, those with most works: beyond them single works decide."""

N_LISTED = 30
DRAWS = 200


def partners_for_field(ground: Ground, scope: Scope, field_id: str) -> FieldPartners:
    """See :class:`FieldPartners`. InputError ``atlas.unknown_field``."""
    card, scope = field_card(ground, field_id), replace(scope, field=field_id, counting="full")
    there = counts_with(ground, scope, field_id)
    return FieldPartners(
        scope=scope,
        card=card,
        groups=_groups(ground, scope, there),
        ties=_ties(ground, scope, there),
        gaps=_gaps(ground, scope, there),
    )


def field_groups(ground: Ground, scope: Scope, there: PositionMatrix) -> tuple[Carrier, ...]:
    """The circle's groups in the scope's field, each organisation once, at the place where it has most works."""
    found = carriers(ground, scope, there.level).get(scope.field, ())
    once: dict[str, Carrier] = {}
    for carrier in groups(found, ground.members[scope.circle]):
        once.setdefault(carrier.org_id, carrier)
    return tuple(once.values())[:N_GROUPS]


def joint_works(ground: Ground, scope: Scope, orgs: Sequence[str]) -> Mapping[Pair, int]:
    """Works of the scope's field that two of the organisations did together, by pair, smaller id first."""
    works, params = field_works(ground, scope.field)
    query = f"""WITH met AS (SELECT DISTINCT work_no, org_id FROM work_places WHERE population = ?
        AND year BETWEEN ? AND ? AND org_id IN (SELECT unnest(?)) AND work_no IN ({works}))
        SELECT a.org_id, b.org_id, count(*) FROM met a JOIN met b ON a.work_no = b.work_no AND a.org_id < b.org_id
        GROUP BY ALL"""
    return {(a, b): int(n) for a, b, n in ground.rows(query, [*keys(scope), list(orgs), *params])}


def _groups(ground: Ground, scope: Scope, there: PositionMatrix | Finding) -> Answer:
    columns = ("org", "place", "works", "joint_works", "partners=group_partners")

    def make(there: PositionMatrix) -> Found:
        found = field_groups(ground, scope, there)
        tells = refused(ground, scope, "collaboration") is None
        joint = joint_works(ground, scope, [c.org_id for c in found]) if tells else {}
        rows = [(c.org_id, c.place_id, c.n_works, *(_met(c.org_id, joint) if tells else (None, None))) for c in found]
        params = {"field": scope.field, "n_groups": len(found), "n_floor": GROUP_WORKS}
        params |= {"n_cities": len({c.place_id for c in found})}
        code = "atlas.partners.title.groups" if found else "atlas.partners.title.groups_none"
        return Found(rows, told(ground, scope, code, **params), behind=behind(scope))

    asked = question("partner_groups", *columns, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _met(org: str, joint: Mapping[Pair, int]) -> tuple[int, int]:
    """Joint works with other groups (a work with two of them counts twice), and how many of them."""
    mine = [n for pair, n in joint.items() if org in pair]
    return sum(mine), len(mine)


LESS = "atlas.direction.less"
PAIR = ("org_a", "org_b", "works", "expected_works", "ratio", "low", "high", "direction")


def _ties(ground: Ground, scope: Scope, there: PositionMatrix | Finding) -> Answer:
    def make(there: PositionMatrix) -> Found:
        rows, notes = _pairs(ground, scope, there)
        n_tied = sum(1 for row in rows if row[2])
        listed = sorted((row for row in rows if row[2]), key=lambda row: (-row[2], row[0], row[1]))[:N_LISTED]
        is_first = is_surely_first([row[2] for row in listed])
        code = f"atlas.partners.title.ties{'' if is_first else '_even' if listed else '_none'}"
        first = {"a": listed[0][0], "b": listed[0][1], "n_first": listed[0][2]} if listed else {}
        return Found(listed, told(ground, scope, code, field=scope.field, n_tied=n_tied, **first), notes, behind(scope))

    asked = question("partner_ties", *PAIR, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _gaps(ground: Ground, scope: Scope, there: PositionMatrix | Finding) -> Answer:
    """Pairs of different cities with fewer joint works than expected: those surely fewer first, the widest gap first.

    Between two organisations in one field joint works are few, so that fewer than expected can seldom be shown: the
    column ``direction`` says for which pairs it is; the others are strong on both sides and simply have little.
    """

    def make(there: PositionMatrix) -> Found:
        rows, notes = _pairs(ground, scope, there)
        below = [row for row in rows if row[3] is not None and row[2] < row[3]]
        ordered = sorted(below, key=lambda row: (row[-1] != LESS, row[2] - row[3], row[0], row[1]))
        n_gaps = sum(1 for row in below if row[-1] == LESS)
        code = "gaps" if n_gaps else "gaps_none" if rows else "ties_none"
        params = {"n_gaps": n_gaps, "n_pairs": len(rows), "field": scope.field}
        title = told(ground, scope, f"atlas.partners.title.{code}", **params)
        return Found(ordered[:N_LISTED], title, notes, behind(scope))

    asked = question("partner_gaps", *PAIR, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _pairs(ground: Ground, scope: Scope, there: PositionMatrix) -> tuple[list[Row], tuple[Finding, ...]]:
    """Every pair of groups of different cities beside what works and distance suggest, and what to say of that."""
    key = ("pairs for field", scope.population, scope.first_year, scope.last_year, scope.circle, scope.field)
    return ground.kept(key, lambda: _made(ground, scope, there))


def _made(ground: Ground, scope: Scope, there: PositionMatrix) -> tuple[list[Row], tuple[Finding, ...]]:
    found = field_groups(ground, scope, there)
    joint = joint_works(ground, scope, [c.org_id for c in found])
    ties = np.array([[joint.get(_pair(a, b), 0) for b in found] for a in found], float).reshape(len(found), len(found))
    model = _expected(ground, scope, found, ties)
    rows = [
        _row(found, ties, model, (int(i), int(j)), ground.few)
        for i, j in zip(*np.triu_indices(len(found), 1), strict=True)
    ]
    across = [row for row, pair in rows if pair]
    if model.unexplained is not None:
        return across, (Finding(f"atlas.partners.unexplained.{model.unexplained}"),)
    return across, (Finding(f"atlas.partners.model.{model.model}", {"n_groups": len(found), "n_floor": GROUP_WORKS}),)


def _expected(ground: Ground, scope: Scope, found: Sequence[Carrier], ties: np.ndarray) -> Expected:
    """By works and distance; by ties alone where that has no solution."""
    size = [float(c.n_works) for c in found]
    where = [(ground.places[c.place_id]["lat"], ground.places[c.place_id]["lng"]) for c in found]
    distance = np.array([[kilometres(a, b) for b in where] for a in where]).reshape(len(found), len(found))
    chance = organisations_right(ground, [c.org_id for c in found])
    coverage = seen(ground, scope, [c.place_id for c in found])

    def fitted(model: Literal["gravity", "configuration"]) -> Expected:
        return expected_ties(
            ties, size=size, distance=distance, model=model, n=DRAWS, seed=SEED, probability=chance, coverage=coverage
        )

    model = fitted("gravity")
    return fitted("configuration") if model.unexplained == "not_fitted" else model


def _row(
    found: Sequence[Carrier], ties: np.ndarray, model: Expected, pair: tuple[int, int], few: float
) -> tuple[Row, bool]:
    """A pair, and whether its groups are of different cities. On fewer than ``few`` works no difference is shown."""
    i, j = pair
    one, other = sorted((found[i], found[j]), key=lambda c: (-c.n_works, c.org_id))
    low, high = model.interval
    side, basis = model.direction[i, j], max(float(ties[i, j]), float(np.nan_to_num(model.expected[i, j])))
    word = "unknown" if np.isnan(side) else {-1.0: "less", 1.0: "more"}.get(float(side), "none")
    word = "none" if word in ("less", "more") and basis < few else word
    figures = known((model.expected[i, j], model.ratio[i, j], low[i, j], high[i, j]))
    row = (one.org_id, other.org_id, int(ties[i, j]), *figures, f"atlas.direction.{word}")
    return row, one.place_id != other.place_id


def _pair(a: Carrier, b: Carrier) -> Pair:
    return (a.org_id, b.org_id) if a.org_id < b.org_id else (b.org_id, a.org_id)
