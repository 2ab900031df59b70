"""Zones: where they are, who manages them, and what stands in them."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record, Row
from jialing.portal.registry.enums import Level, ZoneEntryState, ZoneKind, ZoneState
from jialing.portal.registry.models.columns import (
    Kept,
    choice,
    day,
    exactly_one,
    holds,
    invented,
    named,
    ordered,
    past,
    prose,
    spot,
    standing,
    words,
)
from jialing.portal.registry.models.organisations import Organisation
from jialing.portal.registry.models.platforms import Platform


class Zone(Kept):
    """A zone: a boundary (GeoJSON, WGS 84) or a list of places, and a managing body."""

    kind: models.CharField = choice(ZoneKind.OTHER)
    level: models.CharField = choice()
    place_id: models.CharField = spot()
    boundary: models.JSONField = models.JSONField(null=True, blank=True)
    managing_body: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="zones_managed"
    )
    text_en: models.TextField = prose()
    text_zh: models.TextField = prose()
    website: models.URLField = models.URLField(max_length=500, blank=True, default="")
    document_number: models.CharField = words(200)
    since: models.DateField = day()
    until: models.DateField = day()
    state: models.CharField = standing(ZoneState.ACTIVE)
    contact_name: models.CharField = words()
    contact_email: models.EmailField = models.EmailField(blank=True, default="")
    contact_phone: models.CharField = words(60)
    internal_note: models.TextField = prose()
    history = past()

    class Meta:
        ordering = ("name_zh", "pk")
        constraints = (
            named("zone_is_named"),
            holds("kind", ZoneKind, "zone_kind"),
            holds("level", Level, "zone_level", blank=True),
            holds("state", ZoneState, "zone_state"),
            ordered("since", "until", "zone_dates"),
        )


class ZonePlace(Row):
    """A place (city or district) that a zone covers, wholly or in part."""

    zone: models.ForeignKey = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="places")
    place_id: models.CharField = models.CharField(max_length=40, db_index=True)
    is_partial: models.BooleanField = models.BooleanField(default=True)

    class Meta:
        ordering = ("place_id",)
        constraints = (models.UniqueConstraint(fields=("zone", "place_id"), name="zone_place_once"),)

    def __str__(self) -> str:
        return str(self.place_id)


class ZoneEntry(Record):
    """An organisation or a platform in a zone: asked, approved, entered, left, each with its day.

    In the zone on a day: approved on or before it and not left by then (``queries.in_zone``).
    """

    zone: models.ForeignKey = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="entries")
    organisation: models.ForeignKey = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="zone_entries"
    )
    platform: models.ForeignKey = models.ForeignKey(
        Platform, null=True, blank=True, on_delete=models.PROTECT, related_name="zone_entries"
    )
    state: models.CharField = standing(ZoneEntryState.APPLIED)
    applied_on: models.DateField = day()
    decided_on: models.DateField = day(db_index=True)
    entered_on: models.DateField = day()
    left_on: models.DateField = day()
    document_number: models.CharField = words(200)
    purpose: models.TextField = prose()
    decision: models.TextField = prose()
    internal_note: models.TextField = prose()
    is_invented: models.BooleanField = invented()
    history = past()

    class Meta:
        ordering = ("-decided_on", "-pk")
        constraints = (
            holds("state", ZoneEntryState, "zone_entry_state"),
            exactly_one("organisation", "platform", "zone_entry_of_one"),
            ordered("applied_on", "decided_on", "zone_entry_decision"),
            ordered("decided_on", "entered_on", "zone_entry_entering"),
            ordered("entered_on", "left_on", "zone_entry_leaving"),
            models.UniqueConstraint(
                fields=("zone", "organisation"),
                condition=models.Q(state__in=["applied", "approved", "entered"]),
                name="zone_entry_organisation_once",
            ),
            models.UniqueConstraint(
                fields=("zone", "platform"),
                condition=models.Q(state__in=["applied", "approved", "entered"]),
                name="zone_entry_platform_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.zone_id} {self.state}"
