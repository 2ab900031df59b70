"""The positioning brief from its button."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["position", "layout"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_of_position_have_the_button(client: Client, page: str, lang: str) -> None:
    html = client.get(f"/{lang}/{page}").content.decode()
    assert (f"/{lang}/brief.pdf?" in html, f"/{lang}/brief.xlsx?" in html) == (True, True)


def test_a_brief_of_another_kind_is_404(client: Client) -> None:
    assert client.get("/en/brief.doc").status_code == 404


@pytest.mark.fonts
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_brief_is_a_file(client: Client, kind: str, begins: bytes) -> None:
    response = client.get(f"/en/brief.{kind}")
    assert (response.status_code, response.content[: len(begins)]) == (200, begins)
