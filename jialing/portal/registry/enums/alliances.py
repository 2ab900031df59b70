"""Life of alliances, their seats, admissions and votes."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class AllianceState(TextChoices):
    """Whether an alliance is dormant is decided by people; evidence of sleep is computed."""

    PROPOSED = "proposed"
    FOUNDING = "founding"
    ACTIVE = "active"
    DORMANT = "dormant"
    DISSOLVED = "dissolved"


_S = AllianceState
ALLIANCE_MOVES: Mapping[str, frozenset[str]] = {
    _S.PROPOSED: frozenset({_S.FOUNDING, _S.DISSOLVED}),
    _S.FOUNDING: frozenset({_S.ACTIVE, _S.DISSOLVED}),
    _S.ACTIVE: frozenset({_S.DORMANT, _S.DISSOLVED}),
    _S.DORMANT: frozenset({_S.ACTIVE, _S.DISSOLVED}),
    _S.DISSOLVED: frozenset(),
}
FOUNDED = frozenset({_S.ACTIVE, _S.DORMANT})
"""States of an alliance that exists."""


class Seat(TextChoices):
    """What a member sits as."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARIAT = "secretariat"
    COUNCIL = "council"
    MEMBER = "member"
    OBSERVER = "observer"


class MembershipState(TextChoices):
    """Applied, admitted, refused, left."""

    APPLIED = "applied"
    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"


_M = MembershipState
MEMBERSHIP_MOVES: Mapping[str, frozenset[str]] = {
    _M.APPLIED: frozenset({_M.ADMITTED, _M.REFUSED}),
    _M.ADMITTED: frozenset({_M.LEFT}),
    _M.REFUSED: frozenset({_M.APPLIED}),
    _M.LEFT: frozenset({_M.APPLIED}),
}


class BallotState(TextChoices):
    """A ballot is open, then carried, lost or without a quorum."""

    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"
    NO_QUORUM = "no_quorum"


class VoteChoice(TextChoices):
    """How a member votes."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class ActivityKind(TextChoices):
    """What an alliance does between meetings."""

    WORKSHOP = "workshop"
    JOINT_PROJECT = "joint_project"
    VISIT = "visit"
    TRAINING = "training"
    MATCHMAKING = "matchmaking"
    OTHER = "other"


class OutputKind(TextChoices):
    """What came of it."""

    PUBLICATION = "publication"
    PATENT = "patent"
    PROJECT = "project"
    STANDARD = "standard"
    REPORT = "report"
    OTHER = "other"
