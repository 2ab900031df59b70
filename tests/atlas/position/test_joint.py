"""Joint targets: only what surely stands together and not alone; never numbered where the order does not hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jialing.atlas import Atlas, Scope, open_atlas, say
from jialing.atlas.position.effort import choice, efforts
from jialing.atlas.position.joint import joint_among
from jialing.atlas.position.landscape import Landscape, landscape
from jialing.atlas.position.mass import masses
from jialing.atlas.position.nearness import added, densest, not_held
from jialing.errors import InputError
from jialing.measure import added_density, is_ranked
from tests.atlas.factory import CIRCLE, PAPERS, PUBLICATIONS, published, small_tables


@pytest.fixture(scope="module")
def there(atlas: Atlas) -> Landscape:
    made = landscape(atlas._ground, atlas.default_scope(population=PUBLICATIONS))
    assert isinstance(made, Landscape)
    return made


@pytest.fixture(scope="module")
def members(atlas: Atlas) -> tuple[str, ...]:
    return atlas._ground.members[CIRCLE]


def test_the_largest_city_has_no_more_than_the_circle(atlas: Atlas, scope: Scope, there: Landscape) -> None:
    rows = masses(atlas._ground, scope, there.matrix).rows
    assert [row.field for row in rows if row.largest > row.works] == []


def test_groups_are_organisations_with_enough_works(atlas: Atlas, scope: Scope, there: Landscape) -> None:
    page = atlas.position_field(scope, "openalex:F17").carriers.rows_table
    mass = next(row for row in masses(atlas._ground, scope, there.matrix).rows if row.field == "openalex:F17")
    assert mass.n_groups == sum(1 for row in page if row[2] >= 10)


def test_what_one_city_adds_is_that_of_the_measure(there: Landscape, members: tuple[str, ...]) -> None:
    rows = there.matrix.rows_of(members)
    for column, field in enumerate(there.matrix.fields):
        mine = added(there, members, field)
        for i, row in enumerate(rows):
            slow = added_density(there.held, int(row), there.near)[rows, column]
            assert np.allclose(mine[i], slow, equal_nan=True), (field, i)


def test_the_union_is_nearest_where_no_city_is_specialised(there: Landscape, members: tuple[str, ...]) -> None:
    held, density = there.union(members)
    alone, _ = densest(there, members)
    open_to = not_held(there, members) == 1
    assert not held[open_to].any()
    assert bool(np.all(density[open_to] >= np.nan_to_num(alone[open_to]) - 1e-12))


def test_effort_is_at_least_a_work_and_grows_with_distance(there: Landscape, members: tuple[str, ...]) -> None:
    effort, city = efforts(there, members)
    assert bool(np.all(effort >= 1.0))
    assert set(city.tolist()) <= set(there.matrix.rows_of(members).tolist())


def test_chosen_fields_are_held_by_no_city(there: Landscape, members: tuple[str, ...]) -> None:
    found = choice(there, members)
    if found is not None and found.cheapest is not None:
        assert not there.union(members)[0][found.cheapest.chosen].any()


def test_numbers_stand_only_where_the_order_holds(atlas: Atlas, scope: Scope) -> None:
    page = atlas.joint(scope)
    for answer in (page.targets, page.near):
        noted = [note for note in answer.notes if note.code == "atlas.joint.unranked"]
        numbered = any(row[0] is not None for row in answer.rows_table)
        assert not (noted and numbered)
        assert all(not is_ranked(float(str(note.params["steady_index"]))) for note in noted)


def test_fields_that_are_asked_for_are_all_that_is_listed(atlas: Atlas, scope: Scope, there: Landscape) -> None:
    page = joint_among(atlas._ground, scope, {"openalex:F17"}, ("area",))
    assert {row[1] for row in page.targets.rows_table} == {"openalex:F17"}


def test_a_key_area_holds_fewer_fields_and_says_who_coded_it(atlas: Atlas, scope: Scope) -> None:
    everything, some = atlas.joint(scope).targets, atlas.joint_in(scope, "sei2018:1").targets
    inside, whole = ({row[1] for row in answer.rows_table} for answer in (some, everything))
    assert (inside < whole, "coded by us" in say(some.notes[0], "en", some.names)) == (True, True)


def test_an_area_that_is_none_is_an_error(atlas: Atlas, scope: Scope) -> None:
    with pytest.raises(InputError) as raised:
        atlas.joint_in(scope, "sei2018:99")
    assert raised.value.code == "atlas.unknown_area"


def test_a_population_of_one_discipline_is_refused(atlas: Atlas) -> None:
    page = atlas.joint(atlas.default_scope(population=PAPERS))
    assert [bool(answer.refusal) for answer in (page.targets, page.near, page.choice)] == [True] * 3


def test_without_a_comparator_s_works_nothing_is_said_to_be_joint(tmp_path: Path) -> None:
    tables = dict(small_tables(n_works=120, seed=7, unresolved=0.1))
    circles = tables["output_circles"]
    tables["output_circles"] = circles.filter([c == CIRCLE for c in circles["circle_id"].to_pylist()])
    published(tmp_path, tables, "1")
    atlas = open_atlas(tmp_path)
    answer = atlas.joint(atlas.default_scope(population=PUBLICATIONS)).targets
    assert {(row[2], row[8], row[9]) for row in answer.rows_table} == {("atlas.mass.unknown", None, None)}
    assert "In no field is it shown" in say(answer.title, "en", answer.names)


def test_a_circle_of_one_city_has_nothing_only_together(tmp_path: Path) -> None:
    tables = dict(small_tables(n_works=120, seed=7, unresolved=0.1))
    members = tables["circle_members"]
    one = [
        c != CIRCLE or p == "CN-510100"
        for c, p in zip(*(members[n].to_pylist() for n in ("circle_id", "place_id")), strict=True)
    ]
    tables["circle_members"] = members.filter(one)
    published(tmp_path, tables, "1")
    atlas = open_atlas(tmp_path)
    page = atlas.joint(atlas.default_scope(population=PUBLICATIONS))
    assert "atlas.mass.together" not in {row[2] for row in page.targets.rows_table}
    assert {row[8] for row in page.near.rows_table} <= {0.0}
