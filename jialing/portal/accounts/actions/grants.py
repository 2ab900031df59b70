"""Giving roles, ending them, lending them for a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.accounts import queries
from jialing.portal.accounts.enums import BOUND, GRANTABLE, LENDABLE, Role
from jialing.portal.accounts.models import Delegation, Grant, User
from jialing.portal.common.access import SYSTEM, Viewer, require
from jialing.portal.common.actions import record

LONGEST_LOAN = timedelta(days=184)


def grant_role(
    *,
    user: User,
    role: str,
    by: Viewer,
    now: datetime,
    jurisdiction: str = "",
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> Grant:
    """Give a person a role from ``since`` (today by default) to ``until`` (for ever by default), both days included.

    ``jurisdiction`` is a place id or a zone's public id; a programme officer has one. :data:`SYSTEM` may give the first
    administrator.

    Raises
    ------
    InputError
        ``accounts.unknown_role``, ``accounts.jurisdiction_missing``, ``accounts.until_before_since``
    NotAllowed
        ``access.not_allowed``, ``accounts.not_to_oneself``
    WrongState
        ``accounts.not_active``; ``accounts.already_granted`` where the same role stands (also after a double click)
    """
    _require_giver(by, user)
    since = since or now.date()
    _check(user, role, jurisdiction, since=since, until=until)
    try:
        with transaction.atomic():
            _close_expired(user, role, jurisdiction, now)
            grant = Grant.objects.create(
                user=user,
                role=role,
                jurisdiction=jurisdiction,
                since=since,
                until=until,
                granted_by=by.public_id,
                reason=reason,
            )
            record(by.public_id, "grant.given", grant, person=user.public_id, role=role, place=jurisdiction)
    except IntegrityError as error:
        raise WrongState("accounts.already_granted", role=role) from error
    return grant


def _require_giver(by: Viewer, user: User) -> None:
    if by is SYSTEM:
        return
    require(by, "grant.give")
    if by.user_id == user.pk:
        raise NotAllowed("accounts.not_to_oneself")


def _check(user: User, role: str, jurisdiction: str, *, since: date, until: date | None) -> None:
    if role not in GRANTABLE:
        raise InputError("accounts.unknown_role", role=role[:40])
    if role in BOUND and not jurisdiction:
        raise InputError("accounts.jurisdiction_missing", role=role)
    if until is not None and until < since:
        raise InputError("accounts.until_before_since", since=since, until=until)
    if not user.is_active or user.is_erased:
        raise WrongState("accounts.not_active")


def _close_expired(user: User, role: str, jurisdiction: str, now: datetime) -> None:
    """A grant whose term is over makes room for a new one."""
    old = Grant.objects.filter(user=user, role=role, jurisdiction=jurisdiction, ended_at=None, until__lt=now.date())
    old.update(ended_at=now)


@transaction.atomic
def end_grant(*, grant: Grant, by: Viewer, now: datetime, reason: str = "") -> None:
    """Take a role away from this moment, and what was lent of it.

    Raises NotAllowed, or WrongState: ``accounts.already_ended``, ``accounts.last_administrator``.
    """
    require(by, "grant.end", grant)
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if held.ended_at is not None:
        raise WrongState("accounts.already_ended")
    if held.role == Role.ADMINISTRATOR and not queries.administrators_left(now.date(), without=held):
        raise WrongState("accounts.last_administrator")
    Grant.objects.filter(pk=grant.pk).update(ended_at=now)
    Delegation.objects.filter(grant=grant, ended_at=None).update(ended_at=now)
    record(by.public_id, "grant.ended", held, person=held.user.public_id, role=held.role, reason=reason)


def lend_grant(
    *, grant: Grant, to: User, by: Viewer, now: datetime, since: date, until: date, reason: str = ""
) -> Delegation:
    """Let another person act by one's own grant for at most half a year. Only the holder lends: nothing is passed on.

    Raises
    ------
    NotAllowed
        ``access.not_allowed`` for whoever does not hold the grant; ``accounts.not_lendable`` for roles of trust
    InputError
        ``accounts.until_before_since``, ``accounts.loan_too_long``, ``accounts.loan_in_the_past``,
        ``accounts.lend_to_oneself``
    WrongState
        ``accounts.already_ended``, ``accounts.not_active``, ``accounts.already_lent``
    """
    require(by, "grant.lend", grant)
    _check_loan(grant, to, since=since, until=until, today=now.date())
    try:
        with transaction.atomic():
            Delegation.objects.filter(grant=grant, to=to, ended_at=None, until__lt=now.date()).update(ended_at=now)
            lent = Delegation.objects.create(grant=grant, to=to, since=since, until=until, reason=reason)
            record(by.public_id, "grant.lent", lent, person=to.public_id, role=grant.role, until=until.isoformat())
    except IntegrityError as error:
        raise WrongState("accounts.already_lent") from error
    return lent


def _check_loan(grant: Grant, to: User, *, since: date, until: date, today: date) -> None:
    if grant.role not in LENDABLE:
        raise NotAllowed("accounts.not_lendable", role=grant.role)
    if to == grant.user:
        raise InputError("accounts.lend_to_oneself")
    if until < since:
        raise InputError("accounts.until_before_since", since=since, until=until)
    if until < today:
        raise InputError("accounts.loan_in_the_past", until=until)
    if until - since > LONGEST_LOAN:
        raise InputError("accounts.loan_too_long", days=LONGEST_LOAN.days)
    if not grant.is_standing(today):
        raise WrongState("accounts.already_ended")
    if not to.is_active or to.is_erased:
        raise WrongState("accounts.not_active")


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Viewer, now: datetime) -> None:
    """Take back what was lent, or give it back. Raises NotAllowed, WrongState ``accounts.already_ended``."""
    require(by, "delegation.end", delegation)
    if not Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=now):
        raise WrongState("accounts.already_ended")
    record(by.public_id, "grant.taken_back", delegation, person=delegation.to.public_id, role=delegation.grant.role)
