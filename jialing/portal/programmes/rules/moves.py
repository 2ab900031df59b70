"""From which stage to which each kind of entry moves money, and what names an account at a stage.

Double entry after Pacioli: what one account gives another takes, so that all accounts together are always nought.
The stages are those of commitment accounting in public budgets (IPSAS 24; 预算指标、支付申请、支付).
"""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.programmes.enums import EntryKind, Stage

MOVES: Mapping[str, tuple[str, str]] = {
    EntryKind.PLEDGE: (Stage.SOURCE, Stage.FREE),
    EntryKind.REDUCTION: (Stage.FREE, Stage.SOURCE),
    EntryKind.RESERVATION: (Stage.FREE, Stage.RESERVED),
    EntryKind.RELEASE: (Stage.RESERVED, Stage.FREE),
    EntryKind.AWARD: (Stage.RESERVED, Stage.AWARDED),
    EntryKind.CANCELLATION: (Stage.AWARDED, Stage.FREE),
    EntryKind.INSTRUCTION: (Stage.AWARDED, Stage.INSTRUCTED),
    EntryKind.RECALL: (Stage.INSTRUCTED, Stage.AWARDED),
    EntryKind.PAYMENT: (Stage.INSTRUCTED, Stage.PAID),
    EntryKind.REFUND: (Stage.PAID, Stage.FREE),
    EntryKind.CLAWBACK: (Stage.PAID, Stage.CLAIMED),
    EntryKind.RECOVERY: (Stage.CLAIMED, Stage.FREE),
    EntryKind.CLOSING: (Stage.FREE, Stage.SOURCE),
}
"""A reversal is no move of its own: it takes another entry back."""

OF_PROJECT = frozenset({Stage.AWARDED, Stage.INSTRUCTED, Stage.PAID, Stage.CLAIMED})
"""Stages at which money is a party's in a project."""

BY_ORDER = frozenset(MOVES) - {EntryKind.PAYMENT}
"""Kinds that officers order and approve; payments come from the treasury's statement."""


def account_name(stage: str, call: str, project: str, party_id: int | None) -> tuple[str, str, int | None]:
    """(call, project, party) of the account of a stage: free money has none, reserved a call, the rest a project."""
    if stage == Stage.RESERVED:
        return (call, "", None)
    return ("", project, party_id) if stage in OF_PROJECT else ("", "", None)


def needs(kind: str) -> frozenset[str]:
    """What a transfer of this kind must name: ``call``, ``project``, ``party``."""
    stages = set(MOVES[kind])
    found = {"call"} if Stage.RESERVED in stages else set()
    return frozenset(found | ({"project", "party"} if stages & OF_PROJECT else set()))
