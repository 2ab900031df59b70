"""The published counts in memory: the same sums as the tables, and few questions to the lake."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from jialing.atlas import Atlas, Scope, open_atlas
from jialing.atlas.counts import totals
from jialing.atlas.held import UNITS, held
from jialing.config import Config
from jialing.lake import Lake, Version
from tests.atlas.factory import CHENGDU, CHONGQING

ROWS = {
    "population": ["p", "p", "p", "p", "q"],
    "counting": ["full", "full", "full", "full", "full"],
    "field_id": ["", "", "", "F", ""],
    "year": [2021, 2020, 2020, 2020, 2020],
    "place_id": ["b", "b", "a", "a", "a"],
    "n_works": [1.0, 2.0, 4.0, 8.0, 16.0],
}


def _table() -> pa.Table:
    return pa.table(ROWS).cast(pa.schema({n: pa.table(ROWS).schema.field(n).type for n in ROWS}))


def test_sums_are_of_one_slice_and_its_years() -> None:
    table = held(_table(), ("place_id",))
    units, works = table.sums(("p", "full", ""), (2020, 2021))
    assert dict(zip(table.named(units), works.tolist(), strict=True)) == {("a",): 4.0, ("b",): 3.0}


def test_sums_are_restricted_by_a_mask() -> None:
    table = held(_table(), ("place_id",))
    units, works = table.sums(("p", "full", ""), (2020, 2020), [table.marks(0, ("b", "nowhere"))])
    assert (table.named(units), works.tolist()) == ([("b",)], [2.0])


def test_years_of_a_unit() -> None:
    table = held(_table(), ("place_id",))
    found = [table.years_of(("p", "full", ""), (place,)) for place in ("b", "nowhere")]
    assert found == [{2020: 2.0, 2021: 1.0}, {}]


def test_a_slice_that_is_not_there_is_empty() -> None:
    table = held(_table(), ("place_id",))
    assert (table.years_of(("p", "fractional", ""), ("a",)), table.sums(("z", "full", ""), (2020, 2021))[1].size) == (
        {},
        0,
    )


def test_an_empty_table_is_held() -> None:
    assert held(_table().slice(0, 0), ("place_id",)).slices == {}


@pytest.mark.parametrize("table", sorted(UNITS))
def test_held_tables_add_up_to_the_published_ones(atlas: Atlas, data: Path, table: str) -> None:
    version = Lake(data).current()
    whole = version.sql(f"SELECT coalesce(sum(n_works), 0) AS n FROM {table}").to_pylist()[0]["n"]
    assert atlas._ground.held(table).works.sum() == pytest.approx(whole)


def test_totals_equal_a_query(atlas: Atlas, scope: Scope, data: Path) -> None:
    query = """SELECT place_id, sum(n_works) AS n FROM output_places WHERE population = ? AND counting = 'full'
        AND field_id = '' AND year BETWEEN ? AND ? GROUP BY 1"""
    rows = Lake(data).current().sql(query, [scope.population, scope.first_year, scope.last_year]).to_pylist()
    assert totals(atlas._ground, scope, "output_places") == {row["place_id"]: row["n"] for row in rows}


class Counted(Version):
    """A version that counts its queries."""

    n = 0

    def sql(self, *given: object) -> pa.Table:  # type: ignore[override]
        self.n += 1
        return super().sql(*given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "about", "most"),
    [
        ("overview", (), 0),
        ("flows", (), 0),
        ("network", (), 0),
        ("field_heat", (), 0),
        ("place", (CHENGDU,), 1),
        ("pair", (CHENGDU, CHONGQING), 1),
        ("comparison", (), 0),
    ],
)
def test_pages_of_another_period_ask_the_lake_little(data: Path, page: str, about: tuple[str, ...], most: int) -> None:
    version = Counted(Lake(data).current().path)
    from jialing.atlas.ground import Ground

    atlas = Atlas(Ground(version, Config()))
    scope = atlas.default_scope()
    getattr(atlas, page)(scope, *about)
    before = version.n
    getattr(atlas, page)(replace(scope, first_year=scope.first_year + 1, last_year=scope.last_year), *about)
    assert version.n - before == most


def test_memory_of_the_held_tables_is_told(data: Path) -> None:
    atlas = open_atlas(data)
    atlas.overview(atlas.default_scope())
    assert 0 < atlas._ground.held_bytes < 2**20
