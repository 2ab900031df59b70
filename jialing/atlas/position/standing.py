"""Where the circle stands in every field, and, field by field, each city, who carries it, and the comparators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, behind, told
from jialing.atlas.cards import field_card
from jialing.atlas.comparison import compared
from jialing.atlas.counts import every_year, field_series, firm_growth, known, ratio, totals
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.asking import basis, counts_with, landscape_of, positioned, question
from jialing.atlas.position.carriers import GROUP_WORKS, carriers, groups
from jialing.atlas.position.certainty import certainty, is_surely_first
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.matrix import PositionMatrix
from jialing.atlas.position.nearness import added
from jialing.atlas.position.profiles import Position, PositionField
from jialing.atlas.position.record import record, verdict

N_CARRIERS = 60
INTERVAL = ("low=interval_low", "high=interval_high")


def position(ground: Ground, scope: Scope) -> Position:
    """See :class:`Position`. The scope's field is passed over: the page is about all of them."""
    scope = replace(scope, field="", counting="full")
    return Position(scope, fields(ground, scope), record(ground, scope))


def position_field(ground: Ground, scope: Scope, field_id: str) -> PositionField:
    """See :class:`PositionField`. InputError ``atlas.unknown_field``."""
    card, scope = field_card(ground, field_id), replace(scope, field=field_id, counting="full")
    there = landscape_of(ground, scope, field_id)
    return PositionField(
        scope=scope,
        card=card,
        cities=_cities(ground, scope, there),
        carriers=_carriers(ground, scope, counts_with(ground, scope, field_id)),
        comparators=_comparators(ground, scope, there),
        added=_added(ground, scope, there),
    )


def fields(ground: Ground, scope: Scope) -> Answer:
    """Every field: works of the circle, growth, density of the union, complexity, specialised cities."""
    columns = ("field", "works", "growth", "density=density_union", *INTERVAL, "complexity", "cities")

    def make(there: Landscape) -> Found:
        rows = _field_rows(ground, scope, there)
        why = there.complexity.undefined
        undefined = (Finding(f"atlas.position.complexity.{why}"),) if why else ()
        query = behind(scope, circle=scope.circle)
        return Found(rows, _fields_title(ground, scope, rows), (basis(ground, there), *undefined), query)

    return positioned(ground, scope, question("position", *columns), make, there=landscape(ground, scope))


def _field_rows(ground: Ground, scope: Scope, there: Landscape) -> list[Row]:
    members, fields = ground.members[scope.circle], there.matrix.fields
    by_year = field_series(ground, scope, "output_circles", fields, circle_id=scope.circle)
    works = [sum(by_year.get(f, {}).values()) for f in fields]
    growth = [firm_growth(ground, every_year(ground, scope, by_year.get(f, {}))) for f in fields]
    low, high = map(known, certainty(ground, scope, there).union_ends(scope.circle))
    cities = there.held[there.matrix.rows_of(members)].sum(axis=0)
    density, complexity = known(there.union(members)[1]), known(there.complexity.fields)
    rows = zip(fields, works, growth, density, low, high, complexity, map(int, cities), strict=True)
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _fields_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    if not any(row[1] for row in rows):
        return told(ground, scope, "atlas.position.title.none")
    held = [row for row in rows if row[-1]]
    lone = sum(1 for row in held if row[-1] == 1)
    params = {"n_fields": len(rows), "n_held": len(held), "n_lone": lone}
    return told(ground, scope, "atlas.position.title.fields", n_cities=len(ground.members[scope.circle]), **params)


