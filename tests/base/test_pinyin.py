"""How Chinese names are read."""

import pytest

from jialing.base.pinyin import is_han, syllables


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("成都", ["cheng", "du"]),
        ("重庆大学", ["chong", "qing", "da", "xue"]),
        ("重量", ["zhong", "liang"]),
        ("吕梁", ["lu", "liang"]),
        ("乐山", ["le", "shan"]),
        ("A股 1", ["gu"]),
        ("", []),
        ("\ud800", []),
    ],
)
def test_syllables_are_read_without_tones(text: str, read: list[str]) -> None:
    assert syllables(text) == read


def test_only_chinese_characters_are_chinese() -> None:
    assert [is_han(c) for c in "成aあ가"] == [True, False, False, False]
