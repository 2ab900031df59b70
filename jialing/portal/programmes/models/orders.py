"""Orders: somebody asks that money of one funder be moved, others approve, and only then an entry comes about."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Record, Row
from jialing.portal.programmes.enums import EntryKind, OrderState
from jialing.portal.programmes.models.ledger import Entry
from jialing.portal.programmes.models.pots import Appropriation, Funder, Programme
from jialing.portal.registry.models import Organisation
from jialing.portal.registry.models.columns import account, choice, holds, prose, standing, words


class Order(Record):
    """An order of one kind over lines of one funder, with its approvals.

    ``key`` comes with the form, so that a double click asks once. ``reverses`` is the entry that a reversal takes
    back; NULL for every other kind.
    """

    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="orders")
    funder: models.ForeignKey = models.ForeignKey(Funder, models.PROTECT, related_name="orders")
    kind: models.CharField = choice(EntryKind.PLEDGE)
    on: models.DateField = models.DateField()
    document_number: models.CharField = words(200)
    why: models.TextField = prose()
    state: models.CharField = standing(OrderState.PROPOSED)
    by: models.CharField = account()
    approved_by: models.CharField = account()
    second_approved_by: models.CharField = account()
    refused_why: models.TextField = prose()
    key: models.CharField = models.CharField(max_length=64, unique=True)
    entry: models.OneToOneField = models.OneToOneField(
        Entry, models.PROTECT, null=True, blank=True, related_name="order"
    )
    reverses: models.ForeignKey = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="reversal_orders"
    )

    class Meta:
        ordering = ("-pk",)
        constraints = (
            holds("kind", EntryKind, "order_kind"),
            holds("state", OrderState, "order_state"),
            models.CheckConstraint(
                condition=models.Q(state=OrderState.POSTED, entry__isnull=False)
                | (~models.Q(state=OrderState.POSTED) & models.Q(entry__isnull=True)),
                name="order_posted_has_entry",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~models.Q(kind=EntryKind.REVERSAL) & models.Q(reverses__isnull=True)),
                name="order_reversal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.document_number} {self.state}"


class OrderLine(Row):
    """How much of which line, for which call, project and party."""

    order: models.ForeignKey = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    line: models.ForeignKey = models.ForeignKey(Appropriation, models.PROTECT, related_name="order_lines")
    units: models.BigIntegerField = models.BigIntegerField()
    call: models.CharField = words(60)
    project: models.CharField = words(60)
    party: models.ForeignKey = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="programme_orders"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=models.Q(units__gt=0), name="order_line_positive"),)

    def __str__(self) -> str:
        return f"{self.order_id} {self.units}"
