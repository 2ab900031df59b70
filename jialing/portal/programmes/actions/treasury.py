"""The treasury pays, not the programme: its statements come in as tables and are reconciled to nought.

A row names the order that it carries out. It becomes an entry where amount and payee agree with what is still to be
paid; every other row is a difference with its reason. Rows entered and differences add up to the statement.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.programmes.actions.orders import transfers_of
from jialing.portal.programmes.actions.posting import Event, post
from jialing.portal.programmes.enums import EntryKind, OrderState
from jialing.portal.programmes.models import Entry, Order, Programme
from jialing.portal.programmes.rules.currencies import smallest_units

COLUMNS = ("voucher", "on", "order", "payee", "amount")
MOST_ROWS = 100_000


@dataclass(frozen=True)
class StatementRow:
    """A payment as the treasury tells it; ``voucher`` is its own number, ``order`` our order's, ``units`` smallest."""

    number: int
    voucher: str
    on: date
    order: str
    payee: str
    units: int


@dataclass(frozen=True)
class Difference:
    """A row that was not entered, and why (phrase ``ledger.difference.<code>``)."""

    row: StatementRow
    code: str


@dataclass(frozen=True)
class Reconciled:
    """What became of a statement. ``is_even``: nothing is left to explain."""

    n_entered: int
    n_known: int
    units_entered: int
    units_known: int
    differences: tuple[Difference, ...]
    unpaid: tuple[str, ...]

    @property
    def is_even(self) -> bool:
        return not self.differences and not self.unpaid


def read_statement(content: bytes, currency: str) -> list[StatementRow]:
    """The rows of a CSV file (UTF-8 or GB18030) with the columns ``voucher, on, order, payee, amount``.

    Raises InputError ``ledger.statement_unreadable``, ``ledger.columns_missing`` (names), ``ledger.row_wrong``
    (number, reason), ``ledger.too_many_rows`` (most): nothing is entered of a file with a wrong row.
    """
    rows = list(csv.DictReader(io.StringIO(_text(content))))
    if len(rows) > MOST_ROWS:
        raise InputError("ledger.too_many_rows", most=MOST_ROWS)
    missing = [name for name in COLUMNS if rows and name not in rows[0]]
    if missing or not rows:
        raise InputError("ledger.columns_missing", names=", ".join(missing or COLUMNS))
    return [_row(n, row, currency) for n, row in enumerate(rows, 2)]


def reconcile(rows: Sequence[StatementRow], *, programme: Programme, by: Viewer) -> Reconciled:
    """Enter the payments that agree, each in a transaction of its own: broken off, the same statement is taken up
    again and nothing is entered twice, because the voucher names the entry.
    """
    require(by, "programme.reconcile", programme)
    entered, known, differences = [], [], []
    for row in rows:
        code = _entered(row, programme, by)
        if code == "":
            entered.append(row)
        elif code == "known":
            known.append(row)
        else:
            differences.append(Difference(row, code))
    return Reconciled(
        len(entered), len(known), _sum(entered), _sum(known), tuple(differences), tuple(unpaid_orders(programme))
    )


def unpaid_orders(programme: Programme) -> Iterable[str]:
    """Instructions that were given and that no payment has carried out, by public id."""
    payments = Entry.objects.filter(programme=programme, kind=EntryKind.PAYMENT, reversed_by=None)
    paid = set(payments.values_list("carries_out", flat=True))
    given = Order.objects.filter(programme=programme, kind=EntryKind.INSTRUCTION, state=OrderState.POSTED)
    return (one for one in given.order_by("pk").values_list("public_id", flat=True) if one not in paid)


@transaction.atomic
def _entered(row: StatementRow, programme: Programme, by: Viewer) -> str:
    """'' where the payment was entered, ``known`` where it had been, else the code of the difference."""
    order = Order.objects.select_related("programme").filter(
        public_id=row.order, programme=programme, kind=EntryKind.INSTRUCTION, state=OrderState.POSTED
    ).first()  # fmt: skip
    if order is None:
        return "no_such_order"
    key = f"payment:{programme.public_id}:{row.voucher}"
    before = Entry.objects.filter(key=key).first()
    if before is not None:
        return "known" if before.carries_out == order.public_id else "voucher_used"
    transfers = transfers_of(order)
    if Entry.objects.filter(kind=EntryKind.PAYMENT, carries_out=order.public_id, reversed_by=None).exists():
        return "paid_already"
    if sum(one.units for one in transfers) != row.units:
        return "other_amount"
    names = {name for one in transfers if one.party for name in (one.party.name_en, one.party.name_zh) if name}
    if row.payee not in names:
        return "other_payee"
    try:
        entry = post(
            EntryKind.PAYMENT,
            transfers,
            Event(key, row.on, row.voucher, by.public_id, carries_out=order.public_id),
            programme=programme,
        )
    except WrongState:
        return "recalled"
    audit(by.public_id, "entry.paid", entry, voucher=row.voucher)
    return ""


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("ledger.statement_unreadable")


def _row(number: int, row: dict[str, Any], currency: str) -> StatementRow:
    try:
        on = date.fromisoformat(str(row["on"]).strip())
        units = smallest_units(str(row["amount"]), currency)
    except (ValueError, InputError):
        raise InputError("ledger.row_wrong", number=number) from None
    voucher, order = str(row["voucher"] or "").strip(), str(row["order"] or "").strip()
    if not voucher or units <= 0:
        raise InputError("ledger.row_wrong", number=number)
    return StatementRow(number, voucher[:60], on, order[:20], str(row["payee"] or "").strip(), units)


def _sum(rows: Iterable[StatementRow]) -> int:
    return sum(row.units for row in rows)
