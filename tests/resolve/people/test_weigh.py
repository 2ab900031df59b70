"""Weighing pairs."""

from __future__ import annotations

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints
from jialing.resolve.people.weigh import Remembered


def test_a_pair_is_weighed_once() -> None:
    asked: list[tuple[int, int]] = []

    def weigh(left: Ints, right: Ints) -> Floats:
        asked.extend(zip(left.tolist(), right.tolist(), strict=True))
        return np.asarray(left * 10.0 + right)

    odds = Remembered(5, weigh)
    odds(np.array([0, 1]), np.array([1, 3]))
    found = odds(np.array([1, 2, 0]), np.array([3, 4, 1]))
    assert (found.tolist(), asked) == ([13.0, 24.0, 1.0], [(0, 1), (1, 3), (2, 4)])
