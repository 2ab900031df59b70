"""What would change if: a field won, two cities' groups joined; what is refused."""

from __future__ import annotations

import pytest

from jialing.atlas import Answer, Atlas, Scope
from jialing.atlas.ask import column_of
from jialing.atlas.what_if import only_together
from jialing.errors import InputError
from tests.atlas.factory import CHENGDU, CHONGQING, MIANYANG, PAPERS, PROJECTS


def _joined(atlas: Atlas, scope: Scope) -> Answer:
    return atlas.what_if(scope, "joined", CHENGDU, CHONGQING).fields


def test_joint_works_count_once(atlas: Atlas, scope: Scope) -> None:
    for _, a, b, together, *_ in _joined(atlas, scope).rows_table:
        assert max(a, b) <= together <= a + b  # type: ignore[operator, type-var]


def test_only_what_neither_reaches_alone_is_new(atlas: Atlas, scope: Scope) -> None:
    rows = _joined(atlas, scope).rows_table
    new = [r for r in rows if r[5]]
    assert all(max(r[1], r[2]) < r[4] <= r[3] for r in new)  # type: ignore[operator, type-var]


@pytest.mark.parametrize(
    ("together", "alone", "mass", "is_new"),
    [(90, 30, 50, True), (51, 30, 50, None), (90, 49, 50, None), (90, 60, 50, False), (40, 30, 50, False)],
)
def test_a_mass_is_reached_only_together_where_draws_agree(
    together: float, alone: float, mass: float, is_new: bool | None
) -> None:
    assert only_together(together, alone, mass) is is_new


def test_density_of_the_union_is_never_less(atlas: Atlas, scope: Scope) -> None:
    rows = [r for r in _joined(atlas, scope).rows_table if r[6] is not None]
    assert all(r[7] >= r[6] - 1e-12 for r in rows)  # type: ignore[operator]


def test_a_field_won_brings_others_nearer(atlas: Atlas, scope: Scope) -> None:
    for field in column_of(_joined(atlas, scope), "field"):
        answer = atlas.what_if(scope, "won", MIANYANG, str(field)).fields
        assert all(r[3] > r[2] for r in answer.rows_table)  # type: ignore[operator]


def test_the_track_record_stands_beside(atlas: Atlas, scope: Scope) -> None:
    assert any(n.code.startswith("atlas.position.record.") for n in _joined(atlas, scope).notes)


@pytest.mark.parametrize("population", [PAPERS, PROJECTS])
def test_without_reference_nothing_is_supposed(atlas: Atlas, population: str) -> None:
    assert _joined(atlas, atlas.default_scope(population=population)).refusal is not None


def test_a_field_of_another_level_is_refused(atlas: Atlas, scope: Scope) -> None:
    refusal = atlas.what_if(scope, "won", CHENGDU, "openalex:D3").fields.refusal
    assert refusal is not None and refusal.code == "atlas.position.other_level"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (("bought", CHENGDU, CHONGQING), "atlas.what_if.kind"),
        (("joined", CHENGDU, CHENGDU), "atlas.same_place"),
        (("joined", CHENGDU, "nowhere"), "atlas.unknown_place"),
        (("won", CHENGDU, "nothing"), "atlas.unknown_field"),
    ],
)
def test_bad_suppositions_are_named(atlas: Atlas, scope: Scope, about: tuple[str, str, str], code: str) -> None:
    with pytest.raises(InputError) as raised:
        atlas.what_if(scope, *about)
    assert raised.value.code == code
