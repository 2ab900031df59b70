"""Terms that end and tasks that are late are told to whose turn it is: in time, once, and anew for a new term."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.registry import models as m
from jialing.portal.registry.actions.reminders import DEADLINES, tell_late
from jialing.portal.registry.rules.telling import TELLINGS
from tests.portal.accounts.factory import person
from tests.portal.registry.factories import alliance, zone
from tests.portal.registry.factory import organisation, saved
from tests.portal.registry.test_work import PLACE

pytestmark = pytest.mark.django_db


def _codes(user: User) -> list[str]:
    return list(m.Notice.objects.filter(who=user.public_id).order_by("pk").values_list("code", flat=True))


def _standing_for(one: m.Organisation, **more: object) -> User:
    user = person("representative")
    m.Representation.objects.create(
        who=user.public_id, user_id=user.pk, organisation=one, state="confirmed", since="2024-01-01", **more
    )
    return user


def _recognition(**more: object) -> m.Recognition:
    values = {"kind": "new_rd_institution", "level": "provincial_ministerial", "place_id": PLACE, "state": "granted"}
    one = more.pop("organisation", None) or organisation("Institute", place_id=PLACE)
    return saved(m.Recognition(**values, organisation=one, granted_on="2023-01-01", **more))


def test_recognition_that_ends_is_told_to_office_and_holder_once() -> None:
    today, one = timezone.localdate(), organisation("Institute", place_id=PLACE)
    officer, holder = person("programme_officer", place=PLACE), _standing_for(one)
    _recognition(organisation=one, until=today + timedelta(days=90))
    told = [tell_late(today + timedelta(days=n), timezone.now()) for n in (-1, 0, 1)]
    assert (told, _codes(officer), _codes(holder)) == ([0, 1, 0], ["recognition.ending"], ["recognition.ending"])


def test_new_term_is_told_of_anew() -> None:
    today, now, officer = timezone.localdate(), timezone.now(), person("programme_officer", place=PLACE)
    one = _recognition(until=today + timedelta(days=5))
    tell_late(today, now)
    m.Notice.objects.update(read_at=now, made_at=now)
    m.Recognition.objects.filter(pk=one.pk).update(until=today + timedelta(days=1_000))
    later = today + timedelta(days=950)
    assert (tell_late(later, now + timedelta(days=950)), _codes(officer)) == (1, ["recognition.ending"] * 2)


def test_term_that_is_over_is_told_to_nobody() -> None:
    today, officer = timezone.localdate(), person("programme_officer", place=PLACE)
    _recognition(until=today - timedelta(days=1))
    assert (tell_late(today, timezone.now()), _codes(officer)) == (0, [])


def test_late_task_is_told_to_who_does_it_and_who_set_it() -> None:
    today, one = timezone.localdate(), organisation("Institute", place_id=PLACE)
    author, assignee = person("programme_officer", place=PLACE), person("programme_officer", place=PLACE)
    saved(
        m.Task(
            about_kind="organisation", about_id=one.pk, title="Ask", by=author.public_id, assignee=assignee.public_id,
            place_id=PLACE, due_on=today - timedelta(days=1),
        )
    )  # fmt: skip
    told = [tell_late(today, timezone.now()) for _ in range(2)]
    assert (told, _codes(author), _codes(assignee)) == ([1, 0], ["task.late"], ["task.late"])


def test_representation_that_ends_is_told_to_who_holds_it() -> None:
    today = timezone.localdate()
    user = _standing_for(organisation("Institute", place_id=PLACE), until=today + timedelta(days=30))
    assert (tell_late(today, timezone.now()), _codes(user)) == (1, ["representation.ending"])


def test_zone_that_ends_is_told_to_who_runs_it() -> None:
    today, body = timezone.localdate(), organisation("Administration", place_id=PLACE)
    one, user = zone(), _standing_for(body)
    m.Zone.objects.filter(pk=one.pk).update(managing_body=body, until=today + timedelta(days=100), state="active")
    assert (tell_late(today, timezone.now()), _codes(user)) == (1, ["zone.ending"])


def test_ballot_that_is_over_is_told_to_the_secretariat() -> None:
    today, host = timezone.localdate(), organisation("Host", place_id=PLACE)
    one, user = alliance("联盟", host, votes_on_admission=True, secretariat=host), _standing_for(host)
    seat = one.memberships.create(organisation=organisation("Applicant"), seat="member", state="applied")
    seat.ballots.create(opened_on=today - timedelta(days=9), closes_on=today - timedelta(days=1), n_voters=1)
    told = [tell_late(today, timezone.now()) for _ in range(2)]
    assert (told, _codes(user)) == ([1, 0], ["membership.ballot_over"])


def test_every_deadline_says_whom_it_concerns() -> None:
    assert {one.code for one in DEADLINES} - set(TELLINGS) == set()
