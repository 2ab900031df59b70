"""Where the circle stands in every field, and, field by field, each city, who carries it, and the comparators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.cards import field_card
from jialing.atlas.comparison import compared
from jialing.atlas.counts import every_year, field_series, firm_growth, known, ratio, totals
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.carriers import carriers, groups
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.profiles import Position, PositionField

METHOD = "atlas.method.position"
NEEDS = ("fields", "circles")
N_CARRIERS = 60


def position(ground: Ground, scope: Scope) -> Position:
    """See :class:`Position`. The scope's field is passed over: the page is about all of them."""
    scope = replace(scope, field="", counting="full")
    return Position(scope, _fields(ground, scope))


def position_field(ground: Ground, scope: Scope, field_id: str) -> PositionField:
    """See :class:`PositionField`. InputError ``atlas.unknown_field``."""
    card, scope = field_card(ground, field_id), replace(scope, field=field_id, counting="full")
    found = landscape(ground, scope)
    if isinstance(found, Landscape) and field_id not in found.matrix.fields:
        found = not_at_level(found, field_id)
    return PositionField(
        scope=scope,
        card=card,
        cities=_cities(ground, scope, found),
        carriers=_carriers(ground, scope, found),
        comparators=_comparators(ground, scope, found),
    )


def not_at_level(there: Landscape, field_id: str) -> Finding:
    """Why nothing is said of a field that lies above or below the level of the matrix."""
    level = Finding(f"field.level.{there.matrix.level}")
    return Finding("atlas.position.other_level", {"field": field_id, "level": level})


def landscape_notes(ground: Ground, there: Landscape) -> tuple[Finding, ...]:
    """What every figure of position rests on: reference, places, floor of presence."""
    area = Finding(f"atlas.area.{there.matrix.reference_area.replace(':', '_').lower()}")
    n_places = int((there.matrix.whole.sum(axis=1) > 0).sum())
    basis = {"area": area, "n_places": n_places, "n_circles": len(ground.choices.circles), "n_floor": there.floor}
    basis["level"] = Finding(f"field.level.{there.matrix.level}")
    return (Finding("atlas.position.basis", basis),)


def _fields(ground: Ground, scope: Scope) -> Answer:
    columns = ("field", "works", "growth", "density=density_union", "complexity", "cities=specialised_cities")
    asked = Question("position", columns, method=METHOD, needs=NEEDS)
    found = landscape(ground, scope)

    def make() -> Found:
        assert isinstance(found, Landscape)  # a refusal is answered before anything is made
        rows = _field_rows(ground, scope, found)
        why = found.complexity.undefined
        notes = landscape_notes(ground, found)
        notes += (Finding(f"atlas.position.complexity.{why}"),) if why else ()
        return Found(rows, _fields_title(ground, scope, rows), notes, behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make, why_not=found if isinstance(found, Finding) else None)


def _field_rows(ground: Ground, scope: Scope, there: Landscape) -> list[Row]:
    members, fields = ground.members[scope.circle], there.matrix.fields
    by_year = field_series(ground, scope, "output_circles", fields, circle_id=scope.circle)
    growth = [firm_growth(ground, every_year(ground, scope, by_year.get(f, {}))) for f in fields]
    works = [sum(by_year.get(f, {}).values()) for f in fields]
    cities = there.held[there.matrix.rows_of(members)].sum(axis=0)
    density, complexity = known(there.union(members)[1]), known(there.complexity.fields)
    rows = zip(fields, works, growth, density, complexity, map(int, cities), strict=True)
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _fields_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    if not any(row[1] for row in rows):
        return told(ground, scope, "atlas.position.title.none")
    held = [row for row in rows if row[5]]
    lone = sum(1 for row in held if row[5] == 1)
    params = {"n_fields": len(rows), "n_held": len(held), "n_lone": lone, "n_cities": _n_cities(ground, scope)}
    return told(ground, scope, "atlas.position.title.fields", **params)


def _n_cities(ground: Ground, scope: Scope) -> int:
    return len(ground.members[scope.circle])


def _cities(ground: Ground, scope: Scope, found: Landscape | Finding) -> Answer:
    columns = ("place", "works", "share=share_of_place", "specialisation", "density")
    asked = Question("position_cities", columns, (scope.field,), method=METHOD, needs=NEEDS)

    def make() -> Found:
        assert isinstance(found, Landscape)
        rows = _city_rows(found, ground.members[scope.circle], scope.field)
        return Found(rows, _cities_title(ground, scope, rows), landscape_notes(ground, found), _behind(scope))

    return answered(ground, scope, asked, make, why_not=found if isinstance(found, Finding) else None)


