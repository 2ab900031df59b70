"""Texts as words: Latin and Chinese, without those that say nothing."""

from __future__ import annotations

from jialing.match.expertise import language_of, terms, words


def test_latin_words_are_small_and_without_small_words() -> None:
    assert words("The Graph-based Learning of a Protein’s 3 folds") == (
        "graph",
        "learning",
        "protein",
        "folds",
    )


def test_chinese_is_cut_into_words() -> None:
    assert words("基于强化学习的机器人控制") == ("强化", "学习", "机器人", "控制")


def test_full_width_letters_are_plain_ones() -> None:
    assert words("ＲＮＡ 测序") == ("rna", "测序")


def test_terms_hold_pairs_of_neighbours() -> None:
    assert terms("graph neural networks") == ("graph", "neural", "networks", "graph neural", "neural networks")


def test_language_is_read_from_letters() -> None:
    texts = ("neural networks", "面向 CT 图像的分割", "12 + 3", "")
    assert [language_of(text) for text in texts] == ["en", "zh", "", ""]
