"""The ledger: entries are added and never changed; balances and month's totals are kept beside them in the same
transaction and can be computed anew from the postings at any time (queries.checking).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jialing.portal.common.records import Row, new_public_id
from jialing.portal.programmes.enums import EntryKind, Stage
from jialing.portal.programmes.models.added import Added
from jialing.portal.programmes.models.pots import Appropriation, Programme
from jialing.portal.registry.models import Organisation
from jialing.portal.registry.models.columns import account as somebody
from jialing.portal.registry.models.columns import choice, holds, prose, words


class Account(Row):
    """Money of one line at one stage; reserved money names its call, later money its project and party.

    ``balance`` in smallest units is what lies there; only a source owes. No two accounts have the same name.
    """

    line: models.ForeignKey = models.ForeignKey(Appropriation, models.PROTECT, related_name="accounts")
    stage: models.CharField = choice(Stage.FREE)
    call: models.CharField = words(60)
    project: models.CharField = words(60, db_index=True)
    party: models.ForeignKey = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="programme_accounts"
    )
    balance: models.BigIntegerField = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = (
            holds("stage", Stage, "account_stage"),
            models.CheckConstraint(
                condition=Q(stage=Stage.SOURCE) | Q(balance__gte=0), name="account_not_below_nought"
            ),
            models.UniqueConstraint(
                fields=("line", "stage", "call", "project", "party"),
                condition=Q(party__isnull=False),
                name="account_of_party_once",
            ),
            models.UniqueConstraint(
                fields=("line", "stage", "call", "project"), condition=Q(party__isnull=True), name="account_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.line_id} {self.stage} {self.call}{self.project}"


class Entry(Added):
    """One event of money: when, by which document, who approved, what it reverses.

    ``key`` names the event outside (an order, a treasury's voucher): the same key enters once. ``carries_out`` is the
    public id of the order that a payment carries out.
    """

    public_id: models.CharField = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="entries")
    kind: models.CharField = choice(EntryKind.PLEDGE)
    on: models.DateField = models.DateField(db_index=True)
    document_number: models.CharField = words(200)
    why: models.TextField = prose()
    by: models.CharField = somebody()
    approved_by: models.CharField = somebody()
    second_approved_by: models.CharField = somebody()
    key: models.CharField = models.CharField(max_length=120, unique=True)
    carries_out: models.CharField = models.CharField(max_length=10, blank=True, default="", db_index=True)
    reverses: models.OneToOneField = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    created_at: models.DateTimeField = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            holds("kind", EntryKind, "entry_kind"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses__isnull=True)),
                name="entry_reversal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.document_number}"


class Posting(Added):
    """What an entry gives to (positive) or takes from (negative) an account, in smallest units."""

    entry: models.ForeignKey = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    account: models.ForeignKey = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    amount: models.BigIntegerField = models.BigIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(amount=0), name="posting_moves_something"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount:+}"


class MonthTotal(Row):
    """What entries of one kind gave to or took from an account in a month: a sum of postings, kept for statements.

    ``month`` is year x 12 + month - 1.
    """

    account: models.ForeignKey = models.ForeignKey(Account, models.PROTECT, related_name="months")
    month: models.IntegerField = models.IntegerField(db_index=True)
    kind: models.CharField = choice(EntryKind.PLEDGE)
    n: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    amount: models.BigIntegerField = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("month", "pk")
        constraints = (models.UniqueConstraint(fields=("account", "month", "kind"), name="month_total_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.month} {self.kind} {self.amount:+}"


class YearTotal(Row):
    """The same of a whole year: long statements add few rows."""

    account: models.ForeignKey = models.ForeignKey(Account, models.PROTECT, related_name="years")
    year: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField(db_index=True)
    kind: models.CharField = choice(EntryKind.PLEDGE)
    n: models.PositiveIntegerField = models.PositiveIntegerField(default=0)
    amount: models.BigIntegerField = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("year", "pk")
        constraints = (models.UniqueConstraint(fields=("account", "year", "kind"), name="year_total_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.year} {self.kind} {self.amount:+}"
