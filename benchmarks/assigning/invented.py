"""Invented calls: papers and reviewers on topics, affinities with noise, sides, seniority, languages, organisations."""

from __future__ import annotations

from typing import Any

import numpy as np

from jialing.match.assignment import Group, Problem, problem

N_TOPICS = 60


def affinities(n_papers: int, n_reviewers: int, *, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """(papers, reviewers) in 0..1, four decimals: cosine of sparse topic mixtures and some noise."""
    rng = np.random.default_rng(seed)
    papers, reviewers = (rng.gamma(0.1, 1.0, (n, N_TOPICS)) for n in (n_papers, n_reviewers))
    papers /= np.linalg.norm(papers, axis=1, keepdims=True)
    reviewers /= np.linalg.norm(reviewers, axis=1, keepdims=True)
    scores = papers @ reviewers.T
    scores *= 0.8
    for row in scores:
        row += rng.normal(0, 0.05, n_reviewers)
    np.clip(scores, 0, 1, out=scores)
    return np.round(scores, 4, out=scores)


def bids(n_papers: int, n_reviewers: int, *, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """(papers, reviewers) 0, 0.25, 0.5 or 1, nine tenths 0: ties everywhere."""
    rng = np.random.default_rng(seed)
    scores = np.empty((n_papers, n_reviewers))
    for row in scores:
        row[:] = np.array([0.0, 0.25, 0.5, 1.0])[np.searchsorted([0.90, 0.94, 0.97], rng.random(n_reviewers))]
    return scores


def with_all_rules(n_papers: int = 600, n_reviewers: int = 3000, *, seed: int) -> Problem:
    """Three reviews each: one at least from each side, at most one from outside, one senior at least, English where the
    proposal asks for it, at most one of an organisation, 1 % conflicts, loads of 1 to 3."""
    scores = affinities(n_papers, n_reviewers, seed=seed)
    rng = np.random.default_rng(seed + 1)
    scores[rng.random(scores.shape) < 0.01] = np.nan
    side = rng.choice(3, n_reviewers, p=[0.45, 0.45, 0.1])
    one, none = np.ones(n_papers, np.int64), np.zeros(n_papers, np.int64)
    groups = (
        Group("Chongqing", side == 0, one, 2 * one),
        Group("Sichuan", side == 1, one, 2 * one),
        Group("outside", side == 2, none, one),
        Group("senior", rng.random(n_reviewers) < 0.4, one, 3 * one),
        Group("English", rng.random(n_reviewers) < 0.6, (rng.random(n_papers) < 0.5).astype(np.int64), 3 * one),
    )
    return problem(
        scores,
        demand=3,
        load=rng.integers(1, 4, n_reviewers),
        groups=groups,
        organisation=rng.integers(0, 300, n_reviewers),
        per_organisation=1,
    )
