"""The treasury pays, not the programme: its statements come in as tables and are reconciled to nought.

A row names the order that it carries out. It becomes an entry where amount and payee agree with what is still to be
paid; every other row is a difference with its reason. Rows entered and differences add up to the statement.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jialing.errors import WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.common.records import next_edition
from jialing.portal.programmes.actions.orders import transfers_of
from jialing.portal.programmes.actions.posting import Event, post
from jialing.portal.programmes.enums import EntryKind, OrderState, StatementState
from jialing.portal.programmes.models import Entry, Order, Programme, TreasuryStatement
from jialing.portal.programmes.rules.treasury_files import StatementRow, read_statement


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


def reconcile(rows: Sequence[StatementRow], *, programme: Programme, by: Viewer) -> Reconciled:
    """Enter the payments that agree, each in a transaction of its own: broken off, the same statement is taken up
    again and nothing is entered twice, because the voucher names the entry.
    """
    require(by, "programme.reconcile", programme)
    entered, known, differences = [], [], []
    for row, code in zip(rows, _outcomes(rows, programme, by), strict=True):
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
    given = Order.objects.filter(
        programme=programme, kind=EntryKind.INSTRUCTION, state=OrderState.POSTED, entry__reversed_by=None
    )
    return (one for one in given.order_by("pk").values_list("public_id", flat=True) if one not in paid)


@transaction.atomic
def receive_statement(content: bytes, file_name: str, *, programme: Programme, by: Viewer) -> TreasuryStatement:
    """Keep a statement of the treasury; the same content comes back as it was kept. :func:`carry_on` enters it.

    Raises InputError as :func:`read_statement`; NotAllowed ``access.not_allowed``.
    """
    require(by, "programme.reconcile", programme)
    rows = read_statement(content, programme.currency)
    digest = hashlib.sha256(content).hexdigest()
    kept, is_new = TreasuryStatement.objects.get_or_create(
        programme=programme,
        digest=digest,
        defaults={"file_name": file_name[:200], "by": by.public_id, "rows": [_written(row, None) for row in rows]},
    )
    if is_new:
        audit(by.public_id, "treasury_statement.received", kept, rows=len(rows))
    return kept


def carry_on(statement: TreasuryStatement, *, by: Viewer) -> TreasuryStatement:
    """Enter what agrees, each row in a transaction of its own, then keep what became of all rows.

    Broken off in the middle it is asked again: entered rows come back as known, nothing is entered twice. Rows that
    differed are looked at anew, so that an order mended meanwhile is found.
    """
    require(by, "programme.reconcile", statement.programme)
    rows = [_read(row) for row in statement.rows]
    outcomes = list(_outcomes(rows, statement.programme, by))
    with transaction.atomic():
        next_edition(statement, seen=statement.edition)
        statement.rows = [_written(row, code) for row, code in zip(rows, outcomes, strict=True)]
        statement.state = StatementState.DONE
        statement.save()
        n_different = sum(code not in ("", "known") for code in outcomes)
        audit(by.public_id, "treasury_statement.entered", statement, rows=len(rows), different=n_different)
    return statement


def kept_rows(statement: TreasuryStatement) -> list[tuple[StatementRow, str | None]]:
    """The rows of a kept statement, each with its outcome (None: not looked at yet)."""
    return [(_read(row), row[6]) for row in statement.rows]


def _written(row: StatementRow, outcome: str | None) -> list[object]:
    return [row.number, row.voucher, row.on.isoformat(), row.order, row.payee, row.units, outcome]


def _read(kept: Sequence[object]) -> StatementRow:
    number, voucher, on, order, payee, units, _ = kept
    return StatementRow(
        int(str(number)), str(voucher), date.fromisoformat(str(on)), str(order), str(payee), int(str(units))
    )


def _outcomes(rows: Sequence[StatementRow], programme: Programme, by: Viewer) -> Iterator[str]:
    for row in rows:
        yield _entered(row, programme, by)


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
    if Entry.objects.filter(reverses=order.entry_id).exists():
        return "recalled"
    transfers = transfers_of(order)
    if Entry.objects.filter(kind=EntryKind.PAYMENT, carries_out=order.public_id, reversed_by=None).exists():
        return "paid_already"
    if sum(one.units for one in transfers) != row.units:
        return "other_amount"
    names = {name for one in transfers if one.party for name in (one.party.name_en, one.party.name_zh) if name}
    if _alike(row.payee) not in {_alike(name) for name in names}:
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


def _alike(name: str) -> str:
    """A name as banks and offices write it alike: full-width signs and letters made plain."""
    return unicodedata.normalize("NFKC", name).strip()


def _sum(rows: Iterable[StatementRow]) -> int:
    return sum(row.units for row in rows)
