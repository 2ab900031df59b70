"""What an order could move next: where money lies, filled in beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from jialing.portal.programmes.enums import EntryKind, OrderState, Stage
from jialing.portal.programmes.models import Account, OrderLine, Programme
from jialing.portal.programmes.rules.currencies import digits_of, in_currency
from jialing.portal.programmes.rules.moves import MOVES, account_name

FROM: Mapping[str, tuple[str, ...]] = {
    Stage.RESERVED: (EntryKind.AWARD, EntryKind.RELEASE),
    Stage.AWARDED: (EntryKind.INSTRUCTION, EntryKind.CANCELLATION),
    Stage.INSTRUCTED: (EntryKind.RECALL,),
    Stage.PAID: (EntryKind.REFUND, EntryKind.CLAWBACK),
    Stage.CLAIMED: (EntryKind.RECOVERY,),
}
"""The kinds of order that move money from a stage, the likeliest first."""
MOST = 50


def next_orders(
    programme: Programme, *, lines: Collection[int], project: str = "", call: str = ""
) -> list[tuple[str, str]]:  # fmt: skip
    """Kinds of order that have something to move for a project or a call, each with the query that fills in its form:
    a line for each account with money that no undecided order asks for, of the budget lines (primary keys) given. Two
    queries.
    """
    rows = Account.objects.filter(line__in=list(lines), balance__gt=0, stage__in=list(FROM))
    meant = Q(project=project) if project else Q(call=call)
    asked = _asked(programme, meant)
    found: dict[str, list[tuple[Account, int]]] = {}
    for one in rows.filter(meant).select_related("line", "party").order_by("pk")[:MOST]:
        left = one.balance - asked[one.line_id, one.stage, one.call, one.project, one.party_id]
        if left > 0:
            found.setdefault(one.stage, []).append((one, left))
    return [
        (kind, urlencode(_query(kind, found[stage], programme.currency)))
        for stage, kinds in FROM.items()
        if stage in found
        for kind in kinds
    ]


def _asked(programme: Programme, meant: Q) -> Counter[tuple[Any, ...]]:
    """What undecided orders would take, smallest units, by the account (line, stage, call, project, party)."""
    live = (OrderState.PROPOSED, OrderState.APPROVED)
    rows = OrderLine.objects.filter(meant, order__programme=programme, order__state__in=live).select_related("order")
    found: Counter[tuple[Any, ...]] = Counter()
    for one in rows:
        stage = MOVES[one.order.kind][0]
        found[one.line_id, stage, *account_name(stage, one.call, one.project, one.party_id)] += one.units
    return found


def _query(kind: str, accounts: list[tuple[Account, int]], currency: str) -> dict[str, Any]:
    query: dict[str, Any] = {"kind": kind}
    for n, (one, left) in enumerate(accounts):
        query[f"line_{n}"] = one.line.public_id
        query[f"amount_{n}"] = f"{in_currency(left, currency):.{digits_of(currency)}f}"
        for name, value in (("call", one.call), ("project", one.project)):
            if value:
                query[f"{name}_{n}"] = value
        if one.party is not None:
            query[f"party_{n}"] = one.party.public_id
    return query
