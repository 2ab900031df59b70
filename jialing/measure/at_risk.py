"""Cells at risk: fields that a region could enter, what was known of them at the time, and whether it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jialing.errors import InputError
from jialing.measure.density import relatedness_density
from jialing.measure.matrix import Array, check_counts
from jialing.measure.specialisation import presence, specialisation

AT_RISK_BELOW = 0.5
ENTERED_FROM = 1.0


@dataclass(frozen=True)
class Cells:
    """Cells at risk of some transitions, one row each.

    Attributes
    ----------
    period : (cells,), t, the second period at risk
    region, field : (cells,), row and column
    base : (cells, features); density : (cells,), centred; entered : (cells,)
    """

    period: NDArray[np.intp]
    region: NDArray[np.intp]
    field: NDArray[np.intp]
    base: Array
    density: Array
    entered: NDArray[np.bool_]

    def where(self, mask: NDArray[np.bool_]) -> Cells:
        """The rows of a mask."""
        return Cells(
            self.period[mask],
            self.region[mask],
            self.field[mask],
            self.base[mask],
            self.density[mask],
            self.entered[mask],
        )

    @property
    def both(self) -> Array:
        """(cells, features + 1), with density last."""
        return np.column_stack([self.base, self.density])


def cells_at_risk(counts: ArrayLike, *, reference: ArrayLike | None, floor: float) -> Cells:
    """All cells at risk of all transitions, with what was known at t and whether they were entered.

    Parameters and errors as :func:`track_record`.
    """
    works, whole = _checked(counts, reference)
    n_periods = works.shape[2]
    shares = [specialisation(works[:, :, p], None if whole is None else whole[:, p]) for p in range(n_periods)]
    parts = [_transition(works, whole, shares, t, floor) for t in range(1, n_periods - 2)]
    if not parts:
        nobody = np.zeros(0, np.intp)
        return Cells(nobody, nobody, nobody, np.zeros((0, 9)), np.zeros(0), np.zeros(0, bool))
    return joined(parts)


def _checked(counts: ArrayLike, reference: ArrayLike | None) -> tuple[Array, Array | None]:
    works = np.asarray(counts, float)
    if works.ndim != 3:
        raise InputError("track_record.periods", dimensions=works.ndim)
    check_counts(works)
    if reference is None:
        return works, None
    whole = np.asarray(reference, float)
    if whole.shape != works.shape[1:]:
        raise InputError("counts.shapes", shapes=f"{works.shape}, {whole.shape}")
    return works, whole


def _transition(works: Array, whole: Array | None, shares: Sequence[Array], t: int, floor: float) -> Cells:
    """Cells at risk in periods t - 1 and t, entered in t + 1 and t + 2 or not."""
    now = works[:, :, t - 1 : t + 1].sum(axis=2)
    sizes = works.sum(axis=0)[:, t - 1 : t + 1] if whole is None else whole[:, t - 1 : t + 1]
    held = presence(now, None if whole is None else sizes.sum(axis=1)).dense * (now >= 2.0 * floor)
    density = relatedness_density(held)
    later = ~np.isnan(shares[t + 1]) & ~np.isnan(shares[t + 2])
    risk = (shares[t - 1] < AT_RISK_BELOW) & (shares[t] < AT_RISK_BELOW) & later & ~np.isnan(density)
    entered = np.minimum(shares[t + 1], shares[t + 2]) >= ENTERED_FROM
    entered &= works[:, :, t + 1 : t + 3].min(axis=2) >= floor
    region, field = np.nonzero(risk)
    base = _base(shares[t - 1], shares[t], now.sum(axis=1), sizes, region, field)
    centred = _centred(density, risk)[region, field]
    return Cells(np.full(len(region), t), region, field, base, centred, entered[region, field])


def _base(
    before: Array, now: Array, region_size: Array, sizes: Array, region: NDArray[np.intp], field: NDArray[np.intp]
) -> Array:
    """(cells, 9): specialisation at t and t - 1, sizes, growth, squares, product of sizes."""
    old, new = before[region, field], now[region, field]
    large = np.log1p(region_size)[region]
    wide = np.log1p(sizes.sum(axis=1))[field]
    large, wide = large - large.sum() / max(1, large.size), wide - wide.sum() / max(1, wide.size)
    total = sizes.sum(axis=0)
    growth = np.log(((sizes[:, 1] + 0.5) / (total[1] + 0.5)) / ((sizes[:, 0] + 0.5) / (total[0] + 0.5)))[field]
    return np.column_stack([new, old, new * old, large, wide, growth, large**2, wide**2, large * wide])


def _centred(density: Array, risk: NDArray[np.bool_]) -> Array:
    """Density of the cells at risk less the means of its region and its field: what is particular to the two."""
    found = np.where(risk, density, 0.0)
    per_region, per_field = np.maximum(risk.sum(axis=1), 1), np.maximum(risk.sum(axis=0), 1)
    for _ in range(20):
        found = (found - (found.sum(axis=1) / per_region)[:, None]) * risk
        found = (found - (found.sum(axis=0) / per_field)[None, :]) * risk
    return found


def joined(parts: Sequence[Cells]) -> Cells:
    """The rows of all parts, one part after another."""
    return Cells(*(np.concatenate([getattr(part, name) for part in parts]) for name in Cells.__dataclass_fields__))
