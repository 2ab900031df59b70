"""What the page of one record shows: facts in groups, and tables of what hangs on it. One entry for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jialing.portal.registry import models
from jialing.portal.registry.lists.spec import LISTS, Column, Shown
from jialing.portal.registry.lists.words import CRITERION

C = Column
WORD, DAY, PLACE, RECORD, YES, LINK, NUMBER, TITLE = (
    Shown.WORD,
    Shown.DAY,
    Shown.PLACE,
    Shown.RECORD,
    Shown.YES,
    Shown.LINK,
    Shown.NUMBER,
    Shown.TITLE,
)


@dataclass(frozen=True)
class Section:
    """A table of what hangs on the record.

    ``rows`` is the name of a field that holds rows, or gives the rows of another kind; what of them is shown, their own
    rules decide.
    """

    title: str
    rows: str | Callable[[Any], QuerySet[Any]]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class CardSpec:
    """Facts by group (shown in this order where readable), texts, sections."""

    facts: tuple[Column, ...]
    texts: tuple[str, ...] = ("text",)
    contact: tuple[Column, ...] = (C("contact_name"), C("contact_email"), C("contact_phone"))
    internal: tuple[str, ...] = ("internal_note",)
    sections: tuple[Section, ...] = ()


NAME = C("name", Shown.NAME)


def _word(field: str, codes: str) -> Column:
    return C(field, WORD, codes)


CARDS: Mapping[str, CardSpec] = {
    "organisation": CardSpec(
        facts=(*LISTS["organisations"].every[1:], C("address_zh"), C("address_en"), C("merged_into", RECORD)),
        sections=(
            Section(
                "names",
                "names",
                (
                    C("name"),
                    _word("kind", "registry.name_kind"),
                    _word("language", "registry.language"),
                    C("since", DAY),
                    C("until", DAY),
                ),
            ),
            Section(
                "relations",
                "relations",
                (
                    _word("kind", "registry.organisation_relation_kind"),
                    C("other", RECORD),
                    C("since", DAY),
                    C("until", DAY),
                ),
            ),
            Section(
                "recognitions",
                lambda one: models.Recognition.objects.filter(organisation=one),
                (
                    _word("kind", "registry.recognition_kind"),
                    _word("level", "registry.level"),
                    C("granted_on", DAY),
                    C("until", DAY),
                    _word("state", "registry.recognition_state"),
                ),
            ),
            Section(
                "platforms",
                lambda one: models.Platform.objects.filter(
                    pk__in=models.PlatformParty.objects.filter(organisation=one).values("platform")
                ),
                (
                    NAME,
                    _word("kind", "registry.platform_kind"),
                    _word("level", "registry.level"),
                    _word("state", "registry.platform_state"),
                ),
            ),
            Section(
                "representations",
                lambda one: models.Representation.objects.filter(organisation=one),
                (
                    C("position"),
                    C("since", DAY),
                    C("until", DAY),
                    _word("state", "registry.representation_state"),
                ),
            ),
            Section(
                "alliances",
                lambda one: models.Membership.objects.filter(organisation=one),
                (C("alliance", RECORD), _word("seat", "registry.seat"), C("joined_on", DAY), C("left_on", DAY)),
            ),
            Section(
                "zones",
                lambda one: models.ZoneEntry.objects.filter(organisation=one),
                (
                    C("zone", RECORD),
                    _word("state", "registry.zone_entry_state"),
                    C("decided_on", DAY),
                    C("left_on", DAY),
                ),
            ),
        ),
    ),
    "platform": CardSpec(
        facts=(*LISTS["platforms"].every[1:], C("authority_zh"), C("authority_en"), C("merged_into", RECORD)),
        texts=("text", "opening"),
        sections=(
            Section(
                "parties",
                "parties",
                (C("organisation", RECORD), _word("role", "registry.party_role"), C("since", DAY), C("until", DAY)),
            ),
            Section(
                "services",
                "services",
                (NAME, _word("kind", "registry.service_kind"), C("n", NUMBER), C("is_open", YES)),
            ),
            Section(
                "people", "people", (NAME, _word("role", "registry.person_role"), C("since", DAY), C("until", DAY))
            ),
            Section("fields", "fields", (_word("field_id", "registry.research_field"),)),
            Section(
                "events", "events", (C("on", DAY), _word("state", "registry.platform_state"), C("document_number"))
            ),
            Section(
                "accreditations",
                lambda one: models.Accreditation.objects.filter(platform=one),
                (
                    _word("procedure", "registry.procedure"),
                    C("certificate_number"),
                    C("certified_on", DAY),
                    C("until", DAY),
                    _word("state", "registry.accreditation_state"),
                ),
            ),
            Section(
                "zones",
                lambda one: models.ZoneEntry.objects.filter(platform=one),
                (
                    C("zone", RECORD),
                    _word("state", "registry.zone_entry_state"),
                    C("decided_on", DAY),
                    C("left_on", DAY),
                ),
            ),
        ),
    ),
    "alliance": CardSpec(
        facts=(
            *LISTS["alliances"].every[1:],
            _word("field_id", "registry.research_field"),
            C("votes_on_admission", YES),
            C("merged_into", RECORD),
        ),
        texts=("purpose", "charter"),
        sections=(
            Section(
                "members",
                lambda one: models.Membership.objects.filter(alliance=one),
                (
                    C("organisation", RECORD),
                    C("written"),
                    _word("seat", "registry.seat"),
                    _word("state", "registry.membership_state"),
                    C("joined_on", DAY),
                    C("left_on", DAY),
                ),
            ),
            Section(
                "meetings",
                lambda one: models.Meeting.objects.filter(alliance=one),
                (
                    C("title", TITLE),
                    C("planned_on", DAY),
                    C("held_on", DAY),
                    PLACE_COLUMN := C("place_id", PLACE),
                ),
            ),
            Section(
                "activities",
                lambda one: models.Activity.objects.filter(alliance=one),
                (C("on", DAY), _word("kind", "registry.activity_kind"), C("title", TITLE), PLACE_COLUMN),
            ),
            Section(
                "outputs",
                lambda one: models.Output.objects.filter(alliance=one),
                (
                    C("on", DAY),
                    _word("kind", "registry.output_kind"),
                    C("title"),
                    C("names_alliance", YES),
                    C("url", LINK),
                ),
            ),
            Section(
                "events", "events", (C("on", DAY), _word("state", "registry.alliance_state"), C("document_number"))
            ),
        ),
    ),
    "zone": CardSpec(
        facts=LISTS["zones"].every[1:],
        sections=(
            Section("places", "places", (C("place_id", PLACE), C("is_partial", YES))),
            Section(
                "entries",
                lambda one: models.ZoneEntry.objects.filter(zone=one),
                (
                    C("organisation", RECORD),
                    C("platform", RECORD),
                    _word("state", "registry.zone_entry_state"),
                    C("decided_on", DAY),
                    C("entered_on", DAY),
                    C("left_on", DAY),
                ),
            ),
        ),
    ),
    "designation": CardSpec(
        facts=(*LISTS["designations"].every[1:], C("authority_zh"), C("authority_en")), contact=(), internal=()
    ),
    "founding": CardSpec(
        facts=(*LISTS["foundings"].every[1:], _word("field_id", "registry.research_field"), C("source")),
        texts=("purpose",),
        contact=(),
        sections=(
            Section(
                "founding_parties",
                "parties",
                (
                    C("organisation", RECORD),
                    _word("kind", "registry.founding_party_kind"),
                    C("is_leading", YES),
                    C("signed_on", DAY),
                ),
            ),
            Section(
                "commitments",
                lambda one: models.Commitment.objects.filter(party__founding=one),
                (_word("kind", "registry.commitment_kind"), C("amount", NUMBER), C("due_on", DAY)),
            ),
            Section("events", "steps", (C("on", DAY), _word("state", "registry.founding_state"), C("document_number"))),
            Section(
                "evaluations",
                lambda one: models.FoundingEvaluation.objects.filter(founding=one),
                (C("on", DAY), _word("grade", "registry.grade")),
            ),
        ),
    ),
    "recognition": CardSpec(
        facts=LISTS["recognitions"].every,
        texts=(),
        contact=(),
        internal=("note",),
        sections=(
            Section(
                "checks",
                "checks",
                (
                    _word("criterion", f"{CRITERION}*"),
                    _word("verdict", "registry.verdict"),
                    _word("decided_by", "registry.decided_by"),
                    C("why"),
                ),
            ),
        ),
    ),
    "accreditation": CardSpec(
        facts=(*LISTS["accreditations"].every, C("document_number"), C("decided_on", DAY), C("remind_on", DAY)),
        texts=(),
        contact=(),
        internal=("text", "decision", "internal_note"),
        sections=(
            Section("steps", "steps", (C("on", DAY), _word("after", "registry.accreditation_state"), C("why"))),
            Section(
                "opinions",
                lambda one: models.ExpertOpinion.objects.filter(accreditation=one),
                (C("expert_name"), C("due_on", DAY), C("given_on", DAY), _word("verdict", "registry.verdict")),
            ),
            Section(
                "evaluations",
                lambda one: models.Evaluation.objects.filter(accreditation=one),
                (C("on", DAY), _word("grade", "registry.grade"), _word("outcome", "registry.evaluation_outcome")),
            ),
        ),
    ),
    "membership": CardSpec(
        facts=(*LISTS["memberships"].every, C("applied_on", DAY), C("dues", NUMBER)),
        texts=("duties",),
        contact=(),
        internal=("application",),
        sections=(
            Section(
                "ballots",
                lambda one: models.Ballot.objects.filter(membership=one),
                (
                    C("opened_on", DAY),
                    C("closes_on", DAY),
                    C("n_voters", NUMBER),
                    _word("state", "registry.ballot_state"),
                ),
            ),
            Section("payments", "payments", (C("year", Shown.TEXT), C("amount", NUMBER), C("paid_on", DAY))),
        ),
    ),
    "representation": CardSpec(
        facts=LISTS["representations"].every, texts=(), contact=(), internal=("reason", "decision")
    ),
    "person": CardSpec(
        facts=LISTS["people"].every[1:],
        contact=(C("email"),),
        internal=(),
        sections=(
            Section(
                "affiliations",
                "affiliations",
                (C("organisation", RECORD), C("written"), C("position"), C("since", DAY), C("until", DAY)),
            ),
            Section("fields", "fields", (_word("field_id", "registry.research_field"),)),
        ),
    ),
    "duplicate": CardSpec(facts=LISTS["duplicates"].every, texts=(), contact=(), internal=()),
    "identity_change": CardSpec(facts=LISTS["identity-changes"].every, texts=(), contact=(), internal=()),
    "ballot": CardSpec(
        facts=LISTS["ballots"].every,
        texts=(),
        contact=(),
        internal=(),
        sections=(
            Section("votes", "votes", (C("voter", RECORD), _word("choice", "registry.vote_choice"), C("on", DAY))),
        ),
    ),
    "meeting": CardSpec(facts=LISTS["meetings"].every, texts=("minutes",), contact=(), internal=()),
    "zone_entry": CardSpec(
        facts=(*LISTS["zone-entries"].every, C("applied_on", DAY)),
        texts=(),
        contact=(),
        internal=("purpose", "decision", "internal_note"),
    ),
}
