"""Invented regions that enter fields: with or without a pull of related fields, to prove the track record on.

Each region has an affinity to each field, in logs. Works are Poisson with the mean region size x field size x
exp(affinity). From period to period affinities forget a little and move at random; regions and fields grow at rates of
their own. With ``strength`` > 0 an affinity is pulled towards the mean affinity of the fields related to it (groups of
``GROUP`` fields); with 0 fields know nothing of each other, and whatever density foretells is size. With ``nested`` > 0
large regions are more even and large fields are more evenly spread, so that small regions have only what most have:
still no field is related to another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GROUP = 10
"""Fields that are related to each other."""

BEFORE = 8
"""Periods that pass before the first that is seen."""


@dataclass(frozen=True)
class Setting:
    """What is invented: size of the matrix, works of a middling region in a period, pull of related fields 0..1."""

    regions: int = 20
    fields: int = 250
    periods: int = 10
    works: float = 3000.0
    strength: float = 0.0
    memory: float = 0.9
    spread: float = 1.2
    nested: float = 0.0


def entering(setting: Setting, seed: int) -> NDArray[np.float64]:
    """(regions, fields, periods), works."""
    rng = np.random.default_rng(seed)
    shape = (setting.regions, setting.fields)
    large, wide = rng.normal(0.0, 1.0, setting.regions), rng.normal(0.0, 1.0, setting.fields)
    grow_large, grow_wide = rng.normal(0.05, 0.05, setting.regions), rng.normal(0.0, 0.05, setting.fields)
    group = rng.permutation(setting.fields) // GROUP
    affinity = rng.normal(0.0, setting.spread, shape)
    seen = []
    for period in range(-BEFORE, setting.periods):
        affinity = _next(affinity, group, setting, rng)
        if period >= 0:
            even = np.exp(-setting.nested * (large[:, None] + wide[None, :]) / 2.0)
            shares = np.exp(wide + grow_wide * period + affinity * even)
            shares /= shares.sum(axis=1, keepdims=True)
            seen.append(rng.poisson(setting.works * np.exp(large + grow_large * period)[:, None] * shares))
    return np.stack(seen, axis=2).astype(float)


def _next(
    affinity: NDArray[np.float64], group: NDArray[np.intp], setting: Setting, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Affinities a period later: drawn to those of related fields, forgetful, shaken; their spread stays the same."""
    member = np.eye(int(group.max()) + 1)[group]
    n = member.sum(axis=0)[group]
    related = (affinity @ member)[:, group] - affinity
    related /= np.maximum(n - 1, 1)
    drawn = (1.0 - setting.strength) * affinity + setting.strength * related
    noise = setting.spread * np.sqrt(1.0 - setting.memory**2)
    moved = setting.memory * drawn + rng.normal(0.0, noise, affinity.shape)
    return np.asarray(moved * setting.spread / moved.std(), float)
