"""City by field: counts, shares, and specialisation where a reference population is there to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import breakdown, full, in_years, known, ratio, totals
from jialing.atlas.ground import Ground
from jialing.atlas.profiles import FieldHeat
from jialing.measure import specialisation

N_LARGEST = 22
ENOUGH = 20
"""The title speaks of the places that the picture shows, and of cells with enough works to mean something."""

AREAS = ("country:CN", "world")
Cells = dict[tuple[str, str], float]


def field_heat(ground: Ground, scope: Scope) -> FieldHeat:
    """See :class:`FieldHeat`."""
    asked = Question("field_heat", ("place", "field", "works", "share=share_of_place", "specialisation"))

    def make() -> Found:
        places, fields = ground.members[scope.circle], breakdown(ground, scope)
        cells = place_fields(ground, scope, places, fields)
        shown = sorted({f for _, f in cells}, key=lambda f: (-sum(cells.get((p, f), 0.0) for p in places), f))
        index, note = specialisations(ground, scope, places, shown)
        sizes = {p: sum(cells.get((p, f), 0.0) for f in shown) for p in places}
        ordered = sorted((p for p in places if sizes[p]), key=lambda p: (-sizes[p], p))
        rows = [
            (p, f, cells.get((p, f), 0.0), ratio(cells.get((p, f), 0.0), sizes[p]), index.get((p, f)))
            for p in ordered
            for f in shown
        ]
        return Found(rows, _title(ground, scope, rows), (note,), behind(scope, circle=scope.circle))

    return FieldHeat(scope, answered(ground, scope, asked, make))


def place_fields(ground: Ground, scope: Scope, places: Sequence[str], fields: Sequence[str]) -> Cells:
    """(place, field) -> works."""
    found = {f: totals(ground, replace(scope, field=f), "output_places", places) for f in fields}
    return {(place, field): n for field, there in found.items() for place, n in there.items()}


def specialisations(
    ground: Ground, scope: Scope, places: Sequence[str], fields: Sequence[str]
) -> tuple[dict[tuple[str, str], float | None], Finding]:
    """(place, field) -> specialisation on full counts, and the note that names the reference or its absence."""
    reference, area = reference_counts(ground, scope, fields)
    if reference is None or not places or not fields:
        return {}, Finding("atlas.note.no_reference")
    cells = place_fields(ground, full(scope), places, fields)
    counts = np.array([[cells.get((p, f), 0.0) for f in fields] for p in places])
    index = specialisation(counts, np.array([reference.get(f, np.nan) for f in fields], float))
    found = {(p, f): v for p, line in zip(places, index, strict=True) for f, v in zip(fields, known(line), strict=True)}
    return found, Finding("atlas.note.reference", {"area": Finding(f"atlas.area.{area.replace(':', '_').lower()}")})


def reference_counts(ground: Ground, scope: Scope, fields: Sequence[str]) -> tuple[dict[str, float] | None, str]:
    """Works of China (else the world) by field in the scope's population and years; None where a year lacks."""
    known = references(ground, scope.population)
    n_years = scope.last_year - scope.first_year + 1
    for area in AREAS:
        mine = {field: in_years(scope, known.get((area, field), {})) for field in fields}
        if max((len(by_year) for by_year in mine.values()), default=0) == n_years:
            return {field: sum(by_year.values()) for field, by_year in mine.items() if by_year}, area
    return None, ""


def references(ground: Ground, population: str) -> dict[tuple[str, str], dict[int, float]]:
    """(area, field) -> works by year of a population's reference counts; empty where none came in."""
    if not ground.has("reference_counts"):
        return {}
    return ground.kept(("reference", population), lambda: _references(ground, population))


def _references(ground: Ground, population: str) -> dict[tuple[str, str], dict[int, float]]:
    query = """SELECT area, field_id, year, sum(n_works) FROM reference_counts WHERE population = ?
        AND area IN (SELECT unnest(?)) GROUP BY ALL"""
    found: dict[tuple[str, str], dict[int, float]] = {}
    for area, field, year, n in ground.rows(query, [population, list(AREAS)]):
        found.setdefault((area, field), {})[year] = float(n)
    return found


def _title(ground: Ground, scope: Scope, rows: Sequence[tuple[object, ...]]) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.title.heat_none")
    largest = list(dict.fromkeys(row[0] for row in rows))[:N_LARGEST]
    special = [row for row in rows if row[4] is not None and row[0] in largest and float(str(row[2])) >= ENOUGH]
    if special:
        place, field, _, _, index = max(special, key=lambda row: float(str(row[4])))
        return told(ground, scope, "atlas.title.heat_special", place=place, field=field, index=index)
    place, field, works, share, _ = max(rows, key=lambda row: float(str(row[2])))
    return told(ground, scope, "atlas.title.heat", place=place, field=field, n_works=works, share=share)
