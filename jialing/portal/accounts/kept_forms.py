"""What somebody typed when their session had expired: kept small, short and for its writer only.

A browser in which somebody signed in before carries a signed cookie that names the account (its public id). A form that
comes from it without a session is kept under a token that goes to the same browser; after signing in, only the same
account gets it back. Passwords and codes are never kept.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict

from jialing.portal.accounts.models import KeptForm, User

WRITER, TOKEN = "writer", "kept"
_SALT = "accounts.kept"
LONGEST = timedelta(hours=1)
MOST_BYTES = 200_000
MOST_FORMS = 3
SECRETS = ("password", "code", "token", "csrf", "secret", "oldpassword")


def remember_writer(response: HttpResponse, user: User) -> None:
    """Let the browser say, later and without a session, whose forms these are."""
    signed = signing.dumps(user.public_id, salt=_SALT)
    _set(response, WRITER, signed, 30 * 86_400)


def writer_of(request: HttpRequest) -> User | None:
    """Who signed in last from this browser."""
    try:
        public_id = signing.loads(request.COOKIES.get(WRITER, ""), salt=_SALT, max_age=30 * 86_400)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).first()


def worth_keeping(sent: QueryDict) -> dict[str, list[str]]:
    """The fields of a form without its secrets; {} where there are none or too many."""
    fields = {name: sent.getlist(name) for name in sent if not any(word in name.casefold() for word in SECRETS)}
    size = sum(len(name) + len(value) for name, values in fields.items() for value in values)
    return fields if size <= MOST_BYTES else {}


@transaction.atomic
def keep_form(*, writer: User, path: str, fields: dict[str, list[str]], n_files: int, now: datetime) -> str:
    """Keep a form, give the token that opens it. Older ones of the writer make room. A draft has no audit row."""
    KeptForm.objects.filter(kept_at__lt=now - LONGEST).delete()
    token = secrets.token_urlsafe(32)
    KeptForm.objects.create(
        digest=_digest(token), user=writer, path=path[:500], fields=fields, n_files=n_files, kept_at=now
    )
    mine = KeptForm.objects.filter(user=writer).order_by("-kept_at", "-pk").values_list("pk", flat=True)
    KeptForm.objects.filter(pk__in=list(mine)[MOST_FORMS:]).delete()
    return token


def kept_form(*, token: str, user_id: int, now: datetime) -> KeptForm | None:
    """The form of a token, for its writer and within the hour."""
    return KeptForm.objects.filter(digest=_digest(token), user_id=user_id, kept_at__gte=now - LONGEST).first()


def forget_form(kept: KeptForm) -> None:
    """It was given back."""
    kept.delete()


def give_token(response: HttpResponse, token: str) -> None:
    _set(response, TOKEN, token, int(LONGEST.total_seconds()))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _set(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(name, value, max_age=seconds, httponly=True, secure=secure, samesite="Lax")
