"""Beside a decision, never in place of it: calibrated scores, agreement, and selections of noise drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from jialing.base.progress import SILENT, Progress
from jialing.match.selection import Call, Redraws, redrawn, together
from jialing.measure import Agreement, Calibration, Reviews, agreement, calibration, redrawn_scores, reviews
from jialing.pipeline.workers import Told, each

UNNAMED = "calibration.unnamed"
"""Somebody's score is there, but not whose it is."""

AT_A_TIME = 25
"""Draws in a piece of work."""

FEW = 50
"""Draws for which no other process is started: starting one takes longer."""

Draws = NDArray[np.float64]
Seats = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Advice:
    """Advisory figures of a call.

    Attributes
    ----------
    status : phrase code: ``calibration.identified``, or why nothing can be said
    calibrated, agreement : None where scores are not named; unknown inside where not identified
    redraws : None where not identified or none were asked for
    """

    status: str
    calibrated: Calibration | None
    agreement: Agreement | None
    redraws: Redraws | None


def advise(given: Call, *, n: int = 1000, seed: int = 0, workers: int = 2, progress: Progress = SILENT) -> Advice:
    """Calibrate the scores of a call and select again for ``n`` redraws of the reviewers' noise.

    Raises
    ------
    InputError
        Those of :func:`jialing.measure.reviews`.
    Infeasible
        ``selection.no_time``
    """
    if any(one.scores and not one.reviewers for one in given.proposals):
        return Advice(UNNAMED, None, None, None)
    by, seats = _reviews(given)
    found = calibration(by)
    agreed = agreement(by, found, seed=seed)
    if not found.is_identified or n < 1:
        return Advice(found.status, found, agreed, None)
    progress.start("step.redraw", n, "unit.redraws")
    drawn = redrawn_scores(by, found, n=n, seed=seed)
    work = partial(_redrawn_part, given)
    parts = each(work, _pieces(given, drawn, seats, seed), workers=workers if n > FEW else 1, told=progress.advance)
    made = together(parts)
    progress.finish()
    return Advice(found.status, found, agreed, made)


def _redrawn_part(given: Call, task: tuple[Draws, int], told: Told) -> Redraws:
    draws, seed = task
    return redrawn(given, draws, seed=seed, told=told)


def _reviews(given: Call) -> tuple[Reviews, Seats]:
    """Reviews as a list, and the proposal and seat of each."""
    rows = [
        (row, seat, name, float(score))
        for row, one in enumerate(given.proposals)
        for seat, (name, score) in enumerate(zip(one.reviewers, one.scores, strict=True))
        if score is not None and not np.isnan(score)
    ]
    codes = {name: nth for nth, name in enumerate(dict.fromkeys(name for _, _, name, _ in rows))}
    proposal, seat = np.array([row[:2] for row in rows], np.int64).reshape(-1, 2).T
    reviewer = [codes[name] for _, _, name, _ in rows]
    score = [score for *_, score in rows]
    made = reviews(proposal, reviewer, score, n_proposals=len(given.proposals), n_reviewers=len(codes))
    return made, (proposal, seat)


def _pieces(given: Call, drawn: Iterator[Draws], seats: Seats, seed: int) -> Iterator[tuple[Draws, int]]:
    while part := list(islice(drawn, AT_A_TIME)):
        filled = np.full((len(part), *given.scores.shape), np.nan)
        filled[:, seats[0], seats[1]] = part
        seed += 1
        yield filled, seed
