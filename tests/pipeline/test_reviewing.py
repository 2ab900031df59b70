"""Flags of reviews by the names that the portal knows."""

from __future__ import annotations

import numpy as np

from jialing.measure import Bounds
from jialing.pipeline import Review, flag_reviews

LONG = " ".join(f"w{n}" for n in range(60))


def test_flags_name_the_review_and_whose_words_it_shares() -> None:
    sent = [Review("p", "ann", 80.0, LONG), Review("q", "bob", None, LONG), Review("q", "ann", 70.0, "fine")]
    found = [(one.review.reviewer, one.code.rpartition(".")[2], one.other) for one in flag_reviews(sent)]
    assert found == [("ann", "too_short", None), ("ann", "from_review", sent[1]), ("bob", "from_review", sent[0])]


def test_scores_far_off_are_flagged_although_others_are_missing() -> None:
    rng = np.random.default_rng(1)
    sent = [
        Review(f"p{row}", f"r{who}", float(60 + row + 2 * who + rng.normal()), "")
        for row in range(12)
        for who in rng.permutation(5)[:4]
    ]
    sent = [Review("p0", "late", None, ""), *sent]
    sent[9] = Review(sent[9].proposal, sent[9].reviewer, 5.0, "")
    far = [one.review for one in flag_reviews(sent, bounds=Bounds(words=0)) if one.code == "review_flag.outlier"]
    assert far == [sent[9]]


def test_no_reviews_have_no_flags() -> None:
    assert flag_reviews([]) == ()
