"""An officer's week in the browser, in both languages: what comes to her desk, through the pages of all concerned."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.importing.models import ImportBatch
from jialing.portal.jobs.models import Job
from jialing.portal.registry import models as m
from tests.journeys.office import enter
from tests.portal.accounts.factory import person
from tests.portal.importing.sheets import done, xlsx
from tests.portal.registry.factories import alliance, organisation, platform, zone

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("lang", ["en", "zh"]),
]  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CHONGQING = "CN-500000"


class Desk:
    """The browser in front of one person after the other, in one language."""

    def __init__(self, page: Page, base: str, lang: str, complaints: list[str]) -> None:
        self.page, self.base, self.lang, self.complaints = page, base, lang, complaints

    def sits(self, user: User) -> None:
        """Somebody else sits down and looks at their day."""
        enter(self.page, self.base, user)
        self.opens("registry/my-day")

    def opens(self, path: str) -> None:
        answer = self.page.goto(f"{self.base}/{self.lang}/{path}")
        assert answer is not None and answer.ok, path

    def follows(self, end: str) -> None:
        """Click the first link on the page whose address ends so."""
        with self.page.expect_navigation():
            self.page.click(f'main a[href$="{end}"]')

    def does(self, act: str, **typed: str) -> None:
        """An act's button on the record, its form, and back on a record that says it is done."""
        self.asks(act, **typed)
        self.page.wait_for_url("**?done=done", timeout=10_000)

    def asks(self, act: str, **typed: str) -> None:
        self.follows(f"/do/{act}")
        self.fills("#field-", **typed)
        with self.page.expect_navigation():
            self.page.click("main form button.button")

    def is_refused(self, act: str, **typed: str) -> None:
        """An act that is not possible yet: the form comes back and says why; the browser notes the status."""
        self.asks(act, **typed)
        assert (self.page.locator(".fault-box").count(), len(self.complaints)) == (1, 1)
        self.complaints.clear()

    def fills(self, before: str, **typed: str) -> None:
        for name, text in typed.items():
            field = self.page.locator(f"{before}{name}")
            is_choice = field.evaluate("one => one.tagName === 'SELECT'")
            field.select_option(text) if is_choice else field.fill(text)

    def attaches(self, title: str) -> None:
        """A document of a record, declared as open to be kept here."""
        self.page.click("#documents details > summary")
        self.page.set_input_files("#document-file", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
        self.fills("#document-", title=title)
        self.page.check("#document-declared")
        with self.page.expect_navigation():
            self.page.click("#documents details form button")

    def reads(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@pytest.fixture
def office(page: Page, live_server: LiveServer, seen: dict[str, list[str]], desk: SettingsWrapper, lang: str) -> Desk:
    """Pages that must not complain, without a second factor."""
    desk.TWO_FACTOR_REQUIRED = False
    return Desk(page, live_server.url, lang, seen["errors"])


@pytest.fixture
def officer() -> User:
    return person("programme_officer", place=CHONGQING)


def standing_for(one: m.Organisation) -> User:
    """Somebody who stands for an organisation, as its officer confirmed."""
    user = person("representative")
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=one, state="confirmed", since=date(2026, 1, 1)
    )
    return user


def paper_text(path: Path) -> str:
    """All words of a .docx."""
    from docx import Document

    paper = Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_platform_is_accredited(office: Desk, officer: User, tmp_path: Path) -> None:
    host, expert = organisation("虚构大学", name_en="Invented University"), person("reviewer")
    lab = platform("虚构实验室", name_en="Invented Laboratory", legal_person=host)
    speaker = standing_for(host)
    office.sits(speaker)
    office.opens(f"registry/platforms/{lab.public_id}")
    office.does("apply", applicant=host.public_id, procedure="prefecture_platform", application="申报说明")
    one = m.Accreditation.objects.get()
    office.is_refused("file")
    office.opens(f"registry/accreditations/{one.public_id}")
    office.attaches("申报书")
    office.attaches("依托单位承诺函")
    office.does("file")
    office.sits(officer)
    office.follows(f"/accreditations/{one.public_id}")
    office.does("accept")
    office.does("ask", expert=expert.public_id)
    office.sits(expert)
    office.follows(f"/accreditations/{one.public_id}")
    office.does("opine", verdict="passed", opinion="条件具备")
    office.sits(officer)
    office.follows(f"/accreditations/{one.public_id}")
    office.does("decide", verdict="passed", decision="同意认定", document_number="渝科发〔2026〕1号")
    office.does("certify", certificate_number="CQ-2026-001")
    with office.page.expect_download() as paper:
        office.page.click(".papers a[href$='certificate']")
    paper.value.save_as(tmp_path / "certificate.docx")
    assert "CQ-2026-001" in paper_text(tmp_path / "certificate.docx")
    office.opens("registry/accreditations?state=certified")
    assert ("Invented Laboratory" if office.lang == "en" else "虚构实验室") in office.reads()


def test_institution_is_founded(office: Desk, officer: User) -> None:
    for name in ("虚构大学", "虚构企业"):
        organisation(name)
    office.sits(officer)
    office.opens("registry/foundings")
    office.follows("/foundings/new")
    office.fills("#field-", name_zh="虚构联合研究院", name_en="Invented Joint Institute", place_id="重庆")
    with office.page.expect_navigation():
        office.page.click("main form button.button")
    record = office.page.url.partition("?")[0]
    office.does("party", organisation="虚构大学", kind="university_at_home", leads="yes")
    office.does("party", organisation="虚构企业", kind="enterprise", leads="no")
    office.does("move", after="negotiating")
    university = m.Organisation.objects.get(name_zh="虚构大学")
    office.does("commit", party=university.public_id, kind="money", amount="2000000", particulars="启动经费")
    for after in ("agreement_signed", "approved", "building"):
        office.does("move", after=after, document_number="1号")
    office.does("fulfil", commitment=m.Commitment.objects.get().public_id, amount="500000")
    assert "25%" in office.reads()
    office.does("move", after="operating")
    assert office.page.url.partition("?")[0] == record
    made = m.Platform.objects.get()
    office.follows(f"/platforms/{made.public_id}")
    assert office.page.inner_text("main h1") == (
        "Invented Joint Institute" if office.lang == "en" else "虚构联合研究院"
    )


def test_entry_into_a_zone_is_approved(office: Desk, officer: User) -> None:
    park, firm = zone(), organisation("虚构企业")
    office.sits(standing_for(firm))
    office.opens(f"registry/zones/{park.public_id}")
    office.does("enter", organisation="虚构企业", purpose="中试基地")
    entry = m.ZoneEntry.objects.get()
    office.sits(officer)
    office.follows(f"/zone-entries/{entry.public_id}")
    office.does("approve", document_number="2号", decision="同意入驻")
    office.does("confirm")
    office.sits(officer)
    assert office.page.locator(f'.waiting a[href$="/zone-entries/{entry.public_id}"]').count() == 0
    office.opens(f"registry/zones/{park.public_id}")
    assert "虚构企业" in office.reads()


def test_member_is_admitted_by_ballot(office: Desk, officer: User) -> None:
    first, second, asking = organisation("成员甲"), organisation("成员乙"), organisation("申请者")
    circle = alliance("虚构联盟", first, second, votes_on_admission=True, secretariat=first)
    office.sits(standing_for(asking))
    office.opens(f"registry/alliances/{circle.public_id}")
    office.does("apply", organisation="申请者", seat="member", application="愿意加入")
    seat = m.Membership.objects.get(organisation=asking)
    office.sits(officer)
    office.follows(f"/memberships/{seat.public_id}")
    office.is_refused("admit")
    office.opens(f"registry/memberships/{seat.public_id}")
    office.does("open_ballot", closes_on=(timezone.localdate() + timedelta(days=7)).isoformat())
    ballot = m.Ballot.objects.get()
    for member in (first, second):
        office.sits(standing_for(member))
        office.follows(f"/ballots/{ballot.public_id}")
        office.does("vote", choice="yes")
    office.sits(officer)
    office.follows(f"/ballots/{ballot.public_id}")
    office.does("close")
    office.opens(f"registry/alliances/{circle.public_id}")
    assert "申请者" in office.reads()
    assert m.Membership.objects.get(pk=seat.pk).state == "admitted"


def test_sleeping_alliance_is_woken(office: Desk, officer: User) -> None:
    first = organisation("秘书处单位")
    circle = alliance("沉睡联盟", first, organisation("成员乙"), secretariat=first)
    secretary = standing_for(first)
    office.sits(officer)
    office.opens("registry/sleeping")
    assert "沉睡联盟" in office.reads()
    office.follows(f"/alliances/{circle.public_id}/health")
    due = timezone.localdate() + timedelta(days=14)
    office.does("wake", title="召开年度会议", due_on=due.isoformat(), planned_on=due.isoformat())
    office.sits(secretary)
    task = m.Task.objects.get()
    office.follows(f"/tasks/{task.public_id}")
    with office.page.expect_navigation():
        office.page.click('main form button[value="done"]')
    assert m.Task.objects.get().state == "done"
    office.sits(officer)
    office.opens(f"registry/alliances/{circle.public_id}")
    assert "召开年度会议" in office.reads()


def test_spreadsheet_of_a_bureau_is_imported(office: Desk, officer: User) -> None:
    sheet = xlsx(
        ("单位名称", "机构类型", "所在地"), ("虚构江北研究所", "科研机构", "重庆"), ("虚构南岸大学", "高等院校", "重庆")
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    office.sits(officer)
    office.opens("imports/")
    office.page.set_input_files("#import-file", {"name": "list.xlsx", "mimeType": kind, "buffer": sheet})
    office.page.click(".import-new form button")
    office.page.wait_for_url("**/columns")
    office.page.click("main form p button")
    office.page.wait_for_selector(".import-work")
    worked(office.page)
    assert office.page.inner_text(".import-tiles b >> nth=0") == "2"
    office.page.click(".import-next form button >> nth=0")
    office.page.wait_for_selector(".import-work")
    worked(office.page)
    office.page.wait_for_selector(".import-undo")
    office.opens("registry/organisations")
    assert set(re.findall("虚构江北研究所|虚构南岸大学", office.reads())) == {"虚构江北研究所", "虚构南岸大学"}


def worked(page: Page) -> None:
    """What the worker would do; nobody looks meanwhile: a database in memory has one writer or one reader."""
    address = page.url
    page.goto("about:blank")
    page.wait_for_timeout(500)
    done(Job.objects.get(public_id=ImportBatch.objects.get().job))
    page.goto(address)


def test_request_of_a_person_is_answered(office: Desk, officer: User) -> None:
    somebody = person()
    office.sits(somebody)
    office.opens("account/my-data")
    office.fills("#ask-", kind="correction", text="请更正我的姓名")
    with office.page.expect_navigation():
        office.page.click('form[action$="/my-data/ask"] button')
    office.sits(officer)
    office.follows("/account/data-requests")
    office.page.click('main a[href*="/data-requests/"]')
    office.fills("#", answer="已更正")
    with office.page.expect_navigation():
        office.page.click('button[value="answer"]')
    office.sits(somebody)
    office.opens("account/my-data")
    assert "已更正" in office.reads()
