"""Joint targets: what the circle has only together, what lies near all of it, and two ways to choose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from jialing.atlas.answers import Answer, Finding, Names, Scope
from jialing.atlas.areas import areas, fields_in
from jialing.atlas.ask import Found, behind, told
from jialing.atlas.counts import field_totals, known
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.asking import basis, counts_of, positioned, question
from jialing.atlas.position.carriers import GROUP_WORKS
from jialing.atlas.position.certainty import certainty
from jialing.atlas.position.effort import STEP, Choice, choice
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.mass import STRICTLY, Mass, masses
from jialing.atlas.position.matrix import PositionMatrix
from jialing.atlas.position.nearness import densest, not_held
from jialing.atlas.position.profiles import Joint
from jialing.atlas.position.record import verdict
from jialing.base.phrases import phrase
from jialing.errors import InputError
from jialing.measure import LEAST_GROUPS, SURE, is_ranked, rank_stability

N_LISTED = 10
ORDER = ("together", "no_difference", "behind", "alone", "few_groups", "unknown")
"""What may be a joint target first; what a city has alone, and what too few groups carry, last."""


def joint(ground: Ground, scope: Scope) -> Joint:
    """See :class:`Joint`. The scope's field is passed over."""
    return joint_among(ground, scope, None)


def joint_in(ground: Ground, scope: Scope, area_id: str) -> Joint:
    """Joint targets among the fields of a key area. InputError ``atlas.unknown_area``."""
    if area_id not in areas(ground):
        raise InputError("atlas.unknown_area", area=area_id)
    found = counts_of(ground, scope)
    among = fields_in(ground, area_id, found.fields) if isinstance(found, PositionMatrix) else ()
    return joint_among(ground, scope, frozenset(among), (area_id,))


def coded_areas(ground: Ground) -> tuple[tuple[str, Names, bool], ...]:
    """Key areas, lists before their entries, that fields are coded into: id, name, whether it is an entry."""
    known = areas(ground)
    lists = {area.parent_id for area in known.values() if area.fields}
    there = [area for area in known.values() if area.fields or area.area_id in lists]
    return tuple((area.area_id, area.name, area.parent_id is not None) for area in there)


def joint_among(ground: Ground, scope: Scope, among: Collection[str] | None, about: tuple[str, ...] = ()) -> Joint:
    """Joint targets among some fields (None: all); ``about``: the key area that they are."""
    scope = replace(scope, field="", counting="full")
    return Joint(
        scope=scope,
        targets=_noted(ground, about, _targets(ground, scope, among, about)),
        near=_noted(ground, about, _near(ground, scope, among, about)),
        choice=_noted(ground, about, _choice(ground, scope, among, about)),
    )


def _noted(ground: Ground, about: Sequence[str], answer: Answer) -> Answer:
    """With the key area that it is confined to, and who says which fields lie in it."""
    area = areas(ground).get(about[0]) if about else None
    if area is None or answer.refusal is not None:
        return answer
    coded = Finding("atlas.joint.coded_by_us" if area.is_ours_coded else "atlas.joint.coded_by_source")
    return replace(answer, notes=(Finding("atlas.joint.area", {"area": area.name, "coded": coded}), *answer.notes))


def _targets(ground: Ground, scope: Scope, among: Collection[str] | None, about: tuple[str, ...]) -> Answer:
    columns = (
        "rank",
        "field",
        "mass",
        "works",
        "largest",
        "leader",
        "groups",
        "top_works",
        "reach",
        "ahead",
        "against",
    )

    def make(matrix: PositionMatrix) -> Found:
        found = masses(ground, scope, matrix)
        inside = [i for i, row in enumerate(found.rows) if (among is None or row.field in among) and row.works]
        ordered = sorted(inside, key=lambda i: _place(found.rows[i]))
        listed = [i for i in ordered if found.rows[i].verdict == "atlas.mass.together"]
        steady = _stability(found.reach[:, listed], [found.rows[i].reach for i in listed])
        ranks = _ranks(len(listed), len(ordered), steady)
        rows = [(rank, *_mass_row(found.rows[i])) for rank, i in zip(ranks, ordered, strict=True)]
        floors = {"n_least": LEAST_GROUPS, "n_floor": GROUP_WORKS, "sure_share": SURE}
        tried = Finding("atlas.joint.mass_survives", {"n_strict": STRICTLY, "n_ways": len(found.ways)})
        notes = (Finding("atlas.joint.mass_note", floors), tried, *_stability_note(len(listed), steady))
        title = _targets_title(ground, scope, [found.rows[i] for i in listed], is_ordered=ranks[:1] == [1])
        return Found(rows, title, notes, behind(scope, circle=scope.circle))

    return positioned(
        ground, scope, question("joint_targets", *columns, about=about), make, there=counts_of(ground, scope)
    )


