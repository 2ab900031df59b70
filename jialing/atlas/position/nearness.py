"""What the cities have near: density of the union where no city is specialised yet, and what each adds to another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jialing.atlas.position.landscape import Array, Landscape


def not_held(there: Landscape, members: Sequence[str]) -> Array:
    """(fields,), 1 where no member is specialised and density can be told."""
    held, density = there.union(members)
    return np.where((held == 0) & ~np.isnan(density), 1.0, 0.0)


def densest(there: Landscape, members: Sequence[str]) -> tuple[Array, np.ndarray]:
    """(fields,) the greatest density of a single member, and its row in the matrix; NaN where it is unknown for all."""
    rows = there.matrix.rows_of(members)
    density = there.density[rows]
    filled = np.where(np.isnan(density), -1.0, density)
    at = filled.argmax(axis=0)
    best = filled[at, np.arange(filled.shape[1])]
    return np.where(best < 0, np.nan, best), rows[at]


def added(there: Landscape, members: Sequence[str], field: str) -> Array:
    """(member, member): what the second adds to the density of the field around the first.

    ``sum_j phi_ij (1 - M_rj) M_sj / sum_j phi_ij``, as :func:`jialing.measure.added_density` with the landscape's own
    proximity. NaN in the rows of members that have the field already or nothing at all, and where it is near no other.
    """
    rows, column = there.matrix.rows_of(members), there.matrix.fields.index(field)
    near = np.nan_to_num(there.near[column])
    held = there.held[rows]
    if near.sum() <= 0:
        return np.full((len(rows), len(rows)), np.nan)
    found = ((1.0 - held) * near) @ held.T / near.sum()
    found[(held[:, column] == 1) | (held.sum(axis=1) == 0)] = np.nan
    found[:, held.sum(axis=1) == 0] = np.nan
    return np.asarray(found, float)
