"""The matrix of position: whole counts, a level that can tell, a named reference, refusals that say what to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from jialing.atlas import Atlas, Finding, Scope, open_atlas
from jialing.atlas.position import PositionMatrix, position_matrix
from jialing.atlas.position.matrix import chosen_level, periods_of, places_of
from jialing.errors import InputError
from tests.atlas.factory import CHENGDU, CIRCLE, PAPERS, PROJECTS, PUBLICATIONS, YEARS, published, small_tables


def _matrix(atlas: Atlas, scope: Scope, **more: object) -> PositionMatrix:
    made = position_matrix(atlas._ground, scope, **more)  # type: ignore[arg-type]
    assert isinstance(made, PositionMatrix)
    return made


def _refusal(atlas: Atlas, scope: Scope, **more: object) -> Finding:
    made = position_matrix(atlas._ground, scope, **more)  # type: ignore[arg-type]
    assert isinstance(made, Finding)
    return made


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, object]]]:
    yield tmp_path_factory.mktemp("bare"), dict(small_tables(n_works=60, seed=7, unresolved=0.1))


def test_rows_are_the_members_of_every_circle(atlas: Atlas, scope: Scope) -> None:
    members = atlas._ground.members
    assert set(_matrix(atlas, scope).places) == {place for places in members.values() for place in places}


def test_counts_are_those_of_the_page_of_a_city(atlas: Atlas, scope: Scope) -> None:
    made = _matrix(atlas, scope)
    row = made.whole[made.places.index(CHENGDU)]
    page = {line[0]: line[1] for line in atlas.place(scope, CHENGDU).fields.rows_table}
    assert {f: n for f, n in zip(made.fields, row, strict=True) if n} == page


def test_periods_add_up_to_the_whole(atlas: Atlas, scope: Scope) -> None:
    assert np.array_equal(_matrix(atlas, scope, n_periods=3).whole, _matrix(atlas, scope).whole)


def test_reference_is_named_and_adds_up(atlas: Atlas, scope: Scope) -> None:
    made = _matrix(atlas, scope, n_periods=2)
    assert made.reference is not None
    found = made.reference_area, made.reference.shape, float(made.reference.sum(axis=1).min())
    assert found == ("country:CN", (len(made.fields), 2), 1000.0 * len(YEARS))


def test_a_circle_alone_keeps_its_members_only(atlas: Atlas, scope: Scope) -> None:
    assert _matrix(atlas, scope, circle=CIRCLE).places == atlas._ground.members[CIRCLE]


def test_the_scope_s_field_and_counting_do_not_matter(atlas: Atlas, scope: Scope) -> None:
    other = replace(scope, field="openalex:F17", counting="fractional")
    assert np.array_equal(_matrix(atlas, other).counts, _matrix(atlas, scope).counts)


def test_years_that_do_not_divide_are_left_out_at_the_beginning() -> None:
    assert periods_of(2016, 2025, 4) == ((2018, 2019), (2020, 2021), (2022, 2023), (2024, 2025))


def test_the_finest_level_that_can_tell_is_taken() -> None:
    counts = {"subfield": np.full((4, 8), 6.0), "field": np.full((4, 2), 24.0)}
    reference = {"subfield": np.ones(8), "field": np.ones(2)}
    levels = [chosen_level(counts, reference, few) for few in (5.0, 7.0, 100.0)]
    assert levels == ["subfield", "field", "field"]


def test_empty_places_do_not_coarsen_the_level() -> None:
    counts = {"subfield": np.vstack([np.full((1, 8), 6.0), np.zeros((9, 8))]), "field": np.full((10, 2), 24.0)}
    assert chosen_level(counts, {"subfield": np.ones(8), "field": np.ones(2)}, 5.0) == "subfield"


def test_a_level_without_reference_is_refused(atlas: Atlas, scope: Scope) -> None:
    assert _refusal(atlas, scope, level="subfield").code == "atlas.position.few_fields"


def test_a_level_that_is_none_is_an_error(atlas: Atlas, scope: Scope) -> None:
    with pytest.raises(InputError) as raised:
        position_matrix(atlas._ground, scope, level="planet")
    assert (raised.value.code, raised.value.params["known"]) == ("atlas.unknown_level", "subfield, field")


def test_a_circle_that_is_none_is_an_error(atlas: Atlas, scope: Scope) -> None:
    with pytest.raises(InputError) as raised:
        position_matrix(atlas._ground, scope, circle="atlantis")
    assert raised.value.code == "atlas.unknown_circle"


@pytest.mark.parametrize("population", [PAPERS, PROJECTS])
def test_populations_that_do_not_represent_all_places_are_refused(atlas: Atlas, population: str) -> None:
    assert _refusal(atlas, atlas.default_scope(population=population)).code == "atlas.refused.question"


def test_more_periods_than_years_are_refused(atlas: Atlas, scope: Scope) -> None:
    made = _refusal(atlas, scope, n_periods=7)
    assert (made.code, made.params) == ("atlas.position.few_years", {"n_years": 6, "n_periods": 7})


def test_years_without_records_are_named(atlas: Atlas, scope: Scope) -> None:
    made = _refusal(atlas, replace(scope, last_year=2026))
    assert (made.code, made.params["years"]) == ("atlas.position.no_years", "2024–2026")


def test_no_reference_says_so(bare: tuple[Path, dict[str, object]]) -> None:
    folder, tables = bare
    without = {name: table for name, table in tables.items() if name != "reference_counts"}
    published(folder / "none", without, "1")  # type: ignore[arg-type]
    atlas = open_atlas(folder / "none")
    scope = atlas.default_scope(population=PUBLICATIONS)
    assert _refusal(atlas, scope).code == "atlas.position.no_reference"


def test_years_that_the_reference_lacks_are_named(bare: tuple[Path, dict[str, object]]) -> None:
    folder, tables = bare
    counts = tables["reference_counts"]
    kept = counts.filter([year != 2020 for year in counts["year"].to_pylist()])  # type: ignore[attr-defined]
    published(folder / "gap", {**tables, "reference_counts": kept}, "1")  # type: ignore[arg-type]
    atlas = open_atlas(folder / "gap")
    made = _refusal(atlas, atlas.default_scope(population=PUBLICATIONS))
    assert (made.code, made.params["years"]) == ("atlas.position.no_reference_years", "2020")


def test_places_of_all_circles_stand_once(atlas: Atlas) -> None:
    places = places_of(atlas._ground)
    assert len(places) == len(set(places))


def test_works_alone_need_no_reference(bare: tuple[Path, dict[str, object]]) -> None:
    folder, tables = bare
    without = {name: table for name, table in tables.items() if name != "reference_counts"}
    published(folder / "plain", without, "1")  # type: ignore[arg-type]
    atlas = open_atlas(folder / "plain")
    scope = atlas.default_scope(population=PUBLICATIONS)
    made = _matrix(atlas, scope, is_relative=False)
    page = atlas.joint(scope)
    refused = [bool(answer.refusal) for answer in (page.targets, page.near, page.choice)]
    assert (made.reference, made.reference_area, refused) == (None, "", [False, True, True])
