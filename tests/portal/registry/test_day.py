"""My day: each role's own, what is late first, no more queries for many than for one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jialing.portal.accounts.enums import Role
from jialing.portal.registry import models as m
from jialing.portal.registry.queries.waiting import HEADINGS
from jialing.portal.registry.work.begin import places_to_begin
from jialing.portal.registry.work.day import blocks_for
from tests.portal.accounts.factory import person
from tests.portal.accounts.factory import viewer as viewer_with
from tests.portal.registry.factories import alliance
from tests.portal.registry.factory import OFFICER, organisation, platform, representative_of
from tests.portal.registry.test_work import PLACE, browser, officer

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
DAY = "/en/registry/my-day"


@pytest.fixture(autouse=True)
def unsecured(settings: SettingsWrapper) -> None:
    settings.TWO_FACTOR_REQUIRED = False


def accreditation(name: str = "Laboratory", *, place: str = PLACE, **values: Any) -> m.Accreditation:
    one = platform(name, place_id=place)
    host = organisation(f"Host of {name}", place_id=place)
    given = {"state": "filed", "place_id": place, "procedure": "provincial_platform", "applicant": host} | values
    return m.Accreditation.objects.create(platform=one, **given)


def names(viewer: Any) -> dict[str, tuple[int, int]]:
    return {one.name: (one.n, one.n_late) for one in blocks_for(viewer, timezone.localdate(), "en")}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("role", Role.values)
def test_empty_day_says_where_to_begin_for_each_role(role: str, lang: str) -> None:
    user = person(*([] if role == "person" else [role]), place=PLACE if role == "programme_officer" else "")
    answer = browser(user).get(f"/{lang}/registry/my-day")
    assert answer.status_code == 200
    assert 'class="first-steps"' in answer.content.decode()
    assert places_to_begin(viewer_with(*([] if role == "person" else [role]), place=PLACE))


def test_day_asks_who_it_is() -> None:
    assert Client().get(DAY)["Location"].startswith("/en/account/login/")


def test_officer_sees_what_waits_in_the_own_place_only() -> None:
    today = timezone.localdate()
    accreditation(completeness_due_on=today - timedelta(days=7))
    accreditation("Other", completeness_due_on=today + timedelta(days=7))
    accreditation("Elsewhere", place="CN-110000")
    assert names(OFFICER)["accreditations_filed"] == (2, 1)


def test_day_is_late_first_and_leads_to_the_list() -> None:
    accreditation("Late laboratory", completeness_due_on=timezone.localdate() - timedelta(days=7))
    text = browser(officer()).get(DAY).content.decode()
    assert "Late laboratory" in text
    assert "1 late" in text
    assert 'href="/en/registry/accreditations?state=filed"' in text


def test_representative_sees_own_empty_fields_and_returned_applications() -> None:
    one = organisation("Own")
    organisation("Other")
    accreditation(applicant=one, state="returned")
    found = names(representative_of(one))
    assert (found["incomplete"], found["accreditations_returned"]) == ((1, 0), (1, 0))


def test_reviewer_sees_opinions_asked_of_them() -> None:
    user = person("reviewer")
    asked = accreditation("Asked laboratory", state="under_review")
    m.ExpertOpinion.objects.create(
        accreditation=asked, expert=user.public_id, due_on=timezone.localdate() - timedelta(days=3)
    )
    m.ExpertOpinion.objects.create(accreditation=accreditation("Other", state="under_review"), expert="other")
    text = browser(user).get(DAY).content.decode()
    assert "Opinions asked of you" in text
    assert "Asked laboratory" in text


def test_person_sees_works_to_claim() -> None:
    user = person()
    profile = m.Person.objects.create(name_en="Lin", who=user.public_id, user_id=user.pk)
    m.ClaimedWork.objects.create(person=profile, work_source="x", work_id="1", title="On rivers")
    assert "On rivers" in browser(user).get(DAY).content.decode()


def test_quiet_alliances_are_those_without_a_sign_for_eighteen_months() -> None:
    today = timezone.localdate()
    for name, days in (("Quiet", 900), ("Awake", 30)):
        one = m.Alliance.objects.create(name_en=name, state="active", place_id=PLACE, founded_on=today)
        m.Meeting.objects.create(alliance=one, held_on=today - timedelta(days=days))
    assert names(OFFICER)["quiet_alliances"] == (1, 0)


def test_administrator_sees_jobs_roles_and_mail() -> None:
    text = browser(person("administrator")).get(DAY).content.decode()
    for words in ("Jobs failed in the last 7 days", "Roles that end within 30 days", "Worker for jobs"):
        assert words in text


def test_every_heading_and_place_has_words_in_both_languages() -> None:
    from jialing.base.phrases import catalogue
    from jialing.portal.registry.work import begin

    wanted = {f"day.block.{one.name}" for some in HEADINGS.values() for one in some} | {"day.block.tasks"}
    wanted |= {f"day.begin.{name}" for pages in begin._PAGES.values() for name, *_ in pages}
    assert wanted - set(catalogue()) == set()


def test_day_asks_as_often_for_one_as_for_many() -> None:
    user = officer()
    client = browser(user)
    zone = m.Zone.objects.create(name_en="Zone", place_id=PLACE)

    def plant(n: int) -> None:
        one = accreditation(f"L{n}")
        accreditation(f"R{n}", state="under_review")
        m.ZoneEntry.objects.create(zone=zone, organisation=organisation(f"O{n}"), state="applied")
        m.Recognition.objects.create(kind="new_rd_institution", platform=one.platform, place_id=PLACE)
        m.Representation.objects.create(who="x", organisation=organisation(f"C{n}"), state="claimed")
        m.Alliance.objects.create(name_en=f"A{n}", state="active", place_id=PLACE)
        m.Task.objects.create(about_kind="platform", about_id=one.platform.pk, title="x", assignee=user.public_id)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(DAY).status_code == 200
        return len(found)

    plant(0)
    asked()
    few = asked()
    for n in range(1, 25):
        plant(n)
    assert asked() == few
    assert few <= 60


def test_officers_list_holds_what_was_counted() -> None:
    accreditation()
    accreditation("Elsewhere", place="CN-440000")
    user = person("programme_officer", place=PLACE)
    (block,) = [
        one
        for one in blocks_for(viewer_with("programme_officer", place=PLACE), timezone.localdate(), "en")
        if one.name == "accreditations_filed"
    ]
    text = browser(user).get(block.url).content.decode()
    assert (block.n, "Laboratory" in text, "Elsewhere" in text) == (1, True, False)


def test_saved_count_leads_to_its_figure() -> None:
    m.SavedCount.objects.create(slug="ours", name_en="Ours", subject="alliance", conditions={})
    (block,) = [one for one in blocks_for(viewer_with("analyst"), timezone.localdate(), "en") if one.lines]
    assert (block.url, block.lines[0].url) == ("/en/registry/counts", "/en/registry/counts/ours")


def test_quiet_alliances_lead_to_those_that_sleep() -> None:
    m.Alliance.objects.create(name_en="Quiet", state="active", founded_on=date(2019, 1, 1), place_id=PLACE)
    (block,) = [
        one
        for one in blocks_for(viewer_with("programme_officer", place=PLACE), timezone.localdate(), "en")
        if one.name == "quiet_alliances"
    ]
    assert block.url == "/en/registry/sleeping"


def test_claim_leads_to_where_it_is_decided() -> None:
    row = m.Representation.objects.create(
        who="somebody01", user_id=99, organisation=organisation("Institute", place_id=PLACE)
    )
    (block,) = [
        one
        for one in blocks_for(viewer_with("programme_officer", place=PLACE), timezone.localdate(), "en")
        if one.name == "representations"
    ]
    assert block.lines[0].url == f"/en/registry/representations/{row.public_id}"


def test_documents_that_the_procedure_wants_are_offered_as_purposes() -> None:
    row = accreditation(state="draft")
    user = person("representative")
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=row.applicant, state="confirmed", since=date(2024, 1, 1)
    )
    text = browser(user).get(f"/en/registry/accreditations/{row.public_id}").content.decode()
    assert '<datalist id="document-purposes"><option value="' in text


def test_list_offers_the_import_to_who_may_import() -> None:
    text = browser(person("programme_officer", place=PLACE)).get("/en/registry/organisations").content.decode()
    assert 'href="/en/imports/?kind=organisation"' in text
    assert "/imports/?kind=" not in Client().get("/en/registry/organisations").content.decode()


def test_ballot_waits_for_each_member_then_for_the_officer() -> None:
    today, member = timezone.localdate(), organisation("Member")
    circle = alliance("联盟", member, votes_on_admission=True)
    seat = circle.memberships.create(organisation=organisation("Applicant"), seat="member", state="applied")
    ballot = seat.ballots.create(opened_on=today, closes_on=today + timedelta(days=7), n_voters=1)
    before = (names(representative_of(member)).get("ballots"), names(OFFICER).get("ballots_to_close"))
    voter = circle.memberships.get(organisation=member)
    m.Vote.objects.create(ballot=ballot, voter=voter, choice="yes", by="x", on=today)
    after = (names(representative_of(member)).get("ballots"), names(OFFICER).get("ballots_to_close"))
    assert (before, after) == (((1, 0), None), (None, (1, 0)))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 12), (False, 0)),
        (date(2026, 6, 1), (True, 12)),
        (date(2027, 11, 30), (True, 0)),
    ],
)
def test_far_deadline_is_said_in_weeks_then_by_its_day(day: date, said: tuple[bool, int]) -> None:
    from jialing.portal.registry.work.part import due_of

    due = due_of(day, date(2026, 3, 9))
    assert due is not None
    assert (due.is_far, due.weeks if due.is_far else 0) == said


@pytest.mark.parametrize(("role", "is_told"), [("administrator", True), ("auditor", False)])
def test_request_of_a_person_waits_for_whoever_answers_it(role: str, is_told: bool) -> None:
    from jialing.portal.accounts.models import DataRequest

    DataRequest.objects.create(user=person(), kind="read", asked_on=timezone.localdate(), due_on=timezone.localdate())
    page = browser(person(role)).get("/en/registry/my-day").content.decode()
    assert ("One thing waits for you" in page) == is_told


def test_empty_fields_are_to_know_and_not_to_do() -> None:
    names = {one.name: one.is_news for one in HEADINGS["representative"]}
    assert (names["incomplete"], names["incomplete_platforms"]) == (True, True)
