"""The best selection: equal to trying every set, nobody passed over without a limit that forces it, ties said."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from jialing.errors import Infeasible, InputError
from jialing.match.selection import (
    Ask,
    Call,
    Line,
    Proposal,
    Quota,
    RankingRule,
    Selection,
    best_selection,
    call,
    choices,
    ranking,
)

RULE = RankingRule()


def _one(
    name: str, score: float | None, amount: int = 1, topic: str = "t", reduced: int | None = None, **of: str
) -> Proposal:
    options = [(Ask(amount, side=of.get("side", "")),)]
    if reduced is not None:
        options.append((Ask(reduced, side=of.get("side", "")),))
    return Proposal(name, topic, tuple(options), (score,), {kind: (value,) for kind, value in of.items()})


def _random(seed: int, objective: tuple[str, ...]) -> Call:
    rng = np.random.default_rng(seed)
    proposals = tuple(
        _one(
            f"p{row}", float(rng.integers(70, 76)), int(rng.integers(2, 9)), topic=str(rng.choice(["t", "u"])),
            reduced=1 if rng.random() < 0.3 else None, side=str(rng.choice(["A", "B"])), org=f"o{rng.integers(3)}",
        )
        for row in range(8)
    )  # fmt: skip
    quotas = (
        Quota("number", at_least=Fraction(2), at_most=Fraction(4)),
        Quota("topics", "topic", at_least=Fraction(1)),
        Quota("organisation", "org", at_most=Fraction(2)),
        Quota("B's money", "side", "B", "share_of_money", at_least=Fraction(1, 4)),
    )
    lines = (Line("common", 6), Line("A", 5, sides=("A",)), Line("B", 5, sides=("B",)))
    return call(proposals, rule=RULE, quotas=quotas, lines=lines, objective=objective)


def _every_set(given: Call) -> list[tuple[tuple[int, ...], np.ndarray]]:
    """(options by proposal, -1 for none) of all that keeps the limits: slow and obvious, money by trying flows."""
    found = []
    for picked in product(*[range(-1, len(one.options)) for one in given.proposals]):
        rows = [row for row, option in enumerate(picked) if option >= 0]
        if 2 <= len(rows) <= 4 and _keeps(given, rows, picked):
            found.append((picked, np.array(rows)))
    return found


def _keeps(given: Call, rows: list[int], picked: tuple[int, ...]) -> bool:
    amounts = {row: given.proposals[row].amount(picked[row]) for row in rows}
    orgs = [given.proposals[row].values("org")[0] for row in rows]
    by_side = {s: sum(a for r, a in amounts.items() if given.proposals[r].values("side") == (s,)) for s in "AB"}
    return (
        {given.proposals[row].topic for row in rows} == {one.topic for one in given.proposals}
        and max(orgs.count(org) for org in orgs) <= 2
        and 4 * by_side["B"] >= by_side["A"] + by_side["B"]
        and max(0, by_side["A"] - 5) + max(0, by_side["B"] - 5) <= 6
    )


def _worth(given: Call, picked: tuple[int, ...], objective: tuple[str, ...]) -> tuple[float, ...]:
    rows = [row for row, option in enumerate(picked) if option >= 0]
    score = [given.proposals[row].scores[0] or 0.0 for row in range(len(picked))]
    passed = sum(
        any(given.proposals[low].topic == given.proposals[h].topic and score[low] < score[h] for low in rows)
        for h in range(len(picked))
        if h not in rows
    )
    parts = {
        "score": sum(score[row] for row in rows),
        "passed_over": -passed,
        "money": sum(given.proposals[row].amount(picked[row]) for row in rows),
        "projects": len(rows),
    }
    return tuple(float(parts[name]) for name in objective)


def _is_stable(given: Call, picked: tuple[int, ...], allowed: set[tuple[int, ...]]) -> bool:
    """No exchange of a funded proposal for a higher-ranked one of its topic keeps all limits."""
    score = [one.scores[0] or 0.0 for one in given.proposals]
    for low, high in product(range(len(picked)), repeat=2):
        if picked[low] < 0 or picked[high] >= 0 or score[high] <= score[low]:
            continue
        if given.proposals[low].topic != given.proposals[high].topic:
            continue
        for option in range(len(given.proposals[high].options)):
            other = list(picked)
            other[low], other[high] = -1, option
            if tuple(other) in allowed:
                return False
    return True


OBJECTIVES = [
    ("score", "passed_over", "money"),
    ("passed_over", "score", "money"),
    ("money", "score"),
    ("projects", "money", "score"),
]


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_best_of_all_sets_that_pass_over_nobody_without_cause(seed: int, objective: tuple[str, ...]) -> None:
    given = _random(seed, objective)
    every = _every_set(given)
    allowed = {picked for picked, _ in every}
    if not allowed:
        with pytest.raises(Infeasible, match=r"selection\.impossible"):
            best_selection(given)
        return
    worths = [_worth(given, picked, objective) for picked in allowed if _is_stable(given, picked, allowed)]
    found = best_selection(given, n_alternatives=0)
    picked = np.full(len(given.proposals), -1)
    picked[found.funded] = found.option
    assert _worth(given, tuple(int(one) for one in picked), objective) == max(worths)
    assert (found.is_proven, tuple(int(one) for one in picked) in allowed) == (True, True)
    assert all(one.forced_by for one in found.inversions)


@pytest.mark.parametrize("seed", range(3))
def test_alternatives_are_the_next_best_sets_that_pass_over_nobody_without_cause(seed: int) -> None:
    given = _random(seed, ("score", "money"))
    allowed = {picked for picked, _ in _every_set(given)}
    best: dict[tuple[int, ...], tuple[float, ...]] = {}
    for picked in allowed:
        if _is_stable(given, picked, allowed):
            rows = tuple(row for row, option in enumerate(picked) if option >= 0)
            best[rows] = max(best.get(rows, (0.0, 0.0)), _worth(given, picked, given.objective))
    found = best_selection(given, n_alternatives=4)
    listed = [found.criteria, *(one.criteria for one in found.alternatives)]
    told = [(criteria[0].value / 100, float(criteria[1].value)) for criteria in listed]
    assert told == sorted(best.values(), reverse=True)[: len(told)]


def _selected(given: Call) -> Selection:
    return best_selection(given, n_alternatives=0)


def test_the_limit_that_forces_an_inversion_is_named_with_its_excess() -> None:
    proposals = (_one("a", 90, 1, org="x"), _one("b", 80, 1, org="x"), _one("c", 70, 1, org="y"))
    quotas = (Quota("number", at_most=Fraction(2)), Quota("per organisation", "org", at_most=Fraction(1)))
    (only,) = _selected(call(proposals, rule=RULE, quotas=quotas)).inversions
    (limit,) = only.forced_by
    assert (only.passed_over, only.funded, limit.name, limit.value, limit.excess) == (1, 2, "per organisation", "x", 1)


def test_money_that_may_not_cross_forces_and_is_paid_to_the_unit() -> None:
    proposals = (_one("a", 90, 60, side="A"), _one("b", 80, 60, side="A"), _one("c", 70, 60, side="B"))
    lines = (Line("common", 20), Line("of A", 70, sides=("A",)), Line("of B", 50, sides=("B",)))
    found = _selected(call(proposals, rule=RULE, lines=lines))
    paid = {(one.proposal, one.line): one.amount for one in found.payments}
    assert (found.funded.tolist(), paid) == ([0, 2], {(0, "of A"): 60, (2, "common"): 10, (2, "of B"): 50})
    assert [limit.name for limit in found.inversions[0].forced_by] == ["common + of A"]


def test_equal_proposals_are_said_to_go_either_way_and_the_list_decides() -> None:
    proposals = (_one("a", 90), _one("b", 80), _one("c", 80))
    found = _selected(call(proposals, rule=RULE, quotas=(Quota("number", at_most=Fraction(2)),)))
    assert [(one.funded, one.instead) for one in found.exchanges] == [(1, 2)]


def test_published_tie_breaks_decide_before_the_list() -> None:
    low, high = (Proposal(n, "t", ((Ask(1),),), scores) for n, scores in (("a", (70, 90)), ("b", (79, 81))))
    rule = RankingRule(ties=("lowest",))
    found = _selected(call((low, high), rule=rule, quotas=(Quota("number", at_most=Fraction(1)),)))
    assert (found.funded.tolist(), found.exchanges) == ([1], ())


def test_reduced_amounts_are_given_where_they_let_more_be_funded() -> None:
    proposals = (_one("a", 90, 10, reduced=6), _one("b", 80, 4))
    found = _selected(call(proposals, rule=RULE, lines=(Line("pot", 10),)))
    assert (found.funded.tolist(), found.option.tolist()) == ([0, 1], [1, 0])


def test_what_contradicts_is_the_smallest_set_with_what_relaxes_it() -> None:
    proposals = (_one("a", 90, 30, topic="t"), _one("b", 80, 30, topic="u"))
    quotas = (Quota("topics", "topic", at_least=Fraction(1)), Quota("number", at_most=Fraction(5)))
    with pytest.raises(Infeasible) as raised:
        best_selection(call(proposals, rule=RULE, quotas=quotas, lines=(Line("pot", 50),), decimals=0))
    assert raised.value.params == {
        "rules": "topics [t] ≥ 1; topics [u] ≥ 1; pot ≤ 50",
        "relief": "topics [t] ≥ 1 ± 1; topics [u] ≥ 1 ± 1; pot ≤ 50 ± 10",
    }


def test_a_quota_that_nobody_left_can_fill_contradicts_alone() -> None:
    proposals = (_one("a", 90, topic="t"), _one("b", 50, topic="u"))
    with pytest.raises(Infeasible) as raised:
        best_selection(
            call(proposals, rule=RankingRule(pass_mark=60), quotas=(Quota("topics", "topic", at_least=Fraction(1)),))
        )
    assert raised.value.params["rules"] == "topics [u] ≥ 1"


def test_nobody_to_fund_is_said() -> None:
    with pytest.raises(Infeasible, match=r"selection\.nobody"):
        best_selection(call((_one("a", None),), rule=RULE))


def test_limits_hold_in_whole_numbers_of_the_smallest_unit() -> None:
    """One fen too much is too much, at amounts of billions."""
    proposals = (_one("a", 90, 5_000_000_000), _one("b", 80, 5_000_000_001))
    assert _selected(call(proposals, rule=RULE, lines=(Line("pot", 10_000_000_000),))).funded.tolist() == [0]
    assert _selected(call(proposals, rule=RULE, lines=(Line("pot", 10_000_000_001),))).funded.tolist() == [0, 1]


def test_choices_leave_out_who_may_not_be_funded() -> None:
    given = call((_one("a", 50), _one("b", 70)), rule=RankingRule(pass_mark=60))
    ranks = ranking(given.scores, given.rule, topic=given.topics, group=given.groups)
    assert choices(given, ranks.may_be_funded).proposal.tolist() == [1]


@pytest.mark.parametrize(
    ("proposals", "more", "code"),
    [
        ((), {}, "selection.no_proposals"),
        ((_one("a", 1), _one("a", 2)), {}, "selection.twice"),
        ((_one("a", 1, -1),), {}, "selection.amount"),
        ((_one("a", float("inf")),), {}, "selection.not_finite"),
        ((_one("a", 1),), {"quotas": (Quota("q"),)}, "selection.quota"),
        ((_one("a", 1),), {"quotas": (Quota("q", at_least=Fraction(3), at_most=Fraction(2)),)}, "selection.quota"),
        ((_one("a", 1),), {"quotas": (Quota("q", "org", at_most=Fraction(2)),)}, "selection.unknown_kind"),
        ((_one("a", 1),), {"lines": (Line("l", 1), Line("l", 2))}, "selection.line"),
        ((_one("a", 1),), {"lines": tuple(Line(f"l{i}", 1) for i in range(13))}, "selection.too_many_lines"),
        ((_one("a", 1),), {"objective": ("luck",)}, "selection.objective"),
        ((_one("a", 1),), {"objective": ("passed_over", "score")}, "selection.objective_empty"),
        ((_one("a", 1),), {"rule": RankingRule(decimals=9)}, "selection.rule"),
    ],
)
def test_what_cannot_be_selected_from_is_an_error(
    proposals: tuple[Proposal, ...], more: dict[str, object], code: str
) -> None:
    with pytest.raises(InputError) as raised:
        call(proposals, **({"rule": RULE} | more))  # type: ignore[arg-type]
    assert raised.value.code == code


def test_amounts_to_the_fen_are_proven_too() -> None:
    rng = np.random.default_rng(4)
    amounts = rng.integers(10**7, 10**8, 30)
    proposals = tuple(_one(f"p{n}", float(70 + n % 3), int(amount)) for n, amount in enumerate(amounts))
    found = _selected(call(proposals, rule=RULE, lines=(Line("pot", 10**9 + 1),)))
    assert found.is_proven


def test_without_any_limit_everybody_who_passed_is_funded() -> None:
    found = _selected(call((_one("a", 90), _one("b", 50)), rule=RankingRule(pass_mark=60)))
    assert (found.funded.tolist(), found.is_proven, found.payments) == ([0], True, ())
