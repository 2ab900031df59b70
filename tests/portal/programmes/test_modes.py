"""Funding modes: what falls due when, what costs may be, what is given back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jialing.errors import InputError, SchemaError
from jialing.portal.programmes.enums import ProjectState
from jialing.portal.programmes.rules.modes import (
    ENDS,
    FILE,
    Due,
    OverLimit,
    modes,
    over_limits,
    payments_due,
    read_modes,
    to_return,
)

AWARDED, PASSED = date(2026, 1, 5), date(2028, 2, 29)
YUAN = 100


def test_budget_mode_pays_on_award_and_at_mid_term() -> None:
    due = payments_due(modes()["budget"], 101, {"award": [AWARDED]})
    assert due == [Due("award", 1, AWARDED, 60), Due("mid_term", 1, None, 41)]


def test_lump_sum_is_paid_at_once() -> None:
    assert payments_due(modes()["lump_sum"], 777, {"award": [AWARDED]}) == [Due("award", 1, AWARDED, 777)]


def test_post_subsidy_waits_for_acceptance() -> None:
    assert payments_due(modes()["post_subsidy"], 777, {"award": [AWARDED]}) == [Due("acceptance", 1, None, 777)]


def test_milestones_share_their_part_and_fall_due_one_by_one() -> None:
    days = {"award": [AWARDED], "milestone": [date(2026, 6, 1)]}
    due = payments_due(modes()["milestone"], 1000, days, n_milestones=2)
    assert [(one.number, one.on, one.units) for one in due] == [
        (1, AWARDED, 300), (1, date(2026, 6, 1), 250), (2, None, 250), (1, None, 200),
    ]  # fmt: skip


@given(st.sampled_from(sorted(modes())), st.integers(1, 10**12), st.integers(1, 9))
def test_parts_always_add_up_to_the_award(mode: str, award: int, n: int) -> None:
    due = payments_due(modes()[mode], award, {}, n_milestones=n)
    assert sum(one.units for one in due) == award
    assert all(one.units >= 0 for one in due)


def test_mode_by_milestones_without_any_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        payments_due(modes()["milestone"], 1000, {}, n_milestones=0)
    assert refused.value.code == "modes.no_milestones"


@pytest.mark.parametrize(
    ("base", "most"), [(1_000_000, 300_000), (5_000_000, 1_500_000), (8_000_000, 2_250_000), (12_000_000, 3_150_000)]
)
def test_indirect_costs_are_limited_by_brackets(base: int, most: int) -> None:
    budget = {"equipment": 99, "running": base * YUAN - 5, "labour": 5, "indirect": most * YUAN + 1}
    assert over_limits(modes()["budget"], budget, "CNY") == [OverLimit("indirect", most * YUAN + 1, most * YUAN)]
    assert over_limits(modes()["budget"], budget | {"indirect": most * YUAN}, "CNY") == []


def test_lump_sum_asks_for_no_division() -> None:
    assert over_limits(modes()["lump_sum"], {"anything": 5}, "CNY") == []


def test_unknown_category_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        over_limits(modes()["budget"], {"banquets": 5}, "CNY")
    assert refused.value.code == "modes.unknown_category"


def test_what_is_left_stays_for_two_years_and_is_then_returned() -> None:
    mode = modes()["budget"]
    days = (PASSED, date(2030, 2, 28), date(2030, 3, 1))
    said = [to_return(mode, left=500, ended="passed", ended_on=PASSED, on=on) for on in days]
    assert said == [0, 0, 500]


@pytest.mark.parametrize("ended", ["closed", "terminated", "revoked"])
@pytest.mark.parametrize("mode", sorted(modes()))
def test_who_did_not_pass_returns_what_is_left(mode: str, ended: str) -> None:
    assert to_return(modes()[mode], left=500, ended=ended, ended_on=PASSED, on=PASSED) == 500


def test_running_project_is_not_settled() -> None:
    with pytest.raises(InputError) as refused:
        to_return(modes()["budget"], left=500, ended="running", ended_on=PASSED, on=PASSED)
    assert refused.value.code == "modes.no_end"


def test_ends_are_states_of_projects() -> None:
    assert set(ENDS) <= set(ProjectState.values)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('{ when = "award", share = 60 }', '{ when = "award", share = 61 }'),
        ('when = "mid_term"', 'when = "some_day"'),
        ('closed = "return", terminated', 'closed = "keep", terminated'),
        ('base = ["running", "labour"]', 'base = ["running", "wages"]'),
        ('name = { en = "lump sum", zh = "包干制" }', 'name = { en = "lump sum" }'),
    ],
    ids=["parts", "when", "left_over", "base", "name"],
)
def test_mode_that_is_not_whole_is_refused(right: str, wrong: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(SchemaError) as refused:
        read_modes(text.replace(right, wrong, 1))
    assert refused.value.code == "modes.wrong"
