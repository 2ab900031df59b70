"""Orders: who asks does not approve, large sums take two, nobody decides for the own organisation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Viewer
from jialing.portal.common.models import AuditRecord
from jialing.portal.programmes.actions.orders import approve_order, propose_order, refuse_order, withdraw_order
from jialing.portal.programmes.actions.posting import Transfer
from jialing.portal.programmes.models import Entry, Order
from jialing.portal.programmes.queries.statements import totals
from tests.portal.programmes.factory import DAY, Pot, awarded, moved, officer, pot

pytestmark = pytest.mark.django_db


def proposed(of: Pot, units: int = 100, kind: str = "pledge", by: Viewer | None = None, key: str = "form 1") -> Order:
    transfer = Transfer(of.chongqing, units, "C", "P", of.party)
    return propose_order(
        kind, [transfer], programme=of.programme, funder=of.chongqing.funder, on=DAY, document_number="No. 1", key=key,
        by=by or officer(),
    )  # fmt: skip


def test_order_moves_nothing_until_approved() -> None:
    of = pot()
    order = proposed(of)
    assert (order.state, Entry.objects.count()) == ("proposed", 0)
    approve_order(order, by=officer(), seen=1)
    assert (order.state, totals(of.programme)["free"], order.entry.by) == ("posted", 1, order.by)


def test_double_click_asks_once() -> None:
    of, by = pot(), officer()
    assert proposed(of, by=by).pk == proposed(of, by=by).pk


def test_who_asked_does_not_approve() -> None:
    by = officer()
    with pytest.raises(NotAllowed) as refused:
        approve_order(proposed(pot(), by=by), by=by, seen=1)
    assert refused.value.code == "ledger.own_order"


def test_officer_of_the_other_side_does_not_approve() -> None:
    with pytest.raises(NotAllowed) as refused:
        approve_order(proposed(pot()), by=officer("CN-510000"), seen=1)
    assert refused.value.code == "access.not_allowed"


def test_who_stands_for_a_party_does_not_approve() -> None:
    of = pot()
    by = replace(officer(), organisation_ids=frozenset({of.party.pk}))
    with pytest.raises(NotAllowed) as refused:
        approve_order(proposed(of), by=by, seen=1)
    assert refused.value.code == "ledger.for_own_organisation"


def test_large_sum_takes_a_second_person() -> None:
    of, first = pot(second_approval_above=99), officer()
    order = approve_order(proposed(of), by=first, seen=1)
    assert (order.state, Entry.objects.count()) == ("approved", 0)
    with pytest.raises(NotAllowed) as refused:
        approve_order(order, by=first, seen=2)
    assert refused.value.code == "ledger.second_is_first"
    approve_order(order, by=officer(), seen=2)
    assert (order.state, Entry.objects.get().second_approved_by != "") == ("posted", True)


def test_sum_at_the_limit_takes_one() -> None:
    order = approve_order(proposed(pot(second_approval_above=100)), by=officer(), seen=1)
    assert order.state == "posted"


def test_of_two_awards_from_the_last_money_one_goes_through() -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    orders = [proposed(of, 60, "reservation", key=key) for key in "ab"]
    approve_order(orders[0], by=officer(), seen=1)
    with pytest.raises(WrongState) as refused:
        approve_order(orders[1], by=officer(), seen=1)
    orders[1].refresh_from_db()
    assert (refused.value.params["missing"], orders[1].state, orders[1].edition) == ("0.20", "proposed", 1)


def test_two_officers_approve_at_once_and_one_is_told() -> None:
    order = proposed(pot())
    same = Order.objects.get(pk=order.pk)
    approve_order(order, by=officer(), seen=1)
    with pytest.raises(WrongState) as refused:
        approve_order(same, by=officer(), seen=1)
    assert (refused.value.code, Entry.objects.count()) == ("record.changed_meanwhile", 1)


def test_refused_order_says_why_and_is_over() -> None:
    order = refuse_order(proposed(pot()), "no document", by=officer(), seen=1)
    with pytest.raises(WrongState) as refused:
        approve_order(order, by=officer(), seen=2)
    assert (order.refused_why, refused.value.params) == ("no document", {"state": "refused"})


def test_refusal_without_reason_is_refused() -> None:
    with pytest.raises(InputError):
        refuse_order(proposed(pot()), " ", by=officer(), seen=1)


def test_only_who_asked_withdraws() -> None:
    by = officer()
    order = proposed(pot(), by=by)
    with pytest.raises(NotAllowed):
        withdraw_order(order, by=officer(), seen=1)
    assert withdraw_order(order, by=by, seen=1).state == "withdrawn"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "payment"}, "ledger.not_by_order"),
        ({"document_number": " "}, "ledger.document_missing"),
        ({"funder": "sichuan"}, "ledger.other_funder"),
    ],
)
def test_order_that_cannot_be_is_refused(changed: dict[str, str], code: str) -> None:
    of = pot()
    given = {"kind": "pledge", "document_number": "No. 1", "funder": "chongqing"} | changed
    with pytest.raises(InputError) as refused:
        propose_order(
            given["kind"], [Transfer(of.chongqing, 5, "C", "P", of.party)], programme=of.programme, key="k", on=DAY,
            funder=getattr(of, given["funder"]).funder, document_number=given["document_number"], by=officer(),
        )  # fmt: skip
    assert refused.value.code == code


def test_every_step_is_in_the_audit() -> None:
    of = pot()
    awarded(of)
    approve_order(proposed(of, 10, "instruction"), by=officer(), seen=1)
    assert list(AuditRecord.objects.order_by("pk").values_list("code", flat=True)) == [
        "order.proposed",
        "order.approved",
    ]
