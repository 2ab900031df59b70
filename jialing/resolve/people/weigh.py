"""From evidence to log-odds: written weights, summed; what a kind forbids stays forbidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

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
        """Kinds that may forbid look first: the others then have fewer pairs to look at."""
        out = np.full(len(left), FORBIDDEN)
        allowed, total = np.arange(len(left)), np.full(len(left), PRIOR)
        for vetoes, weights, observe in sorted(self._observers, key=lambda observer: not observer[0]):
            seen = observe(left[allowed], right[allowed])
            for feature, amounts in seen.items():
                if weights.get(feature):
                    total += weights[feature] * amounts
            if vetoes:
                kept = np.logical_and.reduce([seen[feature] <= 0 for feature in sorted(vetoes)])
                allowed, total = allowed[kept], total[kept]
        out[allowed] = total.round(6).clip(LEAST, MOST)
        return out

    def features(self, left: Ints, right: Ints) -> Iterator[tuple[str, Floats, float, bool]]:
        """(feature, amounts, weight, whether it forbids) of all kinds, in the order of their names."""
        for vetoes, weights, observe in self._observers:
            for feature, amounts in observe(left, right).items():
                yield feature, amounts, weights.get(feature, 0.0), feature in vetoes


class Remembered:
    """Log-odds of pairs (left < right) of ``n`` strands, every pair weighed once."""

    def __init__(self, n: int, weigh: Callable[[Ints, Ints], Floats]) -> None:
        self._n, self._weigh = max(n, 1), weigh
        self._keys, self._values = np.zeros(0, np.int64), np.zeros(0)

    def __call__(self, left: Ints, right: Ints) -> Floats:
        keys = left * self._n + right
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        known = self._keys[at] == keys if len(self._keys) else np.zeros(len(keys), np.bool_)
        out = np.empty(len(keys))
        out[known] = self._values[at[known]]
        out[~known] = self._weigh(left[~known], right[~known])
        self._remember(keys[~known], out[~known])
        return out

    def _remember(self, keys: Ints, values: Floats) -> None:
        keys, values = np.concatenate([self._keys, keys]), np.concatenate([self._values, values])
        order = np.argsort(keys, kind="stable")
        self._keys, self._values = keys[order], values[order]
