"""People, roles and sessions for tests of every app."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from jialing.portal.accounts.models import Grant, User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import Viewer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"
_numbers = count(1)


def person(*roles: str, place: str = "", second_factor: bool = True, **fields: Any) -> User:
    """Somebody with a verified address, the roles asked for (the officer's in ``place``) and a second factor."""
    number = next(_numbers)
    named = {"name_en": f"Person {number}", "name_zh": f"用户{number}"}
    user = User.objects.create_user(**{"email": f"person{number}@example.org", "password": PASSWORD, **named, **fields})
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for role in roles:
        Grant.objects.create(
            user=user, role=role, jurisdiction=place, since=date(2026, 1, 1), granted_by="somebody", reason="because"
        )
    if roles and second_factor:
        TOTP.activate(user, SECRET)
    return user


def viewer(*roles: str, place: str = "") -> Viewer:
    """A new person as actions see it."""
    return viewer_of(person(*roles, place=place), TODAY)


def signed_in(*roles: str, place: str = "", **fields: Any) -> tuple[Client, User]:
    """A browser in which a new person is signed in."""
    user = person(*roles, place=place, **fields)
    client = Client()
    client.force_login(user)
    return client, user


def has_authenticator(user: User) -> bool:
    return Authenticator.objects.filter(user_id=user.pk).exists()
