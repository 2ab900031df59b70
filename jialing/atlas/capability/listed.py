"""Strategic forces and platforms of the circle and its comparators: counts by class and level, and the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.capability import lists
from jialing.atlas.capability.lists import KINDS, Listed, of_circle
from jialing.atlas.capability.people import researchers
from jialing.atlas.ground import Ground, Row
from jialing.atlas.standing import coded

LEVELS = ("national", "provincial-ministerial", "provincial", "prefecture", "county")
PER = 1000.0


def listed_in(ground: Ground, scope: Scope, table: str) -> tuple[Listed, ...]:
    """Forces or platforms in the scope's field."""
    found = lists.forces(ground) if table == "strategic_forces" else lists.platforms(ground)
    return lists.in_field(ground, found, scope.field)


def no_list(ground: Ground, scope: Scope, table: str) -> Finding | None:
    """Why nothing is counted: no table, one that names no place of the circle, or no field of the scope's kind."""
    whole = lists.forces(ground) if table == "strategic_forces" else lists.platforms(ground)
    if of_circle(ground, whole, scope.circle) is None:
        return Finding(f"atlas.capability.no_{table}", {"circle": scope.circle})
    if not lists.names_fields_like(whole, scope.field):
        return Finding("atlas.capability.other_scheme", {"field": scope.field})
    return None


def unlisted(ground: Ground, whole: Sequence[Listed], circles: Sequence[str]) -> tuple[Finding, ...]:
    """A note for each comparator of which the list names nothing."""
    silent = [c for c in circles if of_circle(ground, whole, c) is None]
    return tuple(Finding("atlas.capability.not_listed", {"comparator": c}) for c in silent)


def _here(ground: Ground, whole: Sequence[Listed], found: Sequence[Listed], circle: str) -> list[Listed] | None:
    """Those of ``found`` at the circle's places; None where the whole list names nothing there."""
    members = set(ground.members[circle])
    return None if of_circle(ground, whole, circle) is None else [one for one in found if one.place in members]


def forces(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    asked = Question(
        "forces", ("kind", "circle", "count=operating", "planned"), (), "atlas.unit.forces", "atlas.method.listed",
        "strategic_forces",
    )  # fmt: skip

    def make() -> Found:
        whole, found = lists.forces(ground), listed_in(ground, scope, "strategic_forces")
        kinds = (*KINDS, *sorted({one.kind for one in whole} - set(KINDS)))
        rows = [
            (coded("force_kind", kind), circle, *_states(_here(ground, whole, found, circle), kind))
            for kind in kinds
            for circle in circles
        ]
        nowhere = sum(1 for one in whole if one.place is None)
        notes = (Finding("atlas.capability.as_listed"), *unlisted(ground, whole, circles))
        notes += (Finding("atlas.capability.nowhere", {"n_nowhere": nowhere}),) if nowhere else ()
        mine = [one for one in _here(ground, whole, found, scope.circle) or () if one.is_operating]
        n = Counter(one.kind for one in mine)
        title = told(
            ground, scope, "atlas.capability.forces", n_forces=len(mine), n_kinds=sum(1 for k in KINDS if n[k])
        )
        return Found(rows, title, notes)

    return answered(ground, scope, asked, make, why_not=no_list(ground, scope, "strategic_forces"))


def _states(found: Sequence[Listed] | None, kind: str) -> tuple[int | None, int | None]:
    if found is None:
        return None, None
    states = Counter(one.status for one in found if one.kind == kind)
    return states["operating"], states["planned"] + states["building"]


def names(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    columns = ("force", "kind", "circle", "place", "role", "field", "status", "works=output_context")
    asked = Question("force_names", columns, (), "atlas.unit.forces", "atlas.method.listed", "strategic_forces")

    def make() -> Found:
        found = listed_in(ground, scope, "strategic_forces")
        context = lists.output_context(ground, scope, circles)
        order = {kind: i for i, kind in enumerate(KINDS)}
        rows: list[Row] = []
        for circle in circles:
            here = [one for one in found if one.place in ground.members[circle]]
            ordered = sorted(here, key=lambda one: (order.get(one.kind, len(order)), one.kind, one.name))
            rows.extend(_name_row(one, circle, lists.works_of(one, context)) for one in ordered)
        orgs = {(one.name, one.place): one.orgs for one in found if one.orgs and one.place}
        whole = replace(behind(scope), field="")
        works = {r: replace(whole, orgs=orgs[r[0], r[3]], all_of=(r[3],)) for r in rows if (r[0], r[3]) in orgs}
        title = told(ground, scope, "atlas.capability.names", n_names=sum(1 for r in rows if r[2] == scope.circle))
        return Found(rows, title, (Finding("atlas.capability.context"),), rows_of=works)

    return answered(ground, scope, asked, make, why_not=no_list(ground, scope, "strategic_forces"))


def _name_row(one: Listed, circle: str, works: float | None) -> Row:
    status = coded("force_status", one.status)
    field = one.fields[0] if one.fields else None
    return (one.name, coded("force_kind", one.kind), circle, one.place, one.role, field, status, works)


def platforms(ground: Ground, scope: Scope, circles: Sequence[str]) -> Answer:
    columns = ("level", "kind", "circle", "count=operating", "per_1000")
    asked = Question("capability_platforms", columns, (), "atlas.unit.platforms", "atlas.method.listed", "platforms")

    def make() -> Found:
        whole, found = lists.platforms(ground), listed_in(ground, scope, "platforms")
        people = researchers(ground, scope, circles).get("", {})
        order = {level: i for i, level in enumerate(LEVELS)}
        kinds = sorted({(o.level, o.kind) for o in found}, key=lambda k: (order.get(k[0], len(order)), *k))
        rows = [
            (coded("level", level), coded("platform", kind), circle, n, _per(n, people.get(circle)))
            for level, kind in kinds
            for circle in circles
            for n in (_operating(_here(ground, whole, found, circle), level, kind),)
        ]
        mine = [one for one in _here(ground, whole, found, scope.circle) or () if one.is_operating]
        national = sum(1 for one in mine if one.level == "national")
        title = told(ground, scope, "atlas.capability.platforms", n_platforms=len(mine), n_national=national)
        notes = [Finding("atlas.capability.as_listed"), *unlisted(ground, whole, circles)]
        notes += [Finding("atlas.capability.kind_not_listed")] if any(row[3] is None for row in rows) else []
        return Found(rows, title, tuple(notes))

    return answered(ground, scope, asked, make, why_not=no_list(ground, scope, "platforms"))


def _operating(found: Sequence[Listed] | None, level: str, kind: str) -> int | None:
    """Those in operation; None where the list names none of the level and kind there, in whatever state."""
    there = [one for one in found or () if (one.level, one.kind) == (level, kind)]
    return sum(1 for one in there if one.is_operating) if there else None


def _per(n: int | None, people: float | None) -> float | None:
    return None if n is None or not people else PER * n / people
