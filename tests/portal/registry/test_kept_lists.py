"""Lists that people keep: under a name, for themselves or shared; changed and dropped only by who keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.models import SavedList
from tests.portal.accounts.factory import signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
KEEP = "/en/registry/kept/platforms"
QUERY = "kind=incubator&order=state_since"


@pytest.fixture
def officer() -> Client:
    """An officer's browser."""
    return signed_in("programme_officer", place="CN-500000")[0]


def _keep(client: Client, name: str = "My incubators", **more: str) -> HttpResponse:
    return client.post(KEEP, {"query": QUERY, "name": name, **more})


def _page(client: Client, query: str = "") -> str:
    return client.get(f"/en/registry/platforms?{query}").content.decode()


def test_list_is_kept_as_it_is_shown_and_opens_so(officer: Client) -> None:
    answer = _keep(officer)
    assert answer.headers["Location"] == f"/en/registry/platforms?{QUERY}"
    assert f'href="/en/registry/platforms?{QUERY.replace("&", "&amp;")}">My incubators' in _page(officer)


def test_keeping_twice_is_keeping_once(officer: Client) -> None:
    _keep(officer), _keep(officer, "Another name")
    assert [one.name_en for one in SavedList.objects.all()] == ["Another name"]


def test_name_stands_in_its_own_language(officer: Client) -> None:
    _keep(officer, "孵化器")
    assert [(one.name_zh, one.name_en) for one in SavedList.objects.all()] == [("孵化器", "")]


def test_list_is_seen_by_others_only_where_it_is_shared(officer: Client) -> None:
    other = signed_in("analyst")[0]
    _keep(officer)
    before = "My incubators" in _page(other)
    _keep(officer, is_shared="yes")
    assert (before, "My incubators" in _page(other)) == (False, True)


@pytest.mark.parametrize("role", ["representative", "auditor", "broker"])
def test_list_is_shared_by_whoever_works_for_the_office_only(role: str) -> None:
    client = signed_in(role)[0]
    shared, own = _keep(client, is_shared="yes").status_code, _keep(client).status_code
    changed = client.post(f"{KEEP}/{SavedList.objects.get().public_id}", {"name": "Mine", "is_shared": "yes"})
    page = _page(client, QUERY)
    assert (shared, own, changed.status_code) == (403, 302, 403)
    assert not SavedList.objects.filter(is_shared=True).exists()
    assert 'name="is_shared"' not in page


def test_shared_list_is_kept_to_oneself_again_after_the_role_ended(officer: Client) -> None:
    from jialing.portal.accounts.models import Grant

    _keep(officer, is_shared="yes")
    Grant.objects.update(ended_at="2026-01-02T00:00:00Z")
    officer.post(f"{KEEP}/{SavedList.objects.get().public_id}", {"name": "Mine"})
    assert not SavedList.objects.get().is_shared


def test_visitor_keeps_nothing(client: Client) -> None:
    _keep(client)
    assert not SavedList.objects.exists()


@pytest.mark.parametrize("act", ["", "drop"])
def test_list_of_another_is_not_changed(officer: Client, act: str) -> None:
    _keep(officer, is_shared="yes")
    one = SavedList.objects.get()
    answer = signed_in("analyst")[0].post(f"{KEEP}/{one.public_id}", {"name": "Taken", "act": act})
    assert (answer.status_code, SavedList.objects.get().name_en) == (403, "My incubators")


def test_list_is_dropped_once_and_again_without_complaint(officer: Client) -> None:
    _keep(officer)
    one = SavedList.objects.get()
    answers = [officer.post(f"{KEEP}/{one.public_id}", {"act": "drop"}).status_code for _ in range(2)]
    assert (answers, SavedList.objects.count()) == ([302, 302], 0)


def test_each_step_leaves_one_audit_row(officer: Client) -> None:
    _keep(officer), _keep(officer, "Another name")
    officer.post(f"{KEEP}/{SavedList.objects.get().public_id}", {"act": "drop"})
    codes = list(
        AuditRecord.objects.filter(code__startswith="saved_list").order_by("pk").values_list("code", flat=True)
    )
    assert codes == ["saved_list.kept", "saved_list.changed", "saved_list.dropped"]


def test_list_that_cannot_be_is_not_kept(officer: Client) -> None:
    answer = officer.post(KEEP, {"query": "order=internal_note", "name": "Notes"})
    assert (answer.status_code, SavedList.objects.count()) == (400, 0)


def test_list_without_a_name_is_not_kept(officer: Client) -> None:
    assert (_keep(officer, "  ").status_code, SavedList.objects.count()) == (400, 0)
