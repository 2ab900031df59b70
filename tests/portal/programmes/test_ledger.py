"""The ledger: balanced at every instant, never below nought, nothing changed, entered once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jialing.errors import InputError, JialingError, WrongState
from jialing.portal.programmes.actions.posting import Transfer, post, reverse
from jialing.portal.programmes.enums import EntryKind, Stage
from jialing.portal.programmes.models import Account, Entry, Posting
from jialing.portal.programmes.queries.checking import Fault, faults
from jialing.portal.programmes.queries.statements import month_of, statement, totals
from jialing.portal.programmes.rules.moves import MOVES
from tests.portal.programmes.factory import awarded, event, moved, pot
from tests.portal.registry.factory import organisation

pytestmark = pytest.mark.django_db
PATH = ("pledge", "reservation", "award", "instruction", "payment")


def test_money_goes_from_pledge_to_payment() -> None:
    of = pot()
    for kind in PATH:
        moved(kind, of.chongqing, 2_000_000_00, of=of)
    found = {stage: amount for stage, amount in totals(of.programme).items() if amount}
    assert found == {"source": Decimal("-2000000.00"), "paid": Decimal("2000000.00")}


def test_more_than_is_there_is_refused_and_nothing_is_half_entered() -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    moved("pledge", of.sichuan, 100, of=of)
    both = [Transfer(of.sichuan, 100, "C"), Transfer(of.chongqing, 101, "C")]
    with pytest.raises(WrongState) as refused:
        post("reservation", both, event(), programme=of.programme)
    assert refused.value.params == {"missing": "0.01", "stage": "free", "year": 2026, "budget_item": "2060404"}
    assert (Entry.objects.count(), totals(of.programme)["reserved"]) == (2, 0)


def test_pledge_is_not_lowered_below_what_is_reserved() -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    moved("reservation", of.chongqing, 60, of=of)
    moved("reduction", of.chongqing, 40, of=of)
    with pytest.raises(WrongState) as refused:
        moved("reduction", of.chongqing, 1, of=of)
    assert refused.value.code == "ledger.not_enough"


def test_money_of_one_funder_does_not_pay_for_the_other() -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    with pytest.raises(WrongState):
        moved("reservation", of.sichuan, 1, of=of)


def test_same_key_enters_once() -> None:
    of = pot()
    first, second = (moved("pledge", of.chongqing, 100, of=of, key="letter 7") for _ in range(2))
    assert (first.pk, totals(of.programme)["free"]) == (second.pk, Decimal("1.00"))


def test_key_of_another_event_is_refused() -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of, key="letter 7")
    with pytest.raises(WrongState) as refused:
        moved("reservation", of.chongqing, 100, of=of, key="letter 7")
    assert refused.value.code == "ledger.key_of_other"


def test_reversal_takes_an_entry_back_once() -> None:
    of = pot()
    entry = moved("pledge", of.chongqing, 100, of=of)
    reverse(entry, event())
    assert (totals(of.programme)["free"], Entry.objects.count()) == (0, 2)
    with pytest.raises(WrongState) as refused:
        reverse(entry, event())
    assert refused.value.code == "ledger.reversed_already"


def test_what_was_spent_since_is_not_reversed() -> None:
    of = pot()
    entry = moved("pledge", of.chongqing, 100, of=of)
    moved("reservation", of.chongqing, 50, of=of)
    with pytest.raises(WrongState) as refused:
        reverse(entry, event())
    assert refused.value.code == "ledger.not_enough"


def test_reversal_is_not_reversed() -> None:
    of = pot()
    back = reverse(moved("pledge", of.chongqing, 100, of=of), event())
    with pytest.raises(WrongState) as refused:
        reverse(back, event())
    assert refused.value.code == "ledger.no_reversal_of_reversal"


def test_models_refuse_changes() -> None:
    of = pot()
    entry = moved("pledge", of.chongqing, 100, of=of)
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.parametrize("model", [Entry, Posting])
def test_database_refuses_changes(model: type[Entry | Posting]) -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    column = "why" if model is Entry else "amount"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model._default_manager.update(**{column: 5})


@pytest.mark.parametrize(
    ("kind", "transfer", "code"),
    [
        ("pledge", {"units": 0}, "ledger.not_positive"),
        ("pledge", {"units": -5}, "ledger.not_positive"),
        ("pledge", {"units": 10**18}, "ledger.too_large"),
        ("reservation", {"units": 5}, "ledger.names_missing"),
        ("award", {"units": 5, "call": "C"}, "ledger.names_missing"),
    ],
)
def test_transfer_that_cannot_be_is_refused(kind: str, transfer: dict[str, int], code: str) -> None:
    of = pot()
    with pytest.raises(InputError) as refused:
        post(kind, [Transfer(of.chongqing, **transfer)], event(), programme=of.programme)
    assert refused.value.code == code


def test_nothing_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        post("pledge", [], event(), programme=pot().programme)
    assert refused.value.code == "ledger.nothing"


def test_line_of_another_programme_is_refused() -> None:
    of, other = pot(), pot()
    with pytest.raises(InputError) as refused:
        moved("pledge", other.chongqing, 100, of=of)
    assert refused.value.code == "ledger.other_programme"


@pytest.mark.parametrize(
    ("reach", "place", "may"),
    [
        ([], "CN-510100", True),
        (["CN-500000"], "CN-500112", True),
        (["CN-500000"], "CN-510100", False),
        (["CN-510100"], "CN-510104", True),
        (["CN-510100"], "CN-510700", False),
        (["CN-500000"], "", False),
    ],
)
def test_money_stays_within_its_reach(reach: list[str], place: str, may: bool) -> None:
    of = pot()
    moved("pledge", of.chongqing, 100, of=of)
    moved("reservation", of.chongqing, 100, of=of)
    of.chongqing.reach = reach
    transfer = Transfer(of.chongqing, 100, "C", "P", organisation("Elsewhere", place_id=place))
    try:
        post("award", [transfer], event(), programme=of.programme)
        went = True
    except WrongState as error:
        went = error.code != "ledger.out_of_reach"
    assert went is may


def test_statement_tells_each_funder_apart() -> None:
    of = pot()
    awarded(of, 700)
    moved("pledge", of.sichuan, 300, of=of)
    found = {line.about: line.closing for line in statement(of.programme, "funder")}
    assert found == {
        of.chongqing.funder.public_id: {"source": Decimal("-7.00"), "awarded": Decimal("7.00")},
        of.sichuan.funder.public_id: {"source": Decimal("-3.00"), "free": Decimal("3.00")},
    }


def test_statement_of_a_period_opens_with_what_was_there() -> None:
    from datetime import date

    of = pot()
    moved("pledge", of.chongqing, 700, of=of, on=date(2025, 12, 31))
    moved("reservation", of.chongqing, 200, of=of, on=date(2026, 1, 1))
    (line,) = statement(of.programme, "funder", first=month_of(2026, 1), last=month_of(2026, 12))
    assert (line.opening["free"], line.closing["free"]) == (Decimal("7.00"), Decimal("5.00"))
    assert line.moved == {("reservation", "free"): Decimal("-2.00"), ("reservation", "reserved"): Decimal("2.00")}


def test_statement_by_project_leaves_out_what_is_of_none() -> None:
    of = pot()
    awarded(of, 700)
    (line,) = statement(of.programme, "project")
    assert (line.about, line.closing) == ("P", {"awarded": Decimal("7.00")})


def test_whole_ledger_has_no_faults() -> None:
    of = pot()
    awarded(of)
    assert faults(of.programme) == []


def test_balance_that_was_tampered_with_is_found() -> None:
    of = pot()
    awarded(of)
    account = Account.objects.get(stage=Stage.AWARDED)
    Account.objects.filter(pk=account.pk).update(balance=account.balance + 1)
    assert faults(of.programme) == [
        Fault(code, account.pk) for code in ("balance_differs", "total_differs", "year_total_differs")
    ]


def test_yen_have_no_smaller_unit() -> None:
    of = pot(currency="JPY")
    moved("pledge", of.chongqing, 100, of=of)
    assert totals(of.programme)["free"] == Decimal(100)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from([*MOVES, EntryKind.REVERSAL]), st.integers(1, 500), st.booleans()), max_size=25)
)
def test_ledger_stays_balanced_whatever_is_asked(steps: list[tuple[str, int, bool]]) -> None:
    with transaction.atomic():
        of, entries = pot(), []
        for kind, units, is_sichuan in steps:
            try:
                if kind == EntryKind.REVERSAL:
                    entries.append(reverse(entries[units % len(entries)], event())) if entries else None
                else:
                    entries.append(moved(kind, of.sichuan if is_sichuan else of.chongqing, units, of=of))
            except JialingError:
                continue
        assert faults(of.programme) == []
        assert sum(totals(of.programme).values()) == 0
        transaction.set_rollback(True)
