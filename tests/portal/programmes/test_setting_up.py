"""A programme of another circle is set up by a file alone, and its money runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from jialing.errors import InputError, WrongState
from jialing.portal.programmes.actions.orders import approve_order, propose_order
from jialing.portal.programmes.actions.posting import Transfer
from jialing.portal.programmes.actions.setting_up import set_up_programme
from jialing.portal.programmes.models import Appropriation, Funder, Programme
from jialing.portal.programmes.queries.statements import totals
from tests.portal.accounts.factory import signed_in
from tests.portal.programmes.factory import DAY, officer

pytestmark = pytest.mark.django_db
FILE = """
name_en = "Delta programme"
name_zh = "长三角联合计划"
circle = "yangtze-river-delta"
currency = "CNY"
second_approval_above = "500000.00"
[[funders]]
key = "shanghai"
name_zh = "上海市"
level = "provincial"
place = "CN-310000"
[[funders]]
key = "jiangsu"
name_zh = "江苏省"
level = "provincial"
place = "CN-320000"
[[lines]]
funder = "shanghai"
year = 2026
budget_item = "2060404"
reach = ["CN-310000", "CN-320000"]
[[lines]]
funder = "jiangsu"
year = 2026
budget_item = "2060404"
origin = "central"
"""


def test_second_circle_runs_by_its_file_alone() -> None:
    programme = set_up_programme(FILE, by="command", is_invented=True)
    line = Appropriation.objects.get(programme=programme, origin="local")
    order = propose_order(
        "pledge", [Transfer(line, 700)], programme=programme, funder=line.funder, on=DAY, document_number="No. 1",
        key="a", by=officer("CN-310000"),
    )  # fmt: skip
    approve_order(order, by=officer("CN-310000"), seen=1)
    assert str(totals(programme)["free"]) == "7.00"
    assert programme.second_approval_above == 50_000_000
    page = signed_in("programme_officer", place="CN-320000")[0].get(f"/zh/programmes/{programme.public_id}")
    assert "长三角" in page.content.decode()
    assert "中央资金" in page.content.decode()


def test_same_file_twice_is_refused() -> None:
    set_up_programme(FILE, by="command")
    with pytest.raises(WrongState) as refused:
        set_up_programme(FILE, by="command")
    assert refused.value.code == "programme.there_already"


def test_funder_of_two_programmes_is_one() -> None:
    set_up_programme(FILE, by="command")
    set_up_programme(FILE.replace("Delta programme", "Second"), by="command")
    assert Funder.objects.count() == 2


@pytest.mark.parametrize(
    "fault",
    [
        FILE.replace('"provincial"', '"royal"', 1),
        FILE.replace('funder = "jiangsu"', 'funder = "anhui"'),
        FILE.replace("year = 2026", 'year = "soon"', 1),
        FILE.replace('origin = "central"', 'origin = "found"'),
        FILE.replace('circle = "yangtze-river-delta"', ""),
        "[[funders",
    ],
    ids=["level", "funder", "year", "origin", "circle", "no-toml"],
)
def test_file_with_a_fault_sets_nothing_up(fault: str) -> None:
    with pytest.raises(InputError) as refused:
        set_up_programme(fault, by="command")
    assert refused.value.code == "programme.file_wrong"
    assert Programme.objects.count() == 0


def test_currency_that_is_unknown_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        set_up_programme(FILE.replace("CNY", "XXX"), by="command")
    assert refused.value.code == "ledger.unknown_currency"


def test_command_reads_the_file(tmp_path: Path) -> None:
    file = tmp_path / "delta.toml"
    file.write_text(FILE, encoding="utf-8")
    call_command("set_up_programme", str(file))
    with pytest.raises(CommandError, match="set up already"):
        call_command("set_up_programme", str(file))