def _place(row: Mass) -> tuple[int, float, str]:
    return ORDER.index(row.verdict.rpartition(".")[2]), -(row.reach or 0.0), row.field


def _mass_row(row: Mass) -> Row:
    """What a verdict did not survive stands last."""
    against = _joined(row.overturned_by) if row.overturned_by else None
    counts = (row.works, row.largest, row.leader, row.n_groups, row.top)
    return (row.field, row.verdict, *counts, row.reach, row.ahead, against)


def _joined(codes: Sequence[str]) -> Names:
    """Several reasons as one text in both languages."""
    return Names(
        *(f"{comma} ".join(phrase(code, lang) for code in codes) for lang, comma in (("en", ";"), ("zh", "；")))
    )


def _targets_title(ground: Ground, scope: Scope, found: Sequence[Mass], *, is_ordered: bool) -> Finding:
    """The first is named only where the order holds."""
    if not found:
        return told(ground, scope, "atlas.joint.title.targets_none")
    if not is_ordered:
        return told(ground, scope, "atlas.joint.title.targets_unordered", n_together=len(found))
    first = {"field": found[0].field, "reach_share": found[0].reach, "ahead": found[0].ahead}
    return told(ground, scope, "atlas.joint.title.targets", n_together=len(found), **first)


def _near(ground: Ground, scope: Scope, among: Collection[str] | None, about: tuple[str, ...]) -> Answer:
    interval = ("low=interval_low", "high=interval_high")
    columns = ("rank", "field", "works", "density=density_union", *interval, "alone", "leader=densest", "added")

    def make(there: Landscape) -> Found:
        members = ground.members[scope.circle]
        density, (alone, city) = there.union(members)[1], densest(there, members)
        open_to = not_held(there, members)
        inside = [i for i, f in enumerate(there.matrix.fields) if open_to[i] and (among is None or f in among)]
        ordered = sorted(inside, key=lambda i: (-density[i], there.matrix.fields[i]))
        sure = certainty(ground, scope, there)
        steady = _stability(sure.union[scope.circle][:, ordered], density[ordered])
        works = field_totals(ground, scope, "output_circles", there.matrix.fields, circle_id=scope.circle)
        low, high = sure.union_ends(scope.circle)
        rows = [
            (
                rank,
                there.matrix.fields[i],
                works.get(there.matrix.fields[i], 0.0),
                *known((density[i], low[i], high[i], alone[i])),
                ground.name(there.matrix.places[int(city[i])]) if alone[i] > 0 else None,
                *known((density[i] - alone[i],)),
            )
            for rank, i in zip(_ranks(len(ordered), len(ordered), steady), ordered, strict=True)
        ]
        notes = (basis(ground, there), verdict(ground, scope, there), *_stability_note(len(ordered), steady))
        return Found(rows, _near_title(ground, scope, rows), notes, behind(scope, circle=scope.circle))

    return positioned(
        ground, scope, question("joint_near", *columns, about=about), make, there=landscape(ground, scope)
    )


def _near_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.joint.title.near_none")
    if rows[0][0] is None:
        return told(ground, scope, "atlas.joint.title.near_unordered", n_open=len(rows))
    first = {"field": rows[0][1], "density_index": rows[0][3], "alone_index": rows[0][6]}
    return told(ground, scope, "atlas.joint.title.near", n_open=len(rows), **first)


