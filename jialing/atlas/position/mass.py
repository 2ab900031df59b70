"""What the cities of a circle have only together: critical mass, field by field, against comparators and floors.

Never by specialisation: a circle's specialisation is the mean of its cities', so that pooling cannot add to it. Works,
groups and most-cited works add up, and the question is whether the sum stands where no city stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Names, Scope
from jialing.atlas.comparison import compared
from jialing.atlas.counts import field_totals, totals
from jialing.atlas.ground import Ground
from jialing.atlas.position.carriers import carriers, groups, top_works
from jialing.atlas.position.certainty import DRAWS, SEED
from jialing.atlas.position.matrix import PositionMatrix

LEAST_GROUPS = 3
"""Groups (organisations with enough works) that a joint target needs, in two cities or more: else it is not joint."""

SURE = 0.95
"""Share of draws in which a circle or city must stand above (below) a comparator for that to be said."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Counted:
    """Works of the union (fields,), of its city with most in each field, and of each comparator (circles, fields)."""

    union: Array
    largest: Array
    theirs: Array

    def among_known(self) -> Counted:
        """Without comparators that have no work at all: unknown here, and nobody stands above what is unknown."""
        return Counted(self.union, self.largest, self.theirs[self.theirs.any(axis=1)])


@dataclass(frozen=True)
class Stands:
    """(comparators,), where the union and its largest city surely stand."""

    union_above: NDArray[np.bool_]
    union_below: NDArray[np.bool_]
    city_above: NDArray[np.bool_]
    city_below: NDArray[np.bool_]

    def holding(self, union: float, city: float, theirs: Array) -> Stands:
        """What another way of counting says too."""
        return Stands(
            self.union_above & (union > theirs),
            self.union_below & (union < theirs),
            self.city_above & (city > theirs),
            self.city_below & (city < theirs),
        )


@dataclass(frozen=True)
class Mass:
    """What a circle has in a field.

    ``works`` distinct works of the circle, ``largest`` those of its city with most (``leader``), ``n_groups`` in
    ``n_cities`` cities, ``top`` works among the most cited tenth (None: citations unknown), ``reach``: works over those
    of the comparator with most (``ahead``; None where none has any). ``verdict``: a code, see :func:`verdict`.
    """

    field: str
    works: float
    largest: float
    leader: Names | None
    n_groups: int
    n_cities: int
    top: int | None
    reach: float | None
    ahead: Names | None
    verdict: str


@dataclass(frozen=True)
class Masses:
    """All fields, and the draws (draws, fields) of ``reach`` that lists are tried with."""

    rows: tuple[Mass, ...]
    reach: Array


def masses(ground: Ground, scope: Scope, matrix: PositionMatrix) -> Masses:
    """The critical mass of the scope's circle in every field of the matrix; kept. No reference is needed."""
    key = ("masses", scope.population, scope.first_year, scope.last_year, scope.circle)
    return ground.kept(key, lambda: _masses(ground, scope, matrix))


def verdict(stands: Stands, n_groups: int, n_cities: int) -> str:
    """Which of five things is true of a field: a phrase code.

    ``together`` where the union surely stands above a comparator that every city alone stands below; ``alone`` where a
    city stands above one; ``behind`` where the union stands below all; else no difference is shown. Groups come first:
    what fewer than three of them carry, or those of one city, is no joint target.
    """
    if n_groups < LEAST_GROUPS or n_cities < 2:
        return "atlas.mass.few_groups"
    if bool(np.any(stands.union_above & stands.city_below)):
        return "atlas.mass.together"
    if bool(stands.city_above.any()):
        return "atlas.mass.alone"
    return "atlas.mass.behind" if bool(stands.union_below.all()) else "atlas.mass.no_difference"


