"""Kinds, roles and the life cycle of innovation platforms."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class PlatformKind(TextChoices):
    """What a platform is; what it was recognised as is a recognition, never a kind."""

    KEY_LABORATORY = "key_laboratory"
    TECHNOLOGY_INNOVATION_CENTRE = "technology_innovation_centre"
    ENGINEERING_RESEARCH_CENTRE = "engineering_research_centre"
    MANUFACTURING_INNOVATION_CENTRE = "manufacturing_innovation_centre"
    APPLIED_MATHEMATICS_CENTRE = "applied_mathematics_centre"
    CLINICAL_RESEARCH_CENTRE = "clinical_research_centre"
    FIELD_STATION = "field_station"
    MAJOR_FACILITY = "major_facility"
    RD_INSTITUTION = "rd_institution"
    INNOVATION_BASE = "innovation_base"
    JOINT_LABORATORY = "joint_laboratory"
    MUNICIPAL_PLATFORM = "municipal_platform"
    INCUBATOR = "incubator"
    PILOT_TEST_BASE = "pilot_test_base"
    TECHNOLOGY_TRANSFER_CENTRE = "technology_transfer_centre"
    OTHER = "other"


class PlatformState(TextChoices):
    """Life cycle, from first talks to exit."""

    NEGOTIATED = "negotiated"
    SIGNED = "signed"
    APPROVED_FOR_BUILDING = "approved_for_building"
    BUILDING = "building"
    ACCEPTED = "accepted"
    OPERATING = "operating"
    EVALUATED = "evaluated"
    EXITED = "exited"


_S = PlatformState
PLATFORM_MOVES: Mapping[str, frozenset[str]] = {
    _S.NEGOTIATED: frozenset({_S.SIGNED, _S.EXITED}),
    _S.SIGNED: frozenset({_S.APPROVED_FOR_BUILDING, _S.EXITED}),
    _S.APPROVED_FOR_BUILDING: frozenset({_S.BUILDING, _S.EXITED}),
    _S.BUILDING: frozenset({_S.ACCEPTED, _S.EXITED}),
    _S.ACCEPTED: frozenset({_S.OPERATING, _S.EXITED}),
    _S.OPERATING: frozenset({_S.EVALUATED, _S.EXITED}),
    _S.EVALUATED: frozenset({_S.OPERATING, _S.EXITED}),
    _S.EXITED: frozenset(),
}
"""An evaluated platform goes on operating or exits; what exited does not come back: it is founded anew."""

AT_WORK = frozenset({_S.OPERATING, _S.EVALUATED})
"""States in which a platform works: an evaluation does not stop it."""


class PlatformOrigin(TextChoices):
    """Brought in from elsewhere (引进), built here (建设), or built together with another side (共建)."""

    INTRODUCED = "introduced"
    BUILT = "built"
    BUILT_TOGETHER = "built_together"
    UNKNOWN = "unknown"


class PartyRole(TextChoices):
    """依托单位, 共建单位, 主管部门."""

    HOST = "host"
    CO_BUILDER = "co_builder"
    SUPERVISOR = "supervisor"


class ServiceKind(TextChoices):
    """What a platform offers to others."""

    EQUIPMENT = "equipment"
    SERVICE = "service"


class PersonRole(TextChoices):
    """Who is in charge."""

    DIRECTOR = "director"
    ACADEMIC_LEADER = "academic_leader"
    CONTACT = "contact"


class DesignationKind(TextChoices):
    """What a place is designated as."""

    AI_PILOT_ZONE = "ai_pilot_zone"
    INNOVATION_DEMONSTRATION_ZONE = "innovation_demonstration_zone"
    INNOVATIVE_CITY = "innovative_city"
    TRANSFER_DEMONSTRATION_ZONE = "transfer_demonstration_zone"
    OTHER = "other"
