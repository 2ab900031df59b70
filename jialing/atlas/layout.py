"""Where one more platform or institution in a field would help most, by an aim that the reader chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Answer, Finding, Names, Scope
from jialing.atlas.ask import Found, Question, answered, behind, refused, told
from jialing.atlas.counts import field_works, keys, totals
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.matrix import position_matrix
from jialing.atlas.profiles import LayoutMap
from jialing.atlas.ties import kilometres
from jialing.errors import InputError
from jialing.measure import Choice, Layout, locate

Array = NDArray[np.float64]
AIMS = ("reach", "gap", "equity")
LEVELS = ("national", "all")
MOST_OPEN = 3
REACHES = (50, 100, 150, 200)
N_CHOICES = 3
DRAWS = 400
SEED = 20260131
NATIONAL = ("national",)
NEEDS = ("output", "fields")


@dataclass(frozen=True)
class _Plan:
    """What was asked: aim, sites to open, kilometres within which a place is served, which platforms count."""

    aim: str
    n_open: int
    reach: int
    level: str

    @property
    def about(self) -> tuple[str, ...]:
        return (self.aim, str(self.n_open), str(self.reach), self.level)


@dataclass(frozen=True)
class _Scene:
    """Cities with coordinates: what each needs, km between them, km to the nearest platform there is (inf: none)."""

    places: tuple[str, ...]
    need: Array
    away: Array
    nearest: Array
    n_platforms: int
    n_fieldless: int


def layout_map(ground: Ground, scope: Scope, aim: str, n_open: str, reach: str, level: str) -> LayoutMap:
    """See :class:`LayoutMap`. InputError ``atlas.layout.aim``, ``.n_open``, ``.reach``, ``.level``."""
    plan = _plan(aim, n_open, reach, level)
    scope = replace(scope, counting="full")
    solved = refused(ground, scope, *NEEDS) or _solved(ground, scope, plan)
    places = _answer(ground, scope, plan, solved, _place_columns(plan), "layout_places", _place_rows)
    return LayoutMap(
        scope, places, _answer(ground, scope, plan, solved, _choice_columns(plan), "layout_choices", _choice_rows)
    )


def _answer(
    ground: Ground,
    scope: Scope,
    plan: _Plan,
    solved: _Solved | Finding,
    columns: tuple[str, ...],
    name: str,
    rows: Callable[[Ground, _Solved, _Plan], list[Row]],
) -> Answer:
    unit = (_UNITS if name == "layout_places" else _GAINS)[plan.aim]
    asked = Question(name, columns, plan.about, f"atlas.unit.{unit}", "atlas.method.layout", needs=NEEDS)
    if isinstance(solved, Finding):
        return answered(ground, scope, asked, lambda: Found((), solved), why_not=solved)
    title = _title(ground, scope, plan, solved)
    query, notes = behind(scope, circle=scope.circle), _notes(solved.scene, plan)
    return answered(ground, scope, asked, lambda: Found(rows(ground, solved, plan), title, notes, query))


def _plan(aim: str, n_open: str, reach: str, level: str) -> _Plan:
    if aim not in AIMS:
        raise InputError("atlas.layout.aim", given=aim[:40], known=", ".join(AIMS))
    if n_open not in map(str, range(1, MOST_OPEN + 1)):
        raise InputError("atlas.layout.n_open", given=n_open[:40], most=MOST_OPEN)
    if reach not in map(str, REACHES):
        raise InputError("atlas.layout.reach", given=reach[:40], known=", ".join(map(str, REACHES)))
    if level not in LEVELS:
        raise InputError("atlas.layout.level", given=level[:40], known=", ".join(LEVELS))
    return _Plan(aim, int(n_open), int(reach), level)


@dataclass(frozen=True)
class _Solved:
    """A scene and where to open in it."""

    scene: _Scene
    layout: Layout


def _solved(ground: Ground, scope: Scope, plan: _Plan) -> _Solved | Finding:
    scene = _scene(ground, scope, plan)
    if isinstance(scene, Finding):
        return scene
    if not scene.need.any():
        return Finding("atlas.layout.no_need", {"need": Finding(f"atlas.layout.need.{plan.aim}")})
    benefit, held = _benefit(scene, plan)
    n_open = min(plan.n_open, len(scene.places))
    aim: Literal["sum", "worst"] = "worst" if plan.aim == "equity" else "sum"
    return _Solved(scene, locate(benefit, n_open=n_open, aim=aim, held=held, n_choices=N_CHOICES))


def _scene(ground: Ground, scope: Scope, plan: _Plan) -> _Scene | Finding:
    members = [p for p in ground.members[scope.circle] if ground.places.get(p, {}).get("lat") is not None]
    need = _need(ground, scope, plan, members)
    if isinstance(need, Finding):
        return need
    if plan.aim == "equity":
        members = [p for p in members if need.get(p, 0.0) > 0]
    if len(members) < 2:
        return Finding("atlas.layout.few_places")
    at = [(ground.places[p]["lat"], ground.places[p]["lng"]) for p in members]
    away = np.array([[0.0 if a == b else kilometres(a, b) for b in at] for a in at])
    found = _platforms(ground, scope, plan, members)
    if isinstance(found, Finding):
        return found
    there, n_platforms, n_fieldless = found
    nearest = away[:, there].min(axis=1) if there else np.full(len(members), np.inf)
    needs = np.array([need.get(p, 0.0) for p in members])
    return _Scene(tuple(members), needs, away, nearest, n_platforms, n_fieldless)


def _need(ground: Ground, scope: Scope, plan: _Plan, members: Sequence[str]) -> Mapping[str, float] | Finding:
    """What each city needs: researchers to reach, works lacking, or (equity) works that show somebody is there."""
    if plan.aim == "reach":
        return _researchers(ground, scope, members)
    if plan.aim == "gap":
        return _lacking(ground, scope, members)
    return totals(ground, scope, "output_places", members)


def _researchers(ground: Ground, scope: Scope, members: Sequence[str]) -> Mapping[str, float] | Finding:
    if not ground.has("authorship_persons"):
        return Finding("atlas.layout.no_people")
    works, params = field_works(ground, scope.field) if scope.field else ("", [])
    only = f" AND work_no IN ({works})" if works else ""
    query = f"""SELECT place_id, count(DISTINCT a.person_id) FROM participants p JOIN authorship_persons a
        USING (work_no, position) WHERE population = ? AND year BETWEEN ? AND ? AND role = 'author'
        AND place_id IN (SELECT unnest(?)){only} GROUP BY 1"""
    found = {str(p): float(n) for p, n in ground.rows(query, [*keys(scope), list(members), *params])}
    return found or Finding("atlas.layout.no_people")


def _lacking(ground: Ground, scope: Scope, members: Sequence[str]) -> Mapping[str, float] | Finding:
    """Works that each city would need more to have the reference's share of its own works in the field."""
    if not scope.field:
        return Finding("atlas.layout.gap_needs_field")
    level = ground.fields[scope.field].level
    found = position_matrix(ground, scope, circle=scope.circle)
    if not isinstance(found, Finding) and scope.field not in found.fields:
        try:
            found = position_matrix(ground, scope, circle=scope.circle, level=level)
        except InputError:
            return Finding("atlas.layout.gap_needs_level")
    if isinstance(found, Finding):
        return found
    if scope.field not in found.fields or found.reference is None:
        return Finding("atlas.layout.gap_needs_level")
    at, reference = found.fields.index(scope.field), found.reference.sum(axis=1)
    works = found.whole
    short = works.sum(axis=1) * reference[at] / reference.sum() - works[:, at]
    return {p: float(max(0.0, short[i])) for i, p in enumerate(found.places) if p in set(members)}


