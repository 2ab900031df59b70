"""Ways to look at a list: columns chosen, found by words, on a map, on paper."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from tests.portal.registry.factory import organisation, platform, saved

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str) -> str:
    return client.get(f"/en/registry/{address}").content.decode()


def _heads(html: str) -> list[str]:
    head = html.partition("<thead>")[2].partition("</thead>")[0]
    return [re.sub(r"<[^>]+>|[↑↓]", "", one).strip() for one in re.findall(r"<th[^>]*>(.*?)</th>", head)]


def test_columns_chosen_are_shown_in_their_usual_order(client: Client) -> None:
    platform()
    assert _heads(_page(client, "platforms?columns=batch,level")) == ["Name", "Level", "Batch"]


def test_address_in_many_words_leads_to_the_short_one(client: Client) -> None:
    answer = client.get("/en/registry/platforms?columns=batch&columns=level&q=&kind=")
    assert answer.headers["Location"] == "/en/registry/platforms?columns=name%2Clevel%2Cbatch"


def test_part_says_its_short_address(client: Client) -> None:
    part = client.get(
        "/en/registry/platforms?columns=batch&columns=level&q=", headers={"HX-Request": "true", "HX-Target": "list"}
    )
    assert part.headers["HX-Push-Url"] == "/en/registry/platforms?columns=name%2Clevel%2Cbatch"


def test_file_has_the_columns_chosen(client: Client) -> None:
    platform()
    lines = b"".join(client.get("/en/registry/platforms.csv?columns=batch").streaming_content).decode("utf-8-sig")
    assert lines.splitlines()[0] == "id,Name in English,Name in Chinese,Batch,Illustrative"


@pytest.mark.parametrize(
    "words", ["重大", "chongqing daxue", "cqdx", "CQU", "university chongqing", "chongqing university"]
)
def test_list_is_found_by_pinyin_abbreviation_and_parts(client: Client, words: str) -> None:
    one = organisation("Chongqing University", name_zh="重庆大学")
    organisation("Sichuan Normal School", name_zh="四川师范学校")
    saved(m.OrganisationName(organisation=one, name="CQU", kind="acronym"))
    rebuild()
    assert "<p>1 record" in _page(client, f"organisations?q={words}")


def test_recognitions_are_found_by_whom_they_are_about(client: Client) -> None:
    for name in ("Heqiao Institute", "Linyu Institute"):
        about = organisation(name, name_zh="")
        saved(m.Recognition(organisation=about, kind="new_rd_institution", level="national", state="granted"))
    rebuild()
    assert "<p>1 record" in _page(client, "recognitions?q=heqiao")


def test_words_that_only_sound_alike_lead_to_search(client: Client) -> None:
    organisation("Heqiao Institute")
    rebuild()
    assert 'href="/en/registry/search?q=Hecciao' in _page(client, "organisations?q=Hecciao")


def test_list_is_narrowed_by_days(client: Client) -> None:
    platform("Early", state_since=date(2019, 1, 1)), platform("Late", state_since=date(2022, 1, 1))
    html = _page(client, "platforms?state_since_from=2020-01-01&state_since_to=2022-12-31")
    assert ("Late" in html, "Early" in html) == (True, False)


def test_map_counts_districts_with_their_city_and_unknown_places_apart(client: Client) -> None:
    for place in ("CN-500000", "CN-500112", "CN-510100", ""):
        platform(place_id=place)
    html = _page(client, "platforms?view=map")
    rows = re.findall(r"<tr><td[^>]*>(?:<a[^>]*>)?([^<]*)(?:</a>)?</td><td class=\"n\">(\d+)", html)
    assert rows == [("Chongqing", "2"), ("Chengdu", "1"), ("Place not known", "1")]


def test_map_leads_to_the_records_of_a_place(client: Client) -> None:
    platform("Here")
    circles = [
        layer for layer in client.get("/en/registry/platforms.map").json()["layer"] if "circle" in str(layer["mark"])
    ]
    address = circles[0]["data"]["values"][0]["href"]
    assert (address, "<p>1 record" in client.get(address).content.decode()) == (
        "/en/registry/platforms?place_id=CN-500000",
        True,
    )


def test_map_counts_only_what_the_viewer_may_see(client: Client) -> None:
    platform(), platform(state="negotiated")
    assert "<p>1 record" in _page(client, "platforms?view=map")


def test_kind_without_places_has_no_map(client: Client) -> None:
    codes = [client.get(f"/en/registry/{one}").status_code for one in ("memberships.map", "memberships?view=map")]
    assert codes == [404, 400]


def test_paper_says_what_it_was_narrowed_by_and_holds_all_rows(client: Client) -> None:
    for n in range(60):
        platform(f"P{n}")
    html = _page(client, "platforms?view=paper&kind=key_laboratory")
    assert (html.count("<tr>") - 1, "<dd>key laboratory</dd>" in html, "rows-filter" in html) == (60, True, False)
