"""The pages of search as a browser gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from tests.portal.registry.factory import organisation, platform, saved

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def institute() -> m.Organisation:
    """An organisation with a former name, filed."""
    one = organisation("Heqiao Institute", name_zh="鹤峤研究所")
    saved(m.OrganisationName(organisation=one, name="骊岫研究室", kind="former"))
    rebuild()
    return one


def _names(html: str) -> list[str]:
    return re.findall(r"class=\"hit-name\">(.*?)<", html)


@pytest.mark.parametrize(("lang", "name"), [("en", "Heqiao Institute"), ("zh", "鹤峤研究所")])
def test_search_page_names_the_record_in_the_language_of_the_page(
    client: Client, institute: m.Organisation, lang: str, name: str
) -> None:
    assert _names(client.get(f"/{lang}/registry/search", {"q": "heqiao"}).content.decode()) == [name]


def test_search_page_says_by_which_name_and_why(client: Client, institute: m.Organisation) -> None:
    html = client.get("/en/registry/search", {"q": "lixiuyanjiushi"}).content.decode()
    assert ("former name 骊岫研究室" in html, ">pinyin<" in html) == (True, True)


def test_search_page_leads_to_the_record(client: Client, institute: m.Organisation) -> None:
    html = client.get("/en/registry/search?q=Heqiao").content.decode()
    url = re.findall(r"<li><a href=\"([^\"]+)\"><span class=\"hit-kind", html)[0]
    assert client.get(url).status_code == 200


def test_search_page_of_one_kind_leaves_out_the_others(client: Client, institute: m.Organisation) -> None:
    platform("Heqiao Laboratory")
    rebuild()
    html = client.get("/en/registry/search?q=Heqiao&kind=platform").content.decode()
    assert _names(html) == ["Heqiao Laboratory"]


def test_search_for_what_is_not_there_says_what_to_do(client: Client, institute: m.Organisation) -> None:
    html = client.get("/en/registry/search", {"q": "<b>zzzz</b>"}).content.decode()
    assert ("No record in the registry has a name like &lt;b&gt;zzzz" in html, "<b>zzzz" in html) == (True, False)


def test_hidden_and_missing_look_alike(client: Client) -> None:
    platform("Heqiao Laboratory", state="negotiated")
    rebuild()
    pages = [client.get("/en/registry/search", {"q": q}).content.decode() for q in ("Heqiao", "Hegiao")]
    assert pages[0].replace("Heqiao", "Hegiao") == pages[1]


def test_search_from_everywhere_shows_the_registry_beside_the_atlas(client: Client, institute: m.Organisation) -> None:
    html = client.get("/en/search?q=Heqiao").content.decode()
    assert (_names(html), "In the registry" in html) == (["Heqiao Institute"], True)


def test_search_while_typing_gives_the_list_alone(client: Client, institute: m.Organisation) -> None:
    html = client.get("/en/registry/search?q=heqi", headers={"hx-request": "true"}).content.decode()
    assert ("<html" in html, _names(html)) == (False, ["Heqiao Institute"])


def test_search_page_asks_as_often_for_many_records_as_for_one(
    client: Client, institute: m.Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(30):
        organisation(f"Heqiao Institute {n}")
    rebuild()
    with django_assert_max_num_queries(8):
        client.get("/en/registry/search?q=Heqiao")


@pytest.mark.parametrize("words", ["%", "'", '"', "\\", "a" * 5000, "\x00", "*", "[(", "🦆", "NEAR(", "重" * 400])
def test_search_page_takes_any_text(client: Client, words: str) -> None:
    assert client.get("/en/registry/search", {"q": words}).status_code == 200
