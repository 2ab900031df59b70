"""What a shortfall consists of: forces and national platforms of comparators where the circle has none, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jialing.atlas.answers import Answer, Finding, RowsQuery, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.capability import lists
from jialing.atlas.capability.listed import listed_in, no_list, unlisted
from jialing.atlas.capability.lists import KINDS, Listed
from jialing.atlas.ground import Ground, Row
from jialing.atlas.standing import coded


def shortfalls(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    """Kinds of forces, and of national platforms, in fields where the circle has none and a comparator has some."""
    columns = ("kind", "field", "circle=has_it", "force", "place", "role")
    asked = Question("shortfalls", columns, (), "atlas.unit.listed", "atlas.method.listed", "strategic_forces")

    def make() -> Found:
        rows = [
            *_lacking(ground, circles, listed_in(ground, scope, "strategic_forces"), "force_kind"),
            *_lacking(ground, circles, _national(listed_in(ground, scope, "platforms")), "platform"),
        ]
        gaps = len({row[:2] for row in rows})
        code = "atlas.capability.shortfalls" if rows else "atlas.capability.shortfalls_none"
        title = told(ground, scope, code, n_gaps=gaps, n_names=len(rows))
        silent = unlisted(ground, lists.forces(ground), circles)
        notes = (Finding("atlas.capability.shortfall_means"), *silent)
        return Found(rows, title, notes, rows_of=_works(ground, scope, rows))

    return answered(ground, scope, asked, make, why_not=no_list(ground, scope, "strategic_forces"))


def _works(ground: Ground, scope: Scope, rows: Sequence[Row]) -> dict[Row, RowsQuery]:
    """The works of a force's or platform's organisations in the field, where both are known to the population."""
    listed = (*lists.forces(ground), *lists.platforms(ground))
    orgs = {(one.name, one.place): one.orgs for one in listed if one.orgs}
    counted = {f for f, known in ground.fields.items() if scope.population in known.populations}
    return {
        row: replace(behind(scope), orgs=orgs[row[3:5]], field=row[1])
        for row in rows
        if row[3:5] in orgs and row[1] in counted
    }


def _national(found: Sequence[Listed]) -> list[Listed]:
    return [one for one in found if one.level == "national"]


def _lacking(ground: Ground, circles: Sequence[str], found: Sequence[Listed], family: str) -> list[Row]:
    """(kind, field, circle, name, place, role) of what comparators have where the circle has none of its kind."""
    there = [one for one in found if one.is_operating and one.fields]
    own = set(ground.members[circles[0]])
    mine = {(one.kind, field) for one in there if one.place in own for field in one.fields}
    rows = [
        (coded(family, one.kind), field, circle, one.name, one.place, one.role)
        for circle in circles[1:]
        for one in there
        if one.place in ground.members[circle]
        for field in one.fields
        if (one.kind, field) not in mine
    ]
    order = {coded(family, kind): i for i, kind in enumerate(KINDS)}
    return sorted(rows, key=lambda row: (order.get(row[0], len(order)), *map(str, row[:3]), row[3]))
