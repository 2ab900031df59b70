import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def _names(html: str) -> list[str]:
    return re.findall(r"class=\"hit-name\">(.*?)<", html)


def test_search_finds_a_city_in_either_language(client: Client) -> None:
    found = [_names(client.get("/en/search", {"q": words}).content.decode())[:1] for words in ("Chengdu", "成都")]
    assert found == [["Chengdu"], ["Chengdu"]]


def test_search_leads_to_a_page_that_is_there(client: Client) -> None:
    html = client.get("/zh/search?q=大学").content.decode()
    urls = re.findall(r"<li><a href=\"([^\"]+)\"", html)
    assert (len(urls) > 0, {client.get(u.replace("&amp;", "&")).status_code for u in urls}) == (True, {200})


def test_search_gives_htmx_the_list_alone(client: Client) -> None:
    part = client.get("/en/search?q=Chengdu", headers={"hx-request": "true"}).content.decode()
    assert ("<html" in part, 'class="hits"' in part) == (False, True)


def test_search_for_nothing_says_what_to_type(client: Client) -> None:
    assert "Type the name of a city" in client.get("/en/search").content.decode()


def test_search_without_a_hit_says_what_to_do(client: Client) -> None:
    assert "Try fewer words" in client.get("/en/search?q=zzzzzz").content.decode()


@pytest.mark.parametrize("words", ["%", "_", "'", '"', "\\", "a" * 5000, "\x00", "*", "[(", "🦆"])
def test_search_takes_any_text(client: Client, words: str) -> None:
    assert client.get("/en/search", {"q": words}).status_code == 200
