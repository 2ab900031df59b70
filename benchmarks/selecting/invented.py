"""Invented calls at their decision: reviewers with scales of their own, topics, sides, organisations, money by year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from jialing.match.selection import Ask, Call, Line, Proposal, Quota, RankingRule, call

WAN = 1_000_000  # ten thousand yuan in fen
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scored:
    """Scores as a list: (reviews,) proposal, reviewer, score on the published scale; true quality of each proposal."""

    proposal: Array
    reviewer: Array
    score: Array
    quality: Array


def scored(
    n_proposals: int, n_reviewers: int, *, per_proposal: int, seed: int, offset: float = 4.0, noise: float = 6.0,
    quality: float = 6.0, step: float = 1.0,
) -> Scored:  # fmt: skip
    """Each proposal by ``per_proposal`` reviewers with loads as equal as can be; scores of 0 to 100 in whole steps."""
    rng = np.random.default_rng(seed)
    rounds = -(-n_proposals * per_proposal // n_reviewers) + 1
    slots = np.concatenate([rng.permutation(n_reviewers) for _ in range(rounds)])
    reviewer = np.empty((n_proposals, per_proposal), np.int64)
    for row in range(n_proposals):
        picked: list[int] = []
        while len(picked) < per_proposal:
            at = next(i for i, who in enumerate(slots) if who not in picked)
            picked.append(int(slots[at]))
            slots = np.delete(slots, at)
        reviewer[row] = picked
    true, lean = rng.normal(75, quality, n_proposals), rng.normal(0, offset, n_reviewers)
    raw = true[:, None] + lean[reviewer] + rng.normal(0, noise, reviewer.shape)
    score = np.clip(np.round(raw / step) * step, 0, 100)
    return Scored(np.repeat(np.arange(n_proposals), per_proposal), reviewer.ravel(), score.ravel(), true)


def programme_call(
    n: int = 600, *, funded: int = 115, topics: int = 20, seed: int, objective: tuple[str, ...] = ("score", "money"),
    scores: Scored | None = None,
) -> Call:  # fmt: skip
    """``funded`` of ``n`` under all quotas.

    Two sides with own lines and a common pot over two years, least and most per topic, per side, city, at most two
    of an organisation, a least share of money for each side, every third proposal with a reduced amount allowed.
    """
    rng = np.random.default_rng(seed)
    by = scores or scored(n, max(12, n // 4), per_proposal=5, seed=seed + 1)
    seats: list[list[float]] = [[] for _ in range(n)]
    names: list[list[str]] = [[] for _ in range(n)]
    for row, who, score in zip(by.proposal, by.reviewer, by.score, strict=True):
        seats[row].append(float(score))
        names[row].append(f"R{who:03}")
    topic, side = rng.integers(0, topics, n), rng.choice(["A", "B"], n, p=[0.6, 0.4])
    organisation, city = rng.integers(0, max(2, n // 5), n), rng.integers(0, 8, n)
    amount = rng.integers(30, 121, n)
    proposals = tuple(
        Proposal(
            id=f"P{row:04}", topic=f"T{topic[row]:02}", options=_options(int(amount[row]), str(side[row]), row),
            scores=tuple(seats[row]), reviewers=tuple(names[row]),
            of={"side": (str(side[row]),), "organisation": (f"O{organisation[row]}",), "city": (f"C{city[row]}",)},
        )
        for row in range(n)
    )  # fmt: skip
    each = funded // topics
    money = int(funded * 70 * WAN)
    quotas = (
        Quota("all", at_least=Fraction(funded), at_most=Fraction(funded)),
        Quota("per topic", "topic", at_least=Fraction(max(1, each - 3)), at_most=Fraction(each + 3)),
        Quota("per side", "side", at_least=Fraction(funded * 2 // 5)),
        Quota("per organisation", "organisation", at_most=Fraction(2)),
        Quota("per city", "city", at_most=Fraction(funded // 5)),
        Quota("money of B", "side", "B", "share_of_money", at_least=Fraction(2, 5)),
    )  # fmt: skip
    lines = tuple(
        Line(f"{name} {year}", money * share // 200, year, sides)
        for year in (2026, 2027)
        for name, share, sides in (("common", 30, ()), ("A", 35, ("A",)), ("B", 35, ("B",)))
    )
    rule = RankingRule("trimmed_mean", trim=1, trim_from=5, pass_mark=60)
    return call(proposals, rule=rule, quotas=quotas, lines=lines, objective=objective)


def _options(amount: int, side: str, row: int) -> tuple[tuple[Ask, ...], ...]:
    asked = _years(amount, side)
    return (asked, _years(amount * 4 // 5, side)) if row % 3 == 0 else (asked,)


def _years(amount: int, side: str) -> tuple[Ask, ...]:
    first = amount // 2
    return (Ask(first * WAN, 2026, side), Ask((amount - first) * WAN, 2027, side))