def _city_rows(there: Landscape, members: Sequence[str], field: str) -> list[Row]:
    at, column, counts = there.matrix.rows_of(members), there.matrix.fields.index(field), there.matrix.whole
    size = counts[at].sum(axis=1)
    lines = zip(
        (there.matrix.places[i] for i in at),
        counts[at, column].tolist(),
        (ratio(n, whole) for n, whole in zip(counts[at, column].tolist(), size.tolist(), strict=True)),
        known(there.index[at, column]),
        known(there.density[at, column]),
        strict=True,
    )
    return sorted(lines, key=lambda row: (-row[1], row[0]))


def _cities_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    strong = [row for row in rows if row[3] is not None and row[3] >= 1 and row[1] >= ground.few]
    if not strong:
        return told(ground, scope, "atlas.position.title.no_city", field=scope.field)
    params = {"field": scope.field, "n_strong": len(strong), "n_cities": len(rows), "place": strong[0][0]}
    return told(ground, scope, "atlas.position.title.cities", n_first=strong[0][1], **params)


def _carriers(ground: Ground, scope: Scope, found: Landscape | Finding) -> Answer:
    columns = ("org", "place", "works", "share=share_of_field")
    asked = Question("position_carriers", columns, (scope.field,), method=METHOD, needs=("fields", "output"))

    def make() -> Found:
        assert isinstance(found, Landscape)
        members = ground.members[scope.circle]
        there = carriers(ground, scope, found.matrix.level).get(scope.field, ())
        whole = totals(ground, scope, "output_circles", circle_id=scope.circle).get(scope.circle, 0.0)
        mine = [c for c in there if c.place_id in members]
        rows = [(c.org_id, c.place_id, c.n_works, ratio(c.n_works, whole)) for c in mine[:N_CARRIERS]]
        code = "atlas.position.title.carriers" if rows else "atlas.position.title.carriers_none"
        first = {"org": rows[0][0], "n_first": rows[0][2], "n_groups": len(groups(mine, members))} if rows else {}
        return Found(rows, told(ground, scope, code, **first), behind=_behind(scope))

    return answered(ground, scope, asked, make, why_not=found if isinstance(found, Finding) else None)


def _comparators(ground: Ground, scope: Scope, found: Landscape | Finding) -> Answer:
    columns = ("circle", "works", "share=share_of_that_circle", "cities=specialised_cities", "density=density_union", "leader")
    asked = Question("position_comparators", columns, (scope.field,), method=METHOD, needs=NEEDS)

    def make() -> Found:
        assert isinstance(found, Landscape)
        rows = [_circle_row(ground, scope, found, circle) for circle in compared(ground, scope)]
        return Found(rows, _comparators_title(ground, scope, rows), _silent(rows), behind(scope))

    return answered(ground, scope, asked, make, why_not=found if isinstance(found, Finding) else None)


def _circle_row(ground: Ground, scope: Scope, there: Landscape, circle: str) -> Row:
    """A circle in the field; without any works at all everything but its name is unknown."""
    members, column = ground.members[circle], there.matrix.fields.index(scope.field)
    rows = there.matrix.rows_of(members)
    works = totals(ground, scope, "output_circles", circle_id=circle).get(circle, 0.0)
    whole = totals(ground, replace(scope, field=""), "output_circles", circle_id=circle).get(circle, 0.0)
    if not whole:
        return (circle, None, None, None, None, None)
    first = rows[int(np.argmax(there.matrix.whole[rows, column]))]
    leader = ground.name(there.matrix.places[first]) if works else None
    cities, density = int(there.held[rows, column].sum()), known(there.union(members)[1])[column]
    return (circle, works, ratio(works, whole), cities, density, leader)


def _comparators_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    counted = [row for row in rows if row[1] is not None]
    if not counted or not any(row[1] for row in counted):
        return told(ground, scope, "atlas.position.title.comparators_none")
    first = max(counted, key=lambda row: float(row[1]))
    return told(ground, scope, "atlas.position.title.comparators", first=first[0], n_first=first[1], n_circles=len(counted))


def _silent(rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Comparators that the population holds no works of: unknown, not zero."""
    return tuple(Finding("atlas.position.no_works_of", {"comparator": row[0]}) for row in rows if row[1] is None)


def _behind(scope: Scope):  # type: ignore[no-untyped-def]
    return behind(scope, circle=scope.circle)
