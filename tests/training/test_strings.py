"""Written strings: the same for the same seed, true to what they were written for, of every form."""

from __future__ import annotations

import pytest

from jialing.training.writing.bodies import Body, bodies
from jialing.training.writing.mix import FORMS
from jialing.training.writing.saying import turned
from jialing.training.writing.strings import Labelled, Writer
from tests.resolve.registry import tables


@pytest.fixture(scope="module")
def known() -> list[Body]:
    return bodies(*tables())


@pytest.fixture(scope="module")
def written(known: list[Body]) -> list[Labelled]:
    return list(Writer(known, 1).written(1500))


def test_bodies_lack_withdrawn_ones(known: list[Body]) -> None:
    withdrawn = {r["org_id"] for r in tables()[0].to_pylist() if r["status"] == "withdrawn"}
    assert withdrawn & {one.org_id for one in known} == set()


def test_strings_are_the_same_for_the_same_seed(known: list[Body], written: list[Labelled]) -> None:
    assert list(Writer(known, 1).written(50)) == written[:50]


def test_strings_of_another_seed_are_others(known: list[Body], written: list[Labelled]) -> None:
    assert list(Writer(known, 2).written(50)) != written[:50]


def test_strings_take_every_form(written: list[Labelled]) -> None:
    assert {one.form for one in written} == set(FORMS)


def test_truth_holds_no_organisation_that_is_held_out(known: list[Body]) -> None:
    writer = Writer(known, 3)
    assert writer.held & {org_id for one in writer.written(500) for org_id in one.org_ids} == set()


def test_kind_says_whether_there_is_a_truth(written: list[Labelled]) -> None:
    assert all((one.kind == "match") == bool(one.org_ids) for one in written)


def test_shares_of_forms_sum_to_a_hundred() -> None:
    assert sum(FORMS.values()) == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("University of Padua", "Padua University"),
        ("Padua University", "University of Padua"),
        ("Bell Labs", "Bell Labs"),
    ],
)
def test_names_are_turned(name: str, other: str) -> None:
    assert turned(name) == other
