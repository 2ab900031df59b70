"""What the list of each kind shows: columns, filters and orders. A further kind is one more entry here."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.registry.lists.circles import CIRCLE_LISTS
from jialing.portal.registry.lists.columns import Column, ListSpec, Shown

__all__ = ["DOCUMENT", "LEVEL", "LISTS", "NAME", "PLACE", "SINCE", "UNTIL", "Column", "ListSpec", "Shown"]


def _word(field: str, codes: str) -> Column:
    return Column(field, Shown.WORD, codes)


NAME = Column("name", Shown.NAME)
PLACE = Column("place_id", Shown.PLACE)
SINCE = Column("since", Shown.DAY)
UNTIL = Column("until", Shown.DAY)
LEVEL = _word("level", "registry.level")
DOCUMENT = Column("document_number")

LISTS: Mapping[str, ListSpec] = {
    spec.slug: spec
    for spec in (
        ListSpec(
            "organisation",
            "organisations",
            (
                NAME,
                _word("kind", "registry.organisation_kind"),
                PLACE,
                Column("uscc"),
                _word("state", "registry.organisation_state"),
            ),
            (
                _word("legal_type", "registry.legal_type"),
                _word("country_code", "registry.country"),
                Column("established", Shown.NUMBER),
                SINCE,
                UNTIL,
                Column("website", Shown.LINK),
                Column("lake_id"),
                Column("source"),
            ),
            (
                _word("kind", "registry.organisation_kind"),
                _word("legal_type", "registry.legal_type"),
                PLACE,
                _word("state", "registry.organisation_state"),
            ),
        ),
        ListSpec(
            "platform",
            "platforms",
            (
                NAME,
                _word("kind", "registry.platform_kind"),
                LEVEL,
                PLACE,
                _word("state", "registry.platform_state"),
                Column("state_since", Shown.DAY),
            ),
            (
                _word("origin", "registry.platform_origin"),
                Column("is_international", Shown.YES),
                Column("is_open", Shown.YES),
                DOCUMENT,
                Column("batch"),
                Column("authority", Shown.RECORD),
                Column("legal_person", Shown.RECORD),
                Column("website", Shown.LINK),
                Column("source"),
            ),
            (
                _word("kind", "registry.platform_kind"),
                LEVEL,
                PLACE,
                _word("state", "registry.platform_state"),
                _word("origin", "registry.platform_origin"),
                Column("is_international", Shown.YES),
                Column("state_since", Shown.DAY),
            ),
        ),
        ListSpec(
            "alliance",
            "alliances",
            (
                NAME,
                Column("secretariat", Shown.RECORD),
                PLACE,
                Column("founded_on", Shown.DAY),
                _word("state", "registry.alliance_state"),
            ),
            (Column("dissolved_on", Shown.DAY), Column("website", Shown.LINK), Column("source")),
            (PLACE, _word("state", "registry.alliance_state"), Column("founded_on", Shown.DAY)),
        ),
        ListSpec(
            "zone",
            "zones",
            (
                NAME,
                _word("kind", "registry.zone_kind"),
                LEVEL,
                PLACE,
                Column("managing_body", Shown.RECORD),
                _word("state", "registry.zone_state"),
            ),
            (DOCUMENT, SINCE, UNTIL, Column("website", Shown.LINK), Column("source")),
            (_word("kind", "registry.zone_kind"), LEVEL, PLACE, _word("state", "registry.zone_state")),
        ),
        ListSpec(
            "designation",
            "designations",
            (NAME, _word("kind", "registry.designation_kind"), LEVEL, PLACE, SINCE),
            (UNTIL, DOCUMENT, Column("source")),
            (_word("kind", "registry.designation_kind"), LEVEL, PLACE),
        ),
        ListSpec(
            "founding",
            "foundings",
            (
                NAME,
                PLACE,
                Column("zone", Shown.RECORD),
                _word("state", "registry.founding_state"),
                Column("state_since", Shown.DAY),
            ),
            (
                Column("agreement_number"),
                Column("term_until", Shown.DAY),
                Column("result_platform", Shown.RECORD),
                Column("result_organisation", Shown.RECORD),
            ),
            (PLACE, _word("state", "registry.founding_state")),
        ),
        ListSpec(
            "recognition",
            "recognitions",
            (
                _word("kind", "registry.recognition_kind"),
                Column("organisation", Shown.RECORD),
                Column("platform", Shown.RECORD),
                LEVEL,
                Column("granted_on", Shown.DAY),
                UNTIL,
                _word("state", "registry.recognition_state"),
            ),
            (
                _word("grade", "registry.recognition_grade"),
                PLACE,
                DOCUMENT,
                Column("certificate_number"),
                Column("withdrawn_on", Shown.DAY),
                Column("source"),
            ),
            (
                _word("kind", "registry.recognition_kind"),
                LEVEL,
                PLACE,
                _word("state", "registry.recognition_state"),
                Column("granted_on", Shown.DAY),
                UNTIL,
            ),
            order="-granted_on",
            title=(
                _word("kind", "registry.recognition_kind"),
                Column("organisation", Shown.RECORD),
                Column("platform", Shown.RECORD),
            ),
        ),
        ListSpec(
            "accreditation",
            "accreditations",
            (
                _word("procedure", "registry.procedure"),
                Column("platform", Shown.RECORD),
                LEVEL,
                Column("certificate_number"),
                UNTIL,
                _word("state", "registry.accreditation_state"),
            ),
            (
                Column("applicant", Shown.RECORD),
                Column("filed_on", Shown.DAY),
                Column("decision_due_on", Shown.DAY),
                PLACE,
            ),
            (
                _word("procedure", "registry.procedure"),
                LEVEL,
                PLACE,
                _word("state", "registry.accreditation_state"),
                UNTIL,
            ),
            order="-until",
            title=(_word("procedure", "registry.procedure"), Column("platform", Shown.RECORD)),
        ),
        ListSpec(
            "membership",
            "memberships",
            (
                Column("alliance", Shown.RECORD),
                Column("organisation", Shown.RECORD),
                Column("written"),
                _word("seat", "registry.seat"),
                Column("joined_on", Shown.DAY),
                _word("state", "registry.membership_state"),
            ),
            (Column("left_on", Shown.DAY),),
            (_word("seat", "registry.seat"), _word("state", "registry.membership_state")),
            order="-joined_on",
            title=(Column("organisation", Shown.RECORD), Column("written"), Column("alliance", Shown.RECORD)),
        ),
        ListSpec(
            "zone_entry",
            "zone-entries",
            (
                Column("zone", Shown.RECORD),
                Column("organisation", Shown.RECORD),
                Column("platform", Shown.RECORD),
                Column("decided_on", Shown.DAY),
                _word("state", "registry.zone_entry_state"),
            ),
            (Column("entered_on", Shown.DAY), Column("left_on", Shown.DAY), DOCUMENT),
            (_word("state", "registry.zone_entry_state"),),
            order="-decided_on",
            title=(
                Column("organisation", Shown.RECORD),
                Column("platform", Shown.RECORD),
                Column("zone", Shown.RECORD),
            ),
        ),
        *CIRCLE_LISTS,
    )
}
