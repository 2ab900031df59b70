"""Documents: what is taken in, what is refused, who opens them and how they are served."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jialing.errors import InputError, NotAllowed
from jialing.portal.common.models import AuditRecord
from jialing.portal.common.records import new_public_id
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.documents import attach, path_of, withdraw_document
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import OFFICER, organisation, platform, representative_of
from tests.portal.registry.test_work import browser, officer, page

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n% invented\n%%EOF\n"


@pytest.fixture(autouse=True)
def folder(settings: SettingsWrapper, tmp_path: Path) -> Path:
    settings.TWO_FACTOR_REQUIRED = False
    settings.DATA = tmp_path
    return tmp_path


def kept(one: Any, content: bytes = PDF, name: str = "plan.pdf", **more: Any) -> m.Document:
    values: dict[str, Any] = {"is_unclassified": True, "by": OFFICER, "act": "platform.attach"} | more
    return attach(one, io.BytesIO(content), name=name, size=len(content), **values)


def send(client: Client, one: Any, content: bytes = PDF, name: str = "plan.pdf", **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(f"{page(one)}/documents", {"file": file, "is_unclassified": "yes"} | more)


def zipped(**entries: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def test_document_is_kept_under_a_random_name_with_its_digest(folder: Path) -> None:
    import hashlib

    row = kept(platform(), name="../../etc/可行性报告.pdf")
    assert (row.file_name, row.media_type) == ("可行性报告.pdf", "application/pdf")
    assert (row.sha256, path_of(row).read_bytes()) == (hashlib.sha256(PDF).hexdigest(), PDF)
    assert path_of(row).resolve().is_relative_to(folder / "documents")
    assert AuditRecord.objects.filter(code="document.attached").count() == 1


def test_document_without_declaration_is_not_taken() -> None:
    with pytest.raises(InputError) as refused:
        kept(platform(), is_unclassified=False)
    assert refused.value.code == "document.not_declared"


def test_stranger_attaches_nothing(folder: Path) -> None:
    with pytest.raises(NotAllowed):
        kept(platform(), by=representative_of(organisation()))
    assert not (folder / "documents").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("report.pdf", zipped(**{"a.txt": b"x"}), "not_what_it_says"),
        ("page.html", b"<script>alert(1)</script>", "kind_not_taken"),
        ("drawing.svg", b"<svg onload=alert(1)>", "kind_not_taken"),
        ("page.html.pdf", b"<script>alert(1)</script>", "not_what_it_says"),
        ("letter.docx", zipped(**{"a.txt": b"x"}), "not_what_it_says"),
        ("papers.zip", zipped(**{"..__..__etc__passwd": b"x"}), "bad_archive"),
        ("papers.zip", zipped(**{"run.exe": b"MZ"}), "bad_archive"),
        ("bomb.zip", None, "bad_archive"),
        ("nothing.pdf", b"", "empty"),
        ("plan", PDF, "kind_not_taken"),
    ],
)
def test_file_that_is_not_what_it_should_be_is_refused(name: str, content: bytes | None, code: str) -> None:
    if content is None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("zeros.txt", b"\x00" * 30_000_000)
        content = packed.getvalue()
    answer = send(browser(officer()), platform(), content, name)
    assert (answer.status_code, m.Document.objects.count()) == (400, 0)
    with pytest.raises(InputError) as refused:
        kept(platform("Other"), content, name)
    assert refused.value.code == f"document.{code}"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("..\\..\\boot.pdf", "boot.pdf"), ("/etc/shadow.pdf", "shadow.pdf"), ("a\r\nSet-Cookie: x.pdf", "x.pdf")],
)
def test_name_of_a_file_is_never_a_path_nor_a_header(name: str, shown: str) -> None:
    row = kept(platform(), name=name)
    served = browser(officer()).get(f"/en/registry/documents/{row.public_id}")
    assert row.file_name.endswith(shown)
    assert "\n" not in served["Content-Disposition"]
    assert "Set-Cookie" not in served.headers or "x.pdf" not in served["Set-Cookie"]


def test_document_is_served_to_be_saved_and_runs_nothing() -> None:
    row = kept(platform(), name="计划.pdf")
    served = browser(officer()).get(f"/en/registry/documents/{row.public_id}")
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Disposition"].startswith("attachment;")
    assert "filename*=utf-8''%E8%AE%A1%E5%88%92.pdf" in served["Content-Disposition"]
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert served["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served["Cache-Control"] == "private, no-store"


def test_document_is_not_there_for_who_may_not_see_it() -> None:
    row = kept(platform())
    address = f"/en/registry/documents/{row.public_id}"
    assert browser(person()).get(address).status_code == 404
    assert browser(person("programme_officer", place="CN-110000")).get(address).status_code == 404
    assert browser(None).get(address).status_code == 302


def test_double_click_on_upload_is_one_document(folder: Path) -> None:
    one, once, client = platform(), new_public_id(), browser(officer())
    for _ in range(2):
        assert send(client, one, once=once).status_code == 302
    assert m.Document.objects.count() == 1
    assert sum(path.is_file() for path in folder.glob("documents/*/*")) == 1


def test_upload_without_declaration_keeps_what_was_typed() -> None:
    answer = browser(officer()).post(
        f"{page(platform())}/documents", {"file": SimpleUploadedFile("p.pdf", PDF), "title": "The plan of May"}
    )
    text = answer.content.decode()
    assert (answer.status_code, "The plan of May" in text) == (400, True)
    assert "nothing classified" in text


def test_withdrawn_document_is_not_served_and_its_reason_stays() -> None:
    one, client = platform(), browser(officer())
    row = kept(one)
    with pytest.raises(InputError):
        withdraw_document(row, by=OFFICER, why=" ")
    address = f"/en/registry/documents/{row.public_id}/withdraw"
    assert client.post(address, {"why": ""}).status_code == 400
    for _ in range(2):
        assert client.post(address, {"why": "the wrong annex"}).status_code == 302
    assert client.get(f"/en/registry/documents/{row.public_id}").status_code == 403
    assert "the wrong annex" in client.get(page(one)).content.decode()


def test_hundred_megabytes_are_refused_before_they_are_kept(folder: Path) -> None:
    """What is announced as 100 MB is read in pieces, kept nowhere, and answered with a page that says the limit."""
    import tracemalloc

    class Endless(io.RawIOBase):
        left = 100 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            n = min(size if size >= 0 else self.left, self.left)
            self.left -= n
            return b"x" * n

    client, source = browser(officer()), Endless()
    address = f"{page(platform())}/documents"
    tracemalloc.start()
    answer = client.generic(
        "POST", address, b"", content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": source, "CONTENT_LENGTH": str(source.left)},
    )  # fmt: skip
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (answer.status_code, "51 MB" in answer.content.decode()) == (413, True)
    assert (source.left, most < 30 * 1024 * 1024) == (0, True)
    assert not (folder / "documents").exists()


def test_too_large_without_a_session_is_not_even_read() -> None:
    answer = Client().generic(
        "POST", "/en/account/login/", b"", content_type="text/plain", CONTENT_LENGTH=str(10**9)
    )  # fmt: skip
    assert answer.status_code == 413
