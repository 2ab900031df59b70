"""From a file to records and back: what a row comes to, what is written, what an undo returns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jialing.errors import InputError, WrongState
from jialing.portal.common.models import AuditRecord
from jialing.portal.importing.actions import begin_import, upload
from jialing.portal.importing.examples import example_rows, invented_uscc
from jialing.portal.importing.files import template
from jialing.portal.importing.models import ColumnChoice, ImportBatch
from jialing.portal.importing.queries import same_file
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.organisations import edit_organisation
from tests.portal.importing.sheets import NOW, brought, codes, imported, officer, outcomes, rows, taken_back, xlsx
from tests.portal.registry.factory import organisation, platform, saved

pytestmark = pytest.mark.django_db

HEADS = ("单位名称", "统一社会信用代码", "所在区县", "单位类型", "成立时间", "联系邮箱")


def test_new_row_becomes_a_record_with_its_past_and_names() -> None:
    by = officer()
    batch = imported(brought(xlsx(HEADS, ("示例甲公司", invented_uscc(1), "渝北区", "企业", 2019, "")), by), by)
    made = m.Organisation.objects.get(uscc=invented_uscc(1))
    past = made.history.get()
    assert (made.name_zh, made.place_id, made.kind, made.established) == ("示例甲公司", "CN-500112", "company", 2019)
    assert (past.history_user_id, batch.public_id in past.history_change_reason) == (by.public_id, True)
    assert list(made.names.values_list("name", flat=True)) == ["示例甲公司"]
    assert made.source == "list.xlsx"


def test_check_changes_nothing() -> None:
    by = officer()
    there = organisation("Old", uscc=invented_uscc(1))
    batch = brought(xlsx(HEADS, ("新名", invented_uscc(1)), ("示例乙公司", invented_uscc(2), "渝北区")), by)
    there.refresh_from_db()
    assert outcomes(batch) == ["changed", "created"]
    assert (there.edition, m.Organisation.objects.count(), there.name_zh) == (1, 1, "Old所")
    assert rows(batch)[0].changed["name_zh"] == ["Old所", "新名"]


def test_bad_rows_are_refused_with_their_column() -> None:
    by = officer()
    wrong = invented_uscc(3)[:17] + ("A" if invented_uscc(3)[17] != "A" else "B")
    batch = brought(
        xlsx(
            HEADS,
            ("甲", wrong, "渝北区"),
            ("乙", 9.15000001234568e17, "渝北区"),
            ("", invented_uscc(4), "渝北区"),
            ("丙", "", "不存在区"),
            ("丁", "", "渝北区", "商店"),
            ("戊", "", "成都市"),
            ("己", "", "渝北区"),
            ("己", "", "渝北区"),
        ),
        by,
    )
    assert codes(batch) == [
        ["registry.uscc_check"],
        ["import.uscc_mangled"],
        ["registry.name_missing"],
        ["form.no_place"],
        ["import.no_choice"],
        ["import.not_yours"],
        [],
        ["import.twice_in_file"],
    ]
    assert rows(batch)[1].messages[0]["field"] == "uscc"
    assert outcomes(batch) == ["refused"] * 6 + ["created", "refused"]


def test_code_twice_in_a_file_names_the_first_row() -> None:
    batch = brought(xlsx(HEADS, ("甲", invented_uscc(1), "渝北区"), ("乙", invented_uscc(1), "渝北区")), officer())
    assert codes(batch) == [[], ["import.twice_in_file"]]


def test_refused_rows_leave_nothing_and_others_are_written() -> None:
    by = officer()
    batch = imported(brought(xlsx(HEADS, ("甲", "", "成都市"), ("乙", "", "渝北区")), by), by)
    assert list(m.Organisation.objects.values_list("name_zh", flat=True)) == ["乙"]
    assert (batch.n_created, batch.n_refused) == (1, 1)


def test_code_finds_before_name_and_empty_cells_change_nothing() -> None:
    by = officer()
    there = organisation("A", uscc=invented_uscc(1), website="https://example.org")
    organisation("B", name_zh="示例重名")
    batch = imported(brought(xlsx((*HEADS, "网址"), ("示例重名", invented_uscc(1), "", "", "", "", "")), by), by)
    there.refresh_from_db()
    assert (outcomes(batch), there.name_zh, there.website, there.edition) == (
        ["changed"],
        "示例重名",
        "https://example.org",
        2,
    )


def test_ambiguous_name_names_the_candidates() -> None:
    by = officer()
    one, two = (organisation(name, name_zh="同名研究院") for name in ("A", "B"))
    batch = brought(xlsx(HEADS, ("同名研究院", "", "重庆市")), by)
    assert codes(batch) == [["import.several"]]
    named = rows(batch)[0].messages[0]["params"]["names"]
    assert [one.public_id in named, two.public_id in named] == [True, True]


def test_name_elsewhere_is_another_organisation() -> None:
    by = officer()
    organisation("A", name_zh="同名研究院", place_id="CN-510100")
    assert outcomes(brought(xlsx(HEADS, ("同名研究院", "", "渝北区")), by)) == ["created"]


def test_place_of_several_is_the_one_in_the_jurisdiction() -> None:
    by = officer()
    imported(brought(xlsx(HEADS, ("甲", "", "江北区")), by), by)
    assert m.Organisation.objects.get().place_id == "CN-500105"


def test_second_import_of_the_same_file_says_so_and_changes_nothing() -> None:
    by = officer()
    content = xlsx(HEADS, ("甲", invented_uscc(1), "渝北区", "企业"))
    first = imported(brought(content, by), by)
    second = brought(content, by)
    assert (outcomes(second), same_file(second)) == (["same"], first)
    with pytest.raises(WrongState) as refused:
        begin_import(second, by=by, now=NOW)
    assert refused.value.code == "import.nothing_to_import"


def test_record_changed_after_the_check_is_not_overwritten() -> None:
    by = officer()
    there = organisation("A", uscc=invented_uscc(1))
    batch = brought(xlsx(HEADS, ("新名", invented_uscc(1))), by)
    edit_organisation(there, {"name_zh": "别人改的"}, by=by)
    imported(batch, by)
    there.refresh_from_db()
    assert (there.name_zh, codes(batch)) == ("别人改的", [["import.changed_meanwhile"]])


def test_undo_returns_everything() -> None:
    by = officer()
    there = organisation("A", uscc=invented_uscc(1), name_zh="原名")
    content = xlsx(HEADS, ("新名", invented_uscc(1)), ("甲", invented_uscc(2), "渝北区"))
    batch = taken_back(imported(brought(content, by), by), by)
    there.refresh_from_db()
    assert (there.name_zh, there.edition, m.Organisation.objects.count()) == ("原名", 3, 1)
    assert (batch.state, batch.n_undone, batch.n_kept) == ("undone", 2, 0)
    assert list(there.names.filter(name="新名")) == []
    assert m.Organisation.history.filter(uscc=invented_uscc(2)).first().history_type == "-"


def test_undo_leaves_what_people_changed_until_they_choose() -> None:
    by = officer()
    batch = imported(brought(xlsx(HEADS, ("甲", invented_uscc(1), "渝北区"), ("乙", "", "渝北区")), by), by)
    edit_organisation(m.Organisation.objects.get(uscc=invented_uscc(1)), {"website": "https://example.org"}, by=by)
    taken_back(batch, by)
    kept = rows(batch)[0]
    assert (batch.n_undone, batch.n_kept, kept.kept_code) == (1, 1, "import.kept.changed")
    taken_back(batch, by, also=[kept.pk])
    assert (m.Organisation.objects.count(), batch.n_kept) == (0, 0)


def test_undo_leaves_what_others_lead_to() -> None:
    by = officer()
    batch = imported(brought(xlsx(HEADS, ("甲", invented_uscc(1), "渝北区")), by), by)
    made = m.Organisation.objects.get(uscc=invented_uscc(1))
    m.PlatformParty.objects.create(platform=platform(), organisation=made, role="host")
    taken_back(batch, by)
    assert (rows(batch)[0].kept_code, m.Organisation.objects.filter(pk=made.pk).exists()) == (
        "import.kept.in_use",
        True,
    )


def test_import_leaves_one_audit_row_for_the_whole() -> None:
    by = officer()
    imported(brought(xlsx(HEADS, *((f"甲{n}", "", "渝北区") for n in range(5))), by), by)
    said = AuditRecord.objects.filter(code__startswith="import.").order_by("pk").values_list("code", flat=True)
    assert list(said) == ["import.uploaded", "import.checked", "import.begun", "import.imported"]
    assert not AuditRecord.objects.filter(code="organisation.created").exists()


def test_many_rows_are_written_in_portions() -> None:
    by = officer()
    batch = imported(brought(xlsx(HEADS, *((f"甲{n}", invented_uscc(n), "渝北区") for n in range(450))), by), by)
    assert (batch.n_created, m.Organisation.objects.count(), m.Organisation.history.count()) == (450, 450, 450)


def test_choices_are_remembered() -> None:
    by = officer()
    brought(xlsx(HEADS, ("甲",)), by)
    assert ColumnChoice.objects.get(who=by.public_id, heading="联系邮箱").field == "contact_email"


def test_only_officers_bring_spreadsheets() -> None:
    from jialing.errors import NotAllowed
    from tests.portal.registry.factory import AUDITOR

    with pytest.raises(NotAllowed):
        upload(xlsx(HEADS), name="x.xlsx", kind="organisation", by=AUDITOR)
    assert ImportBatch.objects.count() == 0


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        upload(xlsx(HEADS), name="x.xlsx", kind="alliance", by=officer())
    assert refused.value.code == "import.unknown_kind"


def test_platform_comes_with_hosts_and_its_event() -> None:
    by = officer()
    host = organisation("Host", name_zh="依托甲")
    heads = ("平台名称", "平台类型", "级别", "状态", "批准日期", "依托单位", "所在区县")
    row = ("示例实验室", "重点实验室", "省部级", "运行", 44927, "依托甲", "渝北区")
    batch = imported(brought(xlsx(heads, row), by, "platform"), by)
    made = m.Platform.objects.get()
    assert (made.state, made.state_since, made.level) == ("operating", date(2023, 1, 1), "provincial_ministerial")
    assert [party.organisation for party in made.parties.all()] == [host]
    assert [(event.state, event.on) for event in made.events.all()] == [("operating", date(2023, 1, 1))]
    taken_back(batch, by)
    assert (m.Platform.objects.count(), m.PlatformParty.objects.count()) == (0, 0)


def test_platform_moves_by_the_table_of_moves() -> None:
    by = officer()
    there = platform("A", name_zh="示例实验室", state="building", state_since=date(2020, 1, 1))
    heads = ("平台名称", "状态", "批准日期")
    assert codes(brought(xlsx(heads, ("示例实验室", "运行", "2022-01-01")), by, "platform")) == [
        ["registry.wrong_move"]
    ]
    batch = imported(brought(xlsx(heads, ("示例实验室", "通过验收", "2022-01-01")), by, "platform"), by)
    there.refresh_from_db()
    assert (there.state, there.state_since) == ("accepted", date(2022, 1, 1))
    taken_back(batch, by)
    there.refresh_from_db()
    assert (there.state, there.state_since, there.events.count()) == ("building", date(2020, 1, 1), 0)


def test_member_is_admitted_and_leaves_by_days() -> None:
    by = officer()
    alliance = saved(m.Alliance(name_zh="示例联盟", state="active", place_id="CN-500000"))
    organisation("A", name_zh="成员甲")
    heads = ("联盟", "成员单位", "席位", "加入日期", "退出日期")
    imported(brought(xlsx(heads, ("示例联盟", "成员甲", "理事", "2023年3月8日", "")), by, "membership"), by)
    row = alliance.memberships.get()
    assert (row.state, row.seat, row.joined_on) == ("admitted", "council", date(2023, 3, 8))
    imported(brought(xlsx(heads, ("示例联盟", "成员甲", "", "", "2024-01-01")), by, "membership"), by)
    row.refresh_from_db()
    assert (row.state, row.left_on) == ("left", date(2024, 1, 1))


def test_member_is_not_admitted_past_a_vote() -> None:
    by = officer()
    saved(m.Alliance(name_zh="示例联盟", state="active", place_id="CN-500000", votes_on_admission=True))
    organisation("A", name_zh="成员甲")
    batch = brought(xlsx(("联盟", "成员单位", "加入日期"), ("示例联盟", "成员甲", "2023-03-08")), by, "membership")
    assert codes(batch) == [["registry.vote_first"]]


def test_zone_entry_goes_as_far_as_its_days() -> None:
    by = officer()
    saved(m.Zone(name_zh="示例园区", place_id="CN-500000", state="active"))
    organisation("A", name_zh="入驻甲")
    heads = ("园区", "入驻单位", "批准日期", "入驻日期")
    imported(brought(xlsx(heads, ("示例园区", "入驻甲", "2023-02-01", "")), by, "zone_entry"), by)
    entry = m.ZoneEntry.objects.get()
    assert entry.state == "approved"
    imported(brought(xlsx(heads, ("示例园区", "入驻甲", "", "2023-03-08")), by, "zone_entry"), by)
    entry.refresh_from_db()
    assert (entry.state, entry.entered_on) == ("entered", date(2023, 3, 8))


def test_recognition_is_granted_under_a_document() -> None:
    by = officer()
    organisation("A", name_zh="认定甲")
    heads = ("认定类型", "单位名称", "认定日期", "文号")
    batch = brought(
        xlsx(
            heads,
            ("新型研发机构", "认定甲", "2023-03-08", "渝科〔2023〕1号"),
            ("新型研发机构", "认定甲", "2024-03-08", ""),
        ),
        by,
        "recognition",
    )
    assert codes(batch) == [[], ["import.needed_for_new"]]
    imported(batch, by)
    row = m.Recognition.objects.get()
    assert (row.state, row.until, row.place_id) == ("granted", date(2026, 3, 8), "CN-500000")


@pytest.mark.parametrize("kind", ["organisation", "platform", "membership", "zone_entry", "recognition"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_example_has_good_and_bad_rows(kind: str, lang: str) -> None:
    by = officer()
    for n in range(4):
        organisation(f"O{n}", name_zh=f"示例在册{n}", place_id="CN-500112")
    saved(m.Alliance(name_zh="示例联盟", state="active", place_id="CN-500000"))
    saved(m.Zone(name_zh="示例园区", place_id="CN-500000", state="active"))
    found = outcomes(brought(template(kind, lang, example_rows(kind, by, lang)), by, kind))
    assert ("created" in found, "refused" in found) == (True, True)


def test_lake_value_is_overridden_and_returned() -> None:
    by = officer()
    values: dict[str, Any] = {
        "lake_id": "https://ror.org/0abcdef12",
        "lake_copy": {"name_zh": "原名"},
        "name_zh": "原名",
    }
    there = organisation("A", **values)
    batch = imported(brought(xlsx(("ROR", "名称"), ("https://ror.org/0abcdef12", "新名")), by), by)
    assert [one.value for one in there.overrides.all()] == ["新名"]
    taken_back(batch, by)
    there.refresh_from_db()
    assert (there.name_zh, there.overrides.count()) == ("原名", 0)
