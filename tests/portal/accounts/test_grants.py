"""Roles: given, ended, lent; never to oneself, never passed on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jialing.errors import InputError, JialingError, NotAllowed, WrongState
from jialing.portal.accounts.actions import end_delegation, end_grant, grant_role, lend_grant
from jialing.portal.accounts.models import Delegation, Grant, User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import SYSTEM, Held, Viewer
from jialing.portal.common.models import AuditRecord
from tests.portal.accounts.factory import NOW, TODAY, person, viewer

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def _own(user: User) -> Viewer:
    return viewer_of(user, TODAY)


def _lent(*, role: str = "analyst", place: str = "", since: date = TODAY, until: date = TOMORROW) -> tuple[User, User]:
    lender, friend = person(role, place=place), person(second_factor=False)
    grant = Grant.objects.get(user=lender)
    lend_grant(grant=grant, to=friend, by=_own(lender), now=NOW, since=since, until=until)
    return lender, friend


def test_role_is_held_from_its_first_day_to_its_last() -> None:
    user, by = person(), viewer("administrator")
    grant_role(user=user, role="analyst", by=by, now=NOW, since=TODAY, until=TOMORROW)
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert ["analyst" in viewer_of(user, day).roles for day in days] == [False, True, True, False]


def test_grant_leaves_one_audit_row_with_who_and_whom() -> None:
    user, by = person(), viewer("administrator")
    grant_role(user=user, role="analyst", by=by, now=NOW, reason="new analyst")
    rows = list(AuditRecord.objects.values_list("actor", "code", "params"))
    assert rows == [(by.public_id, "grant.given", {"person": user.public_id, "role": "analyst", "place": ""})]


def test_officer_holds_the_role_at_the_place_granted() -> None:
    user = person()
    grant_role(user=user, role="programme_officer", jurisdiction="CN-510000", by=viewer("administrator"), now=NOW)
    assert Held("programme_officer", "CN-510000") not in viewer_of(user, TODAY).held  # no second factor yet
    assert viewer_of(person("programme_officer", place="CN-510000"), TODAY).jurisdictions("programme_officer") == {
        "CN-510000"
    }


@pytest.mark.parametrize("role", ["auditor", "programme_officer", "analyst", ""])
def test_only_an_administrator_grants(role: str) -> None:
    by = viewer(*([role] if role else []), place="CN-510000" if role == "programme_officer" else "")
    with pytest.raises(NotAllowed) as caught:
        grant_role(user=person(), role="auditor", by=by, now=NOW)
    assert (caught.value.code, Grant.objects.filter(role="auditor", granted_by=by.public_id).count()) == (
        "access.not_allowed",
        0,
    )


def test_nobody_grants_a_role_to_themselves() -> None:
    user = person("administrator")
    with pytest.raises(NotAllowed) as caught:
        grant_role(user=user, role="auditor", by=_own(user), now=NOW)
    assert caught.value.code == "accounts.not_to_oneself"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"role": "emperor"}, "accounts.unknown_role"),
        ({"role": "person"}, "accounts.unknown_role"),
        ({"role": "programme_officer"}, "accounts.jurisdiction_missing"),
        ({"role": "analyst", "since": TOMORROW, "until": TODAY}, "accounts.until_before_since"),
    ],
)
def test_grant_that_cannot_be_is_refused(asked: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        grant_role(user=person(), by=viewer("administrator"), now=NOW, **asked)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_second_click_grants_nothing_more() -> None:
    user, by = person(), viewer("administrator")
    grant_role(user=user, role="analyst", by=by, now=NOW)
    with pytest.raises(WrongState) as caught:
        grant_role(user=user, role="analyst", by=by, now=NOW)
    counts = (Grant.objects.filter(user=user).count(), AuditRecord.objects.count())
    assert (caught.value.code, counts) == ("accounts.already_granted", (1, 1))


def test_expired_role_can_be_granted_again() -> None:
    user, by = person(), viewer("administrator")
    past = TODAY - timedelta(days=9)
    grant_role(user=user, role="analyst", by=by, now=NOW, since=past, until=past)
    grant_role(user=user, role="analyst", by=by, now=NOW)
    assert "analyst" in viewer_of(user, TODAY).roles


def test_ended_role_is_gone_at_once_with_what_was_lent_of_it() -> None:
    lender, friend = _lent()
    end_grant(grant=Grant.objects.get(user=lender), by=viewer("administrator"), now=NOW)
    assert ["analyst" in viewer_of(user, TODAY).roles for user in (lender, friend)] == [False, False]


def test_role_ends_once() -> None:
    grant, by = Grant.objects.get(user=person("analyst")), viewer("administrator")
    end_grant(grant=grant, by=by, now=NOW)
    with pytest.raises(WrongState) as caught:
        end_grant(grant=grant, by=by, now=NOW)
    assert caught.value.code == "accounts.already_ended"


def test_last_administrator_stays() -> None:
    user = person("administrator")
    with pytest.raises(WrongState) as caught:
        end_grant(grant=Grant.objects.get(user=user), by=_own(user), now=NOW)
    assert caught.value.code == "accounts.last_administrator"


def test_demo_administrator_does_not_count_as_one_left() -> None:
    person("administrator", is_invented=True)
    user = person("administrator")
    with pytest.raises(WrongState):
        end_grant(grant=Grant.objects.get(user=user), by=_own(user), now=NOW)


def test_system_grants_the_first_administrator() -> None:
    user = person()
    grant_role(user=user, role="administrator", by=SYSTEM, now=timezone.now())
    assert AuditRecord.objects.get().actor == "system"


def test_lent_role_is_held_by_both() -> None:
    lender, friend = _lent()
    assert ["analyst" in viewer_of(user, TODAY).roles for user in (lender, friend)] == [True, True]


def test_loan_ends_by_itself() -> None:
    _, friend = _lent()
    assert "analyst" in viewer_of(friend, TOMORROW).roles
    assert "analyst" not in viewer_of(friend, TOMORROW + timedelta(days=1)).roles


def test_lent_role_brings_its_place() -> None:
    lender = person("programme_officer", place="CN-500000")
    friend = person("analyst")
    lend_grant(grant=Grant.objects.get(user=lender), to=friend, by=_own(lender), now=NOW, since=TODAY, until=TOMORROW)
    assert viewer_of(friend, TODAY).jurisdictions("programme_officer") == {"CN-500000"}


def test_lent_role_is_not_passed_on() -> None:
    lender, friend = _lent()
    with pytest.raises(NotAllowed):
        lend_grant(
            grant=Grant.objects.get(user=lender),
            to=person(),
            by=_own(friend),
            now=NOW,
            since=TODAY,
            until=TOMORROW,
        )


@pytest.mark.parametrize("role", ["administrator", "auditor", "reviewer"])
def test_role_of_trust_is_not_lent(role: str) -> None:
    with pytest.raises(NotAllowed) as caught:
        _lent(role=role)
    assert caught.value.code == "accounts.not_lendable"


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (TOMORROW, TODAY, "accounts.until_before_since"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "accounts.loan_in_the_past"),
        (TODAY, TODAY + timedelta(days=200), "accounts.loan_too_long"),
    ],
)
def test_loan_that_cannot_be_is_refused(since: date, until: date, code: str) -> None:
    with pytest.raises(InputError) as caught:
        _lent(since=since, until=until)
    assert caught.value.code == code


def test_loan_of_an_expired_role_is_refused() -> None:
    lender = person("analyst")
    Grant.objects.filter(user=lender).update(until=TODAY - timedelta(days=1))
    grant = Grant.objects.get(user=lender)
    with pytest.raises(JialingError) as caught:
        lend_grant(grant=grant, to=person(), by=_own(lender), now=NOW, since=TODAY, until=TOMORROW)
    assert caught.value.code == "accounts.already_ended"


def test_same_loan_is_made_once() -> None:
    lender, friend = _lent()
    grant = Grant.objects.get(user=lender)
    with pytest.raises(WrongState) as caught:
        lend_grant(grant=grant, to=friend, by=_own(lender), now=NOW, since=TODAY, until=TOMORROW)
    assert (caught.value.code, Delegation.objects.count()) == ("accounts.already_lent", 1)


@pytest.mark.parametrize("who", [0, 1])
def test_either_side_ends_a_loan(who: int) -> None:
    pair = _lent()
    end_delegation(delegation=Delegation.objects.get(), by=_own(pair[who]), now=NOW)
    assert "analyst" not in viewer_of(pair[1], TODAY).roles


def test_third_person_does_not_end_a_loan() -> None:
    _lent()
    with pytest.raises(NotAllowed):
        end_delegation(delegation=Delegation.objects.get(), by=viewer("analyst"), now=NOW)
