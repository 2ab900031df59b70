"""Specialities can be steered by relatedness, or not at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from jialing.world.fields import strengths

Floats = npt.NDArray[np.float64]


def _auc(score: Floats, hit: npt.NDArray[np.bool_]) -> float:
    ranks = score.argsort().argsort() + 1.0
    n_hit = hit.sum()
    return float((ranks[hit].sum() - n_hit * (n_hit + 1) / 2) / (n_hit * (~hit).sum()))


def _entries_by_density(relatedness: float) -> float:
    """How well density of early specialities predicts added ones; proximity from co-occurrence."""
    early, late = strengths(150, 100, relatedness, np.random.default_rng(5))
    has, gets = early > 4, (late > 4) & ~(early > 4)
    together = has.T.astype(float) @ has
    size = np.maximum(has.sum(axis=0), 1)
    proximity = together / np.maximum.outer(size, size)
    np.fill_diagonal(proximity, 0)
    density = has @ proximity / proximity.sum(axis=0)
    open_ = ~has
    return float(np.mean([_auc(density[p][open_[p]], gets[p][open_[p]]) for p in range(len(has))]))


def test_planted_relatedness_is_found() -> None:
    assert _entries_by_density(1.0) > 0.65


def test_no_relatedness_is_found_where_none_was_planted() -> None:
    assert _entries_by_density(0.0) == pytest.approx(0.5, abs=0.03)


def test_strengths_are_positive() -> None:
    early, late = strengths(10, 40, 1.0, np.random.default_rng(1))
    assert early.min() > 0 < late.min()
