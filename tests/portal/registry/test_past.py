"""The past of a record: what changed in words, the record as it stood, two days compared, and what stays hidden."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jialing.portal.registry import models as m
from tests.portal.accounts.factory import person, signed_in
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def _changed(record: m.Platform, day: int, who: str = "", **values: object) -> None:
    """Change a record on a day of March 2023."""
    for name, value in values.items():
        setattr(record, name, value)
    record._change_reason = f"because of {day}"  # type: ignore[attr-defined]
    record.save()
    latest = record.history.order_by("-history_id").first()
    type(latest).objects.filter(pk=latest.pk).update(
        history_date=datetime(2023, 3, day, 9, 0, tzinfo=UTC), history_user_id=who
    )


@pytest.fixture
def changed() -> m.Platform:
    """A platform that was building on 1 March 2023, operating on the 10th, with another authority on the 20th."""
    one = platform("Old name", state="building", place_id="CN-500000")
    _changed(one, 1)
    _changed(one, 10, who=person(name_en="Tan Yu").public_id, state="operating", name_en="New name")
    _changed(one, 20, authority=organisation("The bureau"), internal_note="between us")
    m.Platform.history.filter(history_change_reason="test").delete()
    return one


@pytest.fixture
def officer() -> Client:
    """The browser of an officer of Chongqing."""
    return signed_in("programme_officer", place="CN-500000")[0]


def _page(client: Client, one: m.Platform, end: str) -> str:
    return client.get(f"/en/registry/platforms/{one.public_id}/{end}").content.decode()


def _differences(html: str) -> list[tuple[str, str, str]]:
    plain = re.sub(r"<span[^>]*>[^<]*</span>", "", html)
    return re.findall(r"<dt>([^<]*)</dt><dd><del>([^<]*)</del>  <ins>([^<]*)</ins>", plain)


def test_history_says_changes_in_words(officer: Client, changed: m.Platform) -> None:
    found = _differences(_page(officer, changed, "history"))
    assert ("State", "building", "operating") in found
    assert ("Granting authority (record)", "–", "The bureau") in found


def test_history_names_who_changed_it(officer: Client, changed: m.Platform) -> None:
    html = _page(officer, changed, "history")
    assert ("Tan Yu" in html, changed.history.exclude(history_user_id="").first().history_user_id in html) == (
        True,
        False,
    )


@pytest.mark.parametrize(("day", "name"), [("2023-03-05", "Old name"), ("2023-03-10", "New name")])
def test_record_is_shown_as_it_stood_on_a_day(officer: Client, changed: m.Platform, day: str, name: str) -> None:
    html = _page(officer, changed, f"past?at={day}")
    assert (f"<h1>{name}</h1>" in html, "This is the record as it stood on" in html) == (True, True)


def test_record_is_shown_as_it_stood_after_a_change(officer: Client, changed: m.Platform) -> None:
    address = re.findall(r"past(\?at=2023-03-10[^\"]*)", _page(officer, changed, "history"))[0]
    assert "<h1>New name</h1>" in _page(officer, changed, f"past{address}")


def test_past_offers_no_acts(officer: Client, changed: m.Platform) -> None:
    assert "/do/" not in _page(officer, changed, "past?at=2023-03-10")


@pytest.mark.parametrize(("at", "code"), [("2022-01-01", 400), ("yesterday", 400), ("", 400), ("9999-12-31", 400)])
def test_day_that_cannot_be_is_refused(officer: Client, changed: m.Platform, at: str, code: int) -> None:
    assert officer.get(f"/en/registry/platforms/{changed.public_id}/past?at={at}").status_code == code


def test_two_days_are_compared_whichever_comes_first(officer: Client, changed: m.Platform) -> None:
    wanted = [("Name in English", "Old name", "New name"), ("State", "building", "operating")]
    for query in ("first=2023-03-02&last=2023-03-15", "first=2023-03-15&last=2023-03-02"):
        html = _page(officer, changed, f"history?{query}")
        compared = html.partition('id="compared"')[2].partition("</section>")[0]
        assert sorted(_differences(compared)) == wanted


def test_past_keeps_from_a_representative_what_the_present_does(changed: m.Platform) -> None:
    host = organisation("Host")
    m.PlatformParty.objects.create(platform=changed, organisation=host, role="host")
    client, user = signed_in("representative")
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=host, state="confirmed", since=datetime(2020, 1, 1).date()
    )
    pages = [
        _page(client, changed, end)
        for end in ("history", "past?at=2023-03-25", "history?first=2023-03-02&last=2023-03-25")
    ]
    assert [("between us" in page, "The bureau" in page) for page in pages] == [(False, True)] * 3


def test_past_is_not_there_for_visitors(client: Client, changed: m.Platform) -> None:
    assert client.get(f"/en/registry/platforms/{changed.public_id}/past?at=2023-03-10").status_code != 200


def test_queries_of_history_do_not_grow(
    officer: Client, changed: m.Platform, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    _page(officer, changed, "history")  # what the first page of a session asks once
    for n_more in (2, 30):
        for n in range(n_more):
            _changed(changed, 21 + n % 7, authority=organisation(f"Bureau {n_more} {n}"))
        with django_assert_max_num_queries(60) as found:
            _page(officer, changed, "history")
        counts.append(len(found))
    assert counts[0] == counts[1]
