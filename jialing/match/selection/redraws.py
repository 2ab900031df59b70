"""How often each proposal would be funded if the reviewers' noise were drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from jialing.errors import InputError
from jialing.match.selection.call import Call
from jialing.match.selection.ranking import Floats, Ints, Ranking, may_be_funded, panel_scores, ranking
from jialing.match.selection.rows import choices
from jialing.match.selection.solving import MIX, SECONDS, Search


@dataclass(frozen=True)
class Redraws:
    """Selections of scores drawn again; advisory, never the decision.

    Attributes
    ----------
    funded : (proposals,) in how many draws each was funded
    n : draws in which a selection was possible
    n_impossible : draws in which the published rules allowed none (a quota that too few passed)
    n_open : of ``n``, draws whose selection was not proven the best by the first criterion in the time given
    """

    funded: Ints
    n: int
    n_impossible: int
    n_open: int

    @property
    def share(self) -> Floats:
        """(proposals,) 0..1; NaN where no draw allowed a selection."""
        return np.asarray(self.funded / self.n if self.n else np.full(len(self.funded), np.nan), float)

    @property
    def error(self) -> Floats:
        """(proposals,) standard error of the share from the number of draws alone."""
        share = self.share
        return np.asarray(np.sqrt(share * (1 - share) / self.n) if self.n else share, float)


def redrawn(
    given: Call,
    draws: Floats,
    *,
    seed: int = 0,
    is_exact: bool = False,
    seconds: float = SECONDS,
    told: Callable[[int], None] = lambda _: None,
) -> Redraws:
    """Select anew for each draw of the scores, by the same rule, quotas and budget.

    Where ``score`` is the first criterion each draw is solved for it exactly, among the proposals that prices leave
    open, and selections with equal sums are settled by lot (by rank where the rule orders ties) instead of by the
    criteria after it. Otherwise, or with ``is_exact``, every criterion is solved in turn, which takes several times as
    long.

    Parameters
    ----------
    given : the call
    draws : (draws, proposals, seats), NaN where a score is missing; seats as in ``given.scores``
    seed : of the lots
    is_exact : every criterion in turn for each draw, without narrowing
    told : told after each draw that one more is done

    Raises
    ------
    InputError
        ``selection.draws`` where the draws do not fit the call.
    """
    if draws.ndim != 3 or draws.shape[1:] != given.scores.shape:
        raise InputError("selection.draws", shape=str(draws.shape), expected=str(given.scores.shape))
    is_fast = given.objective[0] == "score" and not is_exact
    select = _by_score(given, seed, seconds) if is_fast else _in_turn(given, seconds, is_narrowed=not is_exact)
    funded, n_open, n = np.zeros(len(given.proposals), np.int64), 0, 0
    for scores, units in zip(draws, panel_scores(draws, given.rule), strict=True):
        found = select(scores, units)
        told(1)
        if found is not None:
            funded[found[0]] += 1
            n, n_open = n + 1, n_open + (not found[1])
    return Redraws(funded, n, len(draws) - n, n_open)


Select = Callable[[Floats, Ints], tuple[Ints, bool] | None]
"""From drawn scores (proposals, seats) and their units to the proposals funded and whether that is proven."""


def _by_score(given: Call, seed: int, seconds: float) -> Select:
    """By the first criterion alone: the limits are laid out once, a draw only changes gains and who is open."""
    rng, rule = np.random.default_rng(seed), given.rule
    every = choices(given, np.ones(len(given.proposals), bool))
    search = Search(replace(given, objective=("score",)), _ranks(given, given.scores), every, seconds)

    def select(scores: Floats, units: Ints) -> tuple[Ints, bool] | None:
        is_open = may_be_funded(scores, rule, group=given.groups, units=units)
        found = search.best_by_score(units, _lots(given, scores, units, rng), is_open) if is_open.any() else None
        return None if found is None else (every.proposal[found[0]], found[1])

    return select


def _in_turn(given: Call, seconds: float, *, is_narrowed: bool) -> Select:
    """By every criterion."""
    every = choices(given, np.ones(len(given.proposals), bool))

    def select(scores: Floats, units: Ints) -> tuple[Ints, bool] | None:
        ranks = _ranks(given, scores, units)
        of = every.only(ranks.may_be_funded[every.proposal])
        if not len(of.proposal):
            return None
        found = Search(given, ranks, of, seconds, is_narrowed=is_narrowed).next_best()
        return None if found is None else (of.proposal[found.taken], found.is_proven)

    return select


def _ranks(given: Call, scores: Floats, units: Ints | None = None) -> Ranking:
    return ranking(scores, given.rule, topic=given.topics, group=given.groups, units=units)


def _lots(given: Call, scores: Floats, units: Ints, rng: np.random.Generator) -> Ints:
    n = len(given.proposals)
    each = MIX // (n + 1)
    if given.rule.ties:
        return np.asarray(each * (n - _ranks(given, scores, units).rank) // n, np.int64)
    return rng.integers(0, each + 1, n)


def together(parts: Iterable[Redraws]) -> Redraws:
    """Redraws of one call made in parts."""
    first, *others = parts
    for one in others:
        first = replace(
            first,
            funded=first.funded + one.funded,
            n=first.n + one.n,
            n_impossible=first.n_impossible + one.n_impossible,
            n_open=first.n_open + one.n_open,
        )
    return first
