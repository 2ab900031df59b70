"""Kinds and states of organisations, their names and relations."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """ROR's types, and what the region knows beside them."""

    EDUCATION = "education"
    FACILITY = "facility"
    COMPANY = "company"
    NONPROFIT = "nonprofit"
    FUNDER = "funder"
    GOVERNMENT = "government"
    HEALTHCARE = "healthcare"
    ARCHIVE = "archive"
    OTHER = "other"
    HIGH_TECH_ZONE = "high_tech_zone"
    PARK = "park"
    INCUBATOR = "incubator"
    AGENCY = "agency"


class LegalType(TextChoices):
    """Legal person by Chinese law (Civil Code, book one, chapter three), foreign, or none."""

    ENTERPRISE = "enterprise"
    STATE_OWNED_ENTERPRISE = "state_owned_enterprise"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_ORGAN = "state_organ"
    SOCIAL_ORGANISATION = "social_organisation"
    SOCIAL_SERVICE = "social_service"
    FOUNDATION = "foundation"
    FOREIGN = "foreign"
    NONE = "none"
    UNKNOWN = "unknown"


class OrganisationState(TextChoices):
    """``merged`` forwards to another record for ever."""

    ACTIVE = "active"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


ORGANISATION_MOVES: Mapping[str, frozenset[str]] = {
    OrganisationState.ACTIVE: frozenset({OrganisationState.MERGED, OrganisationState.WITHDRAWN}),
    OrganisationState.MERGED: frozenset({OrganisationState.ACTIVE}),
    OrganisationState.WITHDRAWN: frozenset({OrganisationState.ACTIVE}),
}
"""A merge is undone by a move back; a withdrawal likewise."""


class NameKind(TextChoices):
    """What a name is for the organisation."""

    OFFICIAL = "official"
    LABEL = "label"
    ALIAS = "alias"
    ACRONYM = "acronym"
    FORMER = "former"


class OrganisationRelationKind(TextChoices):
    """The other one is its parent, its predecessor, or otherwise related."""

    PARENT = "parent"
    PREDECESSOR = "predecessor"
    RELATED = "related"


class IdentityChangeKind(TextChoices):
    """Two records became one, or one became two."""

    MERGE = "merge"
    SPLIT = "split"


class DuplicateReason(TextChoices):
    """Why two records may be the same organisation."""

    USCC = "uscc"
    LAKE_ID = "lake_id"
    NAME_AND_PLACE = "name_and_place"


class DuplicateState(TextChoices):
    """What people said of a proposed pair."""

    PROPOSED = "proposed"
    MERGED = "merged"
    DISMISSED = "dismissed"