def _platforms(
    ground: Ground, scope: Scope, plan: _Plan, members: Sequence[str]
) -> tuple[list[int], int, int] | Finding:
    """Which cities have a platform of the field, how many there are, and how many name no field and are passed over.

    A Finding where no platform of the circle is listed, or most name no field: who is served is unknown then, and
    unknown is not nobody.
    """
    query = "SELECT place_id, field_id, level FROM platforms WHERE status <> 'withdrawn' AND place_id IS NOT NULL"
    at = {place: i for i, place in enumerate(members)}
    listed = [r for r in (ground.rows(query) if ground.has("platforms") else []) if r[0] in at]
    if not listed:
        return Finding("atlas.layout.no_platforms")
    known = [r for r in listed if plan.level == "all" or r[2] in NATIONAL]
    of_field = [p for p, field, _ in known if not scope.field or (field and _serves(ground, field, scope.field))]
    fieldless = sum(1 for _, field, _ in known if scope.field and not field)
    if 2 * fieldless > len(known):
        return Finding("atlas.layout.fieldless", {"n_fieldless": fieldless, "n_platforms": len(known)})
    return sorted({at[p] for p in of_field}), len(of_field), fieldless


def _serves(ground: Ground, platform: str, field: str) -> bool:
    """A platform serves its own field, those below it, and the one above it."""
    known = platform in ground.fields
    return known and (ground.is_under(field, platform) or ground.is_under(platform, field))


def _benefit(scene: _Scene, plan: _Plan) -> tuple[Array, Array]:
    """(city, site) what a city has where the site is opened, and what it has already."""
    if plan.aim == "equity":
        farthest = np.full(len(scene.places), float(scene.away.max()) + 1.0)
        return -scene.away, -np.minimum(scene.nearest, farthest)
    within = scene.away <= plan.reach
    return scene.need[:, None] * within, np.where(scene.nearest <= plan.reach, scene.need, 0.0)


_UNITS = {"reach": "researchers", "gap": "works_lacking", "equity": "works"}
_GAINS = {"reach": "researchers", "gap": "works_lacking", "equity": "km"}


