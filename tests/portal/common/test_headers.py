import re

import pytest
from django.test import Client

from tests.portal.addresses import PAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PAGES)
def test_policy_allows_no_inline_and_no_other_host(client: Client, address: str) -> None:
    policy = client.get(f"/en/{address}")["Content-Security-Policy"]
    assert ("unsafe" in policy, "http" in policy, "script-src 'self'" in policy) == (False, False, True)


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_inline_script_style_or_handler(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}").content.decode()
    found = re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert found == []


@pytest.mark.parametrize("address", PAGES)
def test_page_fetches_from_no_other_host(client: Client, address: str) -> None:
    """A link that a reader may follow is no fetch."""
    html = client.get(f"/en/{address}").content.decode().replace("http://testserver", "")
    html = re.sub(r"<a [^>]*>", "", html)
    fetched = re.findall(r"(?:src|href|action|hx-get)=\"(?:https?:)?//[^\"]*", html)
    assert fetched == []


def test_answers_carry_security_headers(client: Client) -> None:
    answer = client.get("/en/about")
    named = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [answer[name] for name in named] == ["nosniff", "DENY", "same-origin", "same-origin"]


def test_request_id_is_ours(client: Client) -> None:
    first = client.get("/en/about", headers={"x-request-id": "forged"})["X-Request-Id"]
    assert re.fullmatch(r"[0-9a-f]{12}", first)


def test_page_is_not_sent_again_when_unchanged(client: Client) -> None:
    tag = client.get("/en/")["ETag"]
    assert client.get("/en/", headers={"if-none-match": tag}).status_code == 304


def test_head_is_answered_without_body(client: Client) -> None:
    answer = client.head("/en/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_page_is_compressed(client: Client) -> None:
    assert client.get("/en/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_page_is_kept_by_the_readers_browser_only(client: Client) -> None:
    answer = client.get("/en/")
    assert (answer["Cache-Control"], "Cookie" in answer["Vary"]) == ("private, no-cache", True)
