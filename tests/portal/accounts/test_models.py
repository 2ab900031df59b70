"""What the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from jialing.portal.accounts.models import Delegation, Grant, User
from tests.portal.accounts.factory import person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def test_address_is_one_persons_whatever_its_case() -> None:
    User.objects.create_user("li.na@example.org", name_zh="李娜")
    with pytest.raises(IntegrityError):
        User.objects.create(email="Li.Na@example.org", name_en="Li Na")


def test_person_has_a_name_in_some_language() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("nobody@example.org")


def test_erased_person_has_no_name() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("x@erased.invalid", name_en="Li Na", is_erased=True, is_active=False)


def test_programme_officer_has_a_jurisdiction() -> None:
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=person(), role="programme_officer", since=DAY, granted_by="a")


def test_visitor_is_no_role_to_grant() -> None:
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=person(), role="person", since=DAY, granted_by="a")


def test_grant_does_not_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=person(), role="analyst", since=DAY, until=date(2026, 11, 22), granted_by="a")


def test_same_role_stands_once() -> None:
    user = person("analyst")
    with pytest.raises(IntegrityError):
        Grant.objects.create(user=user, role="analyst", since=DAY, granted_by="a")


def test_loan_ends_on_some_day() -> None:
    grant = Grant.objects.get(user=person("analyst"))
    with pytest.raises(IntegrityError):
        Delegation.objects.create(grant=grant, to=person(), since=DAY, until=None)


def test_name_is_shown_in_the_readers_language_else_in_the_other() -> None:
    user = User(name_en="Li Na", name_zh="")
    assert (user.name_in("en"), user.name_in("zh")) == ("Li Na", "Li Na")
