"""The method page: examples that agree with a calculation by hand, words for every indicator."""

from __future__ import annotations

import pytest

from jialing.atlas import Atlas, Scope
from jialing.atlas.position.method import Indicator, indicators
from jialing.base.phrases import catalogue


def _example(code: str) -> dict[tuple[str, str], float | None]:
    table = next(i.example for i in indicators() if i.code == code)
    assert table is not None
    return {
        (row, column): value
        for row, cells in zip(table.rows, table.cells, strict=True)
        for column, value in zip(table.columns, cells, strict=True)
    }


@pytest.mark.parametrize("indicator", indicators(), ids=lambda i: i.code)
def test_every_indicator_has_words(indicator: Indicator) -> None:
    assert [code for code in indicator.words if f"method.{code}" not in catalogue()] == []


def test_specialisation_by_hand() -> None:
    # A has 8 of 12 works in field 1, the reference a quarter: (8 / 12) / (1 / 4).
    assert _example("specialisation")["A", "1"] == pytest.approx(8 / 3)


def test_proximity_by_hand() -> None:
    # Fields 2 and 3: one city (B) has both, two have each.
    assert _example("proximity")["2", "3"] == pytest.approx(1 / 2)


def test_density_by_hand() -> None:
    # Near field 3 lie 1 (1/2), 2 (1/2) and 4 (1/2); A has 1 and 2.
    assert _example("density")["A", "3"] == pytest.approx(2 / 3)


def test_the_union_has_what_either_city_has() -> None:
    found = _example("union")
    assert [found["M (A+B)", field] for field in "1234"] == [1.0, 1.0, 1.0, 0.0]


def test_the_page_holds_the_track_record(atlas: Atlas, scope: Scope) -> None:
    assert atlas.position_method(scope).record.question == "track_record"
