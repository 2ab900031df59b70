"""Readings of the tail: short words misspelt inside a name, words with a capital inside."""

from __future__ import annotations

import pytest

from jialing.resolve import NameIndex
from jialing.resolve.tail import parted, respelt
from jialing.resolve.text import words_of
from tests.resolve.registry import Body, index_of


@pytest.fixture(scope="module")
def small() -> NameIndex:
    return index_of(
        [
            Body("xys", "Xun Yat River University", "Guangzhou", "Guangdong"),
            Body("xal", "Xing An", "Shenzhen", "Guangdong", types=("company",), aliases=("Xingan",)),
            Body("sid", "Sid Wilhelm Institute", "Guangzhou", "Guangdong"),
        ]
    )


def test_short_word_inside_a_name_is_respelt(small: NameIndex) -> None:
    words = respelt(words_of("Law School, Xun Yan River University"), small)
    assert words is not None
    assert words.words[2:4] == ["xun", "yat"]


@pytest.mark.parametrize("text", ["Xun, Yan River University", "Xun yan River University", "Xun Yin River University"])
def test_short_word_is_left_where_no_name_is_sure(small: NameIndex, text: str) -> None:
    words = respelt(words_of(text), small)
    assert words is None or "yat" not in words.words


def test_word_with_a_capital_inside_is_parted_though_a_name_has_it_whole(small: NameIndex) -> None:
    words = parted(words_of("XingAn Life"), small)
    assert words is not None
    assert words.words[:2] == ["xing", "an"]


def test_word_without_a_capital_inside_that_a_name_has_stays_whole(small: NameIndex) -> None:
    assert parted(words_of("Xingan Life"), small) is None
