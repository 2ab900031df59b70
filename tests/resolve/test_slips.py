from __future__ import annotations

import pytest

from jialing.resolve import NameIndex
from jialing.resolve.slips import by_slip
from jialing.resolve.text import words_of
from tests.resolve.registry import BODIES, Body, index_of


def heard(text: str, index: NameIndex) -> list[str]:
    """The names that a text nearly has."""
    return [index.keys[mention.phrase].replace(" ", "") for mention in by_slip(words_of(text), index)]


@pytest.mark.parametrize("text", ["西安电子技科大学", "西安电子子科技大学", "西安电子技科大学计算机系"])
def test_by_slip_hears_swapped_and_doubled_characters(text: str, index: NameIndex) -> None:
    assert "西安电子科技大学" in heard(text, index)


def test_by_slip_is_silent_where_the_name_is_right(index: NameIndex) -> None:
    assert heard("西安电子科技大学", index) == []


def test_by_slip_takes_no_other_place_for_a_slip(index: NameIndex) -> None:
    assert heard("南安电子科技大学", index) == []


def test_by_slip_takes_no_word_that_other_names_have_for_a_slip(index: NameIndex) -> None:
    zoologists = Body("zoology", "Institute of Zoology", "Beijing", "Beijing", labels=("动物研究所",))
    text = "中国科学院成都动物研究所"
    assert [heard(text, one) for one in (index, index_of((*BODIES, zoologists)))] == [["中国科学院成都生物研究所"], []]
