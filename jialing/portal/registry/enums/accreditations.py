"""States of an accreditation."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class AccreditationState(TextChoices):
    """From application to the end of the certificate."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    REFUSED = "refused"
    CERTIFIED = "certified"
    UNDER_EVALUATION = "under_evaluation"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


_S = AccreditationState
ACCREDITATION_MOVES: Mapping[str, frozenset[str]] = {
    _S.DRAFT: frozenset({_S.FILED, _S.WITHDRAWN}),
    _S.FILED: frozenset({_S.RETURNED, _S.UNDER_REVIEW, _S.WITHDRAWN}),
    _S.RETURNED: frozenset({_S.FILED, _S.WITHDRAWN}),
    _S.UNDER_REVIEW: frozenset({_S.APPROVED, _S.REFUSED, _S.RETURNED, _S.WITHDRAWN}),
    _S.APPROVED: frozenset({_S.CERTIFIED}),
    _S.REFUSED: frozenset(),
    _S.CERTIFIED: frozenset({_S.UNDER_EVALUATION, _S.EXPIRED, _S.WITHDRAWN}),
    _S.UNDER_EVALUATION: frozenset({_S.CERTIFIED, _S.EXPIRED, _S.WITHDRAWN}),
    _S.EXPIRED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""An evaluation leads back to the certificate (renewed or downgraded), or ends it."""


class AccreditationPurpose(TextChoices):
    """First, or again before the term ends."""

    NEW = "new"
    RENEWAL = "renewal"


class EvaluationOutcome(TextChoices):
    """What an evaluation led to."""

    RENEWED = "renewed"
    DOWNGRADED = "downgraded"
    WITHDRAWN = "withdrawn"
