"""Working on a record: comments, tasks, following; from the pages and by the actions behind them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.models import AuditRecord
from jialing.portal.common.records import new_public_id
from jialing.portal.registry import models as m
from jialing.portal.registry.actions import work
from jialing.portal.registry.rules.workdays import after_workdays
from jialing.portal.registry.work.part import due_of
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import AUDITOR, OFFICER, organisation, platform, representative_of

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

    from jialing.portal.accounts.models import User

pytestmark = pytest.mark.django_db
PLACE = "CN-500000"


@pytest.fixture(autouse=True)
def unsecured(settings: SettingsWrapper) -> None:
    settings.TWO_FACTOR_REQUIRED = False


def browser(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def officer() -> User:
    return person("programme_officer", place=PLACE)


def page(one: Any, slug: str = "platforms") -> str:
    return f"/en/registry/{slug}/{one.public_id}"


def test_comment_is_said_once_and_audited() -> None:
    one, once = platform(), new_public_id()
    first = work.comment(one, "Call the host", by=OFFICER, act="platform.comment", once=once)
    second = work.comment(one, "Call the host", by=OFFICER, act="platform.comment", once=once)
    assert (first.pk, m.Comment.objects.count()) == (second.pk, 1)
    assert AuditRecord.objects.filter(code="comment.written").count() == 1


@pytest.mark.parametrize(("text", "code"), [("  ", "text_missing"), ("x" * 10_001, "text_too_long")])
def test_comment_without_words_or_with_too_many_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        work.comment(platform(), text, by=OFFICER, act="platform.comment")
    assert refused.value.code == f"registry.{code}"


def test_auditor_and_strangers_say_nothing() -> None:
    for by in (AUDITOR, representative_of(organisation())):
        with pytest.raises(NotAllowed):
            work.comment(platform(), "x", by=by, act="platform.comment")


def test_only_its_author_withdraws_a_comment() -> None:
    row = work.comment(platform(), "Too quick", by=OFFICER, act="platform.comment")
    with pytest.raises(NotAllowed):
        work.withdraw_comment(row, by=AUDITOR)
    work.withdraw_comment(row, by=OFFICER)
    work.withdraw_comment(row, by=OFFICER)
    row.refresh_from_db()
    assert (row.is_withdrawn, row.text, row.edition) == (True, "-", 2)


def test_comment_from_the_page_is_read_by_staff_and_not_by_the_public() -> None:
    one, mine = platform(), browser(officer())
    answer = mine.post(f"{page(one)}/comments", {"text": "<b>Call</b> the host", "once": new_public_id()})
    assert answer["Location"] == f"{page(one)}#comments"
    assert "&lt;b&gt;Call&lt;/b&gt; the host" in mine.get(page(one)).content.decode()
    assert "the host" not in browser(person()).get(page(one)).content.decode()
    assert "the host" not in browser(None).get(page(one)).content.decode()


def test_double_click_on_comment_is_one_comment() -> None:
    one, mine = platform(), browser(officer())
    sent = {"text": "Once", "once": new_public_id()}
    for _ in range(2):
        assert mine.post(f"{page(one)}/comments", sent).status_code == 302
    assert m.Comment.objects.count() == 1


def test_refused_comment_keeps_what_was_typed() -> None:
    one = platform()
    answer = browser(officer()).post(f"{page(one)}/comments", {"text": "x" * 10_001})
    assert answer.status_code == 400
    assert "x" * 10_001 in answer.content.decode()


def test_comment_of_an_officer_from_elsewhere_is_refused() -> None:
    one = platform(place_id="CN-110000")
    answer = browser(officer()).post(f"{page(one)}/comments", {"text": "x"})
    assert (answer.status_code, m.Comment.objects.count()) == (403, 0)


def test_task_runs_in_working_days_of_the_calendar() -> None:
    one, user = platform(), officer()
    sent = {"title": "Check", "assignee": user.public_id, "workdays": "5", "once": new_public_id()}
    assert browser(user).post(f"{page(one)}/tasks", sent).status_code == 302
    task = m.Task.objects.get()
    assert (task.due_on, task.place_id) == (after_workdays(timezone.localdate(), 5).on, PLACE)


@pytest.mark.parametrize(
    "wrong", [{"workdays": "0"}, {"workdays": "x"}, {"due_on": "32/13/2020"}, {"assignee": "stranger00"}, {"title": ""}]
)
def test_task_that_cannot_be_keeps_what_was_typed(wrong: dict[str, str]) -> None:
    one, user = platform(), officer()
    sent = {"title": "Check the roof", "text": "the whole of it", "assignee": user.public_id} | wrong
    answer = browser(user).post(f"{page(one)}/tasks", sent)
    assert (answer.status_code, m.Task.objects.count()) == (400, 0)
    assert "the whole of it" in answer.content.decode()


def test_task_is_done_and_taken_up_again() -> None:
    one = platform()
    task = work.set_task(one, "Check", by=OFFICER, act="platform.comment", assignee="somebody")
    done = work.move_task(task, "done", by=OFFICER, on=date(2026, 11, 23))
    assert (done.state, done.done_on) == ("done", date(2026, 11, 23))
    again = work.move_task(done, "open", by=OFFICER, on=date(2026, 11, 24))
    assert (again.state, again.done_on) == ("open", None)
    codes = list(AuditRecord.objects.order_by("pk").values_list("code", flat=True))
    assert codes == ["task.set", "task.done", "task.open"]


def test_cancelled_task_is_not_done() -> None:
    task = work.set_task(platform(), "Check", by=OFFICER, act="platform.comment")
    work.move_task(task, "cancelled", by=OFFICER, on=date(2026, 11, 23))
    with pytest.raises((WrongState, NotAllowed)):
        work.move_task(task, "done", by=OFFICER, on=date(2026, 11, 23))


def test_two_who_edit_a_task_do_not_overwrite_unseen() -> None:
    task = work.set_task(platform(), "Check", by=OFFICER, act="platform.comment")
    work.edit_task(task, {"title": "Check twice"}, by=OFFICER, seen=1)
    with pytest.raises(WrongState):
        work.edit_task(task, {"title": "Check thrice"}, by=OFFICER, seen=1)


def test_assignee_finishes_but_does_not_edit() -> None:
    user, helper = officer(), person()
    task = work.set_task(
        platform(), "Check", by=OFFICER, act="platform.comment", assignee=helper.public_id
    )  # fmt: skip
    theirs = browser(helper)
    assert theirs.post(f"/en/registry/tasks/{task.public_id}", {"title": "Mine"}).status_code == 403
    for _ in range(2):
        assert theirs.post(f"/en/registry/tasks/{task.public_id}/move", {"after": "done"}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.edition) == ("done", 2)
    assert browser(person()).get(f"/en/registry/tasks/{task.public_id}").status_code == 404
    assert browser(user).get(f"/en/registry/tasks/{task.public_id}").status_code == 200


def test_task_page_edits() -> None:
    user = officer()
    client, one = browser(user), platform()
    client.post(f"{page(one)}/tasks", {"title": "Check", "assignee": user.public_id})
    task = m.Task.objects.get()
    sent = {"title": "Check twice", "due_on": "2026-12-01", "assignee": user.public_id, "edition": "1"}
    assert client.post(f"/en/registry/tasks/{task.public_id}", sent).status_code == 302
    stale = client.post(f"/en/registry/tasks/{task.public_id}", sent | {"title": "Other"})
    assert (stale.status_code, "Other" in stale.content.decode()) == (409, True)
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("Check twice", date(2026, 12, 1))


def test_lists_of_tasks_ask_as_often_for_one_as_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = officer()
    client = browser(user)

    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            assert client.get("/en/registry/tasks").status_code == 200
        return len(found)

    m.Task.objects.create(about_kind="platform", about_id=platform().pk, title="1", assignee=user.public_id)
    asked()
    one = asked()
    for n in range(30):
        m.Task.objects.create(
            about_kind="platform", about_id=platform(f"P{n}").pk, title=str(n), assignee=user.public_id
        )  # fmt: skip
    assert asked() == one


def test_deadline_counts_working_days_and_says_when_it_guesses() -> None:
    friday = date(2026, 10, 9)
    due = due_of(friday - timedelta(days=9), friday)
    assert due is not None
    assert (due.is_late, due.is_known) == (True, True)
    far = due_of(date(2031, 1, 6), date(2031, 1, 1))
    assert far is not None
    assert far.is_known is False


def test_following_twice_is_once_and_ends() -> None:
    one, user = organisation(), person()
    client = browser(user)
    for _ in range(2):
        assert client.post(f"{page(one, 'organisations')}/follow", {"do": "follow"}).status_code == 302
    assert m.Follow.objects.filter(who=user.public_id).count() == 1
    for _ in range(2):
        client.post(f"{page(one, 'organisations')}/follow", {"do": "unfollow"})
    assert m.Follow.objects.count() == 0
    codes = sorted(AuditRecord.objects.filter(code__startswith="record.").values_list("code", flat=True))
    assert codes == ["record.followed", "record.unfollowed"]


def test_visitor_costs_no_query_for_work() -> None:
    one = platform()
    text = browser(None).get(page(one)).content.decode()
    assert "Follow this record" not in text
    assert browser(None).post(f"{page(one)}/follow", {"do": "follow"}).status_code in (302, 403)
    assert m.Follow.objects.count() == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_record_page_offers_work_to_the_officer_in_both_languages(lang: str) -> None:
    text = browser(officer()).get(f"/{lang}/registry/platforms/{platform().public_id}").content.decode()
    for part in ('id="tasks"', 'id="comments"', 'id="documents"', "/follow"):
        assert part in text
