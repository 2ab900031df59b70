"""What an officer should look at in reviews: too short, words of another's, a score that nothing else explains.

A flag is a reason to read, never a finding: none changes a score or a rank. Whether a score fits the tone of its text
is not judged: that cannot be told reliably in two languages without reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from jialing.errors import InputError
from jialing.measure.calibration import Calibration, leverage
from jialing.measure.mixed_model import Reviews

TOO_SHORT, OUTLIER = "review_flag.too_short", "review_flag.outlier"
FROM_REVIEW, FROM_PROPOSAL = "review_flag.from_review", "review_flag.from_proposal"
OWN_AGAIN = "review_flag.own_again"

RUN = 6
"""Words (or Han characters) in a row that count as one shared piece: shorter runs are common language."""

LEAST_PIECES = 12
"""Pieces of a text's own below which nothing is said of copying: short texts agree by chance."""

COMMON = 4
"""Reviewers who use a piece: from here on it belongs to the form or the trade, and counts for nobody."""

_WORD = re.compile(r"[㐀-䶿一-鿿豈-﫿]|[^\W_]+")


@dataclass(frozen=True)
class Bounds:
    """What an office calls short, copied, far off; stated in the call's rules.

    ``words``: least length (a Han character counts as half a word); ``shared``: share of a review's pieces that stand
    in another text; ``false_share``: of the outliers flagged so many may be chance.
    """

    words: float = 50.0
    shared: float = 0.4
    false_share: float = 0.05


@dataclass(frozen=True)
class Flag:
    """A review (row) to look at; ``value`` beside ``limit``; ``other``: the review that shares words, or None."""

    review: int
    code: str
    value: float
    limit: float
    other: int | None = None


def text_flags(
    texts: Sequence[str],
    *,
    reviewer: Sequence[int],
    proposal: Sequence[int],
    proposal_texts: Mapping[int, str] | None = None,
    form: str = "",
    bounds: Bounds | None = None,
) -> tuple[Flag, ...]:
    """Reviews that are too short, or share their words with another review or with the proposal they are about.

    A review's pieces are its runs of six words; those of the form, and those that four or more reviewers use, count for
    nobody. The flag names the text that holds most of the rest. A reviewer's own review of another proposal is a flag
    of its own kind: it is no copying, but says that neither was written for its proposal.

    Parameters
    ----------
    texts : of each review, "" where there is none (then it is too short)
    reviewer, proposal : codes of each review
    proposal_texts : by proposal, as reviewers could read them; left out where not known
    form : what the form itself says (criteria, anchors)

    Raises
    ------
    InputError
        ``review_flag.shapes``

    References
    ----------
    Broder (1997), doi:10.1109/SEQUEN.1997.666900 (containment of shingles)
    """
    if not len(texts) == len(reviewer) == len(proposal):
        raise InputError("review_flag.shapes", shapes=f"{len(texts)}, {len(reviewer)}, {len(proposal)}")
    limits = bounds or Bounds()
    words = [_words(text) for text in texts]
    lengths = [sum(0.5 if "㐀" <= word[0] <= "﫿" else 1.0 for word in one) for one in words]
    short = [Flag(row, TOO_SHORT, size, limits.words) for row, size in enumerate(lengths) if size < limits.words]
    pieces = _own_pieces(words, reviewer, _pieces(_words(form)))
    read = {code: _pieces(_words(text)) for code, text in (proposal_texts or {}).items()}
    copied = [
        flag
        for row, own in enumerate(pieces)
        if len(own) >= LEAST_PIECES
        for flag in (_from_proposal(row, own, read.get(proposal[row], set()), limits.shared),)
        if flag
    ]
    return (*short, *copied, *_from_reviews(pieces, reviewer, limits.shared))


def outlier_flags(given: Reviews, found: Calibration, *, bounds: Bounds | None = None) -> tuple[Flag, ...]:
    """Scores further from what proposal and reviewer explain than chance allows among so many.

    The residual over its own standard error is compared with the normal; flagged are those that keep the share of
    false flags below the bound (Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x). Rows are those of
    ``given``. Nothing is flagged where the reviewers' scales are not identifiable. ``value``: standard errors with
    their sign.
    """
    limits = bounds or Bounds()
    if found.spread is None or not len(given.score):
        return ()
    residual = given.score - found.score[given.proposal] - found.leaning[given.reviewer]
    standard = residual / np.sqrt(found.spread.mean[2] * (1.0 - leverage(given, found)))
    p = 2 * norm.sf(np.abs(standard))
    order = np.argsort(p, kind="stable")
    within = np.flatnonzero(p[order] <= limits.false_share * np.arange(1, len(p) + 1) / len(p))
    n = int(within[-1]) + 1 if len(within) else 0
    cut = float(norm.isf(limits.false_share * max(n, 1) / len(p) / 2))
    return tuple(Flag(int(row), OUTLIER, float(standard[row]), cut) for row in sorted(order[:n]))


def _words(text: str) -> list[str]:
    """Words, and each Han character by itself; case, width and punctuation do not count."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _pieces(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _own_pieces(words: Sequence[Sequence[str]], reviewer: Sequence[int], form: set[str]) -> list[set[str]]:
    every = [_pieces(one) - form for one in words]
    by_reviewer: dict[int, set[str]] = defaultdict(set)
    for who, pieces in zip(reviewer, every, strict=True):
        by_reviewer[who] |= pieces
    users = Counter(piece for pieces in by_reviewer.values() for piece in pieces)
    return [{piece for piece in pieces if users[piece] < COMMON} for pieces in every]


def _from_proposal(row: int, own: set[str], read: set[str], limit: float) -> Flag | None:
    share = len(own & read) / len(own)
    return Flag(row, FROM_PROPOSAL, share, limit) if share >= limit else None


def _from_reviews(pieces: Sequence[set[str]], reviewer: Sequence[int], limit: float) -> list[Flag]:
    """The review that shares most of each, one by another reviewer before one's own."""
    where: dict[str, list[int]] = defaultdict(list)
    for row, own in enumerate(pieces):
        for piece in own:
            where[piece].append(row)
    found = []
    for row, own in enumerate(pieces):
        if len(own) < LEAST_PIECES:
            continue
        shared = Counter(other for piece in own for other in where[piece] if other != row)
        for code, is_own in ((FROM_REVIEW, False), (OWN_AGAIN, True)):
            others = {other: n for other, n in shared.items() if (reviewer[other] == reviewer[row]) is is_own}
            best = min(others, key=lambda other: (-others[other], other), default=None)
            if best is not None and others[best] / len(own) >= limit:
                found.append(Flag(row, code, others[best] / len(own), limit, best))
                break
    return found
