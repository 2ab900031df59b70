"""Organisations, all their names, their relations, and what people changed, merged and split."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import (
    DuplicateReason,
    DuplicateState,
    IdentityChangeKind,
    LegalType,
    NameKind,
    OrganisationKind,
    OrganisationRelationKind,
    OrganisationState,
)
from jialing.portal.registry.models.columns import (
    Kept,
    account,
    choice,
    day,
    holds,
    named,
    ordered,
    past,
    prose,
    spot,
    standing,
    words,
)


class Organisation(Kept):
    """An organisation: a link to the lake where it has one, else local.

    ``lake_copy`` is the lake's record as of ``lake_version``, never edited; the columns hold what counts: the copy's
    values, or what an :class:`Override` puts over them. A merged record forwards to ``merged_into`` for ever.
    Contact (``contact_*``) and ``internal_note`` are groups of fields of their own in the rules of access.
    """

    kind: models.CharField = choice(OrganisationKind.OTHER)
    legal_type: models.CharField = choice(LegalType.UNKNOWN)
    uscc: models.CharField = words(18)
    lake_id: models.CharField = words(100)
    lake_version: models.CharField = words(100)
    lake_copy: models.JSONField = models.JSONField(default=dict, blank=True)
    place_id: models.CharField = spot()
    country_code: models.CharField = words(2)
    address_en: models.CharField = words(500)
    address_zh: models.CharField = words(500)
    lat: models.FloatField = models.FloatField(null=True, blank=True)
    lng: models.FloatField = models.FloatField(null=True, blank=True)
    website: models.URLField = models.URLField(max_length=500, blank=True, default="")
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    established: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(null=True, blank=True)
    since: models.DateField = day()
    until: models.DateField = day()
    state: models.CharField = standing(OrganisationState.ACTIVE)
    merged_into: models.ForeignKey = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from", editable=False
    )
    contact_name: models.CharField = words()
    contact_email: models.EmailField = models.EmailField(blank=True, default="")
    contact_phone: models.CharField = words(60)
    internal_note: models.TextField = prose()
    history = past()

    class Meta:
        ordering = ("name_zh", "name_en", "pk")
        constraints = (
            named("organisation_is_named"),
            holds("kind", OrganisationKind, "organisation_kind"),
            holds("legal_type", LegalType, "organisation_legal_type"),
            holds("state", OrganisationState, "organisation_state"),
            ordered("since", "until", "organisation_dates"),
            models.CheckConstraint(
                condition=Q(state=OrganisationState.MERGED, merged_into__isnull=False)
                | (~Q(state=OrganisationState.MERGED) & Q(merged_into__isnull=True)),
                name="organisation_merged_into",
            ),
            models.UniqueConstraint(
                fields=("uscc",),
                condition=Q(state=OrganisationState.ACTIVE) & ~Q(uscc=""),
                name="organisation_uscc_once",
            ),
            models.UniqueConstraint(fields=("lake_id",), condition=~Q(lake_id=""), name="organisation_lake_id_once"),
        )


class OrganisationName(Row):
    """One of an organisation's names; all of them find it, and local ones feed the resolver."""

    organisation: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name: models.CharField = models.CharField(max_length=300, db_index=True)
    normalised: models.CharField = words(300, db_index=True)
    language: models.CharField = words(10)
    kind: models.CharField = choice(NameKind.ALIAS)
    since: models.DateField = day()
    until: models.DateField = day()
    source: models.CharField = words(1000)
    is_from_lake: models.BooleanField = models.BooleanField(default=False)
    history = past()

    class Meta:
        ordering = ("kind", "name")
        constraints = (
            holds("kind", NameKind, "organisation_name_kind"),
            ordered("since", "until", "organisation_name_dates"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_name_there"),
            models.UniqueConstraint(fields=("organisation", "name", "kind"), name="organisation_name_once"),
        )

    def __str__(self) -> str:
        return str(self.name)


class OrganisationRelation(Row):
    """``other`` is the organisation's parent, its predecessor, or related to it. Never in a circle (actions check)."""

    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="relations"
    )
    other: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="relations_back")
    kind: models.CharField = choice(OrganisationRelationKind.RELATED)
    since: models.DateField = day()
    until: models.DateField = day()
    source: models.CharField = words(1000)
    is_from_lake: models.BooleanField = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "pk")
        constraints = (
            holds("kind", OrganisationRelationKind, "organisation_relation_kind"),
            ordered("since", "until", "organisation_relation_dates"),
            models.CheckConstraint(condition=~Q(organisation=F("other")), name="organisation_relation_not_self"),
            models.UniqueConstraint(fields=("organisation", "other", "kind"), name="organisation_relation_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.other_id}"


class Override(Row):
    """What people put over the lake's value of one field; pages show that it is one."""

    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="overrides"
    )
    field: models.CharField = models.CharField(max_length=60)
    lake_value: models.JSONField = models.JSONField(null=True, blank=True)
    value: models.JSONField = models.JSONField(null=True, blank=True)
    why: models.TextField = prose()
    by: models.CharField = account()
    at: models.DateTimeField = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("field",)
        constraints = (models.UniqueConstraint(fields=("organisation", "field"), name="override_once"),)

    def __str__(self) -> str:
        return f"{self.organisation_id}.{self.field}"


class IdentityChange(Record):
    """A merge (``other`` became part of ``kept``) or a split (``other`` came out of ``kept``), and how to undo it.

    ``moved`` lists what changed hands: ``[model, primary key, column]`` each; ``copied`` what the kept record took
    over: ``{field: value before}``.
    """

    kind: models.CharField = choice(IdentityChangeKind.MERGE)
    kept: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes_kept")
    other: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes_other")
    moved: models.JSONField = models.JSONField(default=list)
    copied: models.JSONField = models.JSONField(default=dict)
    why: models.TextField = prose()
    by: models.CharField = account()
    undone_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    undone_by: models.CharField = account()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (holds("kind", IdentityChangeKind, "identity_change_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.kept_id} {self.other_id}"


class Duplicate(Record):
    """Two organisations that may be one, why, and what people said. ``first`` has the smaller key."""

    first: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second: models.ForeignKey = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    reason: models.CharField = choice(DuplicateReason.NAME_AND_PLACE)
    evidence: models.CharField = words(500)
    state: models.CharField = standing(DuplicateState.PROPOSED)
    decided_by: models.CharField = account()

    class Meta:
        ordering = ("state", "pk")
        constraints = (
            holds("reason", DuplicateReason, "duplicate_reason"),
            holds("state", DuplicateState, "duplicate_state"),
            models.UniqueConstraint(fields=("first", "second"), name="duplicate_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
