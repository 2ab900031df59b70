"""Moves that the specification does not show: bad input, order, what holds two sides together, flows."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.measure import FALSE_SHARES, Stay, flow, moves

ONE = [Stay(2018, 1, 7, 1, True, 2.0), Stay(2020, 2, 8, 2, True, 1.0), Stay(2021, 2, 8, 2, True, 1.0)]


def _columns(stays: list[Stay]) -> dict[str, np.ndarray]:
    return {name: np.array([getattr(stay, name) for stay in stays]) for name in Stay._fields}


def _moved(stays: list[Stay]) -> list[tuple[str, str]]:
    return [(m.kind, m.basis) for m in moves(np.zeros(len(stays), np.int64), _columns(stays))]


def test_an_orcid_on_both_sides_holds_them_together() -> None:
    assert _moved(ONE) == [("move", "orcid")]


def test_the_source_s_id_holds_them_where_an_orcid_is_on_one_side_only() -> None:
    stays = [ONE[0]._replace(has_orcid=False, source_id=2), *ONE[1:]]
    assert _moved(stays) == [("move", "source")]


def test_names_alone_hold_them_where_neither_does() -> None:
    assert _moved([s._replace(has_orcid=False) for s in ONE]) == [("move", "name")]


def test_an_unknown_organisation_on_both_sides_is_not_one_organisation() -> None:
    assert _moved([s._replace(org=-1) for s in ONE]) == [("move", "orcid")]


def test_a_move_says_its_years_and_works() -> None:
    (found,) = moves(np.zeros(3, np.int64), _columns(ONE))
    assert (found.year, found.year_before, found.n_before, found.n_after) == (2020, 2018, 2.0, 2.0)


def test_a_stay_between_two_homes_is_no_move_of_its_own() -> None:
    stays = [*ONE, Stay(2019, 3, 9, 2, True, 1.0)]
    assert [(m.from_place, m.to_place) for m in moves(np.zeros(4, np.int64), _columns(stays))] == [(1, 2)]


def test_coming_back_is_a_second_move() -> None:
    stays = [*ONE, Stay(2022, 1, 7, 1, True, 1.0), Stay(2023, 1, 7, 1, True, 1.0)]
    assert [(m.from_place, m.to_place) for m in moves(np.zeros(5, np.int64), _columns(stays))] == [(1, 2), (2, 1)]


def test_order_of_rows_changes_nothing() -> None:
    person = np.array([5, 5, 5, 4, 4, 4])
    columns = _columns(ONE + ONE)
    order = np.array([3, 0, 5, 2, 1, 4])
    assert moves(person, columns) == moves(person[order], {n: c[order] for n, c in columns.items()})


def test_nobody_gives_nothing() -> None:
    assert moves(np.zeros(0, np.int64), _columns([])) == []


def test_columns_of_other_lengths_are_refused() -> None:
    with pytest.raises(InputError, match=r"moves\.unequal"):
        moves(np.zeros(2, np.int64), _columns(ONE))


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(InputError, match=r"moves\.unequal"):
        moves(np.zeros(3, np.int64), {n: c for n, c in _columns(ONE).items() if n != "org"})


def test_a_flow_of_nothing_is_not_shown() -> None:
    found = flow({})
    assert (found.n_moves, found.low, found.is_shown) == (0, 0.0, False)


def test_a_flow_s_interval_is_that_of_a_poisson_count() -> None:
    found = flow({("orcid", False): 10}, shares={("orcid", False): 0.0})
    assert (round(found.low, 2), round(found.high, 2)) == (4.80, 18.39)


@pytest.mark.parametrize(("false_share", "is_shown"), [(0.19, True), (0.2, False), (0.5, False)])
def test_a_flow_is_shown_only_where_false_moves_are_under_a_fifth(false_share: float, is_shown: bool) -> None:
    assert flow({("name", True): 10}, shares={("name", True): false_share}).is_shown is is_shown


def test_every_basis_has_its_false_share() -> None:
    assert set(FALSE_SHARES) == {(basis, shared) for basis in ("orcid", "source", "name") for shared in (True, False)}
