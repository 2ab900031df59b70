"""The pages of an import, from the file to the undo, as an officer goes through them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jialing.portal.accounts.models import User
from jialing.portal.importing.examples import invented_uscc
from jialing.portal.importing.limits import LARGEST
from jialing.portal.importing.models import ImportBatch
from jialing.portal.jobs.models import Job
from jialing.portal.registry import models as m
from tests.portal.accounts.factory import person
from tests.portal.importing.sheets import csv, done, xlsx
from tests.portal.registry.factory import organisation

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
HEADS = ("单位名称", "统一社会信用代码", "所在区县")


@pytest.fixture
def officer(settings: SettingsWrapper) -> Client:
    """A browser in which an officer of Chongqing is signed in."""
    settings.TWO_FACTOR_REQUIRED = False
    return _client(person("programme_officer", place="CN-500000"))


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _sent(client: Client, content: bytes, name: str = "list.xlsx", kind: str = "organisation") -> str:
    answer = client.post("/zh/imports/", {"kind": kind, "file": SimpleUploadedFile(name, content), "why": "年报"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.headers["Location"])


def _checked(client: Client, content: bytes) -> ImportBatch:
    address = _sent(client, content)
    page = client.get(address).content.decode()
    chosen = dict(re.findall(r'<select name="(column_\d+)".*?<option value="(\w+)" selected', page, re.S))
    header = re.search(r'<option value="(\d+)" selected>第', page)
    assert header
    sent = {"header_row": header[1], "sheet": re.search(r'name="sheet" value="(.*?)"', page)[1], **chosen}  # type: ignore[index]
    assert client.post(address, sent).status_code == 302
    batch = ImportBatch.objects.get()
    done(Job.objects.get(public_id=batch.job))
    batch.refresh_from_db()
    return batch


def test_whole_way_in_chinese(officer: Client) -> None:
    organisation("Old", uscc=invented_uscc(2))
    rows = (
        ("2025年名单",),
        (),
        HEADS,
        ("甲", invented_uscc(1), "渝北区"),
        ("新名", invented_uscc(2), ""),
        ("丙", "1", ""),
    )
    batch = _checked(officer, xlsx(*rows))
    page = officer.get(f"/zh/imports/{batch.public_id}").content.decode()
    assert (batch.header_row, batch.n_created, batch.n_changed, batch.n_refused) == (3, 1, 1, 1)
    assert ["导入 2 行" in page, "B 列" in page, 'class="n">6<' in page] == [True, True, True]
    changed = officer.get(f"/en/imports/{batch.public_id}?show=changed").content.decode()
    assert ["Name in Chinese" in changed, "<ins>新名</ins>" in changed] == [True, True]
    assert officer.post(f"/zh/imports/{batch.public_id}/import", {"edition": batch.edition}).status_code == 302
    batch.refresh_from_db()
    done(Job.objects.get(public_id=batch.job))
    assert m.Organisation.objects.filter(uscc=invented_uscc(1)).count() == 1
    batch.refresh_from_db()
    assert officer.post(f"/zh/imports/{batch.public_id}/undo", {"edition": batch.edition}).status_code == 302
    batch.refresh_from_db()
    done(Job.objects.get(public_id=batch.job))
    assert "已恢复原状" in officer.get(f"/zh/imports/{batch.public_id}").content.decode()
    assert m.Organisation.objects.get().name_zh == "Old所"


def test_second_click_is_one_import(officer: Client) -> None:
    batch = _checked(officer, xlsx(HEADS, ("甲", "", "渝北区")))
    sent = {"edition": batch.edition}
    first = officer.post(f"/en/imports/{batch.public_id}/import", sent).status_code
    second = officer.post(f"/en/imports/{batch.public_id}/import", sent)
    assert (first, second.status_code, Job.objects.filter(kind="importing.import").count()) == (302, 409, 1)


def test_refused_rows_come_as_a_file_to_correct(officer: Client) -> None:
    from openpyxl import load_workbook

    batch = _checked(officer, csv(HEADS, ("=1+2", "9.15E+17", "渝北区")))
    answer = officer.get(f"/en/imports/{batch.public_id}/refused.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert heads[:3] == ["Row in the sheet", "What is wrong", "Name in Chinese"]
    assert (row[0], row[2], sheet["C2"].data_type) == (2, "=1+2", "s")
    assert row[1].startswith("column B (Unified social credit code): The spreadsheet took the code for a number")


def test_file_that_is_no_table_is_refused_and_leaves_nothing(officer: Client) -> None:
    sent = {"kind": "organisation", "file": SimpleUploadedFile("x.xlsx", b"%PDF-1.7"), "why": "kept"}
    answer = officer.post("/en/imports/", sent)
    page = answer.content.decode()
    assert (answer.status_code, "This is no spreadsheet" in page, 'value="kept"' in page) == (400, True, True)
    assert ImportBatch.objects.count() == 0


def test_file_too_large_is_refused_before_reading(officer: Client) -> None:
    sent = {"kind": "organisation", "file": SimpleUploadedFile("x.csv", b"x" * (LARGEST + 1))}
    answer = officer.post("/en/imports/", sent)
    assert (answer.status_code, "larger than 10 MB" in answer.content.decode()) == (400, True)


def test_columns_that_say_nothing_are_refused_and_kept(officer: Client) -> None:
    address = _sent(officer, xlsx(("x", "y"), ("1", "a@b.cn")))
    answer = officer.post(address, {"header_row": "1", "sheet": "Sheet", "column_1": "contact_email"})
    page = answer.content.decode()
    assert (answer.status_code, "无法判断每行的内容" in page) == (400, True)
    assert '<option value="contact_email" selected>' in page


def test_others_do_not_see_an_import_and_auditors_do(officer: Client) -> None:
    batch = _checked(officer, xlsx(HEADS, ("甲", "", "渝北区")))
    other = _client(person("programme_officer", place="CN-500000"))
    auditor = _client(person("auditor"))
    assert other.get(f"/en/imports/{batch.public_id}").status_code == 404
    assert auditor.get(f"/en/imports/{batch.public_id}").status_code == 200
    assert auditor.post(f"/en/imports/{batch.public_id}/import", {}).status_code == 403
    assert other.post(f"/en/imports/{batch.public_id}/undo", {}).status_code == 404


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_script_in_a_cell_is_text(officer: Client, lang: str) -> None:
    batch = _checked(officer, xlsx(HEADS, ("<script>alert(1)</script>", "x", "<b>")))
    page = officer.get(f"/{lang}/imports/{batch.public_id}").content.decode()
    assert "<script>alert" not in page


def test_number_of_queries_does_not_grow_with_rows(officer: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    batch = _checked(officer, xlsx(HEADS, *((f"甲{n}", "", "渝北区") for n in range(60))))
    numbers = []
    for keep in (60, 2):
        batch.rows.filter(number__gt=keep + 1).delete()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            officer.get(f"/en/imports/{batch.public_id}?show=created")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


def test_template_can_be_filled_in_and_read(officer: Client) -> None:
    from openpyxl import load_workbook

    for lang, first in (("en", "Our id"), ("zh", "本站编号")):
        answer = officer.get(f"/{lang}/imports/template/organisation.xlsx")
        book = load_workbook(BytesIO(answer.content))
        assert (book.worksheets[0]["A1"].value, len(book.worksheets)) == (first, 2)
        assert book.worksheets[0].column_dimensions["D"].number_format == "@"
