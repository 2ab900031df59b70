"""Alliances: members with seats, meetings, activities, outputs, votes on admission."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import (
    ActivityKind,
    AllianceState,
    BallotState,
    MembershipState,
    OutputKind,
    Seat,
    VoteChoice,
)
from jialing.portal.registry.models.columns import (
    Kept,
    account,
    choice,
    day,
    holds,
    invented,
    money,
    named,
    ordered,
    past,
    prose,
    spot,
    standing,
    words,
)
from jialing.portal.registry.models.organisations import Organisation


class Alliance(Kept):
    """An alliance of organisations.

    ``votes_on_admission`` says that the charter wants a vote; ``quorum_share`` of the voting members must vote and
    ``majority_share`` of the yes and no votes must be yes.
    """

    purpose_en: models.TextField = prose()
    purpose_zh: models.TextField = prose()
    charter_en: models.TextField = prose()
    charter_zh: models.TextField = prose()
    secretariat: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="secretariats"
    )
    place_id: models.CharField = spot()
    field_id: models.CharField = words(60)
    lake_id: models.CharField = words(100, db_index=True)
    lake_version: models.CharField = words(100)
    website: models.URLField = models.URLField(max_length=500, blank=True, default="")
    votes_on_admission: models.BooleanField = models.BooleanField(default=False)
    quorum_share: models.FloatField = models.FloatField(default=0.5)
    majority_share: models.FloatField = models.FloatField(default=0.5)
    state: models.CharField = standing(AllianceState.PROPOSED)
    founded_on: models.DateField = day(db_index=True)
    dissolved_on: models.DateField = day()
    contact_name: models.CharField = words()
    contact_email: models.EmailField = models.EmailField(blank=True, default="")
    contact_phone: models.CharField = words(60)
    internal_note: models.TextField = prose()
    merged_into: models.ForeignKey = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from", editable=False
    )
    history = past()

    class Meta:
        ordering = ("name_zh", "pk")
        constraints = (
            named("alliance_is_named"),
            holds("state", AllianceState, "alliance_state"),
            ordered("founded_on", "dissolved_on", "alliance_dates"),
            models.CheckConstraint(
                condition=Q(quorum_share__gte=0, quorum_share__lte=1, majority_share__gte=0, majority_share__lt=1),
                name="alliance_shares",
            ),
        )


class AllianceEvent(Row):
    """An alliance came into a state on a day."""

    alliance: models.ForeignKey = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="events")
    state: models.CharField = choice(AllianceState.PROPOSED)
    on: models.DateField = models.DateField(db_index=True)
    document_number: models.CharField = words(200)
    why: models.TextField = prose()
    by: models.CharField = account()

    class Meta:
        ordering = ("on", "pk")
        constraints = (holds("state", AllianceState, "alliance_event_state"),)

    def __str__(self) -> str:
        return f"{self.alliance_id} {self.state} {self.on}"


class Membership(Record):
    """An organisation's membership; ``written`` is the name as the source wrote it where nobody knows whose it is."""

    alliance: models.ForeignKey = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="memberships")
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    written: models.CharField = words()
    seat: models.CharField = choice(Seat.MEMBER)
    state: models.CharField = standing(MembershipState.APPLIED)
    duties_en: models.TextField = prose()
    duties_zh: models.TextField = prose()
    dues: models.DecimalField = money()
    applied_on: models.DateField = day()
    joined_on: models.DateField = day()
    left_on: models.DateField = day()
    application: models.TextField = prose()
    is_invented: models.BooleanField = invented()
    history = past()

    class Meta:
        ordering = ("alliance", "seat", "pk")
        constraints = (
            holds("seat", Seat, "membership_seat"),
            holds("state", MembershipState, "membership_state"),
            ordered("joined_on", "left_on", "membership_dates"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(written=""), name="membership_of_somebody"
            ),
            models.UniqueConstraint(
                fields=("alliance", "organisation"),
                condition=Q(state__in=["applied", "admitted"]),
                name="membership_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.alliance_id} {self.organisation_id or self.written}"


class DuesPayment(Row):
    """Dues paid for a year."""

    membership: models.ForeignKey = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="payments")
    year: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField()
    amount: models.DecimalField = models.DecimalField(max_digits=16, decimal_places=2)
    paid_on: models.DateField = models.DateField()
    by: models.CharField = account()

    class Meta:
        ordering = ("-year", "pk")

    def __str__(self) -> str:
        return f"{self.year} {self.amount}"


class Meeting(Record):
    """A meeting of an alliance: planned (no ``held_on``) or held."""

    alliance: models.ForeignKey = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="meetings")
    title_en: models.CharField = words()
    title_zh: models.CharField = words()
    planned_on: models.DateField = day()
    held_on: models.DateField = day(db_index=True)
    place_id: models.CharField = spot()
    n_present: models.PositiveIntegerField = models.PositiveIntegerField(null=True, blank=True)
    minutes_en: models.TextField = prose()
    minutes_zh: models.TextField = prose()
    is_invented: models.BooleanField = invented()

    class Meta:
        ordering = ("-held_on", "-planned_on", "-pk")

    def __str__(self) -> str:
        return str(self.title_zh or self.title_en)