def _choice(ground: Ground, scope: Scope, among: Collection[str] | None, about: tuple[str, ...]) -> Answer:
    columns = ("field", "portfolio", "effort", "leader=nearest_city", "works", "density=density_union", "complexity")

    def make(there: Landscape) -> Found:
        members = ground.members[scope.circle]
        found = choice(there, members)
        if found is None:
            why = there.complexity.undefined
            note = (Finding(f"atlas.position.complexity.{why}"),) if why else ()
            return Found((), told(ground, scope, "atlas.joint.title.choice_none"), note)
        rows = _choice_rows(ground, scope, there, found, among)
        effort = Finding("atlas.joint.effort_note", {"step_index": STEP})
        notes = (Finding("atlas.joint.not_optimum"), effort, verdict(ground, scope, there))
        return Found(rows, _choice_title(ground, scope, found, rows), notes, behind(scope, circle=scope.circle))

    return positioned(
        ground, scope, question("joint_choice", *columns, about=about), make, there=landscape(ground, scope)
    )


def _choice_rows(
    ground: Ground, scope: Scope, there: Landscape, found: Choice, among: Collection[str] | None
) -> list[Row]:
    density = known(there.union(ground.members[scope.circle])[1])
    complexity, effort = known(there.complexity.fields), known(found.effort)
    works = field_totals(ground, scope, "output_circles", there.matrix.fields, circle_id=scope.circle)
    rows = [
        (
            field,
            f"atlas.portfolio.{_portfolio(found, i)}",
            effort[i],
            ground.name(there.matrix.places[int(found.city[i])]),
            works.get(field, 0.0),
            density[i],
            complexity[i],
        )
        for i, field in enumerate(there.matrix.fields)
        if effort[i] is not None and (among is None or field in among)
    ]
    order = ("both", "effort", "classic", "neither")
    return sorted(rows, key=lambda row: (order.index(row[1].rpartition(".")[2]), row[2], row[0]))


def _portfolio(found: Choice, field: int) -> str:
    cheap = found.cheapest is not None and bool(found.cheapest.chosen[field])
    classic = bool(found.classic[field])
    return "both" if cheap and classic else "effort" if cheap else "classic" if classic else "neither"


def _choice_title(ground: Ground, scope: Scope, found: Choice, rows: Sequence[Row]) -> Finding:
    """Of all fields: the choice is made among all of them, whatever key area is shown."""
    if found.cheapest is None:
        n_open = int(np.sum(~np.isnan(found.effort)))
        return told(ground, scope, "atlas.joint.title.choice_out_of_reach", step_index=STEP, n_open=n_open)
    if not rows:
        return told(ground, scope, "atlas.joint.title.choice_none_here")
    chosen = int(found.cheapest.chosen.sum())
    both = int((found.cheapest.chosen & found.classic).sum())
    params = {
        "n_chosen": chosen,
        "n_effort": found.cheapest.effort,
        "n_both": both,
        "n_classic": int(found.classic.sum()),
    }
    return told(ground, scope, "atlas.joint.title.choice", step_index=STEP, **params)


def _stability(draws: np.ndarray, values: Sequence[float | None] | np.ndarray) -> float:
    listed = np.array([np.nan if v is None else float(v) for v in values])
    return rank_stability(draws, listed, top=N_LISTED) if len(listed) > 1 else float("nan")


def _ranks(n_listed: int, n_rows: int, steady: float) -> list[int | None]:
    """Numbers for the listed rows where their order holds from draw to draw; else none."""
    ranked = n_listed == 1 or is_ranked(steady)
    return [i + 1 if ranked and i < n_listed else None for i in range(n_rows)]


def _stability_note(n_listed: int, steady: float) -> tuple[Finding, ...]:
    if n_listed < 2 or steady != steady:
        return ()
    code = "ranked" if is_ranked(steady) else "unranked"
    return (Finding(f"atlas.joint.{code}", {"steady_index": steady, "n_top": min(N_LISTED, n_listed)}),)
