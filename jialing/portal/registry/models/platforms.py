"""Innovation platforms, who hosts them, what they offer, and how they came to be; designations of places."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Row
from jialing.portal.registry.enums import (
    DesignationKind,
    Level,
    PartyRole,
    PersonRole,
    PlatformKind,
    PlatformOrigin,
    PlatformState,
    ServiceKind,
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
from jialing.portal.registry.models.organisations import Organisation


class Platform(Kept):
    """An innovation platform: without legal personality, hosted by organisations; or with it (``legal_person``).

    ``state`` and ``state_since`` repeat the newest :class:`PlatformEvent`; what was so on a past date is asked of the
    events.
    """

    kind: models.CharField = choice(PlatformKind.OTHER)
    level: models.CharField = choice()
    origin: models.CharField = choice(PlatformOrigin.UNKNOWN)
    is_international: models.BooleanField = models.BooleanField(default=False)
    authority_en: models.CharField = words()
    authority_zh: models.CharField = words()
    authority: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="platforms_granted"
    )
    document_number: models.CharField = words(200, db_index=True)
    batch: models.CharField = words(100)
    place_id: models.CharField = spot()
    legal_person: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="platforms_embodied"
    )
    lake_id: models.CharField = words(100, db_index=True)
    lake_version: models.CharField = words(100)
    website: models.URLField = models.URLField(max_length=500, blank=True, default="")
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    is_open: models.BooleanField = models.BooleanField(null=True, blank=True)
    opening_en: models.TextField = prose()
    opening_zh: models.TextField = prose()
    state: models.CharField = standing(PlatformState.NEGOTIATED)
    state_since: models.DateField = day(db_index=True)
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
            named("platform_is_named"),
            holds("kind", PlatformKind, "platform_kind"),
            holds("level", Level, "platform_level", blank=True),
            holds("origin", PlatformOrigin, "platform_origin"),
            holds("state", PlatformState, "platform_state"),
        )


class PlatformParty(Row):
    """An organisation that hosts a platform (依托单位), builds it with others (共建单位) or supervises it."""

    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="parties")
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="platform_parts"
    )
    role: models.CharField = choice(PartyRole.HOST)
    since: models.DateField = day()
    until: models.DateField = day()

    class Meta:
        ordering = ("-role", "pk")
        constraints = (
            holds("role", PartyRole, "platform_party_role"),
            ordered("since", "until", "platform_party_dates"),
            models.UniqueConstraint(fields=("platform", "organisation", "role"), name="platform_party_once"),
        )

    def __str__(self) -> str:
        return f"{self.platform_id} {self.role} {self.organisation_id}"


class PlatformField(Row):
    """A field of science and technology (id of the lake) that a platform works in."""

    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="fields")
    field_id: models.CharField = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ("field_id",)
        constraints = (models.UniqueConstraint(fields=("platform", "field_id"), name="platform_field_once"),)

    def __str__(self) -> str:
        return str(self.field_id)


class PlatformService(Row):
    """Equipment or a service that a platform offers; ``n`` pieces, NULL = not stated."""

    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="services")
    kind: models.CharField = choice(ServiceKind.SERVICE)
    name_en: models.CharField = words()
    name_zh: models.CharField = words()
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    n: models.PositiveIntegerField = models.PositiveIntegerField(null=True, blank=True)
    is_open: models.BooleanField = models.BooleanField(default=True)
    since: models.DateField = day()
    until: models.DateField = day()

    class Meta:
        ordering = ("kind", "pk")
        constraints = (
            named("platform_service_is_named"),
            holds("kind", ServiceKind, "platform_service_kind"),
            ordered("since", "until", "platform_service_dates"),
        )

    def __str__(self) -> str:
        return str(self.name_zh or self.name_en)


class PlatformPerson(Row):
    """Who is in charge, from when to when; ``person`` where they keep a profile here."""

    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="people")
    person: models.ForeignKey = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="platform_roles"
    )
    name_en: models.CharField = words()
    name_zh: models.CharField = words()
    role: models.CharField = choice(PersonRole.DIRECTOR)
    since: models.DateField = day()
    until: models.DateField = day()

    class Meta:
        ordering = ("role", "pk")
        constraints = (
            named("platform_person_is_named"),
            holds("role", PersonRole, "platform_person_role"),
            ordered("since", "until", "platform_person_dates"),
        )

    def __str__(self) -> str:
        return str(self.name_zh or self.name_en)


class PlatformEvent(Row):
    """A platform came into a state on a day, by a document."""

    platform: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="events")
    state: models.CharField = choice(PlatformState.NEGOTIATED)
    on: models.DateField = models.DateField(db_index=True)
    document_number: models.CharField = words(200)
    why: models.TextField = prose()
    by: models.CharField = account()

    class Meta:
        ordering = ("on", "pk")
        constraints = (holds("state", PlatformState, "platform_event_state"),)
        indexes = (models.Index(fields=("platform", "on"), name="platform_event_by_day"),)

    def __str__(self) -> str:
        return f"{self.platform_id} {self.state} {self.on}"


class PlatformMerge(Row):
    """``other`` became part of ``kept``; ``moved`` lists what changed hands (``[model, primary key, column]`` each)."""

    kept: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="merges")
    other: models.ForeignKey = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    moved: models.JSONField = models.JSONField(default=list)
    why: models.TextField = prose()
    by: models.CharField = account()
    made_at: models.DateTimeField = models.DateTimeField(auto_now_add=True)
    undone_at: models.DateTimeField = models.DateTimeField(null=True, blank=True)
    undone_by: models.CharField = account()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("other",), condition=Q(undone_at=None), name="platform_merge_once"),
        )

    def __str__(self) -> str:
        return f"{self.kept_id} {self.other_id}"


class Designation(Kept):
    """What a place is designated as (a pilot zone): shown on the place, never a platform."""

    kind: models.CharField = choice(DesignationKind.OTHER)
    level: models.CharField = choice(Level.NATIONAL)
    place_id: models.CharField = spot()
    authority_en: models.CharField = words()
    authority_zh: models.CharField = words()
    document_number: models.CharField = words(200)
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    since: models.DateField = day()
    until: models.DateField = day()
    history = past()

    class Meta:
        ordering = ("place_id", "pk")
        constraints = (
            named("designation_is_named"),
            holds("kind", DesignationKind, "designation_kind"),
            holds("level", Level, "designation_level"),
            ordered("since", "until", "designation_dates"),
            models.CheckConstraint(condition=~Q(place_id=""), name="designation_has_place"),
        )
