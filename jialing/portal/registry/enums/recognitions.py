"""States of recognitions and of the automatic check of their criteria."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class RecognitionState(TextChoices):
    """From proposal to grant. That a term ran out is told by its date, not by a state."""

    PROPOSED = "proposed"
    RECOMMENDED = "recommended"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_S = RecognitionState
RECOGNITION_MOVES: Mapping[str, frozenset[str]] = {
    _S.PROPOSED: frozenset({_S.RECOMMENDED, _S.GRANTED, _S.REFUSED}),
    _S.RECOMMENDED: frozenset({_S.GRANTED, _S.REFUSED}),
    _S.GRANTED: frozenset({_S.WITHDRAWN}),
    _S.REFUSED: frozenset({_S.PROPOSED}),
    _S.WITHDRAWN: frozenset(),
}
"""National ones pass by recommendation; local departments grant their own from the proposal."""


class DecidedBy(TextChoices):
    """Who settled a criterion."""

    RULE = "rule"
    PERSON = "person"
