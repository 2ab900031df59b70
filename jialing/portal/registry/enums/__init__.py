"""Kinds, states and the tables of moves between states, one file a noun."""

from __future__ import annotations

from jialing.portal.registry.enums.accreditations import (
    ACCREDITATION_MOVES,
    AccreditationPurpose,
    AccreditationState,
    EvaluationOutcome,
)
from jialing.portal.registry.enums.alliances import (
    ALLIANCE_MOVES,
    FOUNDED,
    MEMBERSHIP_MOVES,
    ActivityKind,
    AllianceState,
    BallotState,
    MembershipState,
    OutputKind,
    Seat,
    VoteChoice,
)
from jialing.portal.registry.enums.foundings import FOUNDING_MOVES, CommitmentKind, FoundingPartyKind, FoundingState
from jialing.portal.registry.enums.notices import MailPace
from jialing.portal.registry.enums.organisations import (
    ORGANISATION_MOVES,
    DuplicateReason,
    DuplicateState,
    IdentityChangeKind,
    LegalType,
    NameKind,
    OrganisationKind,
    OrganisationRelationKind,
    OrganisationState,
)
from jialing.portal.registry.enums.people import CLAIM_MOVES, REPRESENTATION_MOVES, ClaimState, RepresentationState
from jialing.portal.registry.enums.platforms import (
    AT_WORK,
    PLATFORM_MOVES,
    DesignationKind,
    PartyRole,
    PersonRole,
    PlatformKind,
    PlatformOrigin,
    PlatformState,
    ServiceKind,
)
from jialing.portal.registry.enums.recognitions import RECOGNITION_MOVES, DecidedBy, RecognitionState
from jialing.portal.registry.enums.shared import Grade, Level, Verdict
from jialing.portal.registry.enums.work import TASK_MOVES, DocumentState, RecordKind, TaskState
from jialing.portal.registry.enums.zones import ZONE_ENTRY_MOVES, ZONE_MOVES, ZoneEntryState, ZoneKind, ZoneState

__all__ = [
    "ACCREDITATION_MOVES",
    "ALLIANCE_MOVES",
    "AT_WORK",
    "CLAIM_MOVES",
    "FOUNDED",
    "FOUNDING_MOVES",
    "MEMBERSHIP_MOVES",
    "ORGANISATION_MOVES",
    "PLATFORM_MOVES",
    "RECOGNITION_MOVES",
    "REPRESENTATION_MOVES",
    "TASK_MOVES",
    "ZONE_ENTRY_MOVES",
    "ZONE_MOVES",
    "AccreditationPurpose",
    "AccreditationState",
    "ActivityKind",
    "AllianceState",
    "BallotState",
    "ClaimState",
    "CommitmentKind",
    "DecidedBy",
    "DesignationKind",
    "DocumentState",
    "DuplicateReason",
    "DuplicateState",
    "EvaluationOutcome",
    "FoundingPartyKind",
    "FoundingState",
    "Grade",
    "IdentityChangeKind",
    "LegalType",
    "Level",
    "MailPace",
    "MembershipState",
    "NameKind",
    "OrganisationKind",
    "OrganisationRelationKind",
    "OrganisationState",
    "OutputKind",
    "PartyRole",
    "PersonRole",
    "PlatformKind",
    "PlatformOrigin",
    "PlatformState",
    "RecognitionState",
    "RecordKind",
    "RepresentationState",
    "Seat",
    "ServiceKind",
    "TaskState",
    "Verdict",
    "VoteChoice",
    "ZoneEntryState",
    "ZoneKind",
    "ZoneState",
]
