"""Orders: asked for by one, approved by another, above the limit by a third; carried out in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.actions.posting import Event, Transfer, by_funder, post, require_transfers, reverse
from jialing.portal.programmes.enums import EntryKind, OrderState
from jialing.portal.programmes.models import Entry, Funder, Order, OrderLine, Programme
from jialing.portal.programmes.rules.moves import BY_ORDER


@transaction.atomic
def propose_order(
    kind: str, transfers: Sequence[Transfer], *, programme: Programme, funder: Funder, on: date, document_number: str,
    key: str, by: Viewer, why: str = "",
) -> Order:  # fmt: skip
    """Ask that money of one funder be moved. The same key asks once.

    Raises
    ------
    InputError
        As :func:`posting.post`; ``ledger.not_by_order`` (kind) for payments, which come from the treasury;
        ``ledger.other_funder``; ``ledger.document_missing``.
    NotAllowed
        ``access.not_allowed``.
    """
    known = Order.objects.filter(key=key).first()
    if known is not None:
        return known
    if kind not in BY_ORDER:
        raise InputError("ledger.not_by_order", kind=kind)
    require_transfers(kind, transfers, programme)
    if set(by_funder(transfers)) != {funder.pk}:
        raise InputError("ledger.other_funder")
    if not document_number.strip():
        raise InputError("ledger.document_missing")
    order = Order.objects.create(
        programme=programme, funder=funder, kind=kind, on=on, document_number=document_number, why=why, key=key,
        by=by.public_id,
    )  # fmt: skip
    require(by, "order.propose", order)
    OrderLine.objects.bulk_create(
        OrderLine(order=order, line=t.line, units=t.units, call=t.call, project=t.project, party=t.party)
        for t in transfers
    )
    audit(by.public_id, "order.proposed", order, kind=kind)
    return order


@transaction.atomic
def propose_reversal(
    entry: Entry, *, on: date, document_number: str, why: str, key: str, by: Viewer
) -> Order:  # fmt: skip
    """Ask that an entry be taken back; others approve as with any order. The same key asks once.

    Raises
    ------
    InputError
        ``ledger.document_missing``, ``ledger.reason_missing``; ``ledger.other_funder`` where the entry moved money of
        several funders.
    WrongState
        ``ledger.reversed_already``, ``ledger.no_reversal_of_reversal``, ``ledger.reversal_waits`` (order) where one is
        asked for already.
    NotAllowed
        ``access.not_allowed``.
    """
    known = Order.objects.filter(key=key).first()
    if known is not None:
        return known
    _require_reversible(entry)
    if not document_number.strip():
        raise InputError("ledger.document_missing")
    if not why.strip():
        raise InputError("ledger.reason_missing")
    order = Order.objects.create(
        programme=entry.programme, funder=_funder_of(entry), kind=EntryKind.REVERSAL, on=on, why=why, key=key,
        document_number=document_number, by=by.public_id, reverses=entry,
    )  # fmt: skip
    require(by, "order.propose", order)
    audit(by.public_id, "order.proposed", order, kind=EntryKind.REVERSAL)
    return order


@transaction.atomic
def approve_order(order: Order, *, by: Viewer, seen: int) -> Order:
    """Approve; with the last approval needed the entry comes about, in this transaction.

    Raises
    ------
    NotAllowed
        ``access.not_allowed``; ``ledger.own_order`` to who asked, ``ledger.second_is_first`` to the first approver,
        ``ledger.for_own_organisation`` to who stands for a party.
    WrongState
        ``ledger.order_is_over`` (state), ``record.changed_meanwhile``, and as :func:`posting.post`: then the order
        stays as it was.
    """
    _require_live(order)
    require(by, "order.approve", order)
    _require_apart(order, by)
    next_edition(order, seen=seen)
    if order.approved_by:
        order.second_approved_by = by.public_id
    else:
        order.approved_by = by.public_id
    if _takes_second(order) and not order.second_approved_by:
        order.state = OrderState.APPROVED
    else:
        order.entry = _carried_out(order)
        order.state = OrderState.POSTED
    order.save()
    audit(by.public_id, "order.approved", order, state=order.state)
    return order


@transaction.atomic
def refuse_order(order: Order, why: str, *, by: Viewer, seen: int) -> Order:
    """Refuse, with a reason. Raises as :func:`approve_order`; InputError ``ledger.reason_missing``."""
    _require_live(order)
    require(by, "order.refuse", order)
    if not why.strip():
        raise InputError("ledger.reason_missing")
    return _ended(order, OrderState.REFUSED, why, by=by, seen=seen)


@transaction.atomic
def withdraw_order(order: Order, *, by: Viewer, seen: int) -> Order:
    """Take back what one asked for oneself. Raises as :func:`approve_order`."""
    _require_live(order)
    require(by, "order.withdraw", order)
    return _ended(order, OrderState.WITHDRAWN, "", by=by, seen=seen)


def transfers_of(order: Order) -> list[Transfer]:
    """What an order moves."""
    lines = order.lines.select_related("line", "party")
    return [Transfer(one.line, one.units, one.call, one.project, one.party) for one in lines]


def _takes_second(order: Order) -> bool:
    limit = order.programme.second_approval_above
    return limit is not None and units_of(order) > limit


def units_of(order: Order) -> int:
    """How much an order moves, in smallest units; a reversal as much as the entry it takes back."""
    if order.reverses is not None:
        return sum(one.amount for one in order.reverses.postings.all() if one.amount > 0)
    return sum(one.units for one in order.lines.all())


def _carried_out(order: Order) -> Entry:
    if order.reverses is not None:
        return reverse(order.reverses, _event(order))
    return post(order.kind, transfers_of(order), _event(order), programme=order.programme)


def _require_reversible(entry: Entry) -> None:
    if entry.kind == EntryKind.REVERSAL:
        raise WrongState("ledger.no_reversal_of_reversal")
    if Entry.objects.filter(reverses=entry).exists():
        raise WrongState("ledger.reversed_already")
    waiting = entry.reversal_orders.filter(state__in=(OrderState.PROPOSED, OrderState.APPROVED)).first()
    if waiting is not None:
        raise WrongState("ledger.reversal_waits", order=waiting.public_id)


def _funder_of(entry: Entry) -> Funder:
    found = Funder.objects.filter(appropriations__accounts__postings__entry=entry).distinct()
    if len(found) != 1:
        raise InputError("ledger.other_funder")
    return found[0]


def _require_live(order: Order) -> None:
    if order.state not in (OrderState.PROPOSED, OrderState.APPROVED):
        raise WrongState("ledger.order_is_over", state=order.state)


def _require_apart(order: Order, by: Viewer) -> None:
    if by.public_id == order.by:
        raise NotAllowed("ledger.own_order")
    if by.public_id == order.approved_by:
        raise NotAllowed("ledger.second_is_first")
    if _is_for(order, by):
        raise NotAllowed("ledger.for_own_organisation")


def _is_for(order: Order, by: Viewer) -> bool:
    own = by.organisation_ids
    if order.reverses is not None:
        return bool(order.reverses.postings.filter(account__party_id__in=own).exists())
    return bool(order.lines.filter(party_id__in=own).exists())


def _ended(order: Order, state: str, why: str, *, by: Viewer, seen: int) -> Order:
    next_edition(order, seen=seen)
    order.state, order.refused_why = state, why
    order.save()
    audit(by.public_id, f"order.{state}", order, why=why)
    return order


def _event(order: Order) -> Event:
    return Event(
        key=f"order:{order.public_id}", on=order.on, document_number=order.document_number, by=order.by,
        approved_by=order.approved_by, second_approved_by=order.second_approved_by, why=order.why,
    )  # fmt: skip
