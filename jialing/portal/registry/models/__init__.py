"""Records and what hangs on them, one file a noun."""

from __future__ import annotations

from jialing.portal.registry.models.accreditations import Accreditation, AccreditationStep, Evaluation, ExpertOpinion
from jialing.portal.registry.models.alliances import (
    Activity,
    Alliance,
    AllianceEvent,
    Ballot,
    DuesPayment,
    Meeting,
    Membership,
    Output,
    Vote,
)
from jialing.portal.registry.models.foundings import (
    Commitment,
    Founding,
    FoundingEvaluation,
    FoundingParty,
    FoundingStep,
    Fulfilment,
)
from jialing.portal.registry.models.notices import MailChoice, Notice
from jialing.portal.registry.models.organisations import (
    Duplicate,
    IdentityChange,
    Organisation,
    OrganisationName,
    OrganisationRelation,
    Override,
)
from jialing.portal.registry.models.people import ClaimedWork, Person, PersonAffiliation, PersonField, Representation
from jialing.portal.registry.models.platforms import (
    Designation,
    Platform,
    PlatformEvent,
    PlatformField,
    PlatformMerge,
    PlatformParty,
    PlatformPerson,
    PlatformService,
)
from jialing.portal.registry.models.recognitions import CriterionCheck, Recognition
from jialing.portal.registry.models.work import Comment, Document, Follow, SavedCount, SavedList, Task
from jialing.portal.registry.models.zones import Zone, ZoneEntry, ZonePlace

__all__ = [
    "Accreditation",
    "AccreditationStep",
    "Activity",
    "Alliance",
    "AllianceEvent",
    "Ballot",
    "ClaimedWork",
    "Comment",
    "Commitment",
    "CriterionCheck",
    "Designation",
    "Document",
    "DuesPayment",
    "Duplicate",
    "Evaluation",
    "ExpertOpinion",
    "Follow",
    "Founding",
    "FoundingEvaluation",
    "FoundingParty",
    "FoundingStep",
    "Fulfilment",
    "IdentityChange",
    "MailChoice",
    "Meeting",
    "Membership",
    "Notice",
    "Organisation",
    "OrganisationName",
    "OrganisationRelation",
    "Output",
    "Override",
    "Person",
    "PersonAffiliation",
    "PersonField",
    "Platform",
    "PlatformEvent",
    "PlatformField",
    "PlatformMerge",
    "PlatformParty",
    "PlatformPerson",
    "PlatformService",
    "Recognition",
    "Representation",
    "SavedCount",
    "SavedList",
    "Task",
    "Vote",
    "Zone",
    "ZoneEntry",
    "ZonePlace",
]
