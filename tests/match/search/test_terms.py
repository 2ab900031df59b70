from __future__ import annotations

import pytest

from jialing.match.search import forms, kind_term, lookups, terms


def _meets(typed: str, name: str) -> bool:
    """Whether an index that holds the name's terms would give it for what was typed."""
    held, asked = terms(forms(name)), lookups(typed)
    return any(set(probe.terms) <= held for probe in (*asked.whole, *asked.chosen({})))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("汽车", "玄汀汽车股份有限公司"),
        ("重大", "重庆大学"),
        ("电子科大", "电子科技大学"),
        ("重", "重庆大学"),
        ("x", "Xuanting University"),
        ("xuant", "Chengdu Xuanting University"),
        ("cqdx", "重庆大学"),
        ("cqd", "重庆大学"),
        ("chongqign", "重庆大学"),
        ("zhongqingdaxue", "重庆大学"),
        ("重轻大学", "重庆大学"),
        ("Xuanitng", "Xuanting University"),
        ("university", "Xuanting University"),
        ("XUT", "Xuanting University of Technology"),
    ],
)
def test_index_gives_the_name(typed: str, name: str) -> None:
    assert _meets(typed, name)


def test_terms_fit_a_signed_number_of_32_bits() -> None:
    found = terms(forms("重庆大学 Chongqing University"))
    assert (min(found) >= -(2**31), max(found) < 2**31) == (True, True)


def test_nothing_typed_asks_for_nothing() -> None:
    assert lookups(" 🦆 ").terms == frozenset()


def test_rare_terms_are_asked_for_first_and_common_ones_left_out() -> None:
    asked = lookups("玄汀大学")
    counts = dict.fromkeys(asked.single, 50_000) | {asked.single[0]: 150}
    assert [probe.terms for probe in asked.chosen(counts)] == [(asked.single[0],)]


def test_kinds_have_terms_of_their_own() -> None:
    assert len({kind_term("organisation"), kind_term("platform")}) == 2
