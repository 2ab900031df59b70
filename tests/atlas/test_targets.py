"""Official targets: the newest statistic, the gap, the pace; what cannot be told is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jialing.atlas import Atlas, Scope, open_atlas
from jialing.atlas.ask import column_of
from jialing.atlas.targets import Target
from tests.atlas.factory import CHENGDU, CIRCLE, published, small_tables


def _target(**more: object) -> Target:
    plain = Target(
        held=CHENGDU,
        indicator="rd_intensity",
        baseline_year=2020,
        baseline=3.0,
        year=2025,
        value=4.0,
        unit="%",
        direction="at_least",
        force=None,
        document="plan",
        address=None,
        retrieved_on=None,
        latest_year=2022,
        latest=3.5,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_targets_take_the_newest_vintage_of_the_newest_year(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.targets(scope).table.rows_table
    assert {row[5:7] for row in rows if row[0] == CHENGDU and row[2] == "%"} == {(2022, 3.5)}


def test_targets_say_how_each_stands(atlas: Atlas, scope: Scope) -> None:
    verdicts = [str(v).rpartition(".")[2] for v in column_of(atlas.targets(scope).table, "verdict")]
    assert sorted(verdicts) == ["behind", "contradictory", "no_statistic", "on_pace", "other_unit", "reached"]


def test_targets_are_of_the_circle_first(atlas: Atlas, scope: Scope) -> None:
    assert column_of(atlas.targets(scope).table, "place")[0] == CIRCLE


def test_targets_of_nobody_are_left_out_and_counted(atlas: Atlas, scope: Scope) -> None:
    notes = atlas.targets(scope).table.notes
    assert [n.params for n in notes if n.code == "atlas.targets.of_nobody"] == [{"n_rows": 1}]


def test_targets_of_another_circle_are_refused_with_what_to_bring(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.targets(replace(scope, circle="beijing-tianjin-hebei")).table
    assert (answer.refusal and answer.refusal.code, answer.rows_table) == ("atlas.targets.none_came", ())


def test_targets_without_statistics_are_unknown_not_zero(tmp_path: Path, scope: Scope) -> None:
    tables = small_tables(n_works=40, seed=3, unresolved=0.1)
    del tables["statistics"]
    published(tmp_path, tables, "20240502-without")
    answer = open_atlas(tmp_path).targets(scope).table
    assert set(column_of(answer, "latest")) == {None} and answer.title.code == "atlas.targets.title_untold"


@pytest.mark.parametrize(
    ("more", "gap", "pace", "needed", "verdict"),
    [
        ({}, 0.5, 0.25, 0.5 / 3, "on_pace"),
        ({"latest": 3.2}, 0.8, 0.1, 0.8 / 3, "behind"),
        ({"latest": 4.2}, -0.2, 0.6, 0.0, "reached"),
        ({"latest": 3.9, "latest_year": 2025}, 0.1, 0.18, None, "missed"),
        ({"baseline": None}, 0.5, None, 0.5 / 3, "not_reached"),
        ({"latest": None, "latest_year": None}, None, None, None, "no_statistic"),
        ({"direction": "at_most", "value": 2.0, "latest": 2.4}, 0.4, -0.3, -0.4 / 3, "on_pace"),
        ({"direction": "at_most", "value": 2.0, "latest": 1.9}, -0.1, -0.55, 0.0, "reached"),
        ({"direction": "at_most"}, -0.5, 0.25, 0.0, "contradictory"),
        ({"year": 2019}, 0.5, 0.25, None, "contradictory"),
    ],
)
def test_target_pace(
    more: dict[str, object], gap: float | None, pace: float | None, needed: float | None, verdict: str
) -> None:
    target = _target(**more)
    assert (target.gap, target.pace, target.pace_needed) == pytest.approx((gap, pace, needed))
    assert target.verdict == verdict


def test_target_way_covered_and_due() -> None:
    assert (_target().done_share, _target().due_share) == (0.5, 0.4)
