"""What shows that somebody stands for an organisation, as a file: for the person and the office only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jialing.portal.accounts.models import User
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.documents import path_of
from jialing.portal.registry.actions.people import forget_account
from tests.portal.accounts.factory import signed_in
from tests.portal.registry.factory import organisation

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
PLACE = "CN-500000"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def _claim() -> tuple[Client, User, m.Representation]:
    client, user = signed_in()
    one = organisation("Institute", place_id=PLACE)
    client.post(f"/en/registry/organisations/{one.public_id}/do/claim", {"position": "处长", "reason": "任命文件"})
    return client, user, m.Representation.objects.get()


def _attach(client: Client, claim: m.Representation) -> int:
    file = SimpleUploadedFile("任命.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", "application/pdf")
    address = f"/en/registry/representations/{claim.public_id}/documents"
    return client.post(address, {"file": file, "title": "Letter", "is_unclassified": "yes"}).status_code


def test_claim_leads_to_where_its_evidence_is_attached() -> None:
    client, _, claim = _claim()
    page = client.get(f"/en/registry/representations/{claim.public_id}").content.decode()
    assert 'id="document-file"' in page
    assert (_attach(client, claim), m.Document.objects.get().about_kind) == (302, "representation")


def test_evidence_is_seen_by_the_person_and_the_office_only() -> None:
    client, _, claim = _claim()
    _attach(client, claim)
    other, holder = signed_in("representative")
    m.Representation.objects.create(
        who=holder.public_id, user_id=holder.pk, organisation=claim.organisation, state="confirmed", since="2024-01-01"
    )
    address = f"/en/registry/documents/{m.Document.objects.get().public_id}"
    asked = (
        client, signed_in("programme_officer", place=PLACE)[0], signed_in("programme_officer", place="CN-510000")[0],
        other, signed_in("analyst")[0],
    )  # fmt: skip
    assert [one.get(address).status_code for one in asked] == [200, 200, 404, 404, 404]


def test_decided_claim_takes_no_more_evidence() -> None:
    client, _, claim = _claim()
    m.Representation.objects.filter(pk=claim.pk).update(state="refused")
    assert (_attach(client, claim), m.Document.objects.count()) == (403, 0)


def test_claim_of_somebody_else_takes_no_evidence() -> None:
    _, _, claim = _claim()
    assert (_attach(signed_in()[0], claim), m.Document.objects.count()) == (404, 0)


def test_evidence_goes_with_the_account(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    client, user, claim = _claim()
    _attach(client, claim)
    path = path_of(m.Document.objects.get())
    there = path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget_account(user.pk)
    row = m.Document.objects.get()
    assert (there, path.exists(), row.title, row.file_name, row.state) == (True, False, "-", "-", "withdrawn")
