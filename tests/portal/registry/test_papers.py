"""Papers: opened again, they hold the texts and numbers, and nothing that their reader may not read."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.http import Http404, QueryDict
from docx import Document
from docx.oxml.ns import qn

from jialing.errors import SchemaError
from jialing.portal.common.access import VISITOR, Viewer, seen
from jialing.portal.registry.lists.asked import asked_from
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import Accreditation, Recognition, Zone, ZoneEntry
from jialing.portal.registry.papers import Sheet, list_paper, offered, paper, parse_template, templates
from tests.portal.registry.factory import AUDITOR, OFFICER, organisation, platform, representative_of, saved

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def accreditation(**more: object) -> Accreditation:
    values: dict[str, Any] = {
        "procedure": "provincial_platform",
        "platform": platform("Jialing Laboratory", name_zh="嘉陵实验室"),
        "applicant": organisation("River University", name_zh="江河大学"),
        "place_id": "CN-500000",
        "state": "certified",
        "certificate_number": "CQ-2026-007",
        "document_number": "渝科发〔2026〕7号",
        "certified_on": date(2026, 3, 2),
        "until": date(2029, 3, 2),
        "is_invented": True,
    }
    return saved(Accreditation(**(values | more)))


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def made(record: Any, name: str, viewer: Viewer = OFFICER, **more: Any) -> Any:
    return opened(paper(name, seen(viewer, record), viewer=viewer, on=ON, **more))


def test_certificate_holds_number_term_and_names_in_both_languages() -> None:
    said = texts(made(accreditation(), "accreditation_certificate"))
    assert said[:4] == [
        "创新平台评定证书",
        "Certificate of Accreditation",
        "证书编号：CQ-2026-007",
        "Certificate No. CQ-2026-007",
    ]
    assert "有效期自2026年3月2日至2029年3月2日。" in said
    assert "Valid from 2 March 2026 to 2 March 2029." in said
    assert any("嘉陵实验室" in line and "江河大学" in line for line in said)


def test_certificate_in_one_language() -> None:
    said = texts(made(accreditation(), "accreditation_certificate", languages="en"))
    assert said[0] == "Certificate of Accreditation"
    assert not any("证书" in line for line in said)


def test_unknown_value_is_a_line_to_fill_in_and_its_optional_paragraph_is_left_out() -> None:
    said = texts(made(accreditation(certificate_number="", document_number=""), "accreditation_certificate"))
    assert "证书编号：＿＿＿＿＿＿" in said
    assert not any("批准文号" in line for line in said)


def test_every_page_of_invented_data_says_so() -> None:
    document = made(accreditation(), "accreditation_certificate")
    header = document.sections[0].header.paragraphs[0].text
    assert header == "示例数据：非真实公文 · Invented data: not a real document"
    real = made(accreditation(is_invented=False, certificate_number="2"), "accreditation_certificate")
    assert real.sections[0].header.paragraphs[0].text == ""


def test_seal_has_a_square_of_its_size() -> None:
    seal = made(accreditation(), "accreditation_certificate").tables[-1]
    assert "（发证机关印章）" in seal.rows[0].cells[0].text
    assert round(seal.rows[0].height.mm) == 42


def test_page_and_fonts_are_those_of_an_official_document() -> None:
    document = made(accreditation(), "accreditation_certificate")
    section = document.sections[0]
    assert [round(x.mm) for x in (section.page_width, section.page_height, section.left_margin)] == [210, 297, 28]
    fonts = [run._r.rPr.rFonts.get(qn("w:eastAsia")) for p in document.paragraphs for run in p.runs]
    assert set(fonts) == {"宋体", "仿宋_GB2312"}


def test_chinese_fonts_have_fallbacks() -> None:
    parts = made(accreditation(), "accreditation_certificate").part.package.iter_parts()
    table = next(part.blob.decode() for part in parts if str(part.partname) == "/word/fontTable.xml")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,STFangsong"/>' in table


def own_template(settings: Any, tmp_path: Any, *blocks: str) -> None:
    settings.DATA = tmp_path
    (tmp_path / "papers").mkdir()
    head = 'id = "ours"\nkind = "accreditation"\nname = { en = "Ours", zh = "本局" }\n'
    (tmp_path / "papers" / "ours.toml").write_text(head + "".join(f"[[block]]\n{one}\n" for one in blocks), "utf-8")


def test_what_the_reader_may_not_read_is_not_in_the_paper(settings: Any, tmp_path: Any) -> None:
    own_template(settings, tmp_path, 'style = "body"\nen = "Note: {internal_note}"', 'style = "body"\nen = "{text}"')
    record = accreditation(internal_note="between us", text="what we do")
    host = representative_of(record.applicant)
    assert texts(made(record, "ours", host)) == ["what we do"]
    assert texts(made(record, "ours")) == ["Note: between us", "what we do"]


def test_approval_of_entry_speaks_to_who_asked() -> None:
    asked = organisation("River University", name_zh="江河大学")
    zone = saved(Zone(name_zh="两江协同创新区", place_id="CN-500000"))
    record = saved(ZoneEntry(zone=zone, organisation=asked, state="approved", decided_on=ON, purpose="to be near"))
    said = texts(made(record, "zone_entry_notice", representative_of(asked), languages="zh"))
    assert said[2:4] == ["关于同意入驻两江协同创新区的批复", "江河大学："]
    assert "入驻事由：to be near" in said


@pytest.mark.parametrize("viewer", [VISITOR, Viewer(9, "somebody")])
def test_who_may_not_make_a_paper_finds_none(viewer: Viewer) -> None:
    record = accreditation()
    assert offered(seen(viewer, record)) == ()
    with pytest.raises(Http404):
        paper("accreditation_certificate", seen(viewer, record), viewer=viewer, on=ON)


def test_papers_offered_depend_on_the_state() -> None:
    assert [one.id for one in offered(seen(AUDITOR, accreditation(state="draft")))] == []
    ids = [one.id for one in offered(seen(AUDITOR, accreditation(state="approved", certificate_number="2")))]
    assert ids == ["accreditation_notice"]


def test_list_of_recognitions_is_an_announcement() -> None:
    for n in range(3):
        saved(
            Recognition(
                kind="new_rd_institution",
                organisation=organisation(f"Institute {n}"),
                state="granted",
                granted_on=date(2026, 1, n + 1),
                place_id="CN-500000",
            )
        )
    asked = asked_from(LISTS["recognitions"], QueryDict(""))
    document = opened(list_paper(VISITOR, asked, "both", on=ON))
    assert "现将名单公布如下，共3项（截至2026年11月23日）。" in texts(document)
    assert [len(table.rows) for table in document.tables] == [4, 4, 1]
    assert document.tables[0].rows[1].cells[0].text == "新型研发机构"


def test_any_list_is_a_paper() -> None:
    organisation("Alpha")
    document = opened(list_paper(VISITOR, asked_from(LISTS["organisations"], QueryDict("")), "en", on=ON))
    assert texts(document)[:2] == ["Organisations", "1 records as of 23 November 2026."]
    assert document.tables[0].rows[1].cells[0].text == "Alpha"


def test_office_puts_its_own_template(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    (tmp_path / "papers").mkdir()
    text = 'id = "accreditation_certificate"\nkind = "accreditation"\nname = { en = "Ours", zh = "本局" }\n'
    text += '[[block]]\nstyle = "title"\nzh = "本局证书 {certificate_number}"\n'
    (tmp_path / "papers" / "accreditation_certificate.toml").write_text(text, encoding="utf-8")
    assert texts(made(accreditation(), "accreditation_certificate")) == ["本局证书 CQ-2026-007"]


def test_caller_adds_values_and_tables(settings: Any, tmp_path: Any) -> None:
    own_template(settings, tmp_path, 'style = "body"\nen = "{chair}"', 'style = "table"\nrows = "present"')
    sheet = Sheet({"en": ["Name"]}, {"en": [["Li"], ["Wang"]]})
    document = made(
        accreditation(), "ours", languages="en", words={"chair": {"en": "Zhou {x}"}}, tables={"present": sheet}
    )
    assert texts(document) == ["Zhou {x}"]
    assert [row.cells[0].text for row in document.tables[0].rows] == ["Name", "Li", "Wang"]


@pytest.mark.parametrize(
    "text",
    [
        "id = ",
        'id = "a"\nkind = "alliance"\nname = { en = "A", zh = "甲" }\n[[block]]\nstyle = "loud"\nzh = "a"\n',
        'id = "a"\nkind = "alliance"\nname = { en = "A", zh = "甲" }\n[[block]]\nstyle = "body"\nzh = "{open"\n',
        'id = "a"\nkind = "alliance"\nname = { en = "A", zh = "甲" }\n[[block]]\nstyle = "body"\nzh = "{a!r}"\n',
        'id = "a"\nkind = "alliance"\nname = { en = "A", zh = "甲" }\n[[block]]\nstyle = "table"\n',
        'id = "a"\nname = { en = "A", zh = "甲" }\nblock = []\n',
    ],
    ids=["no-toml", "unknown-style", "open-brace", "conversion", "table-without-rows", "of-nothing"],
)
def test_bad_template_is_refused(text: str) -> None:
    with pytest.raises(SchemaError) as refused:
        parse_template(text)
    assert refused.value.code == "paper.template"


def test_control_characters_in_a_value_do_not_break_the_file() -> None:
    said = texts(made(accreditation(certificate_number="A\x0b\x01B"), "accreditation_certificate"))
    assert "证书编号：AB" in said


def test_shipped_templates_are_good() -> None:
    assert {"accreditation_certificate", "alliance_minutes", "recognition_list", "list"} <= set(templates())
