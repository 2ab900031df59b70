"""Programmes, who funds them, and the lines of each side's budget that the pot is a joint view over."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record
from jialing.portal.programmes.enums import FunderLevel, Origin
from jialing.portal.registry.models.columns import Kept, choice, day, holds, named, spot, words


class Programme(Kept):
    """A joint programme of a circle. Its pot has one currency.

    ``second_approval_above``: orders of more than this (smallest units) take a second approver; NULL = none does.
    """

    circle_id: models.CharField = words(60)
    currency: models.CharField = models.CharField(max_length=3, default="CNY")
    since: models.DateField = day()
    until: models.DateField = day()
    second_approval_above: models.BigIntegerField = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (named("programme_is_named"),)


class Funder(Kept):
    """A government body that pays, of one level, for one place."""

    level: models.CharField = choice(FunderLevel.PROVINCIAL)
    place_id: models.CharField = spot()

    class Meta:
        ordering = ("pk",)
        constraints = (named("funder_is_named"), holds("level", FunderLevel, "funder_level"))


class Appropriation(Record):
    """A line of a funder's budget for a programme in a year (预算指标).

    ``reach`` names the places in which those who are paid must lie, [] anywhere: whether money may cross the
    provincial line is said here.
    """

    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="appropriations")
    funder: models.ForeignKey = models.ForeignKey(Funder, models.PROTECT, related_name="appropriations")
    year: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField()
    budget_item: models.CharField = words(100)
    authority: models.CharField = words(200)
    document_number: models.CharField = words(200)
    origin: models.CharField = choice(Origin.LOCAL)
    reach: models.JSONField = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("year", "pk")
        constraints = (
            holds("origin", Origin, "appropriation_origin"),
            models.UniqueConstraint(
                fields=("programme", "funder", "year", "budget_item", "origin"), name="appropriation_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.funder_id} {self.year} {self.budget_item}"
