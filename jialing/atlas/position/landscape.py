"""Every place and every field of a scope as one landscape: specialisation, presence, proximity, density, complexity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Finding, Scope
from jialing.atlas.ground import Ground
from jialing.atlas.position.matrix import PositionMatrix, position_matrix
from jialing.measure import Complexity, complexity, proximity, relatedness_density, specialisation, union_density

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Landscape:
    """What is computed once for a scope, of all places of all circles.

    Attributes
    ----------
    matrix : the counts and the reference
    floor : works that a place needs in a field for its specialisation to count as presence
    index : (place, field), specialisation; NaN for a place without works
    held : (place, field), 1 where a place is present: specialisation >= 1 on at least ``floor`` works
    near : (field, field), proximity over all places, diagonal 0; NaN for fields that no place has
    density : (place, field), relatedness density
    complexity : of places and fields, or why it is undefined; from specialisation >= 1 without the floor, which large
        fields pass sooner than small ones: with it, complexity would be little but the size of a field turned round
    """

    matrix: PositionMatrix
    floor: float
    index: Array
    held: Array
    near: Array
    density: Array
    complexity: Complexity

    def union(self, places: Sequence[str]) -> tuple[Array, Array]:
        """What several cities have together: (field,) presence of any of them, (field,) density around that.

        Never the specialisation of their pooled works: that is a mean of theirs, and a circle whose cities differ
        would be specialised in nothing.
        """
        rows = self.matrix.rows_of(places)
        held = self.held[rows].max(axis=0) if len(rows) else np.zeros(len(self.matrix.fields))
        return held, union_density(self.held[rows], self.near)


def landscape(ground: Ground, scope: Scope) -> Landscape | Finding:
    """The landscape of a scope's population and years (its field does not matter), or why there is none."""
    matrix = position_matrix(ground, scope)
    if isinstance(matrix, Finding):
        return matrix
    key = ("landscape", scope.population, scope.first_year, scope.last_year)
    return ground.kept(key, lambda: _made(matrix, ground.few))


def presence_above(counts: Array, index: Array, floor: float) -> Array:
    """1 where specialisation is 1 or more and rests on ``floor`` works or more.

    The floor is ours: among small places single works carry a cell over the threshold, and a union of many small
    places would then have everything.
    """
    with np.errstate(invalid="ignore"):
        return np.asarray((index >= 1.0) & (counts >= floor), float)


def _made(matrix: PositionMatrix, floor: float) -> Landscape:
    counts, reference = matrix.whole, matrix.reference
    index = specialisation(counts, None if reference is None else reference.sum(axis=1))
    held = presence_above(counts, index, floor)
    near = proximity(held)
    plain = presence_above(counts, index, 0.0)
    return Landscape(matrix, floor, index, held, near, relatedness_density(held, near), complexity(plain))
