"""What parties of a founding promised and what was delivered: amounts with their unit, never added across units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.portal.common.access import Seen, Viewer, all_seen, field_of, unsealed
from jialing.portal.registry.enums import CommitmentKind
from jialing.portal.registry.lists.cells import Cell, name_cell
from jialing.portal.registry.models import Commitment


@dataclass(frozen=True)
class Delivered:
    """A part that was delivered: when, how much in words, what of."""

    on: date
    said: str
    text: str


@dataclass(frozen=True)
class Promise:
    """A commitment: by whom, of what, how much was promised and delivered, by when, whether that day is past."""

    party: Cell
    kind: str
    promised: str
    delivered: str
    left: str
    share: int
    due_on: date | None
    is_late: bool
    text: str
    parts: tuple[Delivered, ...]


@dataclass(frozen=True)
class Total:
    """Promised and delivered of one kind by all parties."""

    kind: str
    promised: str
    delivered: str
    share: int


def promises_of(one: Seen, viewer: Viewer, lang: str, today: date) -> tuple[list[Promise], list[Total]]:
    """The commitments of a founding that the viewer may read, and their totals by kind."""
    rows = Commitment.objects.filter(party__founding=unsealed(one)).select_related("party__organisation")
    seen = all_seen(viewer, rows.prefetch_related("fulfilments").order_by("party", "kind", "due_on"))
    made = [_promise(row, viewer, lang, today) for row in seen]
    return [promise for promise, _, _ in made], _totals(made, lang)


def amount_said(amount: Decimal, kind: str, lang: str) -> str:
    """An amount in the unit of its kind."""
    return phrase(f"founding.unit.{kind}", lang, n=numbers.count(float(amount)))


def _promise(row: Seen, viewer: Viewer, lang: str, today: date) -> tuple[Promise, Decimal, Decimal]:
    parts: Sequence[Any] = field_of(row, "fulfilments")
    kept = sum((part.amount for part in parts), Decimal(0))
    left = max(row.amount - kept, Decimal(0))
    organisation = all_seen(viewer, type(_organisation(row))._default_manager.filter(pk=_organisation(row).pk))
    promise = Promise(
        party=name_cell(organisation[0], lang) if organisation else Cell(is_hidden=True),
        kind=row.kind,
        promised=amount_said(row.amount, row.kind, lang),
        delivered=amount_said(kept, row.kind, lang),
        left=amount_said(left, row.kind, lang) if left else "",
        share=_share(kept, row.amount),
        due_on=row.due_on,
        is_late=bool(left and row.due_on and row.due_on < today),
        text=row.text,
        parts=tuple(Delivered(part.on, amount_said(part.amount, row.kind, lang), part.text) for part in parts),
    )
    return promise, row.amount, kept


def _organisation(row: Seen) -> Any:
    return unsealed(row).party.organisation


def _share(kept: Decimal, promised: Decimal) -> int:
    """Percent delivered, 0..100."""
    if not promised:
        return 0
    return max(0, min(100, int(kept * 100 / promised)))


def _totals(made: Sequence[tuple[Promise, Decimal, Decimal]], lang: str) -> list[Total]:
    found = []
    for kind in CommitmentKind.values:
        promised = sum((amount for promise, amount, _ in made if promise.kind == kind), Decimal(0))
        kept = sum((part for promise, _, part in made if promise.kind == kind), Decimal(0))
        if promised:
            share = _share(kept, promised)
            found.append(Total(kind, amount_said(promised, kind, lang), amount_said(kept, kind, lang), share))
    return found
