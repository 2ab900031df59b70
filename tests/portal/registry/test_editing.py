"""Changing records from pages: what was typed is kept, whatever comes between."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.access import Viewer
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry import models as m
from jialing.portal.registry.forms import form_for
from tests.portal.registry.factory import AUDITOR, OFFICER, organisation, platform, representative_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(rf: RequestFactory):
    """Ask a page as a viewer, past the accounts: what the address answers once it knows who asks."""
    from django.urls import resolve

    def asked(viewer: Viewer, path: str, sent: dict[str, object] | None = None) -> HttpResponse:
        request = rf.get(path) if sent is None else rf.post(path, sent)
        request.viewer, request.lang, request.htmx = viewer, path[1:3], False
        match = resolve(path)
        request.resolver_match = match
        return match.func(request, *match.args, **match.kwargs)

    return asked


def test_edit_page_offers_what_may_be_changed(ask) -> None:
    one = organisation("Institute")
    officer = ask(OFFICER, f"/en/registry/organisations/{one.public_id}/edit").content.decode()
    own = ask(representative_of(one), f"/en/registry/organisations/{one.public_id}/edit").content.decode()
    assert 'name="internal_note"' in officer
    assert 'name="internal_note"' not in own
    assert 'name="contact_email"' in own


def test_edit_saves_and_leaves_an_audit_row(ask) -> None:
    one = organisation("Institute")
    sent = {"name_en": "New name", "edition": "1", "why": "renamed by the ministry"}
    assert ask(OFFICER, f"/en/registry/organisations/{one.public_id}/edit", sent).status_code == 302
    one.refresh_from_db()
    assert (one.name_en, one.edition) == ("New name", 2)
    assert one.history.first().history_change_reason == "renamed by the ministry"
    assert AuditRecord.objects.filter(code="organisation.edited").count() == 1


def test_second_officer_sees_both_and_loses_nothing(ask) -> None:
    one = organisation("Institute")
    path = f"/en/registry/organisations/{one.public_id}/edit"
    ask(OFFICER, path, {"name_en": "First", "edition": "1"})
    answer = ask(OFFICER, path, {"name_en": "Second", "edition": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Second"' in page
    assert "First" in page
    assert 'name="edition" value="2"' in page


def test_faults_stand_at_their_fields_and_nothing_is_saved(ask) -> None:
    one = organisation("Institute")
    sent = {
        "name_en": "Other",
        "contact_email": "nobody",
        "since": "31/02/2020",
        "place_id": "Atlantis",
        "edition": "1",
    }
    answer = ask(OFFICER, f"/en/registry/organisations/{one.public_id}/edit", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count('class="fault"') == 3
    assert "Atlantis" in page
    one.refresh_from_db()
    assert one.name_en == "Institute"


def test_place_may_be_typed_by_name(ask) -> None:
    one = organisation("Institute")
    ask(OFFICER, f"/en/registry/organisations/{one.public_id}/edit", {"place_id": "重庆", "edition": "1"})
    one.refresh_from_db()
    assert one.place_id == "CN-500000"


def test_field_that_may_not_be_changed_is_not_taken(ask) -> None:
    one = organisation("Institute", internal_note="between us")
    sent = {"internal_note": "mine", "state": "withdrawn", "edition": "1"}
    ask(representative_of(one), f"/en/registry/organisations/{one.public_id}/edit", sent)
    one.refresh_from_db()
    assert (one.internal_note, one.state) == ("between us", "active")


def test_auditor_changes_nothing(ask) -> None:
    from jialing.errors import NotAllowed

    one = organisation("Institute")
    with pytest.raises(NotAllowed):
        ask(AUDITOR, f"/en/registry/organisations/{one.public_id}/edit", {"name_en": "x", "edition": "1"})


def test_officer_adds_a_record(ask) -> None:
    sent = {"name_zh": "嘉陵实验室", "kind": "key_laboratory", "level": "national", "place_id": "CN-500000"}
    answer = ask(OFFICER, "/en/registry/platforms/new", sent)
    made = m.Platform.objects.get()
    assert answer.headers["Location"] == f"/en/registry/platforms/{made.public_id}?done=added"
    assert (made.name_zh, made.state) == ("嘉陵实验室", "negotiated")


def test_record_in_another_place_is_not_added_and_nothing_is_lost(ask) -> None:
    sent = {"name_zh": "别处实验室", "kind": "key_laboratory", "place_id": "CN-510100"}
    answer = ask(OFFICER, "/en/registry/platforms/new", sent)
    assert answer.status_code == 403
    assert "别处实验室" in answer.content.decode()
    assert not m.Platform.objects.exists()


def test_history_shows_what_changed(ask) -> None:
    one = organisation("Institute")
    ask(OFFICER, f"/en/registry/organisations/{one.public_id}/edit", {"name_en": "New", "edition": "1", "why": "law"})
    page = ask(OFFICER, f"/en/registry/organisations/{one.public_id}/history").content.decode()
    assert "Institute</del>" in page
    assert "New</ins>" in page
    assert "law" in page


def test_next_step_offers_only_allowed_states(ask) -> None:
    one = platform("Laboratory", state="approved_for_building")
    page = ask(OFFICER, f"/en/registry/platforms/{one.public_id}/do/move").content.decode()
    assert 'value="building"' in page
    assert 'value="operating"' not in page


def test_next_step_is_taken_on_a_day(ask) -> None:
    one = platform("Laboratory", state="building", state_since=date(2021, 1, 1))
    sent = {"after": "accepted", "on": "2022-03-04", "document_number": "渝科〔2022〕1号", "edition": "1"}
    assert ask(OFFICER, f"/en/registry/platforms/{one.public_id}/do/move", sent).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.state_since) == ("accepted", date(2022, 3, 4))


def test_what_an_act_refuses_is_said_above_the_form(ask) -> None:
    one = platform("Laboratory", state="building", state_since=date(2021, 1, 1))
    sent = {"after": "accepted", "on": "2020-03-04", "edition": "1"}
    answer = ask(OFFICER, f"/en/registry/platforms/{one.public_id}/do/move", sent)
    assert answer.status_code == 400
    assert 'value="2020-03-04"' in answer.content.decode()


def test_organisation_is_merged_by_name(ask) -> None:
    kept, gone = organisation("Kept"), organisation("Gone")
    sent = {"organisation": "Kept", "why": "the same", "edition": "1"}
    assert ask(OFFICER, f"/en/registry/organisations/{gone.public_id}/do/merge", sent).status_code == 302
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_form_of_an_officer_holds_nothing_that_only_the_database_writes() -> None:
    found = form_for(platform(), OFFICER).names
    assert {"created_at", "updated_at", "is_invented", "edition"} & set(found) == set()
