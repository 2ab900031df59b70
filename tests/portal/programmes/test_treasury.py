"""The treasury's statement: what agrees is entered once, everything else is shown; together they are the statement."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from jialing.errors import InputError, NotAllowed
from jialing.portal.programmes.actions.orders import approve_order, propose_order
from jialing.portal.programmes.actions.posting import Transfer, reverse
from jialing.portal.programmes.actions.treasury import Reconciled, read_statement, reconcile
from jialing.portal.programmes.models import Order
from jialing.portal.programmes.queries.statements import totals
from tests.portal.programmes.factory import DAY, Pot, awarded, event, officer, pot

pytestmark = pytest.mark.django_db
HEAD = "voucher,on,order,payee,amount\n"


def instructed(of: Pot, units: int = 100, key: str = "form") -> Order:
    """An order to pay, carried as far as the treasury."""
    transfer = Transfer(of.chongqing, units, project="P", party=of.party)
    order = propose_order(
        "instruction", [transfer], programme=of.programme, funder=of.chongqing.funder, on=DAY, document_number="No. 2",
        key=key, by=officer(),
    )  # fmt: skip
    return approve_order(order, by=officer(), seen=1)


def brought(of: Pot, *rows: str) -> Reconciled:
    content = (HEAD + "\n".join(rows)).encode()
    return reconcile(read_statement(content, "CNY"), programme=of.programme, by=officer())


@pytest.fixture
def of() -> Pot:
    found = pot()
    awarded(found)
    return found


def test_payment_that_agrees_is_entered(of: Pot) -> None:
    order = instructed(of)
    found = brought(of, f"V1,2026-03-09,{order.public_id},Winner,1.00")
    assert (found.n_entered, found.units_entered, found.is_even, totals(of.programme)["paid"]) == (1, 100, True, 1)


def test_statement_brought_twice_is_entered_once(of: Pot) -> None:
    row = f"V1,2026-03-09,{instructed(of).public_id},Winner所,1.00"
    brought(of, row)
    again = brought(of, row)
    assert (again.n_entered, again.n_known, totals(of.programme)["paid"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("V1,2026-03-09,{order},Winner,1.01", "other_amount"),
        ("V1,2026-03-09,{order},Somebody,1.00", "other_payee"),
        ("V1,2026-03-09,nothing,Winner,1.00", "no_such_order"),
    ],
)
def test_row_that_does_not_agree_is_shown_and_not_entered(of: Pot, row: str, code: str) -> None:
    order = instructed(of)
    found = brought(of, row.format(order=order.public_id))
    assert [one.code for one in found.differences] == [code]
    assert (list(found.unpaid), totals(of.programme)["paid"]) == ([order.public_id], 0)


def test_order_paid_under_two_vouchers_is_shown(of: Pot) -> None:
    order = instructed(of)
    found = brought(of, *(f"{voucher},2026-03-09,{order.public_id},Winner,1.00" for voucher in ("V1", "V2")))
    assert ([one.code for one in found.differences], totals(of.programme)["paid"]) == (["paid_already"], 1)


def test_voucher_of_two_orders_is_shown(of: Pot) -> None:
    orders = [instructed(of, key=key) for key in "ab"]
    found = brought(of, *(f"V1,2026-03-09,{order.public_id},Winner,1.00" for order in orders))
    assert [one.code for one in found.differences] == ["voucher_used"]


def test_rows_entered_and_differences_are_the_statement(of: Pot) -> None:
    order = instructed(of)
    found = brought(of, f"V1,2026-03-09,{order.public_id},Winner,1.00", "V2,2026-03-09,x,Winner,2.50")
    assert found.units_entered + sum(one.row.units for one in found.differences) == 350


@pytest.mark.parametrize(
    "row", ["V1,9 March,x,Winner,1.00", ",2026-03-09,x,Winner,1.00", "V1,2026-03-09,x,Winner,1.001"]
)
def test_wrong_row_is_named_and_nothing_is_read(row: str) -> None:
    with pytest.raises(InputError) as refused:
        read_statement(f"{HEAD}V0,2026-03-09,x,Winner,5\n{row}".encode(), "CNY")
    assert (refused.value.code, refused.value.params) == ("ledger.row_wrong", {"number": 3})


def test_columns_that_are_missing_are_named() -> None:
    with pytest.raises(InputError) as refused:
        read_statement(b"voucher,on\n1,2", "CNY")
    assert refused.value.params == {"names": "order, payee, amount"}


def test_statement_in_gb18030_is_read() -> None:
    (row,) = read_statement(f"{HEAD}V1,2026-03-09,x,重庆大学,1.00".encode("gb18030"), "CNY")
    assert row.payee == "重庆大学"


def test_officer_of_no_funder_brings_no_statement(of: Pot) -> None:
    with pytest.raises(NotAllowed):
        reconcile([], programme=of.programme, by=officer("CN-110000"))


def test_instruction_that_was_reversed_is_not_paid_from_anothers_money(of: Pot) -> None:
    first = instructed(of, key="first")
    instructed(of, key="second")
    assert first.entry is not None
    reverse(first.entry, event())
    found = brought(of, f"V1,2026-03-09,{first.public_id},Winner,1.00")
    assert [one.code for one in found.differences] == ["recalled"]
    assert first.public_id not in found.unpaid


@pytest.mark.parametrize("head", [HEAD, "凭证号,支付日期,指令编号,收款人,金额\n"])
def test_statement_is_read_from_a_workbook_as_from_text(of: Pot, head: str) -> None:
    order = instructed(of)
    book, out = Workbook(), BytesIO()
    book.active.append(head.strip().split(","))
    book.active.append(["V1", datetime(2026, 3, 9), order.public_id, "Winner", 1.0])
    book.save(out)
    text = head + f"V1,2026/3/9,{order.public_id},Winner,1\n".replace("2026/3/9", "2026-03-09")
    assert read_statement(out.getvalue(), "CNY") == read_statement(text.encode(), "CNY")


def test_workbook_that_is_none_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        read_statement(b"PK nothing", "CNY")
    assert refused.value.code == "ledger.statement_unreadable"


def test_amount_of_a_workbook_is_what_is_written() -> None:
    book, out = Workbook(), BytesIO()
    book.active.append(HEAD.strip().split(","))
    book.active.append(["V1", "2026-03-09", "o", "p", 0.1 + 0.2])
    book.save(out)
    assert read_statement(out.getvalue(), "CNY")[0].units == 30


def test_payee_in_full_width_signs_is_the_same(of: Pot) -> None:
    of.party.name_zh = "甲公司（重庆）"
    of.party.save()
    order = instructed(of)
    assert brought(of, f"V1,2026-03-09,{order.public_id},甲公司(重庆),1.00").n_entered == 1
