"""Mails of notices: worded when they are sent, for who receives them; each can be stopped by one click."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.urls import reverse

from jialing.base.phrases import phrase
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.language import in_language
from jialing.portal.registry.enums import MailPace
from jialing.portal.registry.models import MailChoice, Notice
from jialing.portal.registry.queries.notices import notices_of, wants_mail
from jialing.portal.registry.work.told import as_lines, told

SALT = "registry.stop_mail"
MOST_LINES = 50
EVERY = {MailPace.DAILY: timedelta(days=1), MailPace.WEEKLY: timedelta(days=7)}


def stop_token(who: str) -> str:
    """A token that stops somebody's mails: signed, so that it says who; it opens nothing else."""
    return signing.dumps(who, salt=SALT)


def who_stops(token: str) -> str:
    """Whose mails a token stops; '' where it is none of ours."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return ""
    return found if isinstance(found, str) else ""


def to_collect(on: date) -> QuerySet[MailChoice]:
    """Choices of people whose collection is due on a day."""
    from django.db.models import Q

    due = Q(pk__in=())
    for pace, every in EVERY.items():
        due |= Q(pace=pace) & (Q(collected_on__isnull=True) | Q(collected_on__lte=on - every))
    return MailChoice.objects.filter(due)


def unsent(who: str) -> QuerySet[Notice]:
    """What somebody was told that was neither read nor mailed, the latest first."""
    return notices_of(who).filter(read_at__isnull=True, mailed_at__isnull=True)


def mail_for(user: User, rows: QuerySet[Notice], *, kind: str, at: datetime) -> EmailMessage | None:
    """A mail of notices (``kind``: ``now`` or ``collected``) as the receiver may see them at ``at``; None for none."""
    if not user.is_active or user.is_erased or not wants_mail(user):
        return None
    lang = user.language
    seen = told(viewer_of(user, at.date(), lang), list(rows[: MOST_LINES + 1]), lang)
    if not seen:
        return None
    stop = address_of(in_language(reverse("registry:stop_mail", args=[stop_token(user.public_id)]), lang))
    words = {"lines": as_lines(seen[:MOST_LINES]), "url": address_of(in_language(reverse("registry:notices"), lang))}
    text = phrase(f"notices.mail.{kind}.text", lang, **words, stop=stop)
    subject = phrase(f"notices.mail.{kind}.subject", lang, n=len(seen))
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    body = f"{text}\n\n{phrase('mail.foot', lang)}\n"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers)


def address_of(path: str) -> str:
    """A path at the portal's own address; a desk without one names itself."""
    return f"{settings.PUBLIC_ADDRESS or 'http://localhost'}{path}"
