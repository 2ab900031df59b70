"""Place by field by period: the counts that position stands on, and the reference that they are set against.

The rows are the members of all circles that were measured, never only those of one: proximity that is read off a dozen
places is mostly chance, and a circle compared with itself is specialised in nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.ask import refused
from jialing.atlas.counts import breakdown, in_years
from jialing.atlas.ground import Ground
from jialing.atlas.heat import AREAS, references
from jialing.errors import InputError

LEVELS = ("subfield", "field", "class")
"""Levels that a matrix may have, the finest first. Domains are four: nothing is near anything among them."""

FEWEST_FIELDS = 3
"""Under three fields a proximity has nothing to be compared with."""

FILLED = 0.5
"""Share of works in cells that can tell, see :func:`chosen_level`."""

WITHOUT_REFERENCE = ("atlas.position.no_reference", "atlas.position.no_reference_years", "atlas.position.few_fields")
"""Refusals that counts compared by themselves need not heed."""

Years = tuple[int, int]
Yearly = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class PositionMatrix:
    """Works by place, field and period, and those of the reference population.

    Attributes
    ----------
    places : members of the circles, each once, in the order of the circles' files
    fields : fields of one level of one scheme that the reference has works in, in tree order
    periods : (first year, last year), both included, of equal length, the last one ending with the scope
    counts : (place, field, period), works, full counting; 0 where the population covers the place and has none
    reference : (field, period), works of ``reference_area``, > 0 over all periods together
    reference_area : 'country:CN' or 'world'
    level : of the fields: 'subfield', 'field' or 'class'
    """

    places: tuple[str, ...]
    fields: tuple[str, ...]
    periods: tuple[Years, ...]
    counts: NDArray[np.float64]
    reference: NDArray[np.float64] | None
    reference_area: str
    level: str

    @property
    def whole(self) -> NDArray[np.float64]:
        """(place, field), works of all periods together."""
        return np.asarray(self.counts.sum(axis=2), float)

    def rows_of(self, places: Sequence[str]) -> NDArray[np.intp]:
        """Row numbers of places, those left out that the matrix does not have."""
        at = {place: row for row, place in enumerate(self.places)}
        return np.array([at[place] for place in places if place in at], np.intp)


def position_matrix(
    ground: Ground,
    scope: Scope,
    *,
    circle: str = "",
    n_periods: int = 1,
    level: str = "",
    is_relative: bool = True,
) -> PositionMatrix | Finding:
    """The matrix of a scope, or why there is none and what to fetch. The scope's field and counting do not matter.

    Parameters
    ----------
    circle : only members of this circle ('': of every circle measured); the reference stays the same
    n_periods : equal stretches of the scope's years; years that do not divide are left out at the beginning
    level : of the fields ('': :func:`chosen_level`)
    is_relative : figures relative to a reference are wanted; else the counts are given without one where none came in
        (``reference`` None, ``reference_area`` ''), for what is compared by works alone

    Returns
    -------
    PositionMatrix, or a Finding: the population does not represent fields or places outside one circle
    (``atlas.refused.question``), has no records of some year (``atlas.position.no_years``), has no reference counts
    (``atlas.position.no_reference``) or not of every year (``atlas.position.no_reference_years``), fewer years than
    periods (``atlas.position.few_years``) or fewer than three fields (``atlas.position.few_fields``).

    Raises
    ------
    InputError
        ``atlas.unknown_circle``; ``atlas.unknown_level`` (level, known) where the population has no such level.
    """
    scope = replace(scope, field="", counting="full")
    if circle:
        ground.circle(circle)
    why_not = refused(ground, scope, "fields", "circles") or _lacking_years(ground, scope, n_periods)
    if why_not is not None:
        return why_not
    key = ("position", scope.population, scope.first_year, scope.last_year, circle, n_periods, level)
    found = ground.kept(key, lambda: _made(ground, scope, circle=circle, n_periods=n_periods, level=level))
    if is_relative or isinstance(found, PositionMatrix) or found.code not in WITHOUT_REFERENCE:
        return found
    return ground.kept((*key, "plain"), lambda: _plain(ground, scope, circle=circle, n_periods=n_periods, level=level))


def chosen_level(
    counts: Mapping[str, NDArray[np.float64]], reference: Mapping[str, NDArray[np.float64]], few: float
) -> str:
    """The finest level at which most works lie in cells that can tell a specialised place from another.

    At specialisation 1 a place of N works has ``N x (share of the field in the reference)`` in a field. Where that is
    under ``few`` works, chance alone (a Poisson count of 5 is off by 45 %) carries the cell over the threshold and
    back. Works are weighed, not cells: most places are small, and their empty cells say nothing of the level at which
    the others can be told apart; that a small place's single works do not count as a strength is held by the floor of
    presence (:mod:`jialing.atlas.position.landscape`), not by the level. A coarse level is no safe choice either: at
    the 26 fields of OpenAlex a circle of sixteen cities has a specialised city in every field, its union is near
    everything, and no field can be told from another. So the finest level is taken at which at least half of all
    works lie in cells that expect ``few`` or more; where no level reaches that, the coarsest, whose intervals then
    say how little is known. The level is chosen on all years of the scope together, so that periods, pages and track
    record of one scope speak of the same fields.

    Parameters
    ----------
    counts : level -> (place, field), works, the finest level first
    reference : level -> (field,), works of the reference population
    """
    for level, works in counts.items():
        share = reference[level] / max(float(reference[level].sum()), 1.0)
        tells = np.outer(works.sum(axis=1), share) >= few
        if works.sum() > 0 and float(works[tells].sum()) >= FILLED * float(works.sum()):
            return level
    return list(counts)[-1]


def places_of(ground: Ground, circle: str = "") -> tuple[str, ...]:
    """Members of a circle, or of every circle measured, each once."""
    circles = [circle] if circle else [c.circle_id for c in ground.choices.circles]
    return tuple(dict.fromkeys(place for c in circles for place in ground.members[c]))


def periods_of(first_year: int, last_year: int, n_periods: int) -> tuple[Years, ...]:
    """Equal stretches of years, the last one ending with ``last_year``."""
    length = (last_year - first_year + 1) // n_periods
    start = last_year + 1 - length * n_periods
    return tuple((start + i * length, start + (i + 1) * length - 1) for i in range(n_periods))


def _lacking_years(ground: Ground, scope: Scope, n_periods: int) -> Finding | None:
    population = ground.population(scope.population)
    n_years = scope.last_year - scope.first_year + 1
    if n_years < n_periods:
        return Finding("atlas.position.few_years", {"n_years": n_years, "n_periods": n_periods})
    missing = [y for y in range(scope.first_year, scope.last_year + 1) if y not in population.years]
    if not missing:
        return None
    return Finding("atlas.position.no_years", {"population": scope.population, "years": _spoken(missing)})


def _made(ground: Ground, scope: Scope, *, circle: str, n_periods: int, level: str) -> PositionMatrix | Finding:
    levels = _levels(ground, scope)
    if level and level not in levels:
        raise InputError("atlas.unknown_level", level=level, known=", ".join(levels))
    found = _reference_of(ground, scope, levels)
    if isinstance(found, Finding):
        return found
    area, reference = found
    known = _known_levels(levels, reference)
    if not known or (level and level not in known):
        return Finding("atlas.position.few_fields", {"population": scope.population, "n_fields": FEWEST_FIELDS})
    span, everywhere = ((scope.first_year, scope.last_year),), places_of(ground)
    level = level or chosen_level(
        {name: _counts(ground, scope, everywhere, fields, span)[:, :, 0] for name, fields in known.items()},
        {name: _totals(reference, fields, span)[:, 0] for name, fields in known.items()},
        ground.few,
    )
    places, fields = places_of(ground, circle), known[level]
    periods = periods_of(scope.first_year, scope.last_year, n_periods)
    counts = _counts(ground, scope, places, fields, periods)
    return PositionMatrix(places, fields, periods, counts, _totals(reference, fields, periods), area, level)


def _plain(ground: Ground, scope: Scope, *, circle: str, n_periods: int, level: str) -> PositionMatrix | Finding:
    """Counts without a reference; the level is chosen as if the places were all there is."""
    levels = {name: fields for name, fields in _levels(ground, scope).items() if len(fields) >= FEWEST_FIELDS}
    if not levels or (level and level not in levels):
        return Finding("atlas.position.few_fields", {"population": scope.population, "n_fields": FEWEST_FIELDS})
    span, everywhere = ((scope.first_year, scope.last_year),), places_of(ground)
    works = {name: _counts(ground, scope, everywhere, fields, span)[:, :, 0] for name, fields in levels.items()}
    level = level or chosen_level(works, {name: counts.sum(axis=0) for name, counts in works.items()}, ground.few)
    periods = periods_of(scope.first_year, scope.last_year, n_periods)
    places = places_of(ground, circle)
    return PositionMatrix(
        places, levels[level], periods, _counts(ground, scope, places, levels[level], periods), None, "", level
    )


def _levels(ground: Ground, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Level -> its fields in the population's main scheme, the finest first."""
    coarse = breakdown(ground, scope)
    scheme = coarse[0].partition(":")[0] + ":" if coarse else ""
    used = [f for f in ground.fields.values() if scope.population in f.populations and f.field_id.startswith(scheme)]
    found = {level: tuple(f.field_id for f in used if f.level == level) for level in LEVELS}
    return {level: fields for level, fields in found.items() if fields}


