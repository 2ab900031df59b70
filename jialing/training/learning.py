"""From labelled strings to weights: a conditional logit with an outside option, by maximum a posteriori.

The strings' options compete with each other and with 'none of them', whose utility is 0 (McFadden 1974). A string
counts
through the probability of all its true options together; where none of its options is true, the outside option is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from jialing.resolve import Option

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """What is believed of the weights beforehand: normal around ``means`` (0 where none is given), within signs.

    Attributes
    ----------
    deviation : standard deviation of every weight
    means : feature -> mean
    at_least_zero, at_most_zero : features whose meaning fixes their sign
    """

    deviation: float
    means: Mapping[str, float]
    at_least_zero: frozenset[str] = frozenset()
    at_most_zero: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Choices:
    """Strings as one table of options.

    Attributes
    ----------
    amounts : (options, features), sparse
    first : (strings + 1,), the options of string ``s`` are ``first[s]:first[s + 1]``; strings without options are
        left out
    is_true : (options,), whether the option is a true organisation of its string
    features : names of the columns
    """

    amounts: csr_matrix
    first: NDArray[np.int64]
    is_true: NDArray[np.bool_]
    features: tuple[str, ...]


def choices(options: Sequence[Sequence[Option]], truths: Sequence[Sequence[str]]) -> Choices:
    """The table of these strings' options and true ids."""
    pairs = [(found, set(true)) for found, true in zip(options, truths, strict=True) if found]
    names = tuple(sorted({name for found, _ in pairs for one in found for name in one.features}))
    column = {name: at for at, name in enumerate(names)}
    flat = [(one, true) for found, true in pairs for one in found]
    columns = [column[name] for one, _ in flat for name in one.features]
    amounts = [amount for one, _ in flat for amount in one.features.values()]
    starts = np.cumsum([0, *(len(one.features) for one, _ in flat)])
    return Choices(
        amounts=csr_matrix((amounts, columns, starts), shape=(len(flat), len(names))),
        first=np.cumsum([0, *(len(found) for found, _ in pairs)]),
        is_true=np.array([one.org_id in true for one, true in flat], dtype=bool),
        features=names,
    )


def fitted(made: Choices, prior: Prior) -> dict[str, float]:
    """Weight of each feature, the mode of the posterior, unrounded."""
    means = np.array([prior.means.get(name, 0.0) for name in made.features])
    bounds = [(0 if n in prior.at_least_zero else None, 0 if n in prior.at_most_zero else None) for n in made.features]

    def loss(weights: Array) -> tuple[float, Array]:
        value, slope = _surprise(made, weights)
        away = (weights - means) / prior.deviation
        return value + 0.5 * float(away @ away), slope + away / prior.deviation

    found = minimize(loss, means, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return dict(zip(made.features, found.x.tolist(), strict=True))


def _surprise(made: Choices, weights: Array) -> tuple[float, Array]:
    """Negative log-likelihood and its gradient."""
    utility = made.amounts @ weights
    starts = made.first[:-1]
    of = np.repeat(np.arange(len(starts)), np.diff(made.first))
    top = np.maximum(np.maximum.reduceat(utility, starts), 0.0)
    mass = np.exp(utility - top[of])
    outside = np.exp(-top)
    every = np.add.reduceat(mass, starts) + outside
    true = np.add.reduceat(mass * made.is_true, starts)
    right = np.where(true > 0, true, np.where(_have_true(made, starts), np.finfo(float).tiny, outside))
    expected = mass / every[of]
    seen = np.where(made.is_true, mass / right[of], 0.0)
    return float(np.sum(np.log(every) - np.log(right))), made.amounts.T @ (expected - seen)


def _have_true(made: Choices, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.add.reduceat(made.is_true.astype(np.int64), starts) > 0


def seen_in(made: Choices) -> Counter[str]:
    """Feature -> options that have it."""
    counts = np.bincount(made.amounts.indices, minlength=len(made.features))
    return Counter(dict(zip(made.features, counts.tolist(), strict=True)))
