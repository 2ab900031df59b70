"""Agreeing, and withdrawing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.accounts.enums import TEXT_VERSION, Purpose
from jialing.portal.accounts.models import Consent
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record


@transaction.atomic
def give_consent(*, purpose: str, by: Viewer, now: datetime) -> Consent:
    """Keep that the person agrees to the present text of a purpose; an older edition's consent ends with it.

    Raises InputError ``accounts.unknown_purpose``.
    """
    require(by, "account.use")
    if purpose not in Purpose:
        raise InputError("accounts.unknown_purpose", purpose=purpose[:40])
    standing = Consent.objects.select_for_update().filter(user_id=by.user_id, purpose=purpose, withdrawn_at=None)
    same = standing.filter(text_version=TEXT_VERSION).first()
    if same:
        return same
    standing.update(withdrawn_at=now)
    given = Consent.objects.create(user_id=by.user_id, purpose=purpose, text_version=TEXT_VERSION, given_at=now)
    record(by.public_id, "consent.given", given, purpose=purpose, text=TEXT_VERSION)
    return given


@transaction.atomic
def withdraw_consent(*, purpose: str, by: Viewer, now: datetime) -> None:
    """End a consent. Without the one to the account itself there is no account: that is withdrawn by erasure.

    Raises WrongState: ``accounts.consent_is_account``, ``accounts.no_consent``.
    """
    require(by, "account.use")
    if purpose == Purpose.ACCOUNT:
        raise WrongState("accounts.consent_is_account")
    given = Consent.objects.filter(user_id=by.user_id, purpose=purpose, withdrawn_at=None).first()
    if given is None:
        raise WrongState("accounts.no_consent")
    Consent.objects.filter(pk=given.pk).update(withdrawn_at=now)
    record(by.public_id, "consent.withdrawn", given, purpose=purpose)
