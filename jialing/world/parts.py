"""Parts of the works, each written from its own seed, so that the number of processes changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jialing.world.affiliations import Truth
from jialing.world.archive import write_gzip
from jialing.world.draws import china_counts, drawn
from jialing.world.fragments import Fragments
from jialing.world.invention import World
from jialing.world.plan import BUILT_ON
from jialing.world.records import Outcome, lines

# Parts under way beyond one a process: enough to keep processes busy, few enough to hold no large share of the strings.
AHEAD = 2


@dataclass(frozen=True)
class PartResult:
    """What a part tells the whole: sizes, strings with truth, works in China by (subfield, year)."""

    n_works: int
    n_authorships: int
    n_bytes: int
    truth: list[tuple[bytes, Truth]]
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Press:
    """What a process writes with."""

    folder: Path
    made: World
    fragments: Fragments

    def part(self, number: int) -> PartResult:
        work = drawn(self.made, number)
        out = Outcome()
        path = self.folder / "openalex" / "works" / f"updated_date={BUILT_ON}" / f"part_{number:03d}.gz"
        n_bytes = write_gzip(path, lines(self.made, work, self.fragments, number, out))
        write_gzip(self.folder / "truth" / "authors" / f"part_{number:03d}.jsonl.gz", out.authors)
        counts = china_counts(self.made, work.teams)
        return PartResult(work.n_works, out.n_authorships, n_bytes, list(out.truth.items()), counts)


# Set before the processes are forked, so that they share the world's memory instead of receiving copies.
_press: _Press | None = None


def write_parts(folder: Path, made: World, workers: int) -> Iterator[PartResult]:
    """Write ``openalex/works/updated_date=.../part_NNN.gz`` and who wrote them; results in the order of parts."""
    global _press
    _press = _Press(folder, made, Fragments(made))
    try:
        if workers <= 1 or made.plan.n_parts == 1:
            yield from map(_press.part, range(made.plan.n_parts))
        else:
            yield from _in_processes(made.plan.n_parts, workers)
    finally:
        _press = None


def _in_processes(n_parts: int, workers: int) -> Iterator[PartResult]:
    waiting: list[Future[PartResult]] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        for number in range(n_parts):
            waiting.append(pool.submit(_one, number))
            if len(waiting) >= workers + AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


def _one(number: int) -> PartResult:
    assert _press is not None
    return _press.part(number)
