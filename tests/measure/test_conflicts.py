"""Conflicts of interest: what counts, for how long, through whom, and who cannot be checked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import InputError
from jialing.measure import NOBODY, Conflicts, Evidence, Joint, Rules, conflicts

YEAR = 2026
TEAMS = np.array([[0, 1], [0, 2], [1, 3]])
EXPERTS = np.array([10, 11, 12])


def _joint(*rows: tuple[int, int, int], kind: str = "work") -> Joint:
    record, person, year = np.array(rows, np.int64).reshape(-1, 3).T
    return Joint(kind, record, person, year, year)


def _found(*, teams: Any = TEAMS, experts: Any = EXPERTS, rules: Rules | None = None, **known: Any) -> Conflicts:
    return conflicts(teams, experts, Evidence(**known), year=YEAR, rules=rules)


def _rows(found: Conflicts) -> list[tuple[object, ...]]:
    columns = (found.proposal, found.expert, found.member, found.kind, found.record, found.year)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_joint_work_names_member_work_and_year() -> None:
    found = _found(joint=(_joint((7, 1, 2024), (7, 11, 2024), (8, 2, 2024)),))
    assert _rows(found) == [(0, 1, 1, "work", 7, 2024)]
    assert found.blocked().tolist() == [[False, True, False], [False, False, False]]


@pytest.mark.parametrize(("year", "n"), [(2021, 0), (2022, 1), (2026, 1), (2027, 0)])
def test_windows_end_with_the_year_of_the_call(year: int, n: int) -> None:
    assert len(_rows(_found(joint=(_joint((7, 1, year), (7, 11, year)),)))) == n


def test_kinds_without_a_window_do_not_count() -> None:
    joint = _joint((7, 1, 2026), (7, 11, 2026), kind="seat")
    assert _rows(_found(joint=(joint,))) == []
    assert len(_rows(_found(joint=(joint,), rules=Rules(years={"seat": 1})))) == 1


def test_works_of_too_many_make_nobody_acquainted() -> None:
    rows = [(7, person, 2025) for person in (1, 11, *range(100, 199))]
    assert _rows(_found(joint=(_joint(*rows),))) == []


def test_employers_count_with_their_parents() -> None:
    stays = np.array([[1, 100, 2020, 9999], [11, 101, 2019, 2025], [12, 102, 2020, 9999], [3, 103, 2001, 2010]])
    parents = np.array([[100, 200], [101, 200], [102, 201]])
    assert _rows(_found(stays=stays, parents=parents)) == [(0, 1, 1, "employer", 200, 2025)]


def test_umbrellas_are_no_common_employer() -> None:
    stays = np.array([[1, 100, 2020, 9999], [11, 101, 2019, 9999]])
    parents = np.array([[100, 200], [101, 200]])
    assert _rows(_found(stays=stays, parents=parents, rules=Rules(umbrellas=frozenset({200})))) == []


def test_parents_in_a_circle_end() -> None:
    stays = np.array([[1, 100, 2020, 9999], [11, 101, 2019, 9999]])
    found = _found(stays=stays, parents=np.array([[100, 101], [101, 100]]))
    assert {row[4] for row in _rows(found)} == {100, 101}


def test_stays_that_ended_before_the_window_do_not_count() -> None:
    stays = np.array([[1, 100, 2010, 2023], [11, 100, 2020, 9999]])
    assert _rows(_found(stays=stays)) == []


def test_either_may_declare() -> None:
    assert _rows(_found(declared=np.array([[12, 3]]))) == [(1, 2, 3, "declared", -1, -1)]


def test_applicants_may_name_experts_to_avoid() -> None:
    assert _rows(_found(avoided=np.array([[1, 0]]))) == [(1, 0, -1, "declared", -1, -1)]


def test_nobody_on_a_call_reviews_in_it() -> None:
    found = _found(experts=np.array([10, 3]))
    assert (found.applicants.tolist(), _rows(found)) == ([1], [(1, 1, 3, "self", -1, -1)])
    assert found.blocked().tolist() == [[False, True], [False, True]]


def test_who_cannot_be_identified_blocks() -> None:
    found = _found(teams=np.array([[0, 1], [1, NOBODY]]), experts=np.array([10, NOBODY]))
    assert (found.unknown_experts.tolist(), found.unknown_proposals.tolist()) == ([1], [1])
    assert found.blocked().tolist() == [[False, True], [True, True]]


def test_false_conflicts_are_remembered_and_still_shown() -> None:
    found = _found(joint=(_joint((7, 1, 2024), (7, 11, 2024)),), dismissed=frozenset({(11, 1, "work")}))
    assert (len(_rows(found)), found.is_dismissed.tolist(), found.blocked().any()) == (1, [True], False)


def test_somebody_on_two_teams_conflicts_with_both() -> None:
    found = _found(teams=np.array([[0, 1], [1, 1]]), joint=(_joint((7, 1, 2024), (7, 11, 2024)),))
    assert found.blocked()[:, 1].tolist() == [True, True]


def test_tables_of_other_columns_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        _found(stays=np.zeros((1, 3), np.int64))
    assert (caught.value.code, caught.value.params["name"]) == ("conflicts.columns", "stays")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 14), st.integers(2019, 2027)), max_size=40))
def test_joint_works_are_those_of_a_plain_loop(rows: list[tuple[int, int, int]]) -> None:
    years = {record: year for record, _, year in rows}
    rows = [(record, person, years[record]) for record, person, _ in rows]
    on = {(record, person) for record, person, year in rows if 2022 <= year <= YEAR}
    expected = {
        (proposal, nth)
        for proposal, member in TEAMS.tolist()
        for nth, expert in enumerate(EXPERTS.tolist())
        if any((record, member) in on and (record, expert) in on for record in range(7))
    }
    found = _found(joint=(_joint(*rows),)) if rows else _found()
    assert set(zip(found.proposal.tolist(), found.expert.tolist(), strict=True)) == expected
