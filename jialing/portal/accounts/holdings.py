"""What accounts hold about a person, as plain rows: for the person's download."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q

from jialing.portal.accounts.extensions import DataPart, add_data_part
from jialing.portal.accounts.models import Consent, DataRequest, Delegation, Grant, User
from jialing.portal.common.models import AuditRecord

Rows = list[dict[str, Any]]


def account(user_id: int) -> Rows:
    """Names, address, language, times. Never the password, not even as a digest."""
    fields = ("public_id", "email", "name_en", "name_zh", "language", "created_at", "updated_at", "last_login")
    return _rows(User.objects.filter(pk=user_id), *fields)


def addresses(user_id: int) -> Rows:
    return _rows(EmailAddress.objects.filter(user_id=user_id), "email", "verified", "primary")


def second_factors(user_id: int) -> Rows:
    """That there are some and when they were used; their secrets stay here."""
    return _rows(Authenticator.objects.filter(user_id=user_id), "type", "created_at", "last_used_at")


def sessions(user_id: int) -> Rows:
    return _rows(UserSession.objects.filter(user_id=user_id), "ip", "user_agent", "created_at", "last_seen_at")


def roles(user_id: int) -> Rows:
    fields = ("role", "jurisdiction", "since", "until", "ended_at", "granted_by", "reason")
    return _rows(Grant.objects.filter(user_id=user_id), *fields)


def loans(user_id: int) -> Rows:
    found = Delegation.objects.filter(Q(to_id=user_id) | Q(grant__user_id=user_id))
    return _rows(
        found, "grant__role", "grant__user__public_id", "to__public_id", "since", "until", "ended_at", "reason"
    )


def consents(user_id: int) -> Rows:
    return _rows(Consent.objects.filter(user_id=user_id), "purpose", "text_version", "given_at", "withdrawn_at")


def requests(user_id: int) -> Rows:
    fields = ("public_id", "kind", "text", "state", "asked_on", "due_on", "answer", "answered_on")
    return _rows(DataRequest.objects.filter(user_id=user_id), *fields)


def deeds(user_id: int) -> Rows:
    """What the person did, as the audit has it."""
    public_id = User.objects.values_list("public_id", flat=True).get(pk=user_id)
    fields = ("at", "code", "object_kind", "object_id", "params")
    return _rows(AuditRecord.objects.filter(actor=public_id), *fields)


def _rows(found: Any, *fields: str) -> Rows:
    return list(found.values(*fields))


def register() -> None:
    """What erasing does with these, :func:`actions.erase` says itself; audit rows stay, under a pseudonym."""
    for rows in (account, addresses, second_factors, sessions, roles, loans, consents, requests, deeds):
        add_data_part(DataPart(rows.__name__, rows))
