"""What is selected from: proposals with what they ask, quotas, lines of money, and what is best, all as published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from jialing.errors import InputError
from jialing.match.selection.ranking import Floats, RankingRule, checked

MOST = 10**13
"""Largest amount in the smallest unit of the currency (100 billion yuan in fen): what is beyond is a slip."""

MOST_LINES = 12
"""Lines of one year: each union of those that proposals may draw on is a limit of its own."""

CRITERIA = ("score", "passed_over", "money", "projects")
UNITS = ("projects", "money", "share_of_projects", "share_of_money")


@dataclass(frozen=True)
class Ask:
    """A part of what a proposal asks: so much, in that year, of that side's money ("" where it does not matter)."""

    amount: int
    year: int = 0
    side: str = ""


@dataclass(frozen=True)
class Proposal:
    """A proposal before the decision.

    Attributes
    ----------
    id : its number; the order of the list is the order by which ties are broken last
    topic : within which it is ranked
    options : what it may be given, the first as asked, the others reduced as the call allows
    scores : of its reviewers; None or NaN where one is missing
    reviewers : who gave each score, in the order of ``scores``; empty where that is not told
    of : by what quotas may count it: kind -> values (side, organisation, city, group); ``topic`` need not be repeated
    """

    id: str
    topic: str
    options: tuple[tuple[Ask, ...], ...]
    scores: tuple[float | None, ...]
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewers: tuple[str, ...] = ()

    def amount(self, option: int = 0) -> int:
        """What is given under an option, in the smallest unit."""
        return sum(ask.amount for ask in self.options[option])

    @property
    def n_missing(self) -> int:
        """Scores that were asked for and are not there."""
        return sum(score is None or bool(np.isnan(score)) for score in self.scores)

    def values(self, kind: str) -> tuple[str, ...]:
        return (self.topic,) if kind == "topic" else self.of.get(kind, ())


@dataclass(frozen=True)
class Quota:
    """A published limit on the proposals of one kind.

    Attributes
    ----------
    name : as published, said where it binds
    kind, value : which proposals: of that side, organisation, ...; value None: each value in turn; kind "": all
    unit : projects, money (smallest unit; the whole amount of each proposal counted), or a share of all funded projects
        or of all money given
    at_least, at_most : None where there is no such limit; shares in 0..1
    """

    name: str
    kind: str = ""
    value: str | None = None
    unit: Literal["projects", "money", "share_of_projects", "share_of_money"] = "projects"
    at_least: Fraction | None = None
    at_most: Fraction | None = None


@dataclass(frozen=True)
class Line:
    """An appropriation line: so much in that year, for asks of these sides; no sides: for all (money may cross)."""

    name: str
    amount: int
    year: int = 0
    sides: tuple[str, ...] = ()

    def may_pay(self, ask: Ask) -> bool:
        return self.year == ask.year and (not self.sides or ask.side in self.sides)


@dataclass(frozen=True)
class Call:
    """A call at its decision; made and checked by :func:`call`.

    ``objective``: what is best, most important first: ``score`` (greatest sum of scores), ``passed_over`` (fewest
    proposals unfunded while a lower-ranked one of their topic is funded), ``money`` (most given), ``projects`` (most
    funded). ``lines`` empty: no budget. ``decimals``: of the currency; amounts are in its
    smallest unit.
    """

    proposals: tuple[Proposal, ...]
    rule: RankingRule
    quotas: tuple[Quota, ...] = ()
    lines: tuple[Line, ...] = ()
    objective: tuple[str, ...] = ("score", "passed_over", "money")
    decimals: int = 2

    @cached_property
    def scores(self) -> Floats:
        """(proposals, seats), NaN where missing."""
        seats = max((len(one.scores) for one in self.proposals), default=0)
        filled = np.full((len(self.proposals), max(seats, 1)), np.nan)
        for row, one in enumerate(self.proposals):
            filled[row, : len(one.scores)] = [np.nan if score is None else score for score in one.scores]
        return filled

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(one.topic for one in self.proposals)

    @property
    def groups(self) -> tuple[str, ...]:
        """Of each proposal its group by the rule's group quota; the first where it has several, "" where none."""
        return tuple(next(iter(one.values(self.rule.group_by)), "") for one in self.proposals)


