"""What would change if: a city won a field, or the groups of two cities worked as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import poisson

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.ask import Found, behind, told
from jialing.atlas.cards import field_card, place_card
from jialing.atlas.counts import keys, known
from jialing.atlas.ground import Ground, Row
from jialing.atlas.position.asking import positioned, question
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.record import verdict
from jialing.atlas.profiles import WhatIf
from jialing.errors import InputError
from jialing.measure import density_around

Array = NDArray[np.float64]
Make = Callable[[Landscape], Found]
METHOD = "atlas.method.what_if"
SURE = 0.95
NOTICED = 1e-9
"""Change of a density that is more than rounding."""


def what_if(ground: Ground, scope: Scope, kind: str, one: str, other: str) -> WhatIf:
    """See :class:`WhatIf`: ``won`` (place, field) or ``joined`` (place, place).

    InputError ``atlas.what_if.kind``, ``atlas.unknown_place``, ``atlas.unknown_field``, ``atlas.same_place``.
    """
    if kind not in ("won", "joined"):
        raise InputError("atlas.what_if.kind", given=kind[:40])
    if kind == "joined" and one == other:
        raise InputError("atlas.same_place", place=one)
    place_card(ground, one, scope.circle)
    _ = field_card(ground, other) if kind == "won" else place_card(ground, other, scope.circle)
    scope = replace(scope, field="", counting="full")
    there = landscape(ground, scope)
    lacking = there if isinstance(there, Finding) else _lacking(there, kind, one, other)
    columns = WON if kind == "won" else JOINED
    asked = replace(question(f"what_if_{kind}", *columns, about=(kind, one, other)), method=METHOD)
    make = _won(ground, scope, one, other) if kind == "won" else _joined(ground, scope, (one, other))
    return WhatIf(scope, kind, positioned(ground, scope, asked, make, there=lacking or there))


WON = ("field", "works", "before=density_before", "after=density_after", "change", "complexity")
JOINED = (
    "field",
    "works_a",
    "works_b",
    "together",
    "critical",
    "is_new",
    "before=density_before",
    "after=density_after",
)


def _lacking(there: Landscape, kind: str, one: str, other: str) -> Finding | None:
    """Why nothing can be supposed: a place outside every circle, one without works, a field of another level."""
    places = (one,) if kind == "won" else (one, other)
    rows = there.matrix.rows_of(places)
    if len(rows) < len(places):
        return Finding("atlas.what_if.no_member")
    if not there.matrix.whole[rows].sum(axis=1).all():
        return Finding("atlas.what_if.no_works")
    if kind == "won" and other not in there.matrix.fields:
        level = Finding(f"field.level.{there.matrix.level}")
        return Finding("atlas.position.other_level", {"field": other, "level": level})
    return None


def _won(ground: Ground, scope: Scope, place: str, field: str) -> Make:
    """The density around what the place lacks, before and after it is present in the field; proximity stays."""

    def make(there: Landscape) -> Found:
        row, at = there.matrix.rows_of((place,))[0], there.matrix.fields.index(field)
        rows = _nearer(there, row, at)
        notes = (Finding("atlas.note.won"), verdict(ground, scope, there))
        title = _won_title(ground, scope, place, field, rows, is_held=bool(there.held[row, at]))
        return Found(rows, title, notes, behind(scope, any_places=(place,)))

    return make


def _nearer(there: Landscape, row: int, at: int) -> list[Row]:
    supposed = there.held[row].copy()
    supposed[at] = 1.0
    before, after = (density_around(held[None], there.near)[0] for held in (there.held[row], supposed))
    change = np.nan_to_num(after - before)
    found = np.flatnonzero((supposed == 0) & (change > NOTICED)).tolist()
    complexity = known(there.complexity.fields)
    rows = [
        (
            there.matrix.fields[i],
            float(there.matrix.whole[row, i]),
            float(before[i]),
            float(after[i]),
            float(change[i]),
            complexity[i],
        )
        for i in found
    ]
    return sorted(rows, key=lambda line: (-line[4], line[0]))


def _won_title(ground: Ground, scope: Scope, place: str, field: str, rows: Sequence[Row], *, is_held: bool) -> Finding:
    if is_held:
        return told(ground, scope, "atlas.what_if.title.held", place=place, won=field)
    if not rows:
        return told(ground, scope, "atlas.what_if.title.won_none", place=place, won=field)
    first = {"nearest": rows[0][0], "before_share": rows[0][2], "after_share": rows[0][3]}
    return told(ground, scope, "atlas.what_if.title.won", place=place, won=field, n_fields=len(rows), **first)


def _joined(ground: Ground, scope: Scope, places: tuple[str, str]) -> Make:
    """Works of both together by field, and which reach the critical mass as one that neither reaches alone."""

    def make(there: Landscape) -> Found:
        rows = _together(ground, scope, there, places)
        new = [row for row in rows if row[5]]
        n_open = sum(row[5] is None for row in rows)
        first = {"first": new[0][0], "n_first": new[0][3]} if new else {}
        code = "atlas.what_if.title.joined" if new else "atlas.what_if.title.joined_none"
        title = told(
            ground, scope, code, a=places[0], b=places[1], n_new=len(new), n_fields=len(rows), n_open=n_open, **first
        )
        notes = (Finding("atlas.note.joined"), verdict(ground, scope, there))
        return Found(rows, title, notes, behind(scope, any_places=places))

    return make


def _together(ground: Ground, scope: Scope, there: Landscape, places: tuple[str, str]) -> list[Row]:
    at = there.matrix.rows_of(places)
    alone, held, mass = there.matrix.whole[at], there.held[at], critical_mass(there)
    works = _distinct(ground, scope, places, there.matrix.fields)
    before = known(np.fmax(*density_around(held, there.near)))
    after = known(there.union(places)[1])
    rows = []
    for i, field in enumerate(there.matrix.fields):
        n = works.get(field, 0.0)
        is_new = only_together(n, float(alone[:, i].max()), float(mass[i]))
        rows.append((field, *alone[:, i].tolist(), n, *known(mass[i : i + 1]), is_new, before[i], after[i]))
    return sorted(rows, key=lambda row: (row[5] is False, row[5] is None, -row[3], row[0]))


def only_together(together: float, alone: float, mass: float) -> bool | None:
    """Whether a union reaches a mass that its larger part does not; None where works drawn again would decide.

    Sure is what holds in 95 % of draws (Poisson) of either count.
    """
    if not together >= mass > alone:
        return False
    holds = poisson.sf(np.ceil(mass) - 1, together) >= SURE and poisson.cdf(np.ceil(mass) - 1, alone) >= SURE
    return True if holds else None


def critical_mass(there: Landscape) -> Array:
    """(field,) works of the median place among those present in the field; NaN where none is.

    A floor read off the data: half of the places that hold a field hold it on less.
    """
    works = np.where(there.held > 0, there.matrix.whole, np.nan)
    is_held = there.held.sum(axis=0) > 0
    found = np.full(len(there.matrix.fields), np.nan)
    found[is_held] = np.nanmedian(works[:, is_held], axis=0)
    return found


def _distinct(ground: Ground, scope: Scope, places: tuple[str, ...], fields: tuple[str, ...]) -> dict[str, float]:
    """Works of either place by field, those of both once."""
    query = """SELECT field_id, count(DISTINCT work_no) FROM work_places JOIN work_field_levels USING (work_no)
        WHERE population = ? AND year BETWEEN ? AND ? AND place_id IN (SELECT unnest(?))
        AND field_id IN (SELECT unnest(?)) GROUP BY 1"""
    rows = ground.rows(query, [*keys(scope), list(places), list(fields)])
    return {str(field): float(n) for field, n in rows}
