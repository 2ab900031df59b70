"""What a reviewer changes: the ledger by the engine's one function, and the portal's audit row beside it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from jialing.pipeline.desk import Decision, Desk, Verdict, decide_at_desk, put_off, settle, undo
from jialing.portal.common.actions import record_about

KIND = "affiliation"


@transaction.atomic
def decide(desk: Desk, verdict: Verdict) -> tuple[Decision, ...]:
    """Decide strings. The ledger comes last: what it refuses leaves no audit row. Raises what the engine does."""
    row = record_about(desk.by, "desk.decided", KIND, "", action=verdict.action, n=len(verdict.affiliations))
    made = decide_at_desk(desk, verdict)
    row.object_id = made[0].batch
    row.save()
    return made


@transaction.atomic
def take_back(desk: Desk) -> tuple[Decision, ...]:
    """Undo the reviewer's last stroke."""
    row = record_about(desk.by, "desk.undone", KIND, "")
    made = undo(desk)
    row.object_id = made[0].batch
    row.save()
    return made


@transaction.atomic
def skip(desk: Desk, affiliations: Sequence[str]) -> None:
    """Put strings off for this reviewer."""
    record_about(desk.by, "desk.put_off", KIND, "", n=len(affiliations))
    put_off(desk, affiliations)


@transaction.atomic
def end_disagreement(desk: Desk, affiliation: str, decision_id: str) -> tuple[Decision, ...]:
    """Settle a disagreement by the decision named."""
    record_about(desk.by, "desk.settled", KIND, decision_id)
    return settle(desk, affiliation, decision_id)
