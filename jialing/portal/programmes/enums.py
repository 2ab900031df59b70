"""Words with a fixed meaning about programmes: money, calls, proposals."""

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


class StatementState(TextChoices):
    """A statement of the treasury whose rows are being looked at, or all have been."""

    BEGUN = "begun"
    DONE = "done"


class CallKind(TextChoices):
    """How a call finds its projects: proposals of teams; an owner's need that teams bid for (揭榜挂帅); a team's result
    that firms bid for; several teams funded in parallel and eliminated by stages (赛马).
    """

    ORDINARY = "ordinary"
    DEMAND = "demand"
    RESULT = "result"
    HORSE_RACE = "horse_race"


class CallState(TextChoices):
    """A call being written, published, deciding after the deadline, decided, over, or called off."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DECIDING = "deciding"
    DECIDED = "decided"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class QuestionState(TextChoices):
    """A question waits, was answered to everybody, or was refused."""

    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"


class MemberRole(TextChoices):
    """What somebody is in a team."""

    LEAD = "lead"
    MEMBER = "member"
    CONTACT = "contact"


class MemberState(TextChoices):
    """Asked to take part, agreed, refused, or taken out by the lead."""

    INVITED = "invited"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    REMOVED = "removed"


class Outcome(TextChoices):
    """What a rule says."""

    PASS = "pass"  # noqa: S105 - the rule passes
    FAIL = "fail"
    UNCLEAR = "unclear"


class ProjectState(TextChoices):
    """An awarded project: task book not yet signed, running, stopped for a while, or ended one way or another
    (综合绩效评价: passed, closed without passing, terminated, revoked).
    """

    AWARDED = "awarded"
    RUNNING = "running"
    SUSPENDED = "suspended"
    EVALUATING = "evaluating"
    PASSED = "passed"
    CLOSED = "closed"
    TERMINATED = "terminated"
    REVOKED = "revoked"
