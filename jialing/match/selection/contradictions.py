"""Where nothing can be selected: the smallest set of published limits that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from jialing.match.selection.program import Program, program
from jialing.match.selection.ranking import Ints
from jialing.match.selection.rows import Choices, Limit

ROUNDS = 200
"""Most sets tried; beyond it the set shown contradicts itself but may not be the smallest."""


@dataclass(frozen=True)
class Relief:
    """A limit of the contradiction; ``by``: moving it alone by so much (its own unit) makes a selection possible.

    None where moving it alone does not suffice, or where it is a share.
    """

    limit: Limit
    by: Fraction | None


@dataclass(frozen=True)
class Contradiction:
    """Limits that no selection keeps together; without any one of them one does. ``is_smallest``: no set has fewer."""

    limits: tuple[Relief, ...]
    is_smallest: bool


def contradiction(of: Choices, *, seconds: float = 60.0) -> Contradiction:
    """The smallest set of limits that contradict each other; empty where a selection exists.

    Least hitting sets of what must be given up are tried in turn: a set of limits that hits every correction known and
    still allows a selection shows one more correction; the first that allows none is the smallest contradiction.

    References
    ----------
    Ignatiev, Previti, Liffiton & Marques-Silva (2015), doi:10.1007/978-3-319-23219-5_13 (smallest unsatisfiable sets)
    """
    corrections: list[Ints] = []
    tried: Ints = np.zeros(0, np.int64)
    for _ in range(ROUNDS):
        tried = _hitting(len(of.limits), corrections, seconds)
        given_up = _given_up(of, tried, seconds)
        if given_up is None:
            return Contradiction(tuple(_relief(of, at, seconds) for at in tried), is_smallest=True)
        if not len(given_up):
            return Contradiction((), is_smallest=True)
        corrections.append(given_up)
    every = np.arange(len(of.limits))
    return Contradiction(tuple(_relief(of, at, seconds) for at in _thinned(of, every, seconds)), is_smallest=False)


def told(found: Contradiction, decimals: int) -> dict[str, str]:
    """Params of the error: ``rules`` as published, ``relief`` what moving one alone would do; money as written."""
    rules = "; ".join(_named(one.limit, decimals) for one in found.limits)
    relief = "; ".join(
        f"{_named(one.limit, decimals)} ± {_number(one.by, one.limit, decimals)}"
        for one in found.limits
        if one.by is not None
    )
    return {"rules": rules, "relief": relief or "–"}


def _named(limit: Limit, decimals: int) -> str:
    """Names are the call's own; the signs need no language."""
    sign = "≥" if limit.code.endswith("least") else "≤"
    value = f" [{limit.value}]" if limit.value and limit.value != limit.name else ""
    return f"{limit.name}{value} {sign} {_number(limit.published, limit, decimals)}"


def _number(value: Fraction, of: Limit, decimals: int) -> str:
    value = value / 10**decimals if of.is_money else value
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.10g}"


def _hitting(n: int, corrections: list[Ints], seconds: float) -> Ints:
    """Fewest limits that hit every correction; of several any, the same for the same call."""
    hit = Program(n)
    for one in corrections:
        hit.add(one, [-1] * len(one), -1)
    found = hit.best(np.full(n, -1, np.int64), seconds=seconds)
    assert found is not None
    return np.flatnonzero(found.x)


def _given_up(of: Choices, kept: Ints, seconds: float) -> Ints | None:
    """Fewest limits besides ``kept`` that must be given up to select at all; None where that does not help."""
    made = program(of, is_without_limits=True)
    others = np.setdiff1d(np.arange(len(of.limits)), kept)
    for at in kept:
        made.add(np.arange(len(of.proposal)), of.limits[at].weights, of.limits[at].most)
    first = made.n
    for at in others:
        limit, free = of.limits[at], made.column()
        reach = max(int(np.maximum(limit.weights, 0).sum()) - limit.most, 0)
        made.add([*range(len(of.proposal)), free], [*limit.weights, -reach], limit.most)
    found = made.best(np.r_[np.zeros(first, np.int64), np.full(len(others), -1, np.int64)], seconds=seconds)
    return None if found is None else others[found.x[first:] > 0]


def _thinned(of: Choices, kept: Ints, seconds: float) -> Ints:
    """Without any one of these a selection exists (deletion, one after the other)."""
    for at in kept.copy():
        fewer = kept[kept != at]
        if _given_up(_only(of, fewer), np.arange(len(fewer)), seconds) is None:
            kept = fewer
    return kept


def _only(of: Choices, kept: Ints) -> Choices:
    return Choices(of.proposal, of.option, of.amount, tuple(of.limits[at] for at in kept))


def _relief(of: Choices, at: int, seconds: float) -> Relief:
    limit = of.limits[at]
    others = _only(of, np.setdiff1d(np.arange(len(of.limits)), [at]))
    found = program(others).best(-limit.weights, seconds=seconds)
    if found is None or limit.is_share:
        return Relief(limit, None)
    return Relief(limit, abs(-found.value * limit.scale - limit.published))
