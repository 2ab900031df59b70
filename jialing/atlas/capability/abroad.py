"""Works and the share of them done with partners abroad, by circle and line, with intervals and verdicts.

A line is a set of fields whose works add up: one field, all fields, a key area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jialing.atlas.answers import Scope
from jialing.atlas.caution import by_construction
from jialing.atlas.comparison import circle_coverage
from jialing.atlas.counts import field_totals, full
from jialing.atlas.ground import Ground
from jialing.measure import Interval, bootstrap, survives

Array = NDArray[np.float64]
DRAWS = 1000
SEED = 20_260_102
NONE, MORE, LESS, FEW = "none", "more", "less", "few"
NO_INTERVAL = (None, None)
Ends = tuple[float | None, float | None]


@dataclass(frozen=True)
class Abroad:
    """Works of each circle in each line, those with partners abroad, and what drawing them again makes of both.

    Attributes
    ----------
    circles : the circle first, then its comparators
    lines : names of the lines
    works, abroad : (circle, line), full counting; NaN where the population holds no works of the circle at all
    drawn : (draws, circle, line, 2), works and those abroad
    variants : differences of shares against the first circle, (variant, circle, line): halves of the period, and
        fractional counting where it was measured
    few : works under which a share makes no verdict
    """

    circles: tuple[str, ...]
    lines: tuple[str, ...]
    works: Array
    abroad: Array
    drawn: Array
    variants: Array
    few: float

    @property
    def shares(self) -> Array:
        return _share(self.works, self.abroad)

    def works_ends(self, circle: int, line: int) -> Ends:
        """95 % interval of the works."""
        return _ends(self.drawn[:, circle, line, 0]) if self.works[circle, line] > 0 else NO_INTERVAL

    def share_ends(self, circle: int, line: int) -> Ends:
        """95 % interval of the share abroad; none where the works are unknown or none."""
        if not self.works[circle, line] > 0:
            return NO_INTERVAL
        return _ends(_share(self.drawn[:, circle, line, 0], self.drawn[:, circle, line, 1]))

    def verdict(self, other: int, line: int) -> str:
        """Has the first circle a larger share abroad than another: more, less, none (no difference shown), few."""
        smallest = min(self.works[0, line], self.works[other, line])
        if not smallest >= self.few or not min(self.abroad[0, line], self.abroad[other, line]) >= self.few:
            return FEW
        shares = _share(self.drawn[:, :, line, 0], self.drawn[:, :, line, 1])
        low, high = np.nanquantile(shares[:, 0] - shares[:, other], [0.025, 0.975])
        value = float(self.shares[0, line] - self.shares[other, line])
        if not survives(Interval(value, float(low), float(high)), self.variants[:, other, line].tolist()):
            return NONE
        return MORE if value > 0 else LESS


def abroad(ground: Ground, scope: Scope, circles: Sequence[str], lines: Mapping[str, Sequence[str]]) -> Abroad:
    """Counted and drawn; ``lines``: name -> fields, whose works add up ('' all together)."""
    counts = _counts(ground, full(scope), circles, lines)
    coverage = [circle_coverage(ground, scope, tuple(circles)).get(c) for c in circles]
    known = None if None in coverage or 0.0 in coverage else [float(c or 0.0) for c in coverage]
    apart = np.stack([counts[..., 0] - counts[..., 1], counts[..., 1]], axis=-1)
    right = np.array([_probability(ground, c) for c in circles])[:, None, None]
    found = bootstrap(apart, _joined, n=DRAWS, seed=SEED, probability=right, coverage=known, is_batched=True)
    variants = [_difference(_counts(ground, other, circles, lines)) for other in _variants(ground, scope)]
    return Abroad(
        circles=tuple(circles),
        lines=tuple(lines),
        works=counts[..., 0],
        abroad=counts[..., 1],
        drawn=found.values,
        variants=np.stack(variants) if variants else np.zeros((0, len(circles), len(lines))),
        few=ground.few,
    )


def is_told(ground: Ground, scope: Scope) -> bool:
    """Whether the share abroad says anything: the population represents it, and not by construction."""
    has = "abroad" in ground.population(scope.population).answers
    return has and by_construction(ground, scope, "abroad") is None


def _variants(ground: Ground, scope: Scope) -> list[Scope]:
    """The same question in each half of the years, and in fractional counting where that was measured."""
    middle = (scope.first_year + scope.last_year) // 2
    whole = full(scope)
    halves = [replace(whole, last_year=middle), replace(whole, first_year=middle + 1)]
    made = halves if scope.last_year > scope.first_year else []
    has_fractions = "fractional" in ground.population(scope.population).countings
    return [*made, replace(scope, counting="fractional")] if has_fractions else made


def _counts(ground: Ground, scope: Scope, circles: Sequence[str], lines: Mapping[str, Sequence[str]]) -> Array:
    """(circle, line, 2): works, and works with partners abroad; NaN for a circle without any work in the scope."""
    wanted = sorted({field for fields in lines.values() for field in fields})
    made = np.zeros((len(circles), len(lines), 2))
    for at, circle in enumerate(circles):
        works = field_totals(ground, scope, "output_circles", wanted, circle_id=circle)
        joint = field_totals(ground, scope, "circle_partners", wanted, circle_id=circle, partner="abroad")
        for column, found in enumerate((works, joint)):
            made[at, :, column] = [sum(found.get(f, 0.0) for f in fields) for fields in lines.values()]
        if not field_totals(ground, scope, "output_circles", [""], circle_id=circle).get("", 0.0):
            made[at] = np.nan
    return made


def _joined(drawn: Array) -> Array:
    """Works without and with partners abroad -> works, and those with."""
    return np.stack([drawn.sum(axis=-1), drawn[..., 1]], axis=-1)


def _difference(counts: Array) -> Array:
    shares = _share(counts[..., 0], counts[..., 1])
    return np.asarray(shares[0] - shares, float)


def _share(works: Array, part: Array) -> Array:
    return np.asarray(np.divide(part, works, out=np.full_like(works, np.nan), where=works > 0), float)


def _ends(values: Array) -> Ends:
    if np.isnan(values).mean() > 0.05:
        return NO_INTERVAL
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)


def _probability(ground: Ground, circle: str) -> float:
    """Mean probability of the strings resolved to the circle's places, by their rows; 1 where none is published."""
    right = ground.kept(("right by place",), lambda: _right(ground))
    known = [right[p] for p in ground.members[circle] if p in right]
    rows = sum(n for _, n in known)
    return min(1.0, sum(score for score, _ in known) / rows) if rows else 1.0


def _right(ground: Ground) -> dict[str, tuple[float, float]]:
    """place -> (sum of probabilities, rows)."""
    if not ground.has("affiliations"):
        return {}
    query = """SELECT place_id, sum(score * n_rows), sum(n_rows) FROM affiliations
        WHERE place_id IS NOT NULL AND score IS NOT NULL GROUP BY place_id"""
    return {place: (float(score), float(n)) for place, score, n in ground.rows(query)}
