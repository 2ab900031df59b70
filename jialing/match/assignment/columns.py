"""Which pairs are worth looking at: first by prices found by bidding, then whatever a solution's prices ask for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jialing.base.progress import Progress
from jialing.match.assignment.prices import Prices, no_prices, worth
from jialing.match.assignment.problem import Floats, Ints, Problem

ALL_PAIRS = 40_000
"""Problems of up to so many pairs are solved with all of them."""

CANDIDATES = 200
"""Reviewers of each paper among whom prices are first sought."""

ROUNDS = 150
"""Steps of the first search for prices; each asks every paper for its best reviewers at the prices of the moment."""

FIRST = 20
"""Pairs of each paper in the first program."""

ADDED = 25
"""Most pairs of each paper that one round adds."""


def first_columns(wanted: Problem, progress: Progress) -> Ints:
    """Keys (paper x reviewers + reviewer) of the pairs of the first program."""
    if wanted.scores.size <= ALL_PAIRS:
        return np.flatnonzero(~np.isnan(wanted.scores)).astype(np.int64)
    prices = replace(no_prices(wanted), reviewer=_bid(wanted, progress))
    n_first = int(max(FIRST, 3 * np.ceil(wanted.demand.max(initial=1) / wanted.cap)))
    return best_columns(wanted, prices, n_first)


def best_columns(wanted: Problem, prices: Prices, n_best: int) -> Ints:
    """The ``n_best`` pairs of each paper at these prices, and some of each group that it must have members of."""
    found = []
    for part in wanted.chunks():
        values = _untied(worth(wanted, prices, part), part)
        found.append(_best(values, n_best, part, wanted))
        for group in wanted.groups:
            if group.at_least[part].any():
                inside = np.where(group.members, values, -np.inf)
                found.append(_best(inside, max(4, n_best // 3), part, wanted))
    if wanted.load_min.any():
        found.append(_for_reviewers(wanted))
    return np.unique(np.concatenate(found))


def asked_for(wanted: Problem, prices: Prices, paper_price: Floats, *, is_feasibility: bool, tolerance: float) -> Ints:
    """Pairs worth more than their paper's price: at most ``ADDED`` of each paper. None: the solution is optimal."""
    found = []
    for part in wanted.chunks():
        values = worth(wanted, prices, part, is_feasibility=is_feasibility) - paper_price[part, None]
        keys = _best(_untied(values, part), ADDED, part, wanted)
        over = values.ravel()[keys - part.start * wanted.n_reviewers] > tolerance
        found.append(keys[over])
    return np.concatenate(found)


def near(wanted: Problem, prices: Prices, paper_price: Floats, *, within: float) -> Ints:
    """All pairs whose worth is at most ``within`` below their paper's price."""
    found = []
    for part in wanted.chunks():
        values = worth(wanted, prices, part) - paper_price[part, None]
        found.append(np.flatnonzero(values.ravel() >= -within) + part.start * wanted.n_reviewers)
    return np.concatenate(found)


def _best(values: Floats, n_best: int, part: slice, wanted: Problem) -> Ints:
    n_best = min(n_best, wanted.n_reviewers)
    at = np.argpartition(-values, n_best - 1, axis=1)[:, :n_best]
    is_open = np.isfinite(np.take_along_axis(values, at, axis=1))
    paper = np.broadcast_to(np.arange(part.start, part.stop)[:, None], at.shape)
    return (paper * np.int64(wanted.n_reviewers) + at)[is_open]


def _untied(values: Floats, part: slice) -> Floats:
    """Equal worths in an order of their own for each paper, or all papers would look at the same few reviewers.

    A fixed sequence, not chance: the same problem gives the same columns.
    """
    finite = values[np.isfinite(values)]
    spread = float(np.ptp(finite)) if len(finite) else 0.0
    noise = np.random.default_rng(part.start).random(values.shape, dtype=np.float32)
    return values + 1e-6 * max(spread, 1e-9) * noise


def _for_reviewers(wanted: Problem) -> Ints:
    """Papers enough for each reviewer who must have some."""
    pressed = np.flatnonzero(wanted.load_min > 0)
    scores = np.nan_to_num(wanted.scores[:, pressed], nan=-np.inf)
    n_best = int(min(wanted.n_papers, 3 * wanted.load_min.max()))
    at = np.argpartition(-scores, n_best - 1, axis=0)[:n_best]
    is_open = np.isfinite(np.take_along_axis(scores, at, axis=0))
    return (at.astype(np.int64) * wanted.n_reviewers + pressed)[is_open]


def _bid(wanted: Problem, progress: Progress) -> Floats:
    """Prices of reviewers by subgradient steps: who is asked for too often grows dearer, who too seldom cheaper.

    The dual function is convex in the prices; its subgradient at a reviewer is load less demand (Held, Wolfe &
    Crowder 1974, doi:10.1007/BF01580223). Only the best ``CANDIDATES`` of each paper take part: these prices merely
    choose the first columns, so nothing rests on them.
    """
    at, values = _candidates(wanted)
    n_taken = int(min(max(1, wanted.demand.max(initial=1)), at.shape[1]))
    step = 0.3 * (float(values[np.isfinite(values)].std()) or 1.0)
    price = np.zeros(wanted.n_reviewers, np.float32)
    best, kept = np.inf, price
    progress.start("step.assign_prices", ROUNDS, "unit.rounds")
    for nth in range(ROUNDS):
        now = values - price[at]
        taken = np.argpartition(-now, n_taken - 1, axis=1)[:, :n_taken]
        total = float(np.take_along_axis(now, taken, 1).sum(dtype=float) + price.astype(float) @ wanted.load)
        if total < best:
            best, kept = total, price
        asked = np.bincount(np.take_along_axis(at, taken, 1).ravel(), minlength=wanted.n_reviewers)
        over = np.clip(asked - wanted.load, -3, 10).astype(np.float32) / 3
        price = np.maximum(0, price + np.float32(step / (1 + nth / 4)) * over)
        progress.advance(1)
    progress.finish()
    return kept.astype(float)


def _candidates(wanted: Problem) -> tuple[Ints, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    n_best = min(CANDIDATES, wanted.n_reviewers)
    places, values = [], []
    for part in wanted.chunks():
        scores = _untied(np.nan_to_num(wanted.scores[part], nan=-np.inf), part)
        at = np.argpartition(-scores, n_best - 1, axis=1)[:, :n_best]
        places.append(at)
        values.append(np.take_along_axis(scores, at, axis=1).astype(np.float32))
    return np.concatenate(places), np.concatenate(values)