class Activity(Record):
    """Something members did together in the alliance's name."""

    alliance: models.ForeignKey = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="activities")
    kind: models.CharField = choice(ActivityKind.OTHER)
    title_en: models.CharField = words()
    title_zh: models.CharField = words()
    on: models.DateField = models.DateField(db_index=True)
    place_id: models.CharField = spot()
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    is_invented: models.BooleanField = invented()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (holds("kind", ActivityKind, "activity_kind"),)

    def __str__(self) -> str:
        return str(self.title_zh or self.title_en)


class Output(Record):
    """What came of an alliance; ``names_alliance`` where the thing itself says so (an acknowledgement, a title page).

    ``work_source`` and ``work_id`` name the work in the lake; both '' where it has none.
    """

    alliance: models.ForeignKey = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="outputs")
    kind: models.CharField = choice(OutputKind.PUBLICATION)
    title: models.CharField = words(1000)
    on: models.DateField = models.DateField(db_index=True)
    names_alliance: models.BooleanField = models.BooleanField(default=False)
    work_source: models.CharField = words(100)
    work_id: models.CharField = words(200)
    url: models.URLField = models.URLField(max_length=500, blank=True, default="")
    is_invented: models.BooleanField = invented()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            holds("kind", OutputKind, "output_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="output_has_title"),
        )

    def __str__(self) -> str:
        return str(self.title)


class Ballot(Record):
    """A vote on an application. ``n_voters`` is how many might vote when it opened."""

    membership: models.ForeignKey = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="ballots")
    opened_on: models.DateField = models.DateField()
    closes_on: models.DateField = models.DateField()
    n_voters: models.PositiveIntegerField = models.PositiveIntegerField()
    state: models.CharField = standing(BallotState.OPEN)

    class Meta:
        ordering = ("-opened_on", "-pk")
        constraints = (
            holds("state", BallotState, "ballot_state"),
            ordered("opened_on", "closes_on", "ballot_dates"),
            models.UniqueConstraint(fields=("membership",), condition=Q(state="open"), name="ballot_open_once"),
        )

    def __str__(self) -> str:
        return f"{self.membership_id} {self.state}"


class Vote(Row):
    """One member's vote; it may be changed while the ballot is open."""

    ballot: models.ForeignKey = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    voter: models.ForeignKey = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="votes_cast")
    choice: models.CharField = choice(VoteChoice.ABSTAIN)
    by: models.CharField = account()
    on: models.DateField = models.DateField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            holds("choice", VoteChoice, "vote_choice"),
            models.UniqueConstraint(fields=("ballot", "voter"), name="vote_once"),
        )

    def __str__(self) -> str:
        return f"{self.ballot_id} {self.choice}"
