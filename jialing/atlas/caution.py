"""What a reader is warned of: little coverage, few works, shares that are so by construction.

A share or an index that rests on fewer than ``config.few_works`` works is greyed and no headline sentence is built on
it (why five: docs/reference/indicators.md, "Few works").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jialing.atlas.answers import Answer, AnswerColumn, CoverageOf, Finding, Scope

if TYPE_CHECKING:
    from jialing.atlas.ground import Ground

ORGANISATIONS = [
    "top_organisations",
    "organisation_list",
    "network_nodes",
    "network_edges",
    "network_bridges",
    "place_organisations",
    "pair_organisations",
    "field_organisations",
    "organisation_trend",
    "organisation_fields",
    "organisation_partners",
    "organisation_places",
]
COVERED_BY: dict[str, CoverageOf] = {"countries": "countries", **dict.fromkeys(ORGANISATIONS, "organisations")}
"""Questions whose figures stand on resolved organisations or countries; all others stand on places."""

NEEDS_COVERAGE: dict[str, CoverageOf] = {"abroad": "countries", "sectors": "organisations"}
"""The same for headlines, by what a population must be fit for."""

BASES = ("works", "led", "known")
OF_ROW = ("share", "salton", "association", "specialisation")
"""Columns that rest on the works of their row."""
OF_SHARE = ("inside_share", "abroad_share", "bri_share", "university_company_share")
"""Columns that rest on their own part of the works of their row."""


def coverage_of(question: str) -> CoverageOf:
    """Which coverage speaks for a question."""
    return COVERED_BY.get(question, "places")


def grey_cells(
    columns: Sequence[AnswerColumn], rows: Iterable[Sequence[object]], few: float
) -> frozenset[tuple[int, int]]:
    """(row, column) of shares and indices that rest on more than none and fewer than ``few`` works.

    A share of no works at all is 0 % of a known whole, unless the whole itself is small.
    """
    names = [c.name for c in columns]
    base = next((names.index(name) for name in BASES if name in names), None)
    if base is None:
        return frozenset()
    plain = [i for i, name in enumerate(names) if name in OF_ROW]
    parts = [i for i, name in enumerate(names) if name in OF_SHARE]
    found: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        works = _number(row[base])
        if works is None:
            continue
        found |= {(number, i) for i in plain if row[i] is not None and 0 < works < few}
        found |= {(number, i) for i in parts if _is_few(_number(row[i]), works, few)}
    return frozenset(found)


def _is_few(share: float | None, works: float, few: float) -> bool:
    # Rounded: the share of a whole count comes back from a division.
    return share is not None and (works < few or 0 < round(share * works, 6) < few)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def by_construction(ground: Ground, scope: Scope, group: str) -> Finding | None:
    """Why the share of works with a partner group says nothing of the population: all its works have it by design."""
    population = ground.population(scope.population)
    if group not in population.by_construction:
        return None
    what = Finding("atlas.partner." + group.replace("-", "_"))
    return Finding("atlas.note.by_construction", {"population": population.population, "what": what})


def notes_by_construction(ground: Ground, scope: Scope, groups: Iterable[str]) -> tuple[Finding, ...]:
    """A note for each group whose share is left out."""
    found = (by_construction(ground, scope, group) for group in groups)
    return tuple(note for note in found if note is not None)


def standing_notes(ground: Ground, answer: Answer) -> tuple[Finding, ...]:
    """What is said below every figure that is made of works: discipline, coverage, years, few works."""
    population, coverage = ground.population(answer.scope.population), answer.coverage
    notes = []
    if population.discipline is not None:
        notes.append(Finding("atlas.note.discipline", {"discipline": population.discipline}))
    if coverage.share is not None and not coverage.is_enough:
        notes.append(Finding("atlas.note.low_coverage", {"known": coverage.finding, "floor_share": coverage.floor}))
    outside = answer.scope.first_year < population.first_year or answer.scope.last_year > population.last_year
    if outside and answer.unit == "atlas.unit.works":
        years = {"first_year": population.first_year, "last_year": population.last_year}
        notes.append(Finding("atlas.note.outside_years", years))
    if answer.grey_cells:
        notes.append(Finding("atlas.note.few_works", {"n_few": ground.few}))
    return tuple(notes)
