"""Who stands for whom, and what people say of their works."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class RepresentationState(TextChoices):
    """Claimed by a person, confirmed or refused by an officer, ended."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    ENDED = "ended"


_S = RepresentationState
REPRESENTATION_MOVES: Mapping[str, frozenset[str]] = {
    _S.CLAIMED: frozenset({_S.CONFIRMED, _S.REFUSED, _S.ENDED}),
    _S.CONFIRMED: frozenset({_S.ENDED}),
    _S.REFUSED: frozenset({_S.CLAIMED}),
    _S.ENDED: frozenset(),
}


class ClaimState(TextChoices):
    """A work is proposed from the lake, confirmed or refused by the person."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


CLAIM_MOVES: Mapping[str, frozenset[str]] = {
    ClaimState.PROPOSED: frozenset({ClaimState.CONFIRMED, ClaimState.REFUSED}),
    ClaimState.CONFIRMED: frozenset({ClaimState.REFUSED}),
    ClaimState.REFUSED: frozenset({ClaimState.CONFIRMED}),
}
