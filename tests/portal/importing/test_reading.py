"""Spreadsheets as they really come: encodings, separators, merged cells, dates as numbers, bombs."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from jialing.errors import InputError
from jialing.portal.common.access import VISITOR
from jialing.portal.importing.columns import n_recognised, proposed
from jialing.portal.importing.reading import opened
from jialing.portal.importing.reading import sheets as limits
from jialing.portal.importing.values import cell_value, day_text, ror_of, whole_uscc
from tests.portal.importing.sheets import csv, xlsx

ROWS = (("名称", "区县"), ("甲公司", "渝北区"))


def _cells(content: bytes) -> list[list[str]]:
    sheet = opened(content)
    return [cells for _, cells in sheet.rows(sheet.names[0])]


def _refused(content: bytes) -> str:
    with pytest.raises(InputError) as refused:
        _cells(content)
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_text_of_any_encoding_and_separator(encoding: str, mark: str) -> None:
    content = csv(*ROWS, encoding=encoding, mark=mark)
    if encoding in ("utf-16-le", "utf-16-be"):
        content = csv(("name", "district"), *ROWS, encoding=encoding, mark=mark)
        assert _cells(content)[1:] == [list(row) for row in ROWS]
    else:
        assert _cells(content) == [list(row) for row in ROWS]


def test_separator_inside_quotes_does_not_count() -> None:
    assert _cells('名称;地址\n"甲,乙,丙";"a,b,c"\n'.encode()) == [["名称", "地址"], ["甲,乙,丙", "a,b,c"]]


def test_named_separator_of_excel_is_taken() -> None:
    assert _cells(b"sep=;\na;b,c\n") == [[], ["a", "b,c"]]


def test_workbook_gives_days_numbers_and_texts() -> None:
    cells = _cells(xlsx((date(2023, 3, 8), datetime(2023, 3, 8, 9, 30), 12.0, 13800000000, True, None, " 甲 ")))
    assert cells == [["2023-03-08", "2023-03-08 09:30:00", "12", "13800000000", "yes", "", "甲"]]


def test_code_that_excel_mangled_is_told_so() -> None:
    text = _cells(xlsx((9.15000001234568e17,)))[0][0]
    with pytest.raises(InputError) as refused:
        whole_uscc(text)
    assert refused.value.code == "import.uscc_mangled"
    with pytest.raises(InputError) as refused:
        whole_uscc("9.15E+17")
    assert refused.value.code == "import.uscc_mangled"


def test_merged_cells_give_their_value_to_all_rows() -> None:
    content = xlsx(("区县", "名称"), ("渝北区", "甲"), ("", "乙"), ("", "丙"), ("", "丁"), merged=["A2:A4"])
    assert [row[0] for row in _cells(content)] == ["区县", "渝北区", "渝北区", "渝北区", ""]


def test_formula_is_the_value_saved_with_it_and_never_run() -> None:
    assert _cells(xlsx(("甲", "=1+1"))) == [["甲", ""]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年3月8日", "2023-03-08"),
        ("2023/3/8", "2023-03-08"),
        ("2023.03.08", "2023-03-08"),
        ("20230308", "2023-03-08"),
        ("44993", "2023-03-08"),
        ("2023-03-08 09:30:00", "2023-03-08"),
        ("２０２３－３－８", "2023-03-08"),
    ],
)
def test_day_as_people_write_it(text: str, day: str) -> None:
    assert day_text(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023年3月", "import.part_of_a_day"),
        ("2023", "import.part_of_a_day"),
        ("soon", "form.no_day"),
        ("0", "form.no_day"),
    ],
)
def test_what_is_no_day_says_why(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        day_text(text)
    assert refused.value.code == code


def test_ror_id_is_taken_in_any_form() -> None:
    assert {ror_of(one) for one in ("https://ror.org/0abcdef12", "ror.org/0ABCDEF12", "0abcdef12")} == {
        "https://ror.org/0abcdef12"
    }


def test_choice_is_taken_by_word_synonym_or_value() -> None:
    said = ("企业", "company", "Company", "公司", "企业（有限公司）")
    assert {cell_value("organisation", "kind", one, VISITOR) for one in said} == {"company"}


def test_year_is_taken_out_of_a_day() -> None:
    assert cell_value("organisation", "established", "2019年6月1日", VISITOR) == 2019
    assert cell_value("organisation", "established", "1958", VISITOR) == 1958
    assert cell_value("organisation", "established", "43831", VISITOR) == 2020


def test_headings_are_recognised_in_both_languages() -> None:
    assert proposed("organisation", ["单位名称*", "统一社会信用代码（18位）", "E-mail", "District"], {}) == {
        "name_zh": 0,
        "uscc": 1,
        "contact_email": 2,
        "place_id": 3,
    }
    assert n_recognised("organisation", ["2025年名单", ""]) == 0


def test_choice_of_before_goes_first() -> None:
    assert proposed("organisation", ["单位名称", "备注"], {"单位名称": "name_en", "备注": ""}) == {"name_en": 0}


def test_pdf_named_otherwise_old_excel_and_nothing_are_refused() -> None:
    assert _refused(b"%PDF-1.7 ...") == "import.not_a_table"
    assert _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100) == "import.old_excel"
    assert _refused(b"  \n ") == "import.empty"
    assert _refused(b"\x81\x00\x81\x00\x00\xd8\x00\xff\x00\x81\x20") in ("import.encoding",)


def test_damaged_workbook_is_refused() -> None:
    content = xlsx(*ROWS)
    assert _refused(content[: len(content) // 2]) == "document.bad_archive"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
        archive.writestr("[Content_Types].xml", "<Types")
    assert _refused(out.getvalue()) == "import.unreadable"


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b"0" * (160 * 1024 * 1024))
    assert _refused(out.getvalue()) == "document.bad_archive"


def test_more_rows_than_are_taken_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    sheet = opened(xlsx(*ROWS, *((f"甲{n}", "") for n in range(3))))
    with pytest.raises(InputError) as refused:
        list(sheet.filled_below("Sheet", 1))
    assert refused.value.code == "import.too_many_rows"


def test_hidden_sheets_are_not_offered() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("hidden").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert opened(out.getvalue()).names == ("Sheet",)
