"""Versions of answers: what differs; two people's typing brought together without loss."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.procedure import compare, merge, read_form
from tests.procedure.test_forms import FIELDS, GOOD, HEAD

FORM = read_form(HEAD + FIELDS)


def _with(**changes: object) -> dict[str, Any]:
    return {**copy.deepcopy(GOOD), **changes}


def test_changes_name_the_answer_in_both_languages() -> None:
    newer = _with(partners=[{"_id": "2", "code": "cd", "money": "5"}], begins="2026-06-01")
    assert [(c.path, c.kind, c.words.zh) for c in compare(FORM, GOOD, newer)] == [
        ("begins", "changed", "开始日期"),
        ("partners.1.code", "removed", "合作单位：代号"),
        ("partners.1.money", "removed", "合作单位：自筹"),
        ("partners.2.money", "added", "合作单位：自筹"),
    ]


def test_rows_that_moved_did_not_change() -> None:
    assert compare(FORM, GOOD, _with(partners=GOOD["partners"][::-1])) == ()


def test_changes_of_different_answers_come_together() -> None:
    mine, theirs = _with(begins="2026-06-01"), _with()
    theirs["budget"]["cells"]["equipment"]["cq"]["2026"] = "9.00"
    merged = merge(FORM, GOOD, mine, theirs)
    assert (merged.conflicts, merged.answers["begins"], merged.answers["budget"]) == (
        (),
        "2026-06-01",
        theirs["budget"],
    )


def test_two_cells_of_one_row_come_together() -> None:
    mine = _with(partners=[{"_id": "1", "code": "chongqing", "money": "0.10"}, GOOD["partners"][1]])
    theirs = _with(partners=[{"_id": "1", "code": "cq", "money": "7"}, GOOD["partners"][1], {"_id": "3", "code": "x"}])
    merged = merge(FORM, GOOD, mine, theirs)
    assert (merged.conflicts, merged.answers["partners"]) == (
        (),
        [{"_id": "1", "code": "chongqing", "money": "7"}, GOOD["partners"][1], {"_id": "3", "code": "x"}],
    )


def test_a_conflict_names_all_three_and_keeps_what_was_saved() -> None:
    merged = merge(FORM, GOOD, _with(begins="2026-06-01"), _with(begins="2026-07-01"))
    assert [(c.path, c.words.en, c.base, c.mine, c.theirs) for c in merged.conflicts] == [
        ("begins", "Begin", "2026-05-01", "2026-06-01", "2026-07-01")
    ]
    assert merged.answers["begins"] == "2026-07-01"


def test_a_row_taken_out_by_one_and_changed_by_the_other_stays() -> None:
    mine = _with(partners=GOOD["partners"][1:])
    theirs = _with(partners=[{"_id": "1", "code": "cq", "money": "7"}, GOOD["partners"][1]])
    assert merge(FORM, GOOD, mine, theirs).answers["partners"] == theirs["partners"]


def test_a_row_taken_out_by_one_is_out() -> None:
    mine = _with(partners=GOOD["partners"][1:])
    assert merge(FORM, GOOD, mine, _with()).answers["partners"] == GOOD["partners"][1:]


TEXT = st.one_of(st.none(), st.sampled_from(["a", "b", "c"]))
ROWS = st.lists(
    st.fixed_dictionaries({"_id": st.sampled_from("123"), "code": TEXT}), max_size=3, unique_by=lambda r: r["_id"]
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": TEXT,
        "notes": TEXT,
        "title": st.one_of(st.fixed_dictionaries({"en": TEXT, "zh": TEXT}), TEXT),
        "partners": ROWS,
        "letter": st.lists(st.sampled_from("xyz"), max_size=2),
    },
)  # fmt: skip


def _leaves(value: object, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    if isinstance(value, Mapping):
        return {k: v for name, one in value.items() if name != "_id" for k, v in _leaves(one, (*path, name)).items()}
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return {k: v for one in value for k, v in _leaves(one, (*path, one["_id"])).items()}
    return {} if value in (None, []) else {path: value}


@settings(max_examples=120, deadline=None)
@given(ANSWERS, ANSWERS, ANSWERS)
def test_nothing_that_anybody_typed_is_lost(base: Any, mine: Any, theirs: Any) -> None:
    merged = merge(FORM, base, mine, theirs)
    before, kept = _leaves(base), _leaves(merged.answers)
    for whose, typed in (("mine", mine), ("theirs", theirs)):
        held = [(tuple(c.path.split(".")), _leaves(getattr(c, whose))) for c in merged.conflicts]
        in_conflict = {(*path, *inner): value for path, leaves in held for inner, value in leaves.items()}
        for path, value in _leaves(typed).items():
            if before.get(path) != value:
                assert kept.get(path) == value or in_conflict.get(path) == value


@settings(max_examples=60, deadline=None)
@given(ANSWERS, ANSWERS)
def test_what_only_one_changed_is_taken(base: Any, one: Any) -> None:
    both = (merge(FORM, base, one, base), merge(FORM, base, base, one))
    assert [(m.conflicts, _leaves(m.answers)) for m in both] == [((), _leaves(one))] * 2
