"""A person's own data: names, language, and being forgotten."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.accounts import queries
from jialing.portal.accounts.actions.requests import answer_request
from jialing.portal.accounts.enums import RequestState, Role
from jialing.portal.accounts.extensions import data_parts
from jialing.portal.accounts.models import Consent, DataRequest, Delegation, Grant, KeptForm, User
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record
from jialing.portal.common.language import LANGUAGES


@transaction.atomic
def change_names(*, name_en: str, name_zh: str, language: str, by: Viewer) -> User:
    """Correct one's own names and the language of mails. The audit row says that, not what: names may be erased later.

    Raises InputError: ``accounts.name_missing``, ``accounts.unknown_language``.
    """
    require(by, "account.use")
    if not (name_en or name_zh):
        raise InputError("accounts.name_missing")
    if language not in LANGUAGES:
        raise InputError("accounts.unknown_language", given=language[:20])
    user = User.objects.select_for_update().get(pk=by.user_id)
    user.name_en, user.name_zh, user.language = name_en, name_zh, language
    user.save(update_fields=["name_en", "name_zh", "language", "updated_at"])
    record(by.public_id, "person.corrected", user)
    return user


@transaction.atomic
def erase(*, user: User, by: Viewer, now: datetime) -> None:
    """Forget a person: address, names, password, second factors, sessions; roles end; every app forgets its part.

    What stays is the public id, which stands in audit rows and statutory archives and no longer leads to anybody.

    Raises
    ------
    NotAllowed
        ``access.not_allowed`` unless it is the person, or an officer who answers the person's open request
    WrongState
        ``accounts.last_administrator``, ``accounts.not_active``
    """
    _require_eraser(user, by)
    if user.is_erased:
        raise WrongState("accounts.not_active")
    _keep_an_administrator(user, now)
    record(by.public_id, "person.erased", user, person=user.public_id)
    for part in data_parts():
        if part.erase is not None:
            part.erase(user.pk)
    _end_roles(user, now)
    _forget_ways_in(user)
    _empty(user)


def _require_eraser(user: User, by: Viewer) -> None:
    if by.is_signed_in and by.user_id == user.pk:
        return
    require(by, "account.erase", user)
    if not DataRequest.objects.filter(user=user, kind="erasure", state=RequestState.OPEN).exists():
        raise NotAllowed("access.not_allowed", act="person.erase")


def _keep_an_administrator(user: User, now: datetime) -> None:
    for grant in Grant.objects.filter(user=user, role=Role.ADMINISTRATOR, ended_at=None):
        if not user.is_invented and not queries.administrators_left(now.date(), without=grant):
            raise WrongState("accounts.last_administrator")


def _end_roles(user: User, now: datetime) -> None:
    grants = Grant.objects.filter(user=user)
    Delegation.objects.filter(grant__in=grants, ended_at=None).update(ended_at=now)
    Delegation.objects.filter(to=user, ended_at=None).update(ended_at=now)
    grants.filter(ended_at=None).update(ended_at=now)
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=now)
    DataRequest.objects.filter(user=user).exclude(text="").update(text="")


def _forget_ways_in(user: User) -> None:
    for session in UserSession.objects.filter(user_id=user.pk):
        SessionStore().delete(session.session_key)
        session.delete()
    Authenticator.objects.filter(user_id=user.pk).delete()
    EmailAddress.objects.filter(user_id=user.pk).delete()
    KeptForm.objects.filter(user=user).delete()


def _empty(user: User) -> None:
    user.email = f"{user.public_id}@erased.invalid"
    user.name_en = user.name_zh = ""
    user.is_active, user.is_erased, user.last_login = False, True, None
    user.set_unusable_password()
    user.save()


@transaction.atomic
def erase_as_asked(*, asked: DataRequest, answer: str, by: Viewer, now: datetime, seen: int) -> None:
    """Carry out a request to be erased, and answer it. Raises as :func:`erase` and ``answer_request`` do."""
    erase(user=asked.user, by=by, now=now)
    answer_request(asked=asked, answer=answer, by=by, now=now, seen=seen)
