"""Pages of tokens and of the interface."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from jialing.portal.api.models import ApiToken
from jialing.portal.common.models import AuditRecord
from tests.portal.accounts.factory import signed_in
from tests.portal.api.world import Program, key_of

pytestmark = pytest.mark.django_db
SENT = {"name": "nightly report", "mode": "read", "reach": "all", "days": "30", "nonce": "n1"}


def key_shown(page: str) -> str:
    found = re.search(r'value="(jlt_[\w-]{43})"', page)
    return found[1] if found else ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_token_is_shown_once_and_works(lang: str) -> None:
    client, user = signed_in()
    answer = client.post(f"/{lang}/account/tokens", SENT)
    key = key_shown(answer.content.decode())
    assert Program(key).get("/me").data["id"] == user.public_id
    assert (answer["Cache-Control"], key in client.get(f"/{lang}/account/tokens").content.decode()) == (
        "no-store",
        False,
    )


def test_double_click_makes_one_token() -> None:
    client, _ = signed_in()
    answers = [client.post("/en/account/tokens", SENT) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 409]
    assert ApiToken.objects.count() == 1


def test_what_was_typed_stays_where_something_is_wrong() -> None:
    client, _ = signed_in()
    answer = client.post("/en/account/tokens", SENT | {"reach": "some"})
    assert (answer.status_code, 'value="nightly report"' in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("wrong", [{"days": "9999"}, {"name": " "}, {"reach": "some", "subjects": ["castles"]}])
def test_token_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    client, _ = signed_in()
    assert (client.post("/en/account/tokens", SENT | wrong).status_code, ApiToken.objects.count()) == (400, 0)


def test_revoked_token_opens_nothing() -> None:
    client, user = signed_in()
    key = key_of(user)
    answer = client.post(f"/en/account/tokens/{ApiToken.objects.get().public_id}/revoke", follow=True)
    assert "opens nothing any more" in answer.content.decode()
    assert Program(key).get("/me").status_code == 401
    assert AuditRecord.objects.filter(code="api_token.revoked").count() == 1


def test_token_of_somebody_else_is_not_there() -> None:
    _, other = signed_in()
    key = key_of(other)
    client, _ = signed_in("analyst")
    answer = client.post(f"/en/account/tokens/{ApiToken.objects.get().public_id}/revoke")
    assert (answer.status_code, Program(key).get("/me").status_code) == (404, 200)


def test_audit_and_page_hold_no_key() -> None:
    client, user = signed_in()
    key = key_of(user)
    kept = str(list(AuditRecord.objects.values()))
    assert (key in kept, key[:12] in kept, key in client.get("/en/account/my-data").content.decode()) == (False,) * 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_page_of_the_interface_lists_every_operation(client: Client, lang: str) -> None:
    page = client.get(f"/{lang}/api").content.decode()
    assert page.count("<code>GET</code>") + page.count("<code>POST</code>") + page.count("<code>PATCH</code>") > 70


def test_operations_are_tried_from_our_own_address(client: Client) -> None:
    page = client.get("/en/api/operations").content.decode()
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_administrator_sees_and_revokes_the_tokens_of_others() -> None:
    _, owner = signed_in()
    key = key_of(owner)
    client, _ = signed_in("administrator")
    assert "/revoke" in client.get("/en/account/tokens/every").content.decode()
    answer = client.post(f"/en/account/tokens/{ApiToken.objects.get().public_id}/revoke")
    assert (answer["Location"], Program(key).get("/me").status_code) == ("/en/account/tokens/every", 401)


def test_auditor_sees_the_tokens_of_others_and_revokes_none() -> None:
    _, owner = signed_in()
    key = key_of(owner)
    client, _ = signed_in("auditor")
    page = client.get("/en/account/tokens/every").content.decode()
    client.post(f"/en/account/tokens/{ApiToken.objects.get().public_id}/revoke")
    assert ("/revoke" in page, key[:8] in page, Program(key).get("/me").status_code) == (False, True, 200)


def test_tokens_of_others_are_not_for_everybody() -> None:
    client, _ = signed_in("analyst")
    assert client.get("/en/account/tokens/every").status_code == 403
