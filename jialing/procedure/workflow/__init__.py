"""Workflows as data: reading, checking, running and comparing them."""

from jialing.procedure.workflow.changes import Difference, changed, migratable, migrated
from jialing.procedure.workflow.checking import check
from jialing.procedure.workflow.moments import moment, schedule
from jialing.procedure.workflow.reading import digest, read_workflow
from jialing.procedure.workflow.running import (
    Offer,
    Step,
    advance,
    begin,
    due,
    may_read,
    may_write,
    moves_now,
    take,
)
from jialing.procedure.workflow.types import (
    Actor,
    Case,
    Deadline,
    Fact,
    Guard,
    Move,
    Must,
    Need,
    Never,
    Notice,
    Section,
    State,
    Who,
    Workflow,
)

__all__ = [
    "Actor",
    "Case",
    "Deadline",
    "Difference",
    "Fact",
    "Guard",
    "Move",
    "Must",
    "Need",
    "Never",
    "Notice",
    "Offer",
    "Section",
    "State",
    "Step",
    "Who",
    "Workflow",
    "advance",
    "begin",
    "changed",
    "check",
    "digest",
    "due",
    "may_read",
    "may_write",
    "migratable",
    "migrated",
    "moment",
    "moves_now",
    "read_workflow",
    "schedule",
    "take",
]
