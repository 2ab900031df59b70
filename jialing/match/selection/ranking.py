"""From the panel's scores to a rank within the topic, by the rule that the call published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from jialing.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNSCORED = np.iinfo(np.int64).min
"""Units of a proposal with too few scores: unknown, not zero."""

SLACK = 1e-9
"""Of a unit: what adding doubles may lose before a half is rounded up."""

SCORES = ("mean", "trimmed_mean", "median")
TIES = ("median", "mean", "lowest", "highest")


@dataclass(frozen=True)
class RankingRule:
    """How scores become ranks, as published.

    Attributes
    ----------
    score : mean, trimmed mean or median of the scores that are there; a missing score is left out, never 0
    trim : highest and as many lowest scores left out by the trimmed mean
    trim_from : scores from which on is trimmed; with fewer it is the plain mean
    decimals : of the score, halves rounded up; scores equal after rounding are tied
    least_scores : with fewer a proposal has no rank
    pass_mark : scores below are not funded
    group_by : of which kind are the groups of a group quota ("" for none): group, panel, topic
    group_share : of each group's scored proposals so many may be funded at most (rounded down, at least one)
    group_ties : "in": proposals tied at a group's cut are all inside; "out": all outside
    ties : what orders proposals with equal scores, in this order; what is equal even then shares its rank
    """

    score: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: int = 1
    trim_from: int = 5
    decimals: int = 2
    least_scores: int = 1
    pass_mark: float | None = None
    group_by: str = ""
    group_share: Fraction | None = None
    group_ties: Literal["in", "out"] = "in"
    ties: tuple[str, ...] = ()

    @property
    def unit(self) -> int:
        """Units in one point."""
        return int(10**self.decimals)


@dataclass(frozen=True)
class Ranking:
    """Scores and ranks of all proposals.

    Attributes
    ----------
    units : (proposals,) score in units of the last decimal; ``UNSCORED`` where there are too few scores
    rank : (proposals,) 1 for the first of its topic, equal for ties; 0 where unscored
    status : of each proposal a phrase code: ``selection.status.ranked``, ``.below_mark``, ``.outside_group``,
        ``.too_few_scores``; only ranked ones may be funded
    n_scores : (proposals,) scores that are there
    """

    units: Ints
    rank: Ints
    status: tuple[str, ...]
    n_scores: Ints

    @property
    def may_be_funded(self) -> NDArray[np.bool_]:
        return np.array([code == "selection.status.ranked" for code in self.status], bool)


def checked(rule: RankingRule) -> RankingRule:
    """The rule itself.

    Raises
    ------
    InputError
        ``selection.rule`` (field) where a field is not of the kinds or numbers described.
    """
    wrong = {
        "score": rule.score not in SCORES,
        "trim": rule.trim < 0,
        "trim_from": rule.score == "trimmed_mean" and rule.trim_from <= 2 * rule.trim,
        "decimals": not 0 <= rule.decimals <= 6,
        "least_scores": rule.least_scores < 1,
        "pass_mark": rule.pass_mark is not None and not np.isfinite(rule.pass_mark),
        "group_share": rule.group_share is not None and not (0 < rule.group_share <= 1 and rule.group_by),
        "group_ties": rule.group_ties not in ("in", "out"),
        "ties": any(name not in TIES for name in rule.ties),
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise InputError("selection.rule", field=field)
    return rule


def panel_scores(scores: Floats, rule: RankingRule) -> Ints:
    """The score of each proposal in units of the last decimal.

    Parameters
    ----------
    scores : (..., proposals, seats), NaN where missing

    Returns
    -------
    (..., proposals); ``UNSCORED`` where fewer than ``least_scores`` are there

    References
    ----------
    Tukey & McLaughlin (1963), Sankhya A 25:331 (trimmed mean).
    """
    found = _summed(scores, rule.score, rule)
    units = np.floor(found * rule.unit + 0.5 + SLACK)
    is_enough = (~np.isnan(scores)).sum(axis=-1) >= rule.least_scores
    return np.where(is_enough & ~np.isnan(units), np.nan_to_num(units), UNSCORED).astype(np.int64)


def ranking(
    scores: Floats, rule: RankingRule, *, topic: Sequence[str], group: Sequence[str], units: Ints | None = None
) -> Ranking:
    """Ranks within each topic, and who may be funded at all.

    Parameters
    ----------
    scores : (proposals, seats), NaN where missing
    topic, group : of each proposal; groups count only where the rule has a group quota
    units : :func:`panel_scores` where they are known already
    """
    known = panel_scores(scores, rule) if units is None else units
    keys = np.column_stack([known.astype(float), *(_tie_key(scores, name, rule) for name in rule.ties)])
    rank = _ranks(keys, known, topic)
    n_scores = (~np.isnan(scores)).sum(axis=1).astype(np.int64)
    status = np.full(len(known), "selection.status.ranked", dtype=object)
    if rule.group_share is not None:
        status[~_inside(keys, known, group, rule)] = "selection.status.outside_group"
    if rule.pass_mark is not None:
        status[known < np.ceil(rule.pass_mark * rule.unit - SLACK)] = "selection.status.below_mark"
    status[known == UNSCORED] = "selection.status.too_few_scores"
    return Ranking(known, rank, tuple(status), n_scores)


def may_be_funded(scores: Floats, rule: RankingRule, *, group: Sequence[str], units: Ints) -> NDArray[np.bool_]:
    """(proposals,) enough scores, the pass mark, the share of the group: as :func:`ranking` says, without ranks."""
    if rule.group_share is not None:
        return ranking(scores, rule, topic=group, group=group, units=units).may_be_funded
    mark = UNSCORED if rule.pass_mark is None else np.ceil(rule.pass_mark * rule.unit - SLACK)
    return np.asarray((units != UNSCORED) & (units >= mark), bool)


def _summed(scores: Floats, how: str, rule: RankingRule) -> Floats:
    ordered = np.sort(scores, axis=-1)
    n = (~np.isnan(scores)).sum(axis=-1)
    cut = np.zeros_like(n)
    if how == "median":
        cut = np.maximum((n - 1) // 2, 0)
    elif how == "trimmed_mean":
        cut = np.where(n >= rule.trim_from, rule.trim, 0)
    seat = np.arange(scores.shape[-1])
    is_in = (seat >= cut[..., None]) & (seat < (n - cut)[..., None])
    total = np.where(is_in, ordered, 0.0).sum(axis=-1)
    return np.asarray(np.divide(total, is_in.sum(axis=-1), out=np.full(n.shape, np.nan), where=n > 0), float)


def _tie_key(scores: Floats, name: str, rule: RankingRule) -> Floats:
    if name in ("median", "mean"):
        return np.nan_to_num(np.floor(_summed(scores, name, rule) * 10.0**6 + 0.5), nan=-np.inf)
    lowest, filled = name == "lowest", np.where(np.isnan(scores), np.inf if name == "lowest" else -np.inf, scores)
    return np.asarray(filled.min(axis=1) if lowest else filled.max(axis=1), float)


def _ranks(keys: Floats, units: Ints, topic: Sequence[str]) -> Ints:
    rank = np.zeros(len(units), np.int64)
    for members in _split(topic):
        scored = [row for row in members if units[row] != UNSCORED]
        ordered = sorted(tuple(-keys[row]) for row in scored)
        first: dict[Any, int] = {}
        for place, key in enumerate(ordered, 1):
            first.setdefault(key, place)
        for row in scored:
            rank[row] = first[tuple(-keys[row])]
    return rank


def _inside(keys: Floats, units: Ints, group: Sequence[str], rule: RankingRule) -> NDArray[np.bool_]:
    inside = np.zeros(len(units), bool)
    share = rule.group_share or Fraction(1)
    for members in _split(group):
        scored = [row for row in members if units[row] != UNSCORED]
        ordered = sorted(tuple(-keys[row]) for row in scored)
        n = max(1, int(share * len(scored)))
        for row in scored:
            key = tuple(-keys[row])
            ahead = sum(other < key for other in ordered)
            behind = sum(other <= key for other in ordered)
            inside[row] = (ahead < n) if rule.group_ties == "in" else behind <= n
    return inside


def _split(names: Sequence[str]) -> list[list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        rows[name].append(row)
    return list(rows.values())