def _masses(ground: Ground, scope: Scope, matrix: PositionMatrix) -> Masses:
    fields = matrix.fields
    members = ground.members[scope.circle]
    counted = _counted(ground, scope, fields)
    others = [c for c, works in zip(_others(ground, scope), counted.theirs, strict=True) if works.any()]
    counted = counted.among_known()
    drawn, variants = _drawn(counted), _variants(ground, scope, fields)
    found, top = carriers(ground, scope, matrix.level), top_works(ground, scope, matrix.level)
    leaders = matrix.whole[matrix.rows_of(members)].argmax(axis=0)
    rows = []
    for i, field in enumerate(fields):
        mine = groups(found.get(field, ()), members)
        n_cities = len({c.place_id for c in mine})
        first = int(np.argmax(counted.theirs[:, i])) if others and counted.theirs[:, i].any() else None
        known = verdict(_stands(drawn, variants, i), len(mine), n_cities) if others else "atlas.mass.unknown"
        rows.append(
            Mass(
                field=field,
                works=float(counted.union[i]),
                largest=float(counted.largest[i]),
                leader=ground.name(members[int(leaders[i])]) if counted.largest[i] > 0 else None,
                n_groups=len(mine),
                n_cities=n_cities,
                top=None if top is None else top.get((field, scope.circle), 0),
                reach=float(counted.union[i] / counted.theirs[first, i]) if first is not None else None,
                ahead=ground.name(f"circle:{others[first]}") if first is not None else None,
                verdict=known,
            )
        )
    return Masses(tuple(rows), _reach(drawn))


def _others(ground: Ground, scope: Scope) -> list[str]:
    return [c for c in compared(ground, scope) if c != scope.circle]


def _counted(ground: Ground, scope: Scope, fields: Sequence[str]) -> Counted:
    """Works in the scope's years and counting."""
    members = ground.members[scope.circle]
    by_city = [totals(ground, replace(scope, field=f), "output_places", members) for f in fields]
    circles = [_circle_works(ground, scope, c, fields) for c in (scope.circle, *_others(ground, scope))]
    largest = np.array([max(found.values(), default=0.0) for found in by_city])
    return Counted(circles[0], largest, np.array(circles[1:]).reshape(len(circles) - 1, len(fields)))


def _circle_works(ground: Ground, scope: Scope, circle: str, fields: Sequence[str]) -> Array:
    found = field_totals(ground, scope, "output_circles", fields, circle_id=circle)
    return np.array([found.get(f, 0.0) for f in fields])


def _variants(ground: Ground, scope: Scope, fields: Sequence[str]) -> list[Counted]:
    """The same counted otherwise: in fractions, and in the later half of the years."""
    later = replace(scope, first_year=(scope.first_year + scope.last_year + 1) // 2)
    scopes = [later] if later.first_year > scope.first_year else []
    if "fractional" in ground.population(scope.population).countings:
        scopes.append(replace(scope, counting="fractional"))
    return [_counted(ground, other, fields).among_known() for other in scopes]


def _drawn(counted: Counted) -> Counted:
    """Each number drawn again, first axis the draws; the works of the largest city are part of the union's."""
    rng, shape = np.random.default_rng(SEED), (DRAWS, len(counted.union))
    alone = rng.poisson(counted.largest, shape).astype(float)
    union = np.asarray(alone + rng.poisson(np.maximum(counted.union - counted.largest, 0.0), shape), float)
    return Counted(union, alone, rng.poisson(counted.theirs, (DRAWS, *counted.theirs.shape)).astype(float))


def _stands(drawn: Counted, variants: Sequence[Counted], field: int) -> Stands:
    """What is sure in the draws and the same in every variant."""
    union, alone, theirs = drawn.union[:, field, None], drawn.largest[:, field, None], drawn.theirs[:, :, field]
    found = Stands(
        union_above=(union > theirs).mean(axis=0) >= SURE,
        union_below=(union < theirs).mean(axis=0) >= SURE,
        city_above=(alone > theirs).mean(axis=0) >= SURE,
        city_below=(alone < theirs).mean(axis=0) >= SURE,
    )
    for other in variants:
        if len(other.theirs) == theirs.shape[1]:
            found = found.holding(other.union[field], other.largest[field], other.theirs[:, field])
    return found


def _reach(drawn: Counted) -> Array:
    most = drawn.theirs.max(axis=1) if drawn.theirs.shape[1] else np.zeros_like(drawn.union)
    return np.where(most > 0, drawn.union / np.maximum(most, 1.0), np.nan)
