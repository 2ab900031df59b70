"""The page of position: what its figures are, what it says where it cannot tell, what a silent comparator is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jialing.atlas import Atlas, Scope, open_atlas, say
from jialing.atlas.ask import column_of
from jialing.atlas.position.certainty import certainty, foretold, is_surely_first
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.measure import TrackRecord, relatedness_density
from tests.atlas.factory import CIRCLE, PAPERS, PUBLICATIONS, published, small_tables

FIELD = "openalex:F17"


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A version whose comparator has not one work."""
    folder: Path = tmp_path_factory.mktemp("silent")
    tables = dict(small_tables(n_works=120, seed=7, unresolved=0.1))
    circles = tables["output_circles"]
    tables["output_circles"] = circles.filter([c == CIRCLE for c in circles["circle_id"].to_pylist()])
    places = tables["output_places"]
    abroad = [p in ("CN-110000", "CN-120000") for p in places["place_id"].to_pylist()]
    tables["output_places"] = places.filter([not far for far in abroad])
    published(folder, tables, "1")
    return open_atlas(folder)


@pytest.fixture(scope="module")
def there(atlas: Atlas) -> Landscape:
    made = landscape(atlas._ground, atlas.default_scope(population=PUBLICATIONS))
    assert isinstance(made, Landscape)
    return made


def test_every_field_of_the_reference_has_a_row(atlas: Atlas, scope: Scope, there: Landscape) -> None:
    assert set(column_of(atlas.position(scope).fields, "field")) == set(there.matrix.fields)


def test_works_of_a_field_are_those_of_its_page(atlas: Atlas, scope: Scope) -> None:
    works = dict(row[:2] for row in atlas.position(scope).fields.rows_table)
    headline = atlas.field(scope, FIELD).headlines[0]
    assert works[FIELD] == headline.value


def test_presence_asks_for_a_floor_of_works(atlas: Atlas, there: Landscape) -> None:
    assert bool(np.all(there.matrix.whole[there.held == 1] >= atlas._ground.few))


def test_density_of_one_city_is_that_of_the_measure(there: Landscape) -> None:
    row = int(np.argmax(there.held.sum(axis=1)))
    alone = there.union([there.matrix.places[row]])[1]
    assert np.allclose(alone, relatedness_density(there.held, there.near)[row], equal_nan=True)


def test_a_union_is_at_least_as_dense_as_its_cities(atlas: Atlas, there: Landscape) -> None:
    members = atlas._ground.members[CIRCLE]
    cities = there.density[there.matrix.rows_of(members)]
    densest = np.nanmax(np.where(np.isnan(cities), -1.0, cities), axis=0)
    assert bool(np.all(np.nan_to_num(there.union(members)[1]) >= np.where(densest < 0, 0, densest) - 1e-12))


def test_intervals_hold_the_figure(atlas: Atlas, scope: Scope) -> None:
    rows = [row for row in atlas.position(scope).fields.rows_table if row[4] is not None]
    assert [row for row in rows if not row[4] - 1e-9 <= row[3] <= row[5] + 1e-9] == []


def test_intervals_are_the_same_every_time(data: Path, atlas: Atlas, scope: Scope, there: Landscape) -> None:
    ground = open_atlas(data)._ground
    first = certainty(ground, scope, there).index
    ground._kept.clear()
    assert all(
        np.array_equal(a, b, equal_nan=True) for a, b in zip(first, certainty(ground, scope, there).index, strict=True)
    )


def test_nothing_counted_has_no_interval(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.position_field(scope, FIELD).cities.rows_table
    assert {(row[4], row[5]) for row in rows if not row[1]} == {(None, None)}


def test_a_city_is_called_specialised_only_where_the_interval_says_so(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.position_field(scope, FIELD).cities
    sure = [row for row in answer.rows_table if row[4] is not None and row[4] >= 1 and row[1] >= 5]
    assert answer.title.params.get("n_strong", 0) == len(sure)


def test_carriers_are_of_the_circle_and_in_order(atlas: Atlas, scope: Scope) -> None:
    rows = atlas.position_field(scope, FIELD).carriers.rows_table
    assert {row[1] for row in rows} <= set(atlas._ground.members[CIRCLE])
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)


def test_a_comparator_without_works_is_unknown_not_zero(silent: Atlas) -> None:
    answer = silent.position_field(silent.default_scope(population=PUBLICATIONS), FIELD).comparators
    row = next(row for row in answer.rows_table if row[0] != CIRCLE)
    said = " ".join(say(note, "en", answer.names) for note in answer.notes)
    assert (set(row[1:]), "holds no works of it" in said) == ({None}, True)


def test_a_field_of_another_level_is_refused_and_says_which(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.position_field(scope, "openalex:S1702").cities
    assert (answer.rows_table, "lies above or below" in answer.say("en")) == ((), True)


def test_a_population_of_one_discipline_is_refused(atlas: Atlas) -> None:
    page = atlas.position(atlas.default_scope(population=PAPERS))
    assert [bool(answer.refusal) for answer in (page.fields, page.record)] == [True, True]


def test_years_without_reference_are_refused_on_the_page(atlas: Atlas, scope: Scope) -> None:
    answer = atlas.position(replace(scope, first_year=2016)).fields
    assert "2016" in answer.say("en")


def test_track_record_of_a_small_world_says_too_few(atlas: Atlas, scope: Scope, there: Landscape) -> None:
    found = foretold(atlas._ground, scope, there)
    assert isinstance(found, TrackRecord)
    assert (found.verdict, "description, not forecast" in atlas.position(scope).record.say("en")) == ("too_few", True)


@pytest.mark.parametrize(
    ("counts", "said"),
    [([1073.0, 545.0], True), ([63.0, 56.0, 55.0], False), ([5.0], True), ([0.0], False), ([], False)],
)
def test_the_first_is_named_only_beyond_chance(counts: list[float], said: bool) -> None:
    assert is_surely_first(counts) is said
