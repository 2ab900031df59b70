"""How large a world is: every size follows from scale, seed and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GENERATOR_VERSION = 6
FIRST_YEAR = 2016
LAST_YEAR = 2025
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
WORKS_AT_SCALE_1 = 100_000
MOST_IN_PART = 10_000
FEWEST_IN_PART = 250
PARTS_WANTED = 8
GROWTH = 1.075
BUILT_ON = "2026-01-15"

Rng = np.random.Generator
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """What is asked for: scale (1 = 100,000 works), seed, how strongly relatedness steers specialisation (0: not)."""

    scale: float
    seed: int
    relatedness: float = 1.0

    @property
    def n_works(self) -> int:
        return max(200, round(WORKS_AT_SCALE_1 * self.scale))

    @property
    def works_per_part(self) -> int:
        """Several parts even in a small world, so that it is written as a large one is."""
        return min(MOST_IN_PART, max(FEWEST_IN_PART, -(-self.n_works // PARTS_WANTED)))

    @property
    def n_parts(self) -> int:
        return -(-self.n_works // self.works_per_part)

    @property
    def spread(self) -> float:
        """Factor by which organisations grow with scale: slower than works do."""
        return float(max(0.25, self.scale**0.35))

    @property
    def n_patents(self) -> int:
        return max(60, self.n_works // 5)

    @property
    def n_projects(self) -> int:
        return max(40, self.n_works // 40)

    def rng(self, stream: str, number: int = 0) -> Rng:
        """A generator that depends on seed, purpose and part only, so that workers may share the work in any way."""
        words = list(stream.encode())
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, number, *words])))

    def part_range(self, part: int) -> tuple[int, int]:
        """First and past-last serial number of the works of a part."""
        return part * self.works_per_part, min(self.n_works, (part + 1) * self.works_per_part)

    def year_ends(self) -> Ints:
        """Past-last serial of each year: works are numbered in the order of their years, and output grows."""
        shares = GROWTH ** np.arange(len(YEARS))
        return np.asarray(np.round(np.cumsum(shares) / shares.sum() * self.n_works), dtype=np.int64)

    def years(self, first: int, last: int) -> Ints:
        """Year of publication of the works numbered ``first`` to ``last`` (exclusive)."""
        return FIRST_YEAR + np.searchsorted(self.year_ends(), np.arange(first, last), side="right")
