"""An assignment after somebody declined: as few changes as possible, and among those the best total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from jialing.base.progress import SILENT, Progress
from jialing.match.assignment.problem import Ints, Problem
from jialing.match.assignment.solving import Assignment, best_assignment, totals


@dataclass(frozen=True)
class Repaired:
    """The assignment, and what changed.

    Attributes
    ----------
    assignment : total, worst and bound are those of affinities; ``bound`` holds for assignments that keep as many
    kept, added, dropped : (n, 2) pairs; ``dropped`` includes those that were declined
    """

    assignment: Assignment
    kept: Ints
    added: Ints
    dropped: Ints


def repaired(
    wanted: Problem,
    previous: Ints,
    *,
    declined: Sequence[tuple[int, int]] = (),
    left: Sequence[int] = (),
    progress: Progress = SILENT,
) -> Repaired:
    """Keep as many of the previous pairs as any assignment can, then take the best total.

    Both wishes are one program: a pair kept earns more than all affinities together could, so no total buys a change.
    The floor of the problem is not asked for again; ``worst`` says what became of it.

    Parameters
    ----------
    previous : (n, 2) paper, reviewer
    declined : pairs that may no longer be
    left : reviewers who do no paper any more

    Raises
    ------
    Infeasible
        As :func:`~jialing.match.assignment.solving.best_assignment`.
    """
    scores = wanted.scores.copy()
    scores[:, list(left)] = np.nan
    if len(declined):
        scores[tuple(np.array(declined).T)] = np.nan
    least = np.where(np.isin(np.arange(wanted.n_reviewers), list(left)), 0, wanted.load_min)
    now = replace(wanted, scores=scores, load_min=least)
    before = np.unique(np.asarray(previous, np.int64).reshape(-1, 2), axis=0)
    worth_keeping = np.ceil(2.0 * now.largest * now.demand.sum() + 1.0)
    favoured = scores.copy()
    favoured[before[:, 0], before[:, 1]] += worth_keeping
    # A floor is of affinities, and rewards for keeping would count towards it: a repair has none, ``worst`` says.
    held = best_assignment(replace(now, scores=favoured, floor=None), progress=progress)
    before_keys, keys = _keys(before, now), _keys(held.pairs, now)
    n_kept = int(np.isin(keys, before_keys).sum())
    total, worst = totals(now, held.pairs)
    bound = max(total, round(held.bound - n_kept * worth_keeping, 9))
    found = replace(held, total=total, worst=worst, bound=bound)
    return Repaired(
        found,
        kept=held.pairs[np.isin(keys, before_keys)],
        added=held.pairs[~np.isin(keys, before_keys)],
        dropped=before[~np.isin(before_keys, keys)],
    )


def _keys(pairs: Ints, wanted: Problem) -> Ints:
    return pairs[:, 0] * wanted.n_reviewers + pairs[:, 1]
