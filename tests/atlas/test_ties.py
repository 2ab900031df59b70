"""Ties beyond counts, on the pages of a pair and of the network."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jialing.atlas import Atlas, Scope, open_atlas
from jialing.atlas.ask import column_of
from jialing.atlas.ties import kilometres
from tests.atlas.factory import CHENGDU, CHONGQING, MIANYANG, small_version


def test_expected_ties_are_asked_in_several_ways(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.pair(scope, CHENGDU, CHONGQING).expected
    asked = {(str(r[0]).rsplit(".", 1)[-1], str(r[1]).rsplit(".", 1)[-1]) for r in answer.rows_table}
    ways = ("base", "fractional", "first_half", "second_half", "inside")
    assert asked == {(v, m) for v in ways for m in ("configuration", "gravity")}


def test_expected_ties_hold_the_observed_works(atlas: Atlas, scope: Scope) -> None:
    page = atlas.pair(scope, CHENGDU, CHONGQING)
    joint = next(h.value for h in page.headlines if h.name.endswith("joint_works"))
    assert page.expected.rows_table[0][2] == joint


def test_intervals_of_expected_ties_hold_the_ratio(atlas: Atlas, scope: Scope) -> None:
    rows = [r for r in atlas.pair(scope, CHENGDU, CHONGQING).expected.rows_table if r[4] is not None]
    assert (len(rows) > 0, all(r[5] <= r[4] <= r[6] for r in rows)) == (True, True)  # type: ignore[operator]


def test_no_difference_is_shown_where_teams_are_drawn_at_random(atlas: Atlas, scope: Scope) -> None:
    said = atlas.pair(scope, CHENGDU, MIANYANG).expected.say("en")
    assert "no difference shown" in said


def test_expected_ties_of_half_a_year_leave_out_the_halves(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.pair(replace(scope, first_year=2020, last_year=2020), CHENGDU, CHONGQING).expected
    assert not {"atlas.variant.first_half", "atlas.variant.second_half"} & set(column_of(answer, "variant"))


def test_bridges_are_among_the_organisations_drawn(atlas: Atlas, scope: Scope) -> None:
    network = atlas.network(scope)
    assert set(column_of(network.bridges, "org")) <= set(column_of(network.nodes, "org"))


def test_bridges_stand_in_the_order_of_betweenness(atlas: Atlas, scope: Scope) -> None:
    values = column_of(atlas.network(scope).bridges, "betweenness")
    assert values == sorted(values, reverse=True)  # type: ignore[type-var]


def test_bridges_whose_order_does_not_hold_are_not_ranked(tmp_path: Path) -> None:
    small_version(tmp_path, n_works=60)
    atlas = open_atlas(tmp_path)
    answer = atlas.network(atlas.default_scope()).bridges
    codes = {note.code for note in answer.notes}
    assert ("atlas.note.unranked" in codes) == (answer.title.code == "atlas.title.bridges_unranked")


def test_every_organisation_drawn_keeps_its_strongest_tie(atlas: Atlas, scope: Scope) -> None:
    network = atlas.network(scope)
    ends = {*column_of(network.edges, "org_a"), *column_of(network.edges, "org_b")}
    assert ends == set(column_of(network.nodes, "org"))


def test_kilometres_between_chengdu_and_chongqing() -> None:
    assert kilometres((30.66, 104.07), (29.56, 106.55)) == pytest.approx(268, abs=5)


def test_kilometres_of_an_unknown_place_are_unknown() -> None:
    assert np.isnan(kilometres((None, None), (29.56, 106.55)))


def test_kilometres_of_one_spot_are_not_zero() -> None:
    assert kilometres((30.0, 104.0), (30.0, 104.0)) == 1.0