def _place_columns(plan: _Plan) -> tuple[str, ...]:
    return ("place", "lat", "lng", f"need=need_{plan.aim}", "state", "site", "km")


def _choice_columns(plan: _Plan) -> tuple[str, ...]:
    return ("choice", "place=layout_site", f"value=value_{plan.aim}", "bound", "is_proven", "share=best_share")


def _place_rows(ground: Ground, solved: _Solved, plan: _Plan) -> list[Row]:
    return [_place_row(ground, solved.scene, solved.layout, plan, i) for i in range(len(solved.scene.places))]


def _place_row(ground: Ground, scene: _Scene, layout: Layout, plan: _Plan, i: int) -> Row:
    row = ground.places[scene.places[i]]
    choice = layout.choices[0] if layout.choices else None
    site = int(choice.served_by[i]) if choice is not None else -1
    is_site = choice is not None and i in choice.sites
    away = scene.nearest[i] if site < 0 else scene.away[i, site]
    is_held = scene.nearest[i] <= plan.reach if plan.aim != "equity" else site < 0 and np.isfinite(scene.nearest[i])
    state = "site" if is_site else "new" if site >= 0 else "held" if is_held else "not"
    place = scene.places[site] if site >= 0 else None
    km = float(away) if np.isfinite(away) else None
    return (scene.places[i], row["lat"], row["lng"], float(scene.need[i]), f"atlas.layout.state.{state}", place, km)


def _choice_rows(_ground: Ground, solved: _Solved, plan: _Plan) -> list[Row]:
    scene, layout = solved.scene, solved.layout
    best = _best_shares(scene, layout, plan)
    return [
        (number, scene.places[site], *(_told_value(v, layout, plan) for v in (c.value, c.bound)), c.is_proven, share)
        for number, (c, share) in enumerate(zip(layout.choices, best, strict=True), 1)
        for site in c.sites
    ]


def _told_value(value: float, layout: Layout, plan: _Plan) -> float:
    """Sums as what is gained over today, equity as the kilometres of the city that is farthest."""
    return -value if plan.aim == "equity" else value - layout.before


def _best_shares(scene: _Scene, layout: Layout, plan: _Plan) -> list[float | None]:
    """In which share of draws each choice is the best of those listed, when needs are drawn again (Poisson).

    None for equity: distances are not drawn.
    """
    if plan.aim == "equity" or len(layout.choices) < 2:
        return [None] * len(layout.choices)
    gained = np.array([_gained(scene, plan, c) for c in layout.choices])
    drawn = np.random.default_rng(SEED).poisson(scene.need, size=(DRAWS, len(scene.need))) @ gained.T
    is_best = drawn >= drawn.max(axis=1, keepdims=True)
    shares = (is_best / is_best.sum(axis=1, keepdims=True)).mean(axis=0)
    return [float(share) for share in shares]


def _gained(scene: _Scene, plan: _Plan, choice: Choice) -> Array:
    """(city,) 1 where the choice serves a city that was not served."""
    is_new = (scene.away[:, list(choice.sites)] <= plan.reach).any(axis=1) & ~(scene.nearest <= plan.reach)
    return np.asarray(is_new, float)


def _title(ground: Ground, scope: Scope, plan: _Plan, solved: _Solved) -> Finding:
    """The best choice is named only where it stays best in most draws; else the choices are as good as each other."""
    scene, layout = solved.scene, solved.layout
    what = Finding("atlas.layout.in_field", {"field": scope.field}) if scope.field else Finding("atlas.layout.any")
    if layout.undefined or not layout.choices:
        return told(ground, scope, "atlas.layout.title.nothing", what=what, n_reach=plan.reach)
    first = layout.choices[0]
    named = {"sites": _joined(ground, [scene.places[j] for j in first.sites]), "what": what, "n_reach": plan.reach}
    value = _told_value(first.value, layout, plan)
    if plan.aim == "equity":
        ties = sum(abs(c.value - first.value) < 1e-6 for c in layout.choices)
        code = "equity" if ties == 1 else "equity_tied"
        return told(ground, scope, f"atlas.layout.title.{code}", n_km=round(value), **named)
    share = _best_shares(scene, layout, plan)[0]
    code = plan.aim if share is None or share >= 0.8 else f"{plan.aim}_unsure"
    return told(ground, scope, f"atlas.layout.title.{code}", n_gain=round(value), best_share=share, **named)


def _joined(ground: Ground, places: Sequence[str]) -> Names:
    names = [ground.name(p) for p in places]
    return Names(" and ".join(n.en for n in names), "、".join(n.zh for n in names))


def _notes(scene: _Scene, plan: _Plan) -> tuple[Finding, ...]:
    held = Finding("atlas.layout.note.held", {"n_platforms": scene.n_platforms, "n_fieldless": scene.n_fieldless})
    return (Finding(f"atlas.layout.note.{plan.aim}", {"n_reach": plan.reach}), held, Finding("atlas.layout.note.bound"))
