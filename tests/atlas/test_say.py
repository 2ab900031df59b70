"""Numbers, sentences and frames."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from jialing.atlas import Atlas, Finding, Names, Scope, say, say_headline
from jialing.base import numbers

NAMES = {"CN-1": Names("Chengdu", "成都")}


@pytest.mark.parametrize(
    ("value", "text"), [(1234, "1,234"), (0, "0"), (12.5, "12.5"), (12345.6, "12,346"), (None, "–"), (math.nan, "–")]
)
def test_count_is_written_with_separators(value: float | None, text: str) -> None:
    assert numbers.count(value) == text


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (0.123, "12\xa0%", "12%"),
        (0.0456, "4.6\xa0%", "4.6%"),
        (0.0002, "<0.1\xa0%", "<0.1%"),
        (0.0, "0\xa0%", "0%"),
        (1.0, "100\xa0%", "100%"),
        (0.9966, "99.7\xa0%", "99.7%"),
        (0.99999, ">99.9\xa0%", ">99.9%"),
        (None, "–", "–"),
    ],
)
def test_share_is_written_in_each_language(value: float | None, en: str, zh: str) -> None:
    assert (numbers.share(value, "en"), numbers.share(value, "zh")) == (en, zh)


def test_growth_carries_its_sign() -> None:
    assert (numbers.growth(0.045, "zh"), numbers.growth(-0.02, "en")) == ("+4.5%", "−2.0\xa0%")


def test_sentences_name_things_in_the_language() -> None:
    finding = Finding("atlas.title.rank", {"a": "CN-1", "b": "CN-2", "rank": 3, "n_pairs": 1200})
    assert say(finding, "en", NAMES) == "Chengdu and CN-2 are number 3 of the circle's 1,200 pairs"
    assert say(finding, "zh", NAMES) == "成都与CN-2在全圈 1,200 个城市对中排第 3"


def test_one_is_not_many() -> None:
    finding = Finding("atlas.title.alliances", {"n_alliances": 1, "n_seats": 21})
    assert say(finding, "en", {}) == "1 alliance with 21 seats in all"


def test_codes_that_a_source_brought_stand_as_they_are() -> None:
    assert say(Finding("because.some_new_rule"), "en", {}) == "some new rule"


def test_headlines_are_worded(atlas: Atlas, scope: Scope) -> None:
    label, number = say_headline(atlas.overview(scope).headlines[1], "en")
    assert label == "growth a year"
    assert number.startswith(("+", "−"))


def test_frame_holds_names_ids_and_what_is_told(atlas: Atlas, scope: Scope) -> None:
    frame = atlas.overview(scope).top_pairs.to_frame("zh")
    assert list(frame.columns)[:5] == ["排名", "城市甲", "place_a_id", "城市乙", "place_b_id"]
    assert frame["城市甲"].iloc[0] == "成都"
    assert frame.attrs["finding"].startswith("成都与重庆合作")


def test_frame_of_a_refused_answer_is_empty(atlas: Atlas) -> None:
    frame = atlas.overview(atlas.default_scope(population="papers:conference")).trend.to_frame()
    assert len(frame) == 0
    assert "cannot tell" in frame.attrs["finding"]


@pytest.mark.parametrize(("lang", "said"), [("en", "in 2024"), ("zh", "2024 年")])
def test_period_of_one_year_is_said_once(atlas: Atlas, scope: Scope, lang: str, said: str) -> None:
    title = atlas.overview(replace(scope, first_year=2020, last_year=2020)).trend.say(lang)
    assert (said.replace("2024", "2020") in title, "2020–2020" in title, "2020—2020" in title) == (True, False, False)
