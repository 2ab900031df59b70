"""Words with a fixed meaning about the money of a programme."""

from __future__ import annotations

from django.db.models import TextChoices


class FunderLevel(TextChoices):
    """The government whose budget pays (财政层级)."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"


class Origin(TextChoices):
    """Whose money it is; each is accounted apart (单独核算)."""

    CENTRAL = "central"
    LOCAL = "local"
    OWN = "own"


class Stage(TextChoices):
    """How far money has come: nowhere yet, pledged and free, kept for a call, promised to a project, ordered to be
    paid, paid, asked back.
    """

    SOURCE = "source"
    FREE = "free"
    RESERVED = "reserved"
    AWARDED = "awarded"
    INSTRUCTED = "instructed"
    PAID = "paid"
    CLAIMED = "claimed"


class EntryKind(TextChoices):
    """What an entry does."""

    PLEDGE = "pledge"
    REDUCTION = "reduction"
    RESERVATION = "reservation"
    RELEASE = "release"
    AWARD = "award"
    CANCELLATION = "cancellation"
    INSTRUCTION = "instruction"
    RECALL = "recall"
    PAYMENT = "payment"
    REFUND = "refund"
    CLAWBACK = "clawback"
    RECOVERY = "recovery"
    CLOSING = "closing"
    REVERSAL = "reversal"


class OrderState(TextChoices):
    """An order to move money: asked for, approved once and waiting for the second approver, carried out, or not."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    POSTED = "posted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
