"""From evidence to log-odds: written weights, summed; what a kind forbids stays forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from jialing.resolve.people.arrays import Floats, Ints, Observe
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.scene import Scene

PRIOR = 0.15
"""Log-odds that two strands worth comparing are one person's, before any evidence."""
FORBIDDEN = -1e9
"""Log-odds of a pair that some kind forbids: no mean over fewer than a hundred million pairs can outweigh it."""
MOST, LEAST = 12.0, -8.0
"""No pair counts for more or less in a mean."""
SLOPE, SHIFT = 0.59, 2.38
"""From mean log-odds to a calibrated probability (logistic, Platt 1999), fitted with the weights."""
CHUNK = 500_000


def probability(log_odds: Floats) -> Floats:
    """Calibrated probability of mean log-odds."""
    return np.asarray((1.0 / (1.0 + np.exp(-(SLOPE * log_odds + SHIFT)))).round(3))


class Scales:
    """Weighs pairs of strands of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._observers: list[tuple[frozenset[str], Mapping[str, float], Observe]] = [
            (kind.vetoes, kind.weights, kind.prepare(scene)) for kind in KINDS
        ]

    def log_odds(self, left: Ints, right: Ints) -> Floats:
        """Log-odds that each pair is one person's; FORBIDDEN where that cannot be."""
        out = np.empty(len(left))
        for begin in range(0, len(left), CHUNK):
            part = slice(begin, begin + CHUNK)
            out[part] = self._weighed(left[part], right[part])
        return out

    def _weighed(self, left: Ints, right: Ints) -> Floats:
        total = np.full(len(left), PRIOR)
        forbidden = np.zeros(len(left), np.bool_)
        for feature, amounts, weight, is_veto in self.features(left, right):
            if is_veto:
                forbidden |= amounts > 0
            else:
                total += weight * amounts
            del feature
        return np.where(forbidden, FORBIDDEN, total.round(6).clip(LEAST, MOST))

    def features(self, left: Ints, right: Ints) -> Iterator[tuple[str, Floats, float, bool]]:
        """(feature, amounts, weight, whether it forbids) of all kinds, in the order of their names."""
        for vetoes, weights, observe in self._observers:
            for feature, amounts in observe(left, right).items():
                yield feature, amounts, weights.get(feature, 0.0), feature in vetoes
