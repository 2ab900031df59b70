"""Flags of reviews: short, shared words in either language, scores far off; silence where there is no ground."""

from __future__ import annotations

import numpy as np
import pytest

from jialing.errors import InputError
from jialing.measure import Bounds, Flag, calibration, outlier_flags, reviews, text_flags

WORDS = [f"w{n}" for n in range(400)]
HAN = (
    "本项目围绕高功率激光器件的可靠性问题提出了清晰的技术路线团队基础扎实但经费预算中设备占比偏高建议核减并补充对照实验"
)


def _text(start: int, n: int = 80) -> str:
    return " ".join(WORDS[start : start + n])


def _kinds(flags: tuple[Flag, ...]) -> list[tuple[int, str, int | None]]:
    return [(one.review, one.code.rpartition(".")[2], one.other) for one in flags]


def _flags(texts: list[str], reviewer: list[int], **more: object) -> list[tuple[int, str, int | None]]:
    return _kinds(text_flags(texts, reviewer=reviewer, proposal=list(range(len(texts))), **more))  # type: ignore[arg-type]


def test_short_reviews_are_flagged_and_long_ones_are_not() -> None:
    assert _flags(["good", _text(0), ""], [0, 1, 2]) == [(0, "too_short", None), (2, "too_short", None)]


def test_two_han_characters_count_as_a_word() -> None:
    assert _flags([HAN, HAN[:30]], [0, 0], bounds=Bounds(words=25, shared=1.01)) == [(1, "too_short", None)]


def test_words_of_another_review_are_flagged_with_the_review() -> None:
    texts = [_text(0), _text(100), _text(0, 60) + " " + _text(300, 20)]
    assert _flags(texts, [0, 1, 2]) == [(0, "from_review", 2), (2, "from_review", 0)]


def test_copying_is_seen_in_chinese_whatever_the_punctuation() -> None:
    other = "，".join(HAN[at : at + 7] for at in range(0, len(HAN), 7)) + "。"
    assert _flags([HAN, other], [0, 1], bounds=Bounds(words=1)) == [(0, "from_review", 1), (1, "from_review", 0)]


def test_ones_own_words_again_are_another_kind() -> None:
    assert _flags([_text(0), _text(0)], [7, 7]) == [(0, "own_again", 1), (1, "own_again", 0)]


def test_words_of_the_proposal_are_flagged() -> None:
    texts = [_text(0), _text(200)]
    assert _flags(texts, [0, 1], proposal_texts={0: _text(0, 100), 1: _text(0, 100)}) == [(0, "from_proposal", None)]


def test_words_of_the_form_count_for_nobody() -> None:
    texts = [_text(0, 60) + " " + _text(100 + 40 * who, 30) for who in range(2)]
    assert _flags(texts, [0, 1]) != []
    assert _flags(texts, [0, 1], form=_text(0, 60)) == []


def test_what_many_reviewers_write_counts_for_nobody() -> None:
    texts = [_text(0, 60) + " " + _text(100 + 40 * who, 30) for who in range(5)]
    assert _flags(texts, list(range(5))) == []


def test_lists_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(InputError, match=r"review_flag\.shapes"):
        text_flags(["a"], reviewer=[0, 1], proposal=[0])


def _scores(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    reviewer = np.array([rng.permutation(10)[:4] for _ in range(40)])
    score = rng.normal(70, 6, 40)[:, None] + rng.normal(0, 4, 10)[reviewer] + rng.normal(0, 3, (40, 4))
    return np.repeat(np.arange(40), 4), reviewer.ravel(), score.ravel()


def _outliers(proposal: np.ndarray, reviewer: np.ndarray, score: np.ndarray) -> tuple[Flag, ...]:
    given = reviews(proposal, reviewer, score, n_proposals=40, n_reviewers=10)
    return outlier_flags(given, calibration(given))


def test_a_score_far_off_is_flagged_with_its_sign() -> None:
    proposal, reviewer, score = _scores(1)
    score[17] -= 25
    (only,) = _outliers(proposal, reviewer, score)
    assert (only.review, only.code, only.value < -only.limit) == (17, "review_flag.outlier", True)


def test_ordinary_scores_are_seldom_flagged() -> None:
    assert sum(bool(_outliers(*_scores(seed))) for seed in range(30)) <= 5


def test_a_lenient_reviewer_is_no_outlier() -> None:
    proposal, reviewer, score = _scores(2)
    score[reviewer == 3] += 15
    assert _outliers(proposal, reviewer, score) == ()


def test_nothing_is_flagged_where_scales_are_not_identifiable() -> None:
    given = reviews([0, 0, 1, 1], [0, 1, 0, 1], [1.0, 2.0, 9.0, 1.0], n_proposals=2, n_reviewers=2)
    assert outlier_flags(given, calibration(given)) == ()
