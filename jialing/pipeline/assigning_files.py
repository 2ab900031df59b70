"""From a JSON file of affinities to a JSON file of pairs, with the bound and the prices that prove it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.errors import InputError
from jialing.lake import whole_file
from jialing.match.assignment import (
    Assignment,
    Problem,
    best_assignment,
    best_under_best_floor,
    drawn,
    randomised_assignment,
    repaired,
    totals,
)
from jialing.pipeline.assignment_file import Given, read_assignment

PROVEN = 1e-9
"""Relative gap below which nothing better exists but for the rounding of sums of doubles."""


@dataclass(frozen=True)
class AssignReport:
    """What was found. ``bound``: nothing has a greater total; ``is_proven``: to a part in 10^9.

    ``floor_bound``: no assignment has a better worst paper (with floor "max"); ``quality`` and ``expected`` of a
    randomised assignment; ``n_kept``, ``n_dropped``, ``n_added`` of a repair; None where not asked for.
    """

    n_papers: int
    n_reviewers: int
    n_pairs: int
    total: float
    worst: float
    bound: float
    gap: float
    is_proven: bool
    seconds: float
    floor_bound: float | None = None
    expected: float | None = None
    quality: float | None = None
    n_kept: int | None = None
    n_dropped: int | None = None
    n_added: int | None = None


def assign_file(
    file: Path,
    out: Path,
    *,
    floor: float | str | None = None,
    max_probability: float = 1.0,
    seed: int = 0,
    seconds: float = 120.0,
    progress: Progress = SILENT,
) -> AssignReport:
    """Read an assignment, find the best, write it.

    Parameters
    ----------
    file : JSON as docs/how-to/assign-reviewers.md says: ``scores`` or ``pairs``, ``demand``, ``load`` and more
    out : JSON: ``total``, ``worst``, ``bound``, ``seconds``, ``pairs`` ([paper, reviewer], row numbers) and more
    floor : least sum of affinities of a paper, or "max" for the highest that can be
    max_probability : below 1 a randomised assignment: ``probabilities`` ([paper, reviewer, probability]), and one draw
    seed : of the draw
    seconds : longest search for whole numbers

    Raises
    ------
    InputError
        Those of ``read_assignment``; ``assignment.floor``; ``assignment.random_rules``.
    Infeasible
        Those of :func:`jialing.match.assignment.best_assignment`, with what is missing.
    WrongState
        ``lake.disk_full``, ``lake.no_permission``.
    """
    began = time.monotonic()
    progress.start("step.assign_read", 0, "unit.bytes")
    wanted, given = read_assignment(file, floor=_number(floor), cap=max_probability)
    progress.finish()
    if max_probability < 1.0 and (given.previous is not None or floor is not None):
        raise InputError("assignment.random_rules")
    if given.previous is not None:
        made = _repair(wanted, given, progress)
    elif max_probability < 1.0:
        made = _randomised(wanted, seed, progress)
    else:
        made = _best(wanted, floor == "max", seconds, progress)
    spent = round(time.monotonic() - began, 3)
    written = {"name": given.name, "seconds": spent, **made, **_named(given, made["pairs"])}
    with whole_file(out) as opened:
        opened.write(msgspec.json.encode(written))
    known = {name: value for name, value in made.items() if name in AssignReport.__dataclass_fields__}
    return AssignReport(wanted.n_papers, wanted.n_reviewers, len(made["pairs"]), seconds=spent, **known)


def _number(floor: float | str | None) -> float | None:
    if floor is None or floor == "max":
        return None
    try:
        return float(floor)
    except ValueError:
        raise InputError("assignment.floor", floor=floor) from None


def _best(wanted: Problem, is_max: bool, seconds: float, progress: Progress) -> dict[str, Any]:
    if not is_max:
        return _told(best_assignment(wanted, progress=progress, seconds=seconds))
    raised = best_under_best_floor(wanted, progress=progress, seconds=seconds)
    return _told(raised.assignment) | {"floor_bound": raised.bound}


def _told(found: Assignment) -> dict[str, Any]:
    """The prices prove ``linear_bound`` over all pairs: whoever doubts it adds up each paper's best worths."""
    group, spread = found.prices.group, found.prices.spread.tocoo()
    return {
        "total": found.total,
        "worst": found.worst,
        "bound": found.bound,
        "gap": found.gap,
        "is_proven": found.gap <= PROVEN,
        "is_exact": found.is_exact,
        "linear_bound": found.linear_bound,
        "pairs": found.pairs.tolist(),
        "prices": {
            "reviewer": found.prices.reviewer.tolist(),
            "group": [[int(p), int(g), float(group[p, g])] for p, g in np.argwhere(group)],
            "organisation": [
                list(one) for one in zip(*(v.tolist() for v in (*spread.coords, spread.data)), strict=True)
            ],
            "floor": found.prices.floor.tolist() if found.prices.floor.any() else [],
        },
    }


def _randomised(wanted: Problem, seed: int, progress: Progress) -> dict[str, Any]:
    chances = randomised_assignment(wanted, progress=progress)
    pairs = drawn(wanted, chances, seed=seed)
    total, worst = totals(wanted, pairs)
    rows = zip(chances.pairs.tolist(), chances.probability.tolist(), strict=True)
    return {
        "total": total,
        "worst": worst,
        "expected": chances.expected,
        "quality": chances.quality,
        "bound": chances.bound,
        "gap": max(0.0, chances.bound - chances.expected) / max(abs(chances.bound), 1e-12),
        "is_proven": chances.bound - chances.expected <= PROVEN * abs(chances.bound),
        "seed": seed,
        "pairs": pairs.tolist(),
        "probabilities": [[*pair, round(chance, 12)] for pair, chance in rows],
    }


def _repair(wanted: Problem, given: Given, progress: Progress) -> dict[str, Any]:
    previous = np.array(given.previous, np.int64).reshape(-1, 2)
    found = repaired(wanted, previous, declined=given.declined, left=given.left, progress=progress)
    told = _told(found.assignment)
    del told["prices"], told["linear_bound"]  # those of the program that rewards what is kept
    changed = {"added": found.added.tolist(), "dropped": found.dropped.tolist()}
    counts = {"n_kept": len(found.kept), "n_added": len(found.added), "n_dropped": len(found.dropped)}
    return told | changed | counts


def _named(given: Given, pairs: list[list[int]]) -> dict[str, Any]:
    """Pairs by the names that the file gives, where it names both."""
    if not (given.papers and given.reviewers):
        return {}
    return {"named_pairs": [[given.papers[paper], given.reviewers[reviewer]] for paper, reviewer in pairs]}
