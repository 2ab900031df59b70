"""Every published limit as one inequality in whole numbers, with its name: what breaks can be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import groupby
from math import gcd

import numpy as np
from numpy.typing import NDArray

from jialing.match.selection.call import Call, Quota
from jialing.match.selection.ranking import Ints


@dataclass(frozen=True)
class Limit:
    """``weights @ chosen <= most`` over all choices, in whole numbers.

    Attributes
    ----------
    code : phrase code: ``selection.limit.at_most``, ``.at_least``, ``.money_most``, ``.money_least``, ``.share_most``,
        ``.share_least``, ``.budget``, ``.no_line``
    name : of the quota or the lines, as published
    value : of which the limit is (a topic, a side, an organisation), "" for all
    published : the limit in its own unit (projects, smallest unit of money, a share)
    scale : ``weights`` and ``most`` in units of this many of the quota's (negative for a least quota)
    year : of a budget
    """

    code: str
    name: str
    value: str
    published: Fraction
    weights: Ints
    most: int
    scale: Fraction
    year: int = 0

    @property
    def is_money(self) -> bool:
        """Published in money, of whose smallest unit the numbers are."""
        return self.code.rpartition(".")[2] in ("money_most", "money_least", "budget", "no_line")

    @property
    def is_share(self) -> bool:
        return self.code.startswith("selection.limit.share")


@dataclass(frozen=True)
class Choices:
    """All that may be chosen: one row for each option of each proposal that may be funded.

    ``proposal``, ``option``, ``amount``: (choices,) row number, option, smallest unit of money.
    """

    proposal: Ints
    option: Ints
    amount: Ints
    limits: tuple[Limit, ...] = field(default=())

    def only(self, kept: NDArray[np.bool_]) -> Choices:
        """Some of the choices, under the same limits."""
        limits = tuple(replace(limit, weights=limit.weights[kept]) for limit in self.limits)
        return Choices(self.proposal[kept], self.option[kept], self.amount[kept], limits)

    @property
    def weights(self) -> NDArray[np.int64]:
        """(limits, choices)"""
        if not self.limits:
            return np.zeros((0, len(self.proposal)), np.int64)
        return np.vstack([limit.weights for limit in self.limits])

    @property
    def most(self) -> Ints:
        return np.array([limit.most for limit in self.limits], np.int64)


def choices(given: Call, may_be_funded: NDArray[np.bool_]) -> Choices:
    """Choices and limits of a call for proposals that may be funded."""
    rows = [(p, o) for p in np.flatnonzero(may_be_funded) for o in range(len(given.proposals[p].options))]
    proposal = np.array([p for p, _ in rows], np.int64)
    option = np.array([o for _, o in rows], np.int64)
    amount = np.array([given.proposals[p].amount(o) for p, o in rows], np.int64)
    bare = Choices(proposal, option, amount)
    limits = [one for quota in given.quotas for one in _quota_limits(given, bare, quota)]
    return Choices(proposal, option, amount, (*limits, *_budget_limits(given, bare)))


def _quota_limits(given: Call, bare: Choices, quota: Quota) -> Iterable[Limit]:
    if not quota.kind:
        values: tuple[str, ...] = ("",)
    elif quota.value is not None:
        values = (quota.value,)
    else:  # in the order of the list
        values = tuple(dict.fromkeys(v for one in given.proposals for v in one.values(quota.kind)))
    for value in values:
        counted = np.array([not quota.kind or value in one.values(quota.kind) for one in given.proposals], bool)
        is_in = counted[bare.proposal].astype(np.int64)
        if quota.at_most is not None:
            yield _limit(quota, value, quota.at_most, is_in, bare.amount, sign=1)
        if quota.at_least is not None:
            yield _limit(quota, value, quota.at_least, is_in, bare.amount, sign=-1)


def _limit(quota: Quota, value: str, bound: Fraction, is_in: Ints, amount: Ints, *, sign: int) -> Limit:
    """``sum_in w <= bound`` or, for a share, ``sum_in w <= bound * sum w``; turned round for a least quota."""
    each = amount if quota.unit.endswith("money") else np.ones_like(is_in)
    below = bound.denominator
    kind = {"projects": "at", "money": "money"}.get(quota.unit, "share")
    if kind == "share":
        weights, most = sign * (is_in * below - bound.numerator) * each, 0
    else:
        weights, most = sign * is_in * each * below, sign * bound.numerator
    code = f"selection.limit.{kind}_{'most' if sign > 0 else 'least'}"
    return _reduced(code, quota.name, value, bound, weights, most, Fraction(sign, below))


def _budget_limits(given: Call, bare: Choices) -> Iterable[Limit]:
    """One limit for each union of lines on which asks of one year may draw.

    Money for asks can be found among the lines if and only if, for every set of lines, what can draw on no other is at
    most what they hold (Hall's condition; Gale 1957, doi:10.2140/pjm.1957.7.1073); unions of the sets asked for
    suffice. So the flow of money needs no variables of its own.
    """
    if not given.lines:
        return
    asks = {
        (ask.year, ask.side): frozenset(line.name for line in given.lines if line.may_pay(ask))
        for one in given.proposals
        for option in one.options
        for ask in option
        if ask.amount
    }
    held = {line.name: line.amount for line in given.lines}
    ordered = sorted(asks.items(), key=lambda item: item[0])
    for year, of_year in groupby(ordered, key=lambda item: item[0][0]):
        open_to = dict(of_year)
        for union in _unions(set(open_to.values())):
            inside = {key for key, names in open_to.items() if names <= union}
            weights = np.array([_asked(given, p, o, inside) for p, o in zip(bare.proposal, bare.option, strict=True)])
            names = [line.name for line in given.lines if line.name in union]
            code = "selection.limit.budget" if names else "selection.limit.no_line"
            most = sum(held[name] for name in names)
            yield _reduced(code, " + ".join(names), "", Fraction(most), weights, most, Fraction(1), year=year)


def _unions(sets: set[frozenset[str]]) -> list[frozenset[str]]:
    found: set[frozenset[str]] = set()
    for one in sets:
        found |= {one} | {one | other for other in found}
    return sorted(found, key=lambda union: (len(union), sorted(union)))


def _asked(given: Call, proposal: int, option: int, inside: set[tuple[int, str]]) -> int:
    return sum(ask.amount for ask in given.proposals[proposal].options[option] if (ask.year, ask.side) in inside)


def _reduced(
    code: str, name: str, value: str, published: Fraction, weights: Ints, most: int, scale: Fraction, *, year: int = 0
) -> Limit:
    """Divided by what all weights have in common; the limit rounded down, which leaves the same whole choices."""
    common = gcd(*(int(w) for w in weights)) or 1
    return Limit(code, name, value, published, weights // common, most // common, scale * common, year)
