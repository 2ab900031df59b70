import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_theme_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.post("/theme", {"theme": "dark", "next": "/en/flows"})
    assert (answer.status_code, answer["Location"], client.cookies["theme"].value) == (302, "/en/flows", "dark")


def test_theme_never_leads_to_another_host(client: Client) -> None:
    assert client.post("/theme", {"theme": "dark", "next": "//evil.example/"})["Location"] == "/"


def test_theme_stands_in_the_page(client: Client) -> None:
    client.cookies["theme"] = "dark"
    assert '<html lang="en" data-theme="dark">' in client.get("/en/about").content.decode()


def test_theme_of_a_foreign_cookie_is_ignored(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert '<html lang="en">' in client.get("/en/about").content.decode()


def test_theme_needs_post(client: Client) -> None:
    assert client.get("/theme").status_code == 405


@pytest.mark.parametrize("path", ["/en/nowhere", "/nowhere", "/fr/", "/zh/places/"])
def test_unknown_address_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_form_without_token_is_told_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/zh/save?page=/")
    assert (answer.status_code, "请重新提交" in answer.content.decode()) == (403, True)
