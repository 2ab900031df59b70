"""The pages of the money of a programme as a browser gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jialing.portal.programmes.models import Appropriation, Call, Entry, Order, Project, TreasuryStatement
from jialing.portal.programmes.queries.checking import faults
from jialing.portal.programmes.queries.statements import totals
from tests.portal.accounts.factory import signed_in
from tests.portal.programmes.factory import Pot, awarded, moved, pot

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
PAGES = ("", "/lines", "/orders", "/entries", "/treasury", "/statement", "/check")
KEY = re.compile(r'name="key" value="([^"]+)"')


@pytest.fixture
def money() -> Pot:
    """A programme with a call and a project, nothing pledged yet."""
    of = pot(since="2026-01-01")
    call = Call.objects.create(programme=of.programme, name_en="First call", year=2026, state="published")
    Call.objects.filter(pk=call.pk).update(public_id="C")
    Project.objects.create(
        programme=of.programme, number="P", name_en="Sensors in mountains", lead=of.party, call=call
    )  # fmt: skip
    return of


def officer() -> Client:
    return signed_in("programme_officer", place="CN-500000")[0]


def address(of: Pot, rest: str = "", lang: str = "en") -> str:
    return f"/{lang}/programmes/{of.programme.public_id}{rest}"


def asked(client: Client, of: Pot, kind: str, **more: str) -> HttpResponse:
    """The form of an order opened and sent."""
    page = client.get(address(of, f"/orders/new?kind={kind}")).content.decode()
    found = KEY.search(page)
    assert found
    values = {"on": "2026-03-02", "document_number": "No. 7", "line_0": of.chongqing.public_id, "key": found[1]}
    return client.post(address(of, f"/orders/new?kind={kind}"), values | more)  # type: ignore[return-value]


def decided(client: Client, of: Pot, order: Order, act: str = "approve", **more: str) -> HttpResponse:
    edition = str(order.edition)
    return client.post(  # type: ignore[return-value]
        address(of, f"/orders/{order.public_id}/{act}"), {"edition": edition} | more
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_page_of_empty_programme_is_there(money: Pot, lang: str, page: str) -> None:
    assert officer().get(address(money, page, lang)).status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_page_of_programme_with_money_is_there(money: Pot, lang: str, page: str) -> None:
    awarded(money, 123_456)
    assert officer().get(address(money, page, lang)).status_code == 200


def test_visitor_sees_totals_and_no_lines(money: Pot, client: Client) -> None:
    awarded(money, 123_456)
    page = client.get(address(money)).content.decode()
    assert "1,234.56" in page
    assert "Chongqing bureau" in page
    assert "2060404" not in page
    assert "Budget year" not in page
    assert {client.get(address(money, rest)).status_code for rest in PAGES[1:]} == {302}


def test_order_is_asked_for_approved_and_entered(money: Pot) -> None:
    first, second = officer(), officer()
    answer = asked(first, money, "pledge", amount_0="12.34")
    order = Order.objects.get()
    assert answer.headers["Location"] == address(money, f"/orders/{order.public_id}?done=proposed")
    assert decided(second, money, order).headers["Location"].endswith("?done=posted")
    assert str(totals(money.programme)["free"]) == "12.34"


def test_order_sent_twice_is_one(money: Pot) -> None:
    client = officer()
    page = client.get(address(money, "/orders/new?kind=pledge")).content.decode()
    key = KEY.findall(page)[0]
    for _ in range(2):
        asked(client, money, "pledge", amount_0="5", key=key)
    assert Order.objects.count() == 1


def test_second_click_on_approve_finds_it_done(money: Pot) -> None:
    asked(officer(), money, "pledge", amount_0="5")
    order, second = Order.objects.get(), officer()
    answers = [decided(second, money, order) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Entry.objects.count() == 1


def test_who_asked_is_not_offered_to_approve(money: Pot) -> None:
    client = officer()
    asked(client, money, "pledge", amount_0="5")
    order = Order.objects.get()
    page = client.get(address(money, f"/orders/{order.public_id}")).content.decode()
    assert "/approve" not in page
    assert decided(client, money, order).status_code == 403


def test_order_seen_before_a_change_is_not_decided(money: Pot) -> None:
    money.programme.second_approval_above = 1
    money.programme.save()
    asked(officer(), money, "pledge", amount_0="5")
    order = Order.objects.get()
    decided(officer(), money, order)
    answer = decided(officer(), money, order)
    assert answer.status_code == 409
    assert Entry.objects.count() == 0


def test_refusing_takes_a_reason_and_keeps_it(money: Pot) -> None:
    asked(officer(), money, "pledge", amount_0="5")
    order, second = Order.objects.get(), officer()
    assert decided(second, money, order, "refuse").status_code == 400
    decided(second, money, order, "refuse", why="Wrong item")
    order.refresh_from_db()
    assert (order.state, order.refused_why) == ("refused", "Wrong item")


def test_withdrawing_is_the_askers(money: Pot) -> None:
    client = officer()
    asked(client, money, "pledge", amount_0="5")
    decided(client, money, Order.objects.get(), "withdraw")
    assert Order.objects.get().state == "withdrawn"


def test_what_was_typed_comes_back_with_what_is_wrong(money: Pot) -> None:
    answer = asked(officer(), money, "instruction", amount_0="ten", project_0="Q", party_0="Nobody")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="ten"' in page
    assert "“ten” is no amount" in page
    assert Order.objects.count() == 0


def test_party_left_empty_is_the_projects_lead(money: Pot) -> None:
    awarded(money, 1000)
    asked(officer(), money, "instruction", amount_0="10", project_0="P")
    assert Order.objects.get().lines.get().party == money.party


def test_more_lines_keep_what_was_typed(money: Pot) -> None:
    answer = asked(officer(), money, "pledge", amount_0="7.5", more="1")
    page = answer.content.decode()
    assert 'value="7.5"' in page
    assert page.count('name="amount_') == 11


def test_pledge_lowered_below_what_is_reserved_is_refused_with_what_is_missing(money: Pot) -> None:
    awarded(money, 1000)
    asked(officer(), money, "reduction", amount_0="10")
    answer = decided(officer(), money, Order.objects.get())
    assert answer.status_code == 409
    assert "10.00 is missing" in answer.content.decode()
    assert Order.objects.get().state == "proposed"


def test_entry_is_reversed_by_two_officers(money: Pot) -> None:
    asked(officer(), money, "pledge", amount_0="5")
    decided(officer(), money, Order.objects.get())
    entry, first = Entry.objects.get(), officer()
    page = first.get(address(money, f"/entries/{entry.public_id}/reverse")).content.decode()
    sent = {"on": "2026-03-03", "document_number": "No. 8", "why": "Entered twice", "key": KEY.findall(page)[0]}
    first.post(address(money, f"/entries/{entry.public_id}/reverse"), sent)
    order = Order.objects.get(kind="reversal")
    assert decided(first, money, order).status_code == 403
    decided(officer(), money, order)
    assert set(totals(money.programme).values()) == {0}
    assert faults(money.programme) == []


def brought(client: Client, of: Pot, content: str) -> HttpResponse:
    file = SimpleUploadedFile("march.csv", content.encode(), content_type="text/csv")
    return client.post(address(of, "/treasury"), {"statement": file}, follow=True)  # type: ignore[return-value]


def instructed(of: Pot) -> Order:
    """An instruction of 10 yuan that waits for the treasury."""
    awarded(of, 1000)
    asked(officer(), of, "instruction", amount_0="10", project_0="P")
    order = Order.objects.get()
    decided(officer(), of, order)
    return order


def test_statement_is_reconciled_and_every_row_is_worded(money: Pot) -> None:
    order = instructed(money)
    rows = f"voucher,on,order,payee,amount\nV1,2026-03-05,{order.public_id},Winner,10.00\nV2,2026-03-05,zz,X,3.00\n"
    page = brought(officer(), money, rows).content.decode()
    assert "No standing order has this number." in page
    assert "Ask the treasury which order it paid" in page
    assert str(totals(money.programme)["paid"]) == "10.00"
    assert "13.00" in page


def test_same_statement_twice_is_kept_and_entered_once(money: Pot) -> None:
    order = instructed(money)
    rows = f"voucher,on,order,payee,amount\nV1,2026-03-05,{order.public_id},Winner,10.00\n"
    for _ in range(2):
        brought(officer(), money, rows)
    assert (TreasuryStatement.objects.count(), Entry.objects.filter(kind="payment").count()) == (1, 1)


def test_statement_broken_off_is_taken_up_again(money: Pot) -> None:
    order = instructed(money)
    rows = [[2, "V1", "2026-03-05", order.public_id, "Winner", 1000, None]]
    kept = TreasuryStatement.objects.create(programme=money.programme, digest="x", rows=rows)
    client = officer()
    page = client.get(address(money, f"/treasury/{kept.public_id}")).content.decode()
    assert "broken off" in page
    client.post(address(money, f"/treasury/{kept.public_id}"))
    kept.refresh_from_db()
    assert (kept.state, kept.rows[0][6]) == ("done", "")


def test_no_file_says_so(money: Pot) -> None:
    answer = officer().post(address(money, "/treasury"))
    assert answer.status_code == 400
    assert "Choose a file" in answer.content.decode()


def test_unpaid_instructions_are_a_file_that_comes_back_as_a_statement(money: Pot) -> None:
    order = instructed(money)
    answer = officer().get(address(money, "/treasury/unpaid.csv"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[1].startswith(f",,{order.public_id},Winner,10.0,CNY,P")


@pytest.mark.parametrize("by", ["funder", "year", "origin", "call", "project", "party"])
def test_statement_leads_to_entries_that_add_up_to_its_figures(money: Pot, by: str) -> None:
    awarded(money, 123_456)
    client = officer()
    page = client.get(address(money, f"/statement?by={by}")).content.decode()
    table = page[page.index("<tbody>") :]
    found = re.findall(r'<td class="n"><a href="([^"]+)">([^<]+)</a>', table)
    assert found
    for url, text in found:
        entries = client.get(url.replace("&amp;", "&")).content.decode()
        assert f"together {text}" in entries


def test_statement_of_one_begins_with_its_opening_and_ends_with_its_closing(money: Pot) -> None:
    awarded(money, 123_456)
    page = officer().get(address(money, "/statement?by=project&about=P&first=2026-03")).content.decode()
    assert "Opening" in page
    assert "Closing" in page
    assert "1,234.56" in page


def test_month_that_is_none_is_refused_in_words(money: Pot) -> None:
    assert officer().get(address(money, "/statement?first=soon")).status_code == 400


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["statement", "entries"])
def test_file_is_given(money: Pot, form: str, name: str) -> None:
    awarded(money, 5)
    answer = officer().get(address(money, f"/{name}.{form}"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')


def test_line_is_added_and_changed_until_money_hangs_on_it(money: Pot) -> None:
    client = officer()
    sent = {
        "funder": money.chongqing.funder.public_id, "year": "2027", "budget_item": "2060404", "origin": "local",
        "reach": "重庆, Sichuan",
    }  # fmt: skip
    client.post(address(money, "/lines/new"), sent)
    line = Appropriation.objects.get(year=2027)
    assert line.reach == ["CN-500000", "CN-510000"]
    changed = sent | {"budget_item": "2060499", "edition": "1"}
    assert client.post(address(money, f"/lines/{line.public_id}"), changed).status_code == 302
    awarded(money, 5)
    answer = client.post(address(money, f"/lines/{money.chongqing.public_id}"), changed | {"year": "2029"})
    assert answer.status_code == 409


def test_same_line_twice_is_refused_in_words(money: Pot) -> None:
    sent = {"funder": money.chongqing.funder.public_id, "year": "2026", "budget_item": "2060404", "origin": "local"}
    answer = officer().post(address(money, "/lines/new"), sent)
    assert answer.status_code == 400
    assert "already" in answer.content.decode()


def test_officer_elsewhere_moves_nothing_here(money: Pot) -> None:
    client = signed_in("programme_officer", place="CN-110000")[0]
    assert client.get(address(money, "/orders/new")).status_code == 403
    assert client.post(address(money, "/treasury"), {"statement": ""}).status_code in (400, 403)
    assert client.get(address(money, "/lines/new")).status_code == 403


def test_yen_have_no_decimals_on_any_page() -> None:
    of = pot(currency="JPY")
    awarded(of, 1234)
    client = officer()
    assert "1,234<" in client.get(address(of)).content.decode()
    asked(client, of, "pledge", amount_0="5.5")
    assert Order.objects.count() == 0


def test_dinars_have_three_decimals() -> None:
    of = pot(currency="KWD")
    awarded(of, 1_234_567)
    assert "1,234.567" in officer().get(address(of, "/statement")).content.decode()


def test_project_offers_the_orders_that_its_money_allows_filled_in(money: Pot) -> None:
    awarded(money, 1000)
    client = officer()
    page = client.get(address(money, "/statement?by=project&about=P")).content.decode()
    found = re.findall(r'href="([^"]+orders/new[^"]+)"', page)
    kinds = [re.findall(r"kind=(\w+)", url)[0] for url in found]
    assert kinds == ["instruction", "cancellation"]
    form = client.get(found[0].replace("&amp;", "&")).content.decode()
    assert 'value="10.00"' in form
    assert f'value="{money.party.public_id}"' in form


def test_what_an_undecided_order_asks_for_is_not_offered_again(money: Pot) -> None:
    awarded(money, 1000)
    client = officer()
    offered = []
    for amount in ("4", "6"):
        asked(client, money, "instruction", amount_0=amount, project_0="P")
        page = client.get(address(money, "/statement?by=project&about=P")).content.decode()
        offered.append(re.findall(r"kind=instruction[^\"]*amount_0=([\d.]+)", page))
    assert offered == [["6.00"], []]


def test_next_orders_of_a_project_are_the_funders_officers_alone(money: Pot) -> None:
    awarded(money, 1000)
    client = signed_in("programme_officer", place="CN-510000")[0]
    page = client.get(address(money, "/statement?by=project&about=P")).content.decode()
    assert "orders/new" not in page


def test_pages_ask_as_often_for_many_orders_as_for_one(money: Pot) -> None:
    client, counts = officer(), []
    for n in (1, 20):
        for _ in range(n):
            moved("pledge", money.chongqing, 5, of=money)
            asked(client, money, "pledge", amount_0="5")
        found = {}
        for rest in PAGES:
            with CaptureQueriesContext(connection) as asked_of:
                client.get(address(money, rest))
            found[rest] = len(asked_of)
        counts.append(found)
    assert counts[0] == counts[1]


def test_what_waits_for_me_is_what_i_may_approve(money: Pot) -> None:
    asked(officer(), money, "pledge", amount_0="5")
    counts = []
    for client in (officer(), signed_in("programme_officer", place="CN-510000")[0]):
        page = client.get(address(money, "/orders?whose=to_approve")).content.decode()
        counts.append(page.count(Order.objects.get().public_id + '"'))
    assert counts == [1, 0]


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("programme_officer", "CN-110000"),
        ("programme_officer", "CN-510000"),
        ("auditor", ""),
        ("administrator", ""),
        ("analyst", ""),
        ("representative", ""),
        ("", ""),
    ],
    ids=["officer-elsewhere", "officer-of-the-other-side", "auditor", "administrator", "analyst", "party", "nobody"],
)
def test_nobody_but_the_funders_officer_moves_its_money(money: Pot, role: str, place: str) -> None:
    asked(officer(), money, "pledge", amount_0="5")
    decided(officer(), money, Order.objects.get())
    asked(officer(), money, "pledge", amount_0="6")
    waiting, entry = Order.objects.get(state="proposed"), Entry.objects.get()
    client = signed_in(role, place=place)[0] if role else Client()
    for act in ("approve", "refuse", "withdraw"):
        assert decided(client, money, waiting, act, why="x").status_code in (302, 403, 404)
    form = {"on": "2026-03-02", "document_number": "x", "why": "x", "key": "k" * 20, "edition": "1"}
    line = {"line_0": money.chongqing.public_id, "amount_0": "1", "year": "2031", "budget_item": "9", "origin": "local"}
    funder = {"funder": money.chongqing.funder.public_id}
    for rest in (
        "/orders/new?kind=pledge", "/lines/new", f"/lines/{money.chongqing.public_id}", "/treasury",
        f"/entries/{entry.public_id}/reverse",
    ):  # fmt: skip
        client.post(address(money, rest), form | line | funder)
    assert list(Order.objects.order_by("pk").values_list("state", flat=True)) == ["posted", "proposed"]
    assert (Entry.objects.count(), Appropriation.objects.filter(year=2031).count()) == (1, 0)
