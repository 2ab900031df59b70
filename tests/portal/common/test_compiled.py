"""Queries that are built once and asked with other values, and steps through the values of a column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Q

from jialing.portal.accounts.models import Grant, User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.compiled import Compiled
from jialing.portal.common.distinct import every_value
from jialing.portal.registry.models import Organisation
from tests.portal.accounts.factory import person

if TYPE_CHECKING:
    from django.db.models import QuerySet

pytestmark = pytest.mark.django_db


def _roles(user_id: int, on: date) -> tuple[QuerySet[Any]]:
    standing = Q(until__isnull=True) | Q(until__gte=on)
    return (Grant.objects.filter(standing, user_id=user_id, since__lte=on).order_by().values_list("role"),)


def _grant(user: User, role: str, since: date, until: date | None = None) -> Grant:
    return Grant.objects.create(user=user, role=role, since=since, until=until, granted_by="system")


def test_compiled_query_answers_for_the_values_given() -> None:
    asked = Compiled(_roles, int, date)
    one, other = person(), person()
    _grant(one, "analyst", date(2024, 1, 1), date(2024, 6, 30))
    _grant(other, "broker", date(2024, 1, 1))
    assert asked.rows(one.pk, date(2024, 6, 30)) == [("analyst",)]
    assert asked.rows(one.pk, date(2024, 7, 1)) == []
    assert asked.rows(other.pk, date(2024, 7, 1)) == [("broker",)]


def test_compiled_query_says_which_are_there() -> None:
    asked = Compiled(lambda who: [User.objects.filter(pk=who), Grant.objects.filter(user_id=who)], int)
    assert asked.exist(person().pk) == (True, False)


def test_compiled_query_refuses_a_value_that_changes_its_form() -> None:
    asked = Compiled(lambda who: [User.objects.filter(pk__gt=who + 1)], int)
    with pytest.raises(KeyError):
        asked.exist(1)


def test_role_that_ended_is_gone_at_once() -> None:
    user = person()
    grant = _grant(user, "analyst", date(2024, 1, 1))
    on = date(2026, 11, 23)
    assert "analyst" in viewer_of(user, on).roles
    Grant.objects.filter(pk=grant.pk).update(ended_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert "analyst" not in viewer_of(user, on).roles


def test_every_value_is_given_once_in_order() -> None:
    places = ["CN-510100", "CN-500000", "", "CN-510100", "CN-510700"]
    Organisation.objects.bulk_create(Organisation(name_en=f"O {n}", place_id=one) for n, one in enumerate(places))
    assert every_value(Organisation.objects.all(), "place_id") == ["CN-500000", "CN-510100", "CN-510700"]
    assert every_value(Organisation.objects.filter(name_en="O 1"), "place_id") == ["CN-500000"]
    assert every_value(Organisation.objects.none() | Organisation.objects.filter(name_en="-"), "place_id") == []
