"""The layout map: what its choices rest on, when it names a site, what it refuses."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pyarrow as pa
import pytest

from jialing.atlas import Atlas, LayoutMap, Scope, open_atlas
from jialing.atlas.ask import column_of
from jialing.errors import InputError
from tests.atlas.factory import CHENGDU, CHONGQING, PAPERS, published, small_tables

FIELD = "openalex:F27"
AIMS = ("reach", "gap", "equity")


def _asked(atlas: Atlas, scope: Scope, aim: str = "reach", n: str = "1", km: str = "100") -> LayoutMap:
    return atlas.layout(replace(scope, field=FIELD), aim, n, km, "national")


@pytest.mark.parametrize(("aim", "n"), [*product(("gap", "equity"), ("1", "2"))])
def test_every_choice_has_as_many_sites_as_asked(atlas: Atlas, scope: Scope, aim: str, n: str) -> None:
    choices = column_of(_asked(atlas, scope, aim, n).choices, "choice")
    assert {choices.count(number) for number in set(choices)} <= {int(n)}


def test_choices_are_proven_and_fall(atlas: Atlas, scope: Scope) -> None:
    answer = _asked(atlas, scope, "gap").choices
    values = column_of(answer, "value")
    assert (values, set(column_of(answer, "is_proven"))) == (sorted(values, reverse=True), {True})  # type: ignore[type-var]


def test_no_city_is_farther_than_the_title_says(atlas: Atlas, scope: Scope) -> None:
    page = _asked(atlas, scope, "equity")
    assert max(column_of(page.places, "km")) == pytest.approx(page.choices.rows_table[0][2])  # type: ignore[type-var]


def test_newly_served_cities_lie_within_reach(atlas: Atlas, scope: Scope) -> None:
    rows = _asked(atlas, scope, "gap", km="150").places.rows_table
    assert all(r[6] <= 150 for r in rows if r[4] == "atlas.layout.state.new")  # type: ignore[operator]


def test_a_wider_reach_never_serves_less(atlas: Atlas, scope: Scope) -> None:
    found = [_asked(atlas, scope, "gap", km=km).choices.rows_table[0][2] for km in ("50", "100", "200")]
    assert found == sorted(found)  # type: ignore[type-var]


def test_the_gap_is_that_of_a_field(atlas: Atlas, scope: Scope) -> None:
    refusal = atlas.layout(scope, "gap", "1", "100", "national").places.refusal
    assert refusal is not None and refusal.code == "atlas.layout.gap_needs_field"


def test_layout_is_refused_where_fields_are(atlas: Atlas) -> None:
    page = _asked(atlas, atlas.default_scope(population=PAPERS))
    assert (page.places.refusal is None, page.choices.rows_table) == (False, ())


def _with_platforms(folder: Path, **changed: object) -> Atlas:
    tables = small_tables(n_works=60, seed=3, unresolved=0.1)
    rows = [row | changed for row in tables["platforms"].to_pylist()] if changed else []
    tables["platforms"] = pa.Table.from_pylist(rows, schema=tables["platforms"].schema)
    published(folder, tables, "20240501-0003-60")
    return open_atlas(folder)


def test_without_any_platform_nobody_knows_who_is_served(tmp_path: Path) -> None:
    found = _with_platforms(tmp_path)
    refusal = _asked(found, found.default_scope(), "equity").places.refusal
    assert refusal is not None and refusal.code == "atlas.layout.no_platforms"


def test_platforms_without_fields_are_unknown_not_elsewhere(tmp_path: Path) -> None:
    found = _with_platforms(tmp_path, field_id=None)
    refusal = _asked(found, found.default_scope(), "equity").places.refusal
    assert refusal is not None and refusal.code == "atlas.layout.fieldless"


def test_a_platform_of_the_field_serves_its_city(atlas: Atlas, scope: Scope) -> None:
    page = atlas.layout(replace(scope, field="openalex:F17"), "equity", "1", "100", "national")
    state = {r[0]: r[6] for r in page.places.rows_table}
    assert (state[CHENGDU], state[CHONGQING]) == (0.0, 0.0)


def test_the_gap_is_refused_without_reference(atlas: Atlas) -> None:
    scope = atlas.default_scope(population="grants:projects")
    field = next(f.field_id for f in atlas.scopes().fields if "grants:projects" in f.populations)
    page = atlas.layout(replace(scope, field=field), "gap", "1", "100", "national")
    assert page.places.refusal is not None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("aim", AIMS)
def test_titles_and_notes_are_worded(atlas: Atlas, scope: Scope, aim: str, lang: str) -> None:
    page = _asked(atlas, scope, aim)
    assert [a.say(lang) for a in (page.places, page.choices) if "{" in a.say(lang) or "atlas." in a.say(lang)] == []


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (("luck", "1", "100", "national"), "atlas.layout.aim"),
        (("reach", "0", "100", "national"), "atlas.layout.n_open"),
        (("reach", "9", "100", "national"), "atlas.layout.n_open"),
        (("reach", "1", "-5", "national"), "atlas.layout.reach"),
        (("reach", "1", "100", "galactic"), "atlas.layout.level"),
    ],
)
def test_bad_questions_are_named(atlas: Atlas, scope: Scope, about: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputError) as raised:
        atlas.layout(scope, *about)
    assert raised.value.code == code


def test_layout_of_a_version_is_the_same_each_time(data: Path, scope: Scope) -> None:
    one, other = (_asked(open_atlas(data), scope, "gap").choices.rows_table for _ in range(2))
    assert one == other
