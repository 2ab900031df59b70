"""What the cities of a circle have only together: critical mass, field by field, against comparators and floors.

Never by specialisation: a circle's specialisation is the mean of its cities', so that pooling cannot add to it. Works,
groups and most-cited works add up, and the question is whether the sum stands where no city stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Names, Scope
from jialing.atlas.comparison import compared
from jialing.atlas.ground import Ground
from jialing.atlas.position.carriers import GROUP_WORKS, Carrier, carriers, groups, top_works
from jialing.atlas.position.certainty import DRAWS, SEED
from jialing.atlas.position.matrix import PositionMatrix
from jialing.atlas.position.otherwise import Counted, counted, otherwise
from jialing.atlas.seen import circles_right, circles_seen
from jialing.measure import CriticalMass, Pooled, bootstrap, critical_mass

STRICTLY = GROUP_WORKS + GROUP_WORKS // 2
"""Works from which an organisation might have had to count as a group: half as many again. Fewer take nothing away."""

Array = NDArray[np.float64]
Carried = tuple[int, int]
"""Groups, and the cities that they lie in."""


@dataclass(frozen=True)
class Mass:
    """What a circle has in a field.

    ``works`` distinct works of the circle, ``largest`` those of its city with most (``leader``), ``n_groups`` in
    ``n_cities`` cities, ``top`` works among the most cited tenth (None: citations unknown), ``reach``: works over those
    of the comparator with most (``ahead``; None where none has any). ``verdict``: a code, see
    :func:`jialing.measure.critical_mass`; ``overturned_by``: codes of what it did not survive.
    """

    field: str
    works: float
    largest: float
    n_groups: int
    n_cities: int
    reach: float | None
    ahead: Names | None
    verdict: str
    overturned_by: tuple[str, ...] = ()
    leader: Names | None = None
    top: int | None = None


@dataclass(frozen=True)
class Masses:
    """All fields, the draws (draws, fields) of ``reach`` that lists are tried with, the other ways that were tried."""

    rows: tuple[Mass, ...]
    reach: Array
    ways: tuple[str, ...]


def masses(ground: Ground, scope: Scope, matrix: PositionMatrix) -> Masses:
    """The critical mass of the scope's circle in every field of the matrix; kept. No reference is needed."""
    key = ("masses", scope.population, scope.first_year, scope.last_year, scope.circle)
    return ground.kept(key, lambda: _masses(ground, scope, matrix))


@dataclass(frozen=True)
class _Scene:
    """What all fields are judged from: circles (the one asked about first), works, draws of them, other ways."""

    circles: tuple[str, ...]
    works: Counted
    drawn: Counted
    others: Mapping[str, Counted]

    def judged(self, field: int, carried: Carried, carried_strictly: Carried) -> CriticalMass | None:
        """The verdict of a field; None without a comparator."""
        if len(self.circles) < 2:
            return None
        ways = {name: _pooled(_once(other), field, carried) for name, other in self.others.items()}
        ways["threshold"] = _pooled(_once(self.works), field, carried_strictly)
        return critical_mass(_pooled(self.drawn, field, carried), ways)

    def ahead(self, field: int) -> int | None:
        """The comparator with most works; None where none has any."""
        theirs = self.works.theirs[:, field]
        return int(np.argmax(theirs)) if theirs.any() else None


def _masses(ground: Ground, scope: Scope, matrix: PositionMatrix) -> Masses:
    scene = _scene(ground, scope, matrix)
    found, top = carriers(ground, scope, matrix.level), top_works(ground, scope, matrix.level)
    members = ground.members[scope.circle]
    leaders = matrix.whole[matrix.rows_of(members)].argmax(axis=0)
    rows = []
    for i, field in enumerate(matrix.fields):
        row = _row(ground, scene, i, field, groups(found.get(field, ()), members))
        leader = ground.name(members[int(leaders[i])]) if row.largest > 0 else None
        rows.append(replace(row, leader=leader, top=None if top is None else top.get((field, scope.circle), 0)))
    return Masses(tuple(rows), _reach(scene.drawn), (*scene.others, "threshold"))


def _row(ground: Ground, scene: _Scene, i: int, field: str, there: Sequence[Carrier]) -> Mass:
    carried, ahead = _carried(there), scene.ahead(i)
    judged = scene.judged(i, carried, _carried([c for c in there if c.n_works >= STRICTLY]))
    union = float(scene.works.union[i])
    return Mass(
        field=field,
        works=union,
        largest=float(scene.works.largest[i]),
        n_groups=carried[0],
        n_cities=carried[1],
        reach=None if ahead is None else union / float(scene.works.theirs[ahead, i]),
        ahead=None if ahead is None else ground.name(f"circle:{scene.circles[ahead + 1]}"),
        verdict=f"atlas.mass.{judged.verdict if judged else 'unknown'}",
        overturned_by=tuple(f"atlas.overturned.{name}" for name in judged.overturned_by) if judged else (),
    )


def _carried(there: Sequence[Carrier]) -> Carried:
    return len(there), len({c.place_id for c in there})


def _scene(ground: Ground, scope: Scope, matrix: PositionMatrix) -> _Scene:
    """Comparators without any work are unknown here, and nobody stands above what is unknown: they are left out."""
    works = counted(ground, scope, matrix.fields, compared(ground, scope))
    known = np.flatnonzero(works.theirs.any(axis=1))
    others = [compared(ground, scope)[1:][i] for i in known]
    circles = (scope.circle, *others)
    works = replace(works, theirs=works.theirs[known])
    ways = dict(otherwise(ground, scope, matrix, circles)) if others else {}
    return _Scene(circles, works, _drawn(ground, scope, works, circles), ways)


def _drawn(ground: Ground, scope: Scope, works: Counted, circles: Sequence[str]) -> Counted:
    """Works, resolver and coverage drawn again, first axis the draws; the largest city's works are the union's too."""
    units = [circles[0], *circles]
    cells = np.vstack([works.largest, np.maximum(works.union - works.largest, 0.0), works.theirs])
    chance, coverage = circles_right(ground, units)[:, None], circles_seen(ground, scope, units)
    drawn = bootstrap(
        cells, lambda counts: counts, n=DRAWS, seed=SEED, probability=chance, coverage=coverage, is_batched=True
    ).values
    return Counted(drawn[:, 0] + drawn[:, 1], drawn[:, 0], drawn[:, 2:])


def _once(works: Counted) -> Counted:
    return Counted(works.union[None], works.largest[None], works.theirs[None])


def _pooled(drawn: Counted, field: int, carried: Carried) -> Pooled:
    return Pooled(drawn.union[:, field], drawn.largest[:, field], drawn.theirs[:, :, field], *carried)


def _reach(drawn: Counted) -> Array:
    most = drawn.theirs.max(axis=1) if drawn.theirs.shape[1] else np.zeros_like(drawn.union)
    return np.where(most > 0, drawn.union / np.maximum(most, 1.0), np.nan)