def call(
    proposals: tuple[Proposal, ...],
    *,
    rule: RankingRule,
    quotas: tuple[Quota, ...] = (),
    lines: tuple[Line, ...] = (),
    objective: tuple[str, ...] = ("score", "passed_over", "money"),
    decimals: int = 2,
) -> Call:
    """A call, checked.

    Raises
    ------
    InputError
        ``selection.no_proposals``; ``selection.twice`` (id); ``selection.amount`` (id) where an amount is not a whole
        number of 0 or more or nothing is asked; ``selection.not_finite`` (id); ``selection.reviewers`` (id);
        ``selection.rule`` (field);
        ``selection.quota`` (name); ``selection.unknown_kind`` (name, kind) where no proposal says anything of the kind;
        ``selection.line`` (name); ``selection.too_many_lines`` (year, most);
        ``selection.objective`` (criteria) and ``selection.objective_empty`` where funding nothing would be best.
    """
    if not proposals:
        raise InputError("selection.no_proposals")
    for name, count in Counter(one.id for one in proposals).items():
        if count > 1:
            raise InputError("selection.twice", id=name)
    for one in proposals:
        _check_proposal(one)
    made = Call(proposals, checked(rule), quotas, lines, objective, decimals)
    for quota in quotas:
        _check_quota(quota)
        if quota.kind and not any(one.values(quota.kind) for one in proposals):
            raise InputError("selection.unknown_kind", name=quota.name, kind=quota.kind)
    _check_lines(lines)
    _check_objective(made)
    return made


def _check_proposal(one: Proposal) -> None:
    asks = [ask for option in one.options for ask in option]
    is_whole = all(isinstance(ask.amount, int) and 0 <= ask.amount <= MOST for ask in asks)
    if not one.options or not all(one.options) or not is_whole:
        raise InputError("selection.amount", id=one.id)
    if any(score is not None and np.isinf(score) for score in one.scores):
        raise InputError("selection.not_finite", id=one.id)
    if one.reviewers and (len(one.reviewers) != len(one.scores) or len(set(one.reviewers)) < len(one.reviewers)):
        raise InputError("selection.reviewers", id=one.id)


def _check_quota(quota: Quota) -> None:
    least, most = quota.at_least, quota.at_most
    limits = [limit for limit in (least, most) if limit is not None]
    is_share = quota.unit.startswith("share")
    is_good = (
        quota.unit in UNITS
        and bool(limits)
        and all(limit >= 0 and limit.denominator <= 10**4 and limit <= (1 if is_share else MOST) for limit in limits)
        and (least is None or most is None or least <= most)
        and (bool(quota.kind) or (quota.value is None and not is_share))
    )
    if not is_good:
        raise InputError("selection.quota", name=quota.name)


def _check_lines(lines: tuple[Line, ...]) -> None:
    for line in lines:
        if not isinstance(line.amount, int) or not 0 <= line.amount <= MOST:
            raise InputError("selection.line", name=line.name)
    for name, count in Counter(line.name for line in lines).items():
        if count > 1:
            raise InputError("selection.line", name=name)
    for year, count in Counter(line.year for line in lines).items():
        if count > MOST_LINES:
            raise InputError("selection.too_many_lines", year=year, most=MOST_LINES)


def _check_objective(made: Call) -> None:
    given = made.objective
    if not given or len(set(given)) < len(given) or any(name not in CRITERIA for name in given):
        raise InputError("selection.objective", criteria=", ".join(CRITERIA))
    if given[0] == "passed_over" and not any(q.at_least and q.unit in ("projects", "money") for q in made.quotas):
        raise InputError("selection.objective_empty")
