"""Fields: the real hierarchy of OpenAlex, invented topics below it, and which place is strong where.

Strengths of places can be steered by relatedness: fields have hidden positions, a place starts strong in fields that
lie near one another, and what it adds later lies near what it had. With ``relatedness = 0`` both are drawn at
random, so that an analysis which finds relatedness there is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jialing.schema import field_names
from jialing.world.plan import FIRST_YEAR, LAST_YEAR, Plan, Rng

Floats = npt.NDArray[np.float64]
TOPICS_PER_SUBFIELD = 3
STRONG = 5.0
N_STRONG_EARLY = 26
N_ADDED = 12
HIDDEN_DIMENSIONS = 3

# Share of each field in the invented output and its yearly growth against the whole.
_FIELDS = {
    22: (15.0, 1.01), 17: (11.0, 1.05), 25: (10.0, 1.03), 27: (14.0, 1.00), 13: (6.5, 0.99), 31: (6.0, 0.98),
    16: (6.0, 1.01),
    23: (5.5, 1.03), 11: (4.5, 1.00), 19: (3.5, 1.00), 21: (3.5, 1.04), 15: (3.0, 1.02), 26: (3.0, 0.98),
    33: (3.5, 1.03),
    14: (2.5, 1.04), 20: (2.5, 1.03), 18: (1.2, 1.02), 24: (1.5, 0.99), 28: (1.5, 1.01), 30: (1.2, 0.99),
    32: (1.5, 1.04),
    29: (0.7, 1.04), 35: (0.5, 1.02), 36: (0.6, 1.02), 34: (0.4, 0.98), 12: (1.0, 1.02),
}  # fmt: skip
ALPHABETICAL = {26: 0.85, 20: 0.8}
TEAM_SIZE = {
    26: 2.4, 20: 2.6, 12: 1.7, 33: 2.6, 14: 2.8, 18: 2.9, 32: 3.2, 17: 4.2, 22: 4.6, 31: 5.2, 25: 5.4, 16: 5.8,
    13: 6.6, 27: 6.8,
    30: 6.2, 24: 6.4, 28: 6.0, 29: 4.6, 35: 5.2,
}  # fmt: skip

_ANGLES = (
    ("Models and Mechanisms in {}", "models mechanisms"),
    ("Emerging Methods for {}", "methods emerging"),
    ("Applications and Systems of {}", "applications systems"),
)


@dataclass(frozen=True)
class Topic:
    """An invented topic under a real subfield."""

    number: int
    name: str
    subfield: int


@dataclass(frozen=True)
class Taxonomy:
    """Subfields (codes, names), their field and domain codes, topics, and the names above."""

    subfields: tuple[int, ...]
    fields: tuple[int, ...]
    domains: tuple[int, ...]
    names: dict[str, str]
    topics: tuple[Topic, ...]

    @property
    def field_codes(self) -> tuple[int, ...]:
        """Distinct fields in ascending order."""
        return tuple(sorted(set(self.fields)))

    def field_index(self) -> npt.NDArray[np.int64]:
        """For each subfield, the position of its field in ``field_codes``."""
        return np.searchsorted(self.field_codes, self.fields)


def taxonomy() -> Taxonomy:
    """The hierarchy that schema ships, as arrays, with invented topics numbered from 50001."""
    found = field_names()
    codes = {k: v for k, v in found.items() if v.level == "subfield"}
    subfields = tuple(sorted(int(k.removeprefix("openalex:S")) for k in codes))
    fields = tuple(int((found[f"openalex:S{s}"].parent_id or "").removeprefix("openalex:F")) for s in subfields)
    domains = tuple(int((found[f"openalex:F{f}"].parent_id or "").removeprefix("openalex:D")) for f in fields)
    names = {k.removeprefix("openalex:"): v.name_en for k, v in found.items()}
    topics = [
        Topic(50001 + TOPICS_PER_SUBFIELD * i + k, angle.format(names[f"S{s}"]), s)
        for i, s in enumerate(subfields)
        for k, (angle, _) in enumerate(_ANGLES)
    ]
    return Taxonomy(subfields, fields, domains, names, tuple(topics))


def subfield_shares(tree: Taxonomy, rng: Rng) -> tuple[Floats, Floats]:
    """Share of each subfield in the first year (sums to 1) and its yearly growth factor, both (subfields,)."""
    base = np.array([_FIELDS.get(f, (0.5, 1.0))[0] for f in tree.fields])
    drift = np.array([_FIELDS.get(f, (0.5, 1.0))[1] for f in tree.fields])
    size = rng.gamma(1.2, 1.0, len(base)) + 0.05
    totals = {f: size[np.array(tree.fields) == f].sum() for f in set(tree.fields)}
    share = base * size / np.array([totals[f] for f in tree.fields])
    return share / share.sum(), drift * rng.normal(1.0, 0.015, len(base)).clip(0.95, 1.06)


def strengths(n_places: int, n_subfields: int, relatedness: float, rng: Rng) -> tuple[Floats, Floats]:
    """Strength of each place in each subfield at the beginning and at the end, both (places, subfields), > 0.

    1 is ordinary, STRONG is a speciality. Each place keeps most specialities, loses some, and adds N_ADDED; with
    ``relatedness`` > 0 the additions are drawn by closeness to what the place has, at 0 uniformly.
    """
    hidden = rng.normal(size=(n_subfields, HIDDEN_DIMENSIONS))
    gaps = ((hidden[:, None] - hidden) ** 2).sum(axis=2)
    close = np.exp(-gaps / 1.2)
    centre = rng.integers(0, n_subfields, n_places)
    noise = rng.gamma(2.0, 0.5, (n_places, n_subfields))
    early, late = noise.copy(), noise * rng.lognormal(0.0, 0.12, noise.shape)
    for place in range(n_places):
        first = _drawn(close[centre[place]], N_STRONG_EARLY, relatedness, rng)
        had = np.zeros(n_subfields)
        had[first] = 1.0
        density = close @ had / close.sum(axis=1)
        density[first] = 0.0
        added = _drawn(density, N_ADDED, 2.0 * relatedness, rng, barred=first)
        kept = rng.permutation(first)[N_ADDED // 2 :]
        early[place, first] += STRONG
        late[place, kept] += STRONG
        late[place, added] += STRONG
    return early, late


def strength_in(early: Floats, late: Floats, year: int) -> Floats:
    """Strength in a year, on the way from early to late."""
    progress = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
    return np.asarray(early * (1 - progress) + late * progress)


def _drawn(
    pull: Floats, n: int, relatedness: float, rng: Rng, barred: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.int64]:
    weight = (pull + 1e-6) ** relatedness
    if barred is not None:
        weight[barred] = 0.0
    return rng.choice(len(pull), size=n, replace=False, p=weight / weight.sum())


def specialities(plan: Plan, n_places: int, n_subfields: int) -> tuple[Floats, Floats]:
    """The strengths of a plan's world."""
    return strengths(n_places, n_subfields, plan.relatedness, plan.rng("strengths"))
