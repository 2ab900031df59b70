"""Passages that two texts share are found wherever they stand, in both languages."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import InputError
from jialing.procedure import likeness

CHINESE = "本项目拟围绕江河芯片的低功耗设计开展研究，提出一种面向边缘计算的新型架构，并在两地共建平台上完成验证。"
ENGLISH = (
    "We propose a novel architecture for edge computing that lowers the power drawn by each chip and is verified on the"
    " joint platform of both cities within two years."
)


def _noise(seed: int, n: int = 400) -> str:
    rng = random.Random(seed)
    return "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(n))


def test_a_copied_passage_is_found_where_it_stands() -> None:
    mine, other = _noise(1) + CHINESE + _noise(2), _noise(3) + CHINESE + _noise(4)
    (shared,) = likeness({"mine": mine}, {"other": other})["mine"].with_
    (passage,) = shared.passages
    assert (mine[passage.begin : passage.end], other[passage.other_begin : passage.other_end]) == (
        CHINESE.removesuffix("。"),
        CHINESE.removesuffix("。"),
    )


def test_the_share_is_of_the_texts_own_units() -> None:
    found = likeness({"mine": _noise(1, 54) + CHINESE.replace("，", "")}, {"other": CHINESE})["mine"]
    assert (found.n_units, found.share) == (54 + 48, pytest.approx(48 / 102))


def test_marks_blanks_width_and_case_hide_nothing() -> None:
    hidden = ENGLISH.upper().replace(" ", "  —  ").replace("NOVEL", "ＮＯＶＥＬ")
    found = likeness({"mine": hidden}, {"other": ENGLISH})["mine"]
    assert found.share == 1.0


def test_a_word_changed_in_the_middle_parts_no_passage() -> None:
    changed = ENGLISH.replace("chip", "circuit").replace("verified", "tested")
    (shared,) = likeness({"mine": changed}, {"other": ENGLISH}, run=5)["mine"].with_
    assert [passage.n_units for passage in shared.passages] == [len(ENGLISH.split())]


def test_short_coincidences_do_not_count() -> None:
    found = likeness({"mine": _noise(1) + CHINESE[:18]}, {"other": _noise(2) + CHINESE[:18]})["mine"]
    assert (found.share, found.with_) == (0.0, ())


def test_sentences_of_the_form_belong_to_nobody() -> None:
    texts = {f"p{n}": CHINESE + _noise(n) for n in range(30)}
    assert {found.share for found in likeness(texts, {}).values()} == {0.0}


def test_concurrent_proposals_are_compared_with_each_other_but_not_with_themselves() -> None:
    texts = {"a": CHINESE + _noise(1), "b": _noise(2) + CHINESE, "c": _noise(3)}
    found = likeness(texts, {})
    assert {key: [shared.other for shared in one.with_] for key, one in found.items()} == {
        "a": ["b"],
        "b": ["a"],
        "c": [],
    }


def test_texts_set_apart_are_not_compared() -> None:
    assert likeness({"full": CHINESE}, {"concept": CHINESE}, apart={"full": ["concept"]})["full"].share == 0.0


@pytest.mark.parametrize("text", ["", "。，!", "短文"])
def test_a_text_without_a_run_shares_nothing(text: str) -> None:
    found = likeness({"mine": text}, {"other": CHINESE, "empty": ""})["mine"]
    assert (found.with_, math.isnan(found.share)) == ((), found.n_units == 0)


@pytest.mark.parametrize("limits", [{"run": 1}, {"run": 30}, {"common": 2.0}])
def test_limits_that_mean_nothing_are_refused(limits: dict[str, float]) -> None:
    with pytest.raises(InputError) as caught:
        likeness({"mine": CHINESE}, {}, **limits)  # type: ignore[arg-type]
    assert caught.value.code == "similarity.limits"


def test_a_key_that_stands_on_both_sides_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        likeness({"mine": CHINESE}, {"mine": CHINESE})
    assert caught.value.code == "similarity.key_twice"


def test_a_text_that_repeats_itself_costs_no_square() -> None:
    """Twenty thousand times the same word on both sides: four hundred million pairs of places if all were held."""
    found = likeness({"mine": "啊" * 20_000 + CHINESE}, {"other": "啊" * 20_000 + CHINESE})["mine"]
    assert found.with_[0].passages[0].n_units >= 48


WORDS = st.lists(st.sampled_from("甲乙丙丁"), max_size=40).map("".join)


def _slow(mine: str, other: str, run: int) -> set[int]:
    """Units of a text that lie in a run which stands in the other, found by trying every place."""
    places = [at for at in range(len(mine) - run + 1) if mine[at : at + run] in other]
    return {unit for at in places for unit in range(at, at + run)}


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS)
def test_runs_are_those_that_a_slow_search_finds(mine: str, other: str) -> None:
    found = likeness({"mine": mine}, {"other": other}, run=4, least=4)["mine"]
    inside = {unit for one in found.with_ for p in one.passages for unit in range(p.begin, p.end)}
    slow = _slow(mine, other, 4)
    assert slow <= inside
    assert all(min(abs(unit - near) for near in slow) <= 4 for unit in inside)