def _reference_of(ground: Ground, scope: Scope, levels: Mapping[str, Sequence[str]]) -> tuple[str, Yearly] | Finding:
    """The first area whose counts reach over every year of the scope, field -> year -> works."""
    known = references(ground, scope.population)
    fields = [f for level in levels.values() for f in level]
    lacking: list[int] | None = None
    for area in AREAS:
        mine = {f: known[area, f] for f in fields if (area, f) in known}
        years = {year for by_year in mine.values() for year in by_year}
        missing = [y for y in range(scope.first_year, scope.last_year + 1) if y not in years]
        if mine and not missing:
            return area, {f: in_years(scope, by_year) for f, by_year in mine.items()}
        if mine:
            lacking = missing if lacking is None else min(lacking, missing, key=len)
    if lacking is None:
        return Finding("atlas.position.no_reference", {"population": scope.population})
    return Finding("atlas.position.no_reference_years", {"population": scope.population, "years": _spoken(lacking)})


def _known_levels(levels: Mapping[str, Sequence[str]], reference: Yearly) -> dict[str, tuple[str, ...]]:
    """The fields of each level that the reference has works in, where they are enough."""
    found = {
        level: tuple(f for f in fields if sum(reference.get(f, {}).values()) > 0) for level, fields in levels.items()
    }
    return {level: fields for level, fields in found.items() if len(fields) >= FEWEST_FIELDS}


def _counts(
    ground: Ground, scope: Scope, places: Sequence[str], fields: Sequence[str], periods: Sequence[Years]
) -> NDArray[np.float64]:
    table = ground.held("output_places")
    at = {place: row for row, place in enumerate(places)}
    mask = table.marks(0, places)
    counts = np.zeros((len(places), len(fields), len(periods)))
    for column, field in enumerate(fields):
        for number, years in enumerate(periods):
            units, works = table.sums((scope.population, "full", field), years, (mask,))
            rows = [at[unit[0]] for unit in table.named(units)]
            counts[rows, column, number] = works
    return counts


def _totals(reference: Yearly, fields: Sequence[str], periods: Sequence[Years]) -> NDArray[np.float64]:
    rows = [
        [sum(n for year, n in reference[f].items() if first <= year <= last) for first, last in periods] for f in fields
    ]
    return np.array(rows, float)


def _spoken(years: Sequence[int]) -> str:
    """2016–2019 where they lie side by side, else one by one."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