def _cities(ground: Ground, scope: Scope, there: Landscape | Finding) -> Answer:
    columns = ("place", "works", "share=share_of_place", "specialisation", *INTERVAL, "density")

    def make(there: Landscape) -> Found:
        rows = _city_rows(ground, scope, there)
        query = behind(scope, circle=scope.circle)
        return Found(rows, _cities_title(ground, scope, rows), (basis(ground, there),), query)

    asked = question("position_cities", *columns, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _city_rows(ground: Ground, scope: Scope, there: Landscape) -> list[Row]:
    members = ground.members[scope.circle]
    at, column = there.matrix.rows_of(members), there.matrix.fields.index(scope.field)
    works, size = there.matrix.whole[at, column].tolist(), there.matrix.whole[at].sum(axis=1).tolist()
    low, high = (known(end[:, column]) for end in certainty(ground, scope, there).index)
    shares = [ratio(n, whole) for n, whole in zip(works, size, strict=True)]
    index, density = known(there.index[at, column]), known(there.density[at, column])
    rows = zip(members, works, shares, index, low, high, density, strict=True)
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _cities_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    """How many cities are specialised: those whose whole interval says so, on enough works."""
    strong = [row for row in rows if row[4] is not None and row[4] >= 1 and row[1] >= ground.few]
    params = {"field": scope.field, "n_cities": len(rows)}
    if not strong:
        return told(ground, scope, "atlas.position.title.no_city", **params)
    first = {"n_strong": len(strong), "place": strong[0][0], "n_first": strong[0][1]}
    code = "cities" if is_surely_first([row[1] for row in strong]) else "cities_even"
    return told(ground, scope, f"atlas.position.title.{code}", **params, **first)


def _added(ground: Ground, scope: Scope, there: Landscape | Finding) -> Answer:
    """For each city without the field, the city that would add most of what lies near it, most first."""
    columns = ("place_a=receiver", "place_b=giver", "added=added_near", "density=density_receiver")

    def make(there: Landscape) -> Found:
        rows = _added_rows(there, ground.members[scope.circle], scope.field)
        if not rows:
            return Found((), told(ground, scope, "atlas.position.title.added_none", field=scope.field))
        title = told(ground, scope, "atlas.position.title.added", field=scope.field, n_receivers=len(rows))
        return Found(rows, title, (verdict(ground, scope, there),), behind(scope))

    asked = question("position_added", *columns, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _added_rows(there: Landscape, members: Sequence[str], field: str) -> list[Row]:
    found, at = added(there, members, field), there.matrix.rows_of(members)
    density = known(there.density[at, there.matrix.fields.index(field)])
    filled = np.where(np.isnan(found), 0.0, found)
    givers = filled.argmax(axis=1) if len(members) else np.zeros(0, np.intp)
    rows = [(members[i], members[j], float(filled[i, j]), density[i]) for i, j in enumerate(givers) if filled[i, j] > 0]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def _carriers(ground: Ground, scope: Scope, there: PositionMatrix | Finding) -> Answer:
    columns = ("org", "place", "works", "share=share_of_field")

    def make(there: PositionMatrix) -> Found:
        members = ground.members[scope.circle]
        mine = [c for c in carriers(ground, scope, there.level).get(scope.field, ()) if c.place_id in members]
        whole = totals(ground, scope, "output_circles", circle_id=scope.circle).get(scope.circle, 0.0)
        rows = [(c.org_id, c.place_id, c.n_works, ratio(c.n_works, whole)) for c in mine[:N_CARRIERS]]
        is_first = is_surely_first([row[2] for row in rows])
        code = f"atlas.position.title.carriers{'' if is_first else '_even' if rows else '_none'}"
        first = {"org": rows[0][0], "n_first": rows[0][2]} if rows else {}
        n_groups = len(groups(mine, members))
        title = told(ground, scope, code, field=scope.field, n_groups=n_groups, n_floor=GROUP_WORKS, **first)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    asked = question("position_carriers", *columns, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _comparators(ground: Ground, scope: Scope, there: Landscape | Finding) -> Answer:
    columns = ("circle", "works", "share=share_of_that_circle", "cities", "density=density_union", *INTERVAL, "leader")

    def make(there: Landscape) -> Found:
        rows = [_circle_row(ground, scope, there, circle) for circle in compared(ground, scope)]
        silent = tuple(Finding("atlas.position.no_works_of", {"comparator": r[0]}) for r in rows if r[1] is None)
        title = _comparators_title(ground, scope, rows)
        return Found(rows, title, silent, behind(scope))

    asked = question("position_comparators", *columns, about=(scope.field,))
    return positioned(ground, scope, asked, make, there=there)


def _circle_row(ground: Ground, scope: Scope, there: Landscape, circle: str) -> Row:
    """A circle in the field; of one that the population holds no works of everything is unknown, nothing is zero."""
    members, column = ground.members[circle], there.matrix.fields.index(scope.field)
    whole = totals(ground, replace(scope, field=""), "output_circles", circle_id=circle).get(circle, 0.0)
    if not whole:
        return (circle, *[None] * 7)
    rows = there.matrix.rows_of(members)
    works = totals(ground, scope, "output_circles", circle_id=circle).get(circle, 0.0)
    leader = ground.name(there.matrix.places[rows[int(np.argmax(there.matrix.whole[rows, column]))]]) if works else None
    low, high = (known(end)[column] for end in certainty(ground, scope, there).union_ends(circle))
    cities, density = int(there.held[rows, column].sum()), known(there.union(members)[1])[column]
    return (circle, works, ratio(works, whole), cities, density, low, high, leader)


def _comparators_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    counted = [row for row in rows if row[1]]
    if not counted:
        return told(ground, scope, "atlas.position.title.comparators_none", field=scope.field)
    first = max(counted, key=lambda row: float(row[1]))
    params = {"first": first[0], "n_first": first[1], "n_circles": len(counted), "field": scope.field}
    code = "comparators" if is_surely_first([float(row[1]) for row in counted]) else "comparators_even"
    return told(ground, scope, f"atlas.position.title.{code}", **params)
