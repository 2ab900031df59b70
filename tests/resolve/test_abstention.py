"""Why a string has no organisation, and between whom it lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jialing.resolve import Resolution, resolve
from tests.resolve.registry import BODIES, Body, index_of

Ask = Callable[[str], Resolution]

KINDS = [
    ("", "no_organisation"),
    ("... --- !!!", "no_organisation"),
    ("Jane Q. Doe", "no_organisation"),
    ("张伟", "no_organisation"),
    ("someone@example.edu", "no_organisation"),
    ("https://www.example.edu/", "no_organisation"),
    ("Chengdu 610065, China", "no_organisation"),
    ("24 South Section 1, Yihuan Road, Chengdu, China", "no_organisation"),
    ("1150 University Avenue, Oxford", "no_organisation"),
    ("Department of Mathematics", "no_organisation"),
    ("School of Medicine", "no_organisation"),
    ("计算机学院", "no_organisation"),
    ("成都市一环路南一段24号", "no_organisation"),
    ("北京市海淀区大学路1号", "no_organisation"),
    ("Unheard-of University of Tungsten", "unknown_organisation"),
    ("Department of Physics, Tungsten Steel Company, Leshan, China", "unknown_organisation"),
    ("Oberon GmbH", "unknown_organisation"),
    ("成都某某科技有限公司", "unknown_organisation"),
    ("某某大学", "unknown_organisation"),
    ("四川省社会科学院", "unknown_organisation"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_abstention_says_its_kind(ask: Ask, text: str, kind: str) -> None:
    answer = ask(text)
    assert (answer.org_ids, answer.abstention) == ((), kind)


def test_an_answer_is_no_abstention(ask: Ask) -> None:
    assert ask("Sichuan University").abstention is None


TWINS = (
    Body("one", "Bluestone Institute", "Oxford", "England", "GB", acronyms=("BSI",)),
    Body("two", "Bayside Institute", "Paris", "Île-de-France", "FR", acronyms=("BSI",)),
)


def test_a_string_between_two_organisations_is_ambiguous_and_names_them() -> None:
    (answer,) = resolve(index_of((*BODIES, *TWINS)), ["BSI"])
    assert (answer.org_ids, answer.abstention, answer.because.code) == ((), "ambiguous", "because.ambiguous")
    assert [org_id for org_id, _ in answer.candidates] == ["one", "two"]


def test_probabilities_of_candidates_leave_room_for_none_of_them() -> None:
    (answer,) = resolve(index_of((*BODIES, *TWINS)), ["BSI"])
    assert 0.0 < sum(p for _, p in answer.candidates) < 1.0


def test_a_place_decides_between_candidates() -> None:
    answers = resolve(index_of((*BODIES, *TWINS)), ["BSI, Oxford, England", "BSI, Paris, France"])
    assert [a.org_ids for a in answers] == [("one",), ("two",)]


def test_parent_and_child_are_no_rivals() -> None:
    family = (
        TWINS[0],
        Body("two", "Bayside Institute", "Oxford", "England", "GB", acronyms=("BSI",), relations=(("parent", "one"),)),
    )
    (answer,) = resolve(index_of((*BODIES, *family)), ["BSI"])
    assert (answer.abstention == "ambiguous", answer.candidates) == (False, ())


def test_every_organisation_has_its_probability(ask: Ask) -> None:
    answer = ask("Chongqing University, Chongqing; Sichuan University, Chengdu")
    assert (len(answer.probabilities), answer.probabilities[0]) == (2, answer.score)
    assert min(answer.probabilities) > 0.9
