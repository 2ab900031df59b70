"""Stages of founding a joint institution, its parties and what they promise."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class FoundingState(TextChoices):
    """From first talks to an institution at work, or to an end."""

    PROPOSED = "proposed"
    NEGOTIATING = "negotiating"
    INTENT_SIGNED = "intent_signed"
    AGREEMENT_SIGNED = "agreement_signed"
    APPROVED = "approved"
    BUILDING = "building"
    OPERATING = "operating"
    ENDED = "ended"
    ABANDONED = "abandoned"


_S = FoundingState
FOUNDING_MOVES: Mapping[str, frozenset[str]] = {
    _S.PROPOSED: frozenset({_S.NEGOTIATING, _S.ABANDONED}),
    _S.NEGOTIATING: frozenset({_S.INTENT_SIGNED, _S.AGREEMENT_SIGNED, _S.ABANDONED}),
    _S.INTENT_SIGNED: frozenset({_S.AGREEMENT_SIGNED, _S.NEGOTIATING, _S.ABANDONED}),
    _S.AGREEMENT_SIGNED: frozenset({_S.APPROVED, _S.ABANDONED}),
    _S.APPROVED: frozenset({_S.BUILDING, _S.ABANDONED}),
    _S.BUILDING: frozenset({_S.OPERATING, _S.ABANDONED}),
    _S.OPERATING: frozenset({_S.ENDED}),
    _S.ENDED: frozenset(),
    _S.ABANDONED: frozenset(),
}


class FoundingPartyKind(TextChoices):
    """Which kind of party founds."""

    STATE_OWNED_ENTERPRISE = "state_owned_enterprise"
    ENTERPRISE = "enterprise"
    UNIVERSITY_AT_HOME = "university_at_home"
    UNIVERSITY_ABROAD = "university_abroad"
    NATIONAL_INSTITUTE = "national_institute"
    ZONE = "zone"
    GOVERNMENT = "government"
    OTHER = "other"


class CommitmentKind(TextChoices):
    """What is promised, and in which unit it is counted: yuan, people, square metres, pieces."""

    MONEY = "money"
    PEOPLE = "people"
    SPACE = "space"
    EQUIPMENT = "equipment"
