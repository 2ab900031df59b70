"""A ledger written at once: entries, orders and totals as the actions would have made them, kept in memory first.

The same rules hold (rules.moves, nothing below nought); queries.checking proves the result equal to its postings.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from jialing.portal.programmes.actions.posting import Transfer
from jialing.portal.programmes.enums import EntryKind, OrderState, Stage
from jialing.portal.programmes.models import Account, Entry, MonthTotal, Order, OrderLine, Posting, Programme, YearTotal
from jialing.portal.programmes.rules.moves import MOVES, account_name
from jialing.portal.registry.demo.keeping import BATCH, names


@dataclass(frozen=True)
class Signed:
    """Who asked for an order and who approved it: public ids of accounts."""

    by: str
    approved_by: str
    second: str = ""


@dataclass
class Book:
    """Rows of a programme's ledger that are not in the database yet."""

    programme: Programme
    rng: random.Random
    accounts: dict[tuple[Any, ...], Account] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    postings: list[tuple[Entry, Account, int]] = field(default_factory=list)
    orders: list[tuple[Order, Entry | None]] = field(default_factory=list)
    lines: list[OrderLine] = field(default_factory=list)

    def ordered(
        self, kind: str, transfers: Sequence[Transfer], *, on: date, document: str, signed: Signed, why: str = "",
        state: str = OrderState.POSTED, refused_why: str = "",
    ) -> Order:  # fmt: skip
        """An order, and where it was carried out its entry."""
        order = Order(
            public_id=names(self.rng), programme=self.programme, funder=transfers[0].line.funder, kind=kind, on=on,
            document_number=document, why=why, state=state, by=signed.by, refused_why=refused_why,
            key=f"demo:{names(self.rng)}",
        )  # fmt: skip
        order.approved_by = "" if state == OrderState.PROPOSED else signed.approved_by
        order.second_approved_by = signed.second if state == OrderState.POSTED else ""
        entry = None
        if state == OrderState.POSTED:
            entry = self.entered(kind, transfers, on=on, document=document, signed=signed, key=order.public_id, why=why)
        self.orders.append((order, entry))
        self.lines += [
            OrderLine(order=order, line=t.line, units=t.units, call=t.call, project=t.project, party=t.party)
            for t in transfers
        ]
        return order

    def paid(self, order: Order, transfers: Sequence[Transfer], *, on: date, voucher: str, by: str) -> Entry:
        """The treasury's payment of an instruction."""
        entry = self.entered(
            EntryKind.PAYMENT, transfers, on=on, document=voucher, signed=Signed(by, ""),
            key=f"payment:{self.programme.public_id}:{voucher}", is_whole_key=True,
        )  # fmt: skip
        entry.carries_out = order.public_id
        return entry

    def entered(
        self, kind: str, transfers: Sequence[Transfer], *, on: date, document: str, signed: Signed, key: str,
        why: str = "", is_whole_key: bool = False,
    ) -> Entry:  # fmt: skip
        """An entry that moves each transfer from stage to stage."""
        entry = self._entry(kind, on, document, signed, key if is_whole_key else f"order:{key}", why)
        moved: Counter[tuple[Any, ...]] = Counter()
        for one in transfers:
            for stage, sign in zip(MOVES[kind], (-1, 1), strict=True):
                moved[self._account(one, stage)] += sign * one.units
        for name, units in moved.items():
            self._post(entry, self.accounts[name], units)
        return entry

    def reversed(self, order: Order, *, on: date, document: str, signed: Signed, why: str) -> Entry:
        """Take back what an order did."""
        entry = next(made for made_by, made in self.orders if made_by is order)
        assert entry is not None
        back = Order(
            public_id=names(self.rng), programme=self.programme, funder=order.funder, kind=EntryKind.REVERSAL, on=on,
            document_number=document, why=why, state=OrderState.POSTED, by=signed.by, approved_by=signed.approved_by,
            second_approved_by=signed.second, key=f"demo:{names(self.rng)}", reverses=None,
        )  # fmt: skip
        reversal = self._entry(EntryKind.REVERSAL, on, document, signed, f"order:{back.public_id}", why)
        reversal.reverses = entry
        back.reverses = entry
        for _, account, units in [one for one in self.postings if one[0] is entry]:
            self._post(reversal, account, -units)
        self.orders.append((back, reversal))
        return reversal

    def write(self) -> None:
        """Write everything: accounts with their balances, entries, postings, totals, orders."""
        Account.objects.bulk_create(self.accounts.values(), batch_size=BATCH)
        plain = [one for one in self.entries if one.reverses is None]
        Entry.objects.bulk_create(plain, batch_size=BATCH)
        back = [one for one in self.entries if one.reverses is not None]
        for one in back:
            one.reverses = one.reverses  # its key is known now
        Entry.objects.bulk_create(back, batch_size=BATCH)
        rows = [Posting(entry=entry, account=account, amount=units) for entry, account, units in self.postings]
        Posting.objects.bulk_create(rows, batch_size=BATCH)
        self._write_totals()
        self._write_orders()

    def _write_totals(self) -> None:
        months: dict[tuple[int, int, str], list[int]] = {}
        years: dict[tuple[int, int, str], list[int]] = {}
        for entry, account, units in self.postings:
            for kept, period in ((months, entry.on.year * 12 + entry.on.month - 1), (years, entry.on.year)):
                row = kept.setdefault((account.pk, period, entry.kind), [0, 0])
                row[0] += 1
                row[1] += units
        MonthTotal.objects.bulk_create(
            [MonthTotal(account_id=a, month=p, kind=k, n=n, amount=u) for (a, p, k), (n, u) in months.items()],
            batch_size=BATCH,
        )
        YearTotal.objects.bulk_create(
            [YearTotal(account_id=a, year=p, kind=k, n=n, amount=u) for (a, p, k), (n, u) in years.items()],
            batch_size=BATCH,
        )

    def _write_orders(self) -> None:
        for order, entry in self.orders:
            order.entry = entry
            order.reverses = order.reverses
        Order.objects.bulk_create([order for order, _ in self.orders], batch_size=BATCH)
        for line in self.lines:
            line.order = line.order
        OrderLine.objects.bulk_create(self.lines, batch_size=BATCH)

    def _entry(self, kind: str, on: date, document: str, signed: Signed, key: str, why: str) -> Entry:
        entry = Entry(
            public_id=names(self.rng), programme=self.programme, kind=kind, on=on, document_number=document, why=why,
            by=signed.by, approved_by=signed.approved_by, second_approved_by=signed.second, key=key,
            created_at=timezone.make_aware(datetime.combine(on, time(10))),
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def _account(self, one: Transfer, stage: str) -> tuple[Any, ...]:
        call, project, party_id = account_name(stage, one.call, one.project, one.party.pk if one.party else None)
        name = (one.line.pk, stage, call, project, party_id)
        if name not in self.accounts:
            self.accounts[name] = Account(
                line=one.line, stage=stage, call=call, project=project, party_id=party_id, balance=0
            )
        return name

    def _post(self, entry: Entry, account: Account, units: int) -> None:
        account.balance += units
        if account.balance < 0 and account.stage != Stage.SOURCE:
            raise AssertionError(f"{account} of the demo falls below nought")
        if units:
            self.postings.append((entry, account, units))
