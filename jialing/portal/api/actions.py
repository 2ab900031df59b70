"""Making and revoking tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.api.keys import digest_of, new_key, prefix_of
from jialing.portal.api.models import ApiToken
from jialing.portal.api.scopes import subjects as every_subject
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record

LONGEST_DAYS = 366
MOST_TOKENS = 20
LONGEST_NAME = 100


@dataclass(frozen=True)
class Wanted:
    """A token as asked for. ``subjects`` () is everything; ``expires_on`` is the last day that it works."""

    name: str
    expires_on: date
    may_write: bool = False
    subjects: tuple[str, ...] = ()
    nonce: str = ""


@transaction.atomic
def make_token(wanted: Wanted, *, by: Viewer, on: date) -> tuple[ApiToken, str]:
    """Make a token of one's own; the key is given here once and never again.

    Raises
    ------
    NotAllowed
        ``access.sign_in``.
    InputError
        ``api.name_missing``, ``api.bad_term`` (days), ``api.unknown_subject`` (given).
    WrongState
        ``api.made_already`` where the same form was sent before, ``api.too_many_tokens`` (most).
    """
    require(by, "api_token.make")
    _check(wanted, on)
    mine = ApiToken.objects.select_for_update().filter(user_id=by.user_id)
    if mine.filter(nonce=wanted.nonce).exists():
        raise WrongState("api.made_already")
    if mine.filter(revoked_at=None, expires_on__gte=on).count() >= MOST_TOKENS:
        raise WrongState("api.too_many_tokens", most=MOST_TOKENS)
    key = new_key()
    token = ApiToken.objects.create(
        user_id=by.user_id, name=wanted.name.strip(), prefix=prefix_of(key), digest=digest_of(key),
        nonce=wanted.nonce or digest_of(key), may_write=wanted.may_write, subjects=sorted(set(wanted.subjects)),
        expires_on=wanted.expires_on,
    )  # fmt: skip
    record(
        by.public_id, "api_token.made", token, name=token.name, scopes=list(token.scopes), until=str(wanted.expires_on)
    )
    return token, key


def _check(wanted: Wanted, on: date) -> None:
    if not wanted.name.strip() or len(wanted.name) > LONGEST_NAME:
        raise InputError("api.name_missing", most=LONGEST_NAME)
    if not on <= wanted.expires_on <= on + timedelta(days=LONGEST_DAYS):
        raise InputError("api.bad_term", days=LONGEST_DAYS)
    unknown = sorted(set(wanted.subjects) - set(every_subject()))
    if unknown:
        raise InputError("api.unknown_subject", given=unknown[0][:50])


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Viewer, now: datetime) -> ApiToken:
    """End a token at once; a second time nothing happens. Raises NotAllowed."""
    require(by, "api_token.revoke", token)
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at", "updated_at"])
        record(by.public_id, "api_token.revoked", token, name=token.name)
    return token


def forget_tokens(user_id: int) -> None:
    """The person is erased: nothing of theirs opens anything any more."""
    ApiToken.objects.filter(user_id=user_id).delete()
