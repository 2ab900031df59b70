"""Flags of a call's reviews, by the names that the portal knows: reasons for an officer to read, never findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jialing.measure import Bounds, Flag, calibration, outlier_flags, reviews, text_flags


@dataclass(frozen=True)
class Review:
    """A review as it was sent in: ``score`` None where there is none, ``text`` all that was written."""

    proposal: str
    reviewer: str
    score: float | None
    text: str


@dataclass(frozen=True)
class ReviewFlag:
    """A flag; ``code``: its phrase, filled with ``value`` and ``limit``; ``other``: the review that shares words."""

    review: Review
    code: str
    value: float
    limit: float
    other: Review | None


def flag_reviews(
    sent: Sequence[Review],
    *,
    proposal_texts: Mapping[str, str] | None = None,
    form: str = "",
    bounds: Bounds | None = None,
) -> tuple[ReviewFlag, ...]:
    """Reviews to look at: too short, sharing words with another text, or with a score that nothing else explains.

    Parameters
    ----------
    proposal_texts : what the proposals say, by name; left out where not known
    form : what the form itself says
    bounds : what the office calls short, copied, far off

    Raises
    ------
    InputError
        ``calibration.twice`` where a reviewer scored a proposal twice.
    """
    proposal, reviewer = _codes([one.proposal for one in sent]), _codes([one.reviewer for one in sent])
    rows, by = [proposal[one.proposal] for one in sent], [reviewer[one.reviewer] for one in sent]
    texts = {proposal[name]: text for name, text in (proposal_texts or {}).items() if name in proposal}
    written = [one.text for one in sent]
    found = text_flags(written, reviewer=by, proposal=rows, proposal_texts=texts, form=form, bounds=bounds)
    scores = [(nth, one.score) for nth, one in enumerate(sent) if one.score is not None]
    scored = [nth for nth, _ in scores]
    given = reviews(
        np.array([rows[nth] for nth in scored], np.int64),
        np.array([by[nth] for nth in scored], np.int64),
        [score for _, score in scores],
        n_proposals=len(proposal),
        n_reviewers=len(reviewer),
    )
    far = outlier_flags(given, calibration(given), bounds=bounds)
    named = [_named(sent, flag, flag.review) for flag in found]
    return (*named, *(_named(sent, flag, scored[flag.review]) for flag in far))


def _codes(names: Sequence[str]) -> dict[str, int]:
    return {name: nth for nth, name in enumerate(dict.fromkeys(names))}


def _named(sent: Sequence[Review], flag: Flag, row: int) -> ReviewFlag:
    other = None if flag.other is None else sent[flag.other]
    return ReviewFlag(sent[row], flag.code, flag.value, flag.limit, other)
