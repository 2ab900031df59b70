"""Notices: who is told, what stays hidden, what is mailed and how it is stopped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from jialing.portal.accounts.actions import give_consent
from jialing.portal.accounts.models import Consent
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.jobs.models import Job
from jialing.portal.jobs.running import run_job
from jialing.portal.registry import models as m
from jialing.portal.registry.actions import organisations, people, platforms, work
from jialing.portal.registry.actions.alliances import wake_alliance
from jialing.portal.registry.actions.notices import choose_pace, forget_notices, mark_read, tell_due
from jialing.portal.registry.actions.reminders import tell_late
from jialing.portal.registry.queries.notices import n_unread
from jialing.portal.registry.work.mails import stop_token, who_stops
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import OFFICER, organisation, platform
from tests.portal.registry.test_day import accreditation
from tests.portal.registry.test_work import PLACE, browser, officer

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

    from jialing.portal.accounts.models import User
    from jialing.portal.common.access import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unsecured(settings: SettingsWrapper) -> None:
    settings.TWO_FACTOR_REQUIRED = False
    settings.PUBLIC_ADDRESS = "https://portal.example"


def follower(record: Any, act: str = "organisation.follow", **fields: Any) -> User:
    user = person(**fields)
    work.follow(record, by=viewer_of(user, timezone.localdate()), act=act)
    return user


def wanting(user: User, pace: str = "daily") -> User:
    choose_pace(pace, by=viewer_of(user, timezone.localdate()), at=timezone.now())
    return user


def near() -> Viewer:
    return viewer_of(officer(), timezone.localdate())


def codes(user: User) -> list[str]:
    return list(m.Notice.objects.filter(who=user.public_id).order_by("pk").values_list("code", flat=True))


def run_jobs(kind: str) -> None:
    for job in Job.objects.filter(kind=kind, state="waiting"):
        assert job.ticket is not None
        run_job(job.pk, job.ticket)
        job.refresh_from_db()
        assert job.state == "done", job.error_code


def test_follower_is_told_of_a_change_once_until_it_is_read() -> None:
    one = organisation()
    user = follower(one)
    for name in ("A", "B"):
        organisations.edit_organisation(one, {"name_en": name}, by=OFFICER)
    assert codes(user) == ["organisation.edited"]
    mark_read(by=viewer_of(user, timezone.localdate()), at=timezone.now())
    organisations.edit_organisation(one, {"name_en": "C"}, by=OFFICER)
    assert (codes(user), n_unread(user.public_id)) == (["organisation.edited"] * 2, 1)


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    one, user = organisation(), officer()
    by = viewer_of(user, timezone.localdate())
    work.follow(one, by=by, act="organisation.follow")
    organisations.edit_organisation(one, {"name_en": "A"}, by=by)
    assert codes(user) == []


def test_change_of_hidden_fields_is_told_to_nobody_who_may_not_read_them() -> None:
    one = organisation()
    user, staff = follower(one), officer()
    work.follow(one, by=viewer_of(staff, timezone.localdate()), act="organisation.follow")
    organisations.edit_organisation(one, {"internal_note": "between us"}, by=OFFICER)
    assert (codes(user), codes(staff)) == ([], ["organisation.edited"])


def test_comment_is_told_to_who_may_read_it_only() -> None:
    one = organisation()
    user, staff = follower(one), officer()
    work.follow(one, by=viewer_of(staff, timezone.localdate()), act="organisation.follow")
    work.comment(one, "between us", by=OFFICER, act="organisation.comment")
    assert (codes(user), codes(staff)) == ([], ["comment.written"])


def test_notice_of_a_record_that_was_hidden_since_is_not_shown() -> None:
    one = platform()
    user = follower(one, "platform.follow")
    platforms.edit_platform(one, {"name_en": "Secret laboratory"}, by=OFFICER)
    client = browser(user)
    assert "Secret laboratory" in client.get("/en/registry/notices").content.decode()
    m.Platform.objects.update(state="signed")
    assert "Secret laboratory" not in client.get("/en/registry/notices").content.decode()


def test_task_tells_its_assignee_and_when_done_its_author() -> None:
    author, helper = officer(), person()
    by = viewer_of(author, timezone.localdate())
    task = work.set_task(platform(), "Check", by=by, act="platform.comment", assignee=helper.public_id)
    assert codes(helper) == ["task.set"]
    assert m.Notice.objects.get(who=helper.public_id).waits
    work.move_task(task, "done", by=viewer_of(helper, timezone.localdate()), on=timezone.localdate())
    assert codes(author) == ["task.done"]
    text = browser(helper).get("/en/registry/notices").content.decode()
    assert "A task for you" in text


def test_claim_is_told_to_the_officer_and_its_decision_to_the_claimant() -> None:
    one, staff, user = organisation(), officer(), person()
    elsewhere = person("programme_officer", place="CN-110000")
    row = people.claim_representation(one, by=viewer_of(user, timezone.localdate()))
    assert (codes(staff), codes(elsewhere)) == (["representation.claimed"], [])
    people.confirm_representation(row, by=OFFICER, on=timezone.localdate())
    assert codes(user) == ["representation.confirmed"]


def test_due_task_is_told_once() -> None:
    helper = person()
    today = timezone.localdate()
    m.Task.objects.create(
        about_kind="platform",
        about_id=platform().pk,
        title="x",
        assignee=helper.public_id,
        due_on=today,
        place_id=PLACE,
    )
    assert (tell_due(today - timedelta(days=1), timezone.now()), tell_due(today, timezone.now())) == (0, 1)
    assert tell_due(today, timezone.now()) == 0
    assert codes(helper) == ["task.due"]


def test_pages_of_notices_ask_as_often_for_one_as_for_many() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    one = organisation()
    user = follower(one)
    client = browser(user)
    organisations.edit_organisation(one, {"name_en": "A"}, by=OFFICER)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    addresses = ("/en/registry/notices", "/en/registry/my-day", "/en/about")
    for address in addresses:
        asked(address)
    few = [asked(address) for address in addresses]
    for n in range(40):
        other = organisation(f"O{n}")
        work.follow(other, by=viewer_of(user, timezone.localdate()), act="organisation.follow")
        organisations.edit_organisation(other, {"name_en": f"New {n}"}, by=OFFICER)
    assert [asked(address) for address in addresses] == few


def test_head_of_a_page_shows_how_many_are_unread_and_costs_visitors_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one = organisation()
    user = follower(one)
    organisations.edit_organisation(one, {"name_en": "A"}, by=OFFICER)
    assert "Notices: 1 unread" in browser(user).get("/en/about").content.decode()
    with django_assert_num_queries(0):
        assert "unread" not in Client().get("/en/about").content.decode()


def test_reading_marks_one_and_leads_on() -> None:
    one = organisation()
    user = follower(one)
    organisations.edit_organisation(one, {"name_en": "A"}, by=OFFICER)
    client, row = browser(user), m.Notice.objects.get()
    answer = client.post("/en/registry/notices/read", {"notice": row.public_id})
    assert answer["Location"] == f"/en/registry/organisations/{one.public_id}"
    assert n_unread(user.public_id) == 0
    assert browser(person()).post("/en/registry/notices/read", {"notice": row.public_id}).status_code == 404


def test_what_waits_is_mailed_at_once_in_the_receivers_language() -> None:
    helper = wanting(person(language="zh"))
    work.set_task(platform(), "Check", by=OFFICER, act="platform.comment", assignee=helper.public_id)
    run_jobs("registry.mail")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([helper.email], "嘉陵：有事项待您办理")
    assert "有任务交您办理" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent.extra_headers["List-Unsubscribe"].startswith("<https://portal.example/zh/registry/notices/stop/")


def test_nothing_is_mailed_without_wanting_it_or_to_somebody_invented() -> None:
    plain, invented = person(), person(is_invented=True)
    m.MailChoice.objects.create(who=invented.public_id, pace="daily")
    for user in (plain, invented):
        work.set_task(platform(), "Check", by=OFFICER, act="platform.comment", assignee=user.public_id)
    assert Job.objects.filter(kind="registry.mail").count() == 0


def test_collection_goes_once_a_day_and_holds_only_what_may_be_seen_then() -> None:
    from django.core.management import call_command

    one, other = organisation("Open institute"), platform("Hidden laboratory")
    user = wanting(follower(one))
    work.follow(other, by=viewer_of(user, timezone.localdate()), act="platform.follow")
    organisations.edit_organisation(one, {"name_en": "Open"}, by=OFFICER)
    platforms.edit_platform(other, {"name_en": "Hidden"}, by=OFFICER)
    m.Platform.objects.update(state="signed")
    for _ in range(2):
        call_command("send_notices")
        run_jobs("registry.collections")
    (sent,) = mail.outbox
    assert "Open" in sent.body
    assert "Hidden" not in sent.body


def test_weekly_waits_seven_days() -> None:
    from jialing.portal.registry.work.mails import to_collect

    user = wanting(person(), "weekly")
    m.MailChoice.objects.filter(who=user.public_id).update(collected_on=date(2026, 11, 16))
    found = [to_collect(date(2026, 11, day)).count() for day in (22, 23)]
    assert found == [0, 1]


def test_link_in_the_mail_stops_mails_without_signing_in() -> None:
    user = wanting(person())
    address = f"/en/registry/notices/stop/{stop_token(user.public_id)}"
    stranger = Client(enforce_csrf_checks=True)
    assert "Stop these mails" in stranger.get(address).content.decode()
    assert m.MailChoice.objects.get().pace == "daily"
    for _ in range(2):
        assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert m.MailChoice.objects.get().pace == "none"
    assert Consent.objects.get(purpose="notices").withdrawn_at is not None


@pytest.mark.parametrize("token", ["x", "a:b:c", stop_token("nobody0000")], ids=["word", "three_parts", "nobody"])
def test_token_of_nobody_is_not_found(token: str) -> None:
    assert Client().get(f"/en/registry/notices/stop/{token}").status_code == 404
    assert who_stops("forged") == ""


def test_choosing_a_pace_is_agreeing_and_none_withdraws() -> None:
    user = person()
    client = browser(user)
    assert client.post("/en/registry/notices/mail", {"pace": "weekly"}).status_code == 302
    assert Consent.objects.filter(user=user, purpose="notices", withdrawn_at=None).count() == 1
    client.post("/en/registry/notices/mail", {"pace": "none"})
    assert Consent.objects.filter(user=user, purpose="notices", withdrawn_at=None).count() == 0
    assert client.post("/en/registry/notices/mail", {"pace": "hourly"}).status_code == 400


def test_consent_withdrawn_elsewhere_stops_mails_too() -> None:
    user = wanting(person())
    Consent.objects.filter(user=user).update(withdrawn_at=timezone.now())
    work.set_task(platform(), "Check", by=OFFICER, act="platform.comment", assignee=user.public_id)
    assert Job.objects.count() == 0
    give_consent(purpose="notices", by=viewer_of(user, timezone.localdate()), now=timezone.now())


def test_notices_are_forgotten_in_time() -> None:
    now = timezone.now()
    row = {"who": "x", "about_kind": "platform", "about_id": 1}
    for n, (made, read) in enumerate(((100, 91), (100, 89), (100, None), (366, None))):
        m.Notice.objects.create(
            **row, code=str(n), made_at=now - timedelta(days=made), read_at=read and now - timedelta(days=read)
        )
    assert forget_notices(now) == 2
    assert sorted(m.Notice.objects.values_list("code", flat=True)) == ["1", "2"]


def test_erasing_an_account_takes_its_notices_along() -> None:
    one = organisation()
    user = wanting(follower(one))
    organisations.edit_organisation(one, {"name_en": "A"}, by=OFFICER)
    people.forget_account(user.pk)
    assert (m.Notice.objects.count(), m.Follow.objects.count(), m.MailChoice.objects.count()) == (0, 0, 0)


def test_own_data_hold_notices() -> None:
    one = organisation()
    user = follower(one)
    organisations.edit_organisation(one, {"name_en": "A"}, by=OFFICER)
    assert "organisation.edited" in browser(user).get("/en/account/my-data/download").content.decode()


@pytest.mark.parametrize(
    ("state", "field", "code"),
    [
        ("filed", "completeness_due_on", "accreditation.late"),
        ("under_review", "decision_due_on", "accreditation.late"),
    ],
)
def test_late_step_is_told_to_the_officer_once(state: str, field: str, code: str) -> None:
    user, today = person("programme_officer", place=PLACE), timezone.localdate()
    accreditation(state=state, **{field: today - timedelta(days=1)})
    told = [tell_late(day, timezone.now()) for day in (today - timedelta(days=1), today, today)]
    assert (told, codes(user)) == ([0, 1, 0], [code])


def test_late_correction_is_told_to_who_stands_for_the_applicant() -> None:
    today = timezone.localdate()
    row = accreditation(state="returned", correction_due_on=today - timedelta(days=3))
    user = person("representative")
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=row.applicant, state="confirmed", since=date(2024, 1, 1)
    )
    tell_late(today, timezone.now())
    assert codes(user) == ["accreditation.correction_late"]


def test_term_that_ends_is_told_on_the_day_of_the_reminder() -> None:
    user, today = person("programme_officer", place=PLACE), timezone.localdate()
    accreditation(state="certified", until=today + timedelta(days=90), remind_on=today)
    assert (tell_late(today, timezone.now()), codes(user)) == (1, ["accreditation.remind"])


def test_collections_of_the_day_tell_of_late_steps() -> None:
    user = person("programme_officer", place=PLACE)
    accreditation(state="filed", completeness_due_on=timezone.localdate() - timedelta(days=2))
    call_command("send_notices")
    run_jobs("registry.collections")
    assert codes(user) == ["accreditation.late"]


def test_decided_claim_is_told_to_who_made_it() -> None:
    user = person("representative")
    row = m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=organisation("Institute", place_id=PLACE)
    )
    people.confirm_representation(row, by=near(), on=timezone.localdate())
    assert codes(user) == ["representation.confirmed"]


def test_waking_is_told_to_the_secretariat_alone() -> None:
    host, member = organisation("Secretariat", place_id=PLACE), organisation("Member", place_id=PLACE)
    alliance = m.Alliance.objects.create(
        name_en="Alliance", state="active", founded_on=date(2021, 1, 1), place_id=PLACE, secretariat=host
    )
    m.Membership.objects.create(alliance=alliance, organisation=member, state="admitted", seat="member")
    users = [person("representative"), person("representative")]
    for user, stood_for in zip(users, (host, member), strict=True):
        m.Representation.objects.create(
            who=user.public_id, user_id=user.pk, organisation=stood_for, state="confirmed", since=date(2024, 1, 1)
        )
    wake_alliance(alliance, title="Please report", by=near())
    assert [codes(user) for user in users] == [["alliance.woken"], []]
