"""Who somebody is on a day, and lists of people, roles and requests."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from jialing.portal.accounts import demo_mode
from jialing.portal.accounts.enums import TWO_FACTOR, RequestState, Role
from jialing.portal.accounts.extensions import represented
from jialing.portal.accounts.models import DataRequest, Delegation, Grant, User
from jialing.portal.accounts.models.grants import standing
from jialing.portal.common.access import VISITOR, Held, Viewer
from jialing.portal.common.compiled import Compiled
from jialing.portal.common.models import AuditRecord

SECRET = re.compile(r"(?i)password|token|secret|code$|key|hash|digest|session")


def viewer_of(user: User, on: date, lang: str = "en") -> Viewer:
    """The person with the roles held on a day: own grants, what others lent, organisations represented.

    One query, and one more for each app that registered organisations. A role that needs a second factor is held only
    where one is set up (setting ``two_factor``); demo accounts are excepted. Nobody inactive or erased is anybody.
    """
    if not user.is_active or user.is_erased or (user.is_invented and not demo_mode.is_on()):
        return VISITOR
    organisations = represented(user.pk, on)
    held = {Held(Role.PERSON.value)} | set(_held(user, on))
    if organisations:
        held.add(Held(Role.REPRESENTATIVE.value))
    return Viewer(user.pk, user.public_id, user.name_in(lang), frozenset(held), organisations)


def _roles(user_id: int, on: date) -> tuple[QuerySet[Any]]:
    """Roles held, where, and whether a second factor is set up."""
    secured = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP)
    return (_grants(user_id, on).order_by().values_list("role", "jurisdiction", Exists(secured)),)


_ROLES = Compiled(_roles, int, date)


def _held(user: User, on: date) -> list[Held]:
    rows = _ROLES.rows(user.pk, on)
    return [Held(role, place) for role, place, is_secured in rows if is_secured or not _must_secure(user, role)]


def _must_secure(user: User, role: str) -> bool:
    return role in TWO_FACTOR and settings.TWO_FACTOR_REQUIRED and not user.is_invented


def grants_held(user: User, on: date) -> QuerySet[Grant]:
    """Grants that work for a person on a day: the own ones and those lent. What is lent stays with its holder too."""
    return _grants(user.pk, on)


def _grants(user_id: int, on: date) -> QuerySet[Grant]:
    lent = Delegation.objects.filter(standing(on), grant=OuterRef("pk"), to=user_id)
    return Grant.objects.filter(standing(on), Q(user=user_id) | Exists(lent), user__is_active=True)


def needs_second_factor(user: User, on: date) -> bool:
    """Whether a role held waits for a second factor to be set up."""
    roles = [role for role in grants_held(user, on).values_list("role", flat=True) if _must_secure(user, role)]
    return bool(roles) and not has_second_factor(user)


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def own_grants(user: User) -> QuerySet[Grant]:
    """Every grant of a person, the standing ones first."""
    return Grant.objects.filter(user=user).order_by("ended_at", "role", "pk").prefetch_related("delegations__to")


def lent_to(user: User, on: date) -> QuerySet[Delegation]:
    """What others lent to a person, now or later."""
    return Delegation.objects.filter(to=user, ended_at=None, until__gte=on).select_related("grant__user")


def people(words: str = "", role: str = "") -> QuerySet[User]:
    """People by part of name or address and by a role granted, newest first."""
    found = User.objects.filter(is_erased=False).order_by("-pk").prefetch_related("grants")
    if words:
        found = found.filter(Q(name_en__icontains=words) | Q(name_zh__icontains=words) | Q(email__icontains=words))
    return found.filter(grants__role=role, grants__ended_at=None).distinct() if role else found


def open_requests() -> QuerySet[DataRequest]:
    """Requests that wait for an answer, the one due first on top."""
    return DataRequest.objects.filter(state=RequestState.OPEN).select_related("user").order_by("due_on", "pk")


def administrators_left(on: date, *, without: Grant) -> bool:
    """Whether somebody else would still be administrator."""
    others = Grant.objects.filter(standing(on), role=Role.ADMINISTRATOR, user__is_active=True, user__is_invented=False)
    return others.exclude(pk=without.pk).exists()


def audit_rows(
    *, who: str = "", code: str = "", kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[AuditRecord]:
    """Audit rows, newest first: by actor (public id, address, or name), beginning of code, kind of record, days."""
    found = AuditRecord.objects.order_by("-at", "-pk")
    if who:
        named = Q(email__iexact=who) | Q(name_en__iexact=who) | Q(name_zh=who)
        found = found.filter(Q(actor=who) | Q(actor__in=User.objects.filter(named).values("public_id")))
    if code:
        found = found.filter(code__startswith=code)
    if kind:
        found = found.filter(object_kind__startswith=kind)
    if since:
        found = found.filter(at__date__gte=since)
    return found.filter(at__date__lte=until) if until else found


def names_of(public_ids: Collection[str], lang: str) -> dict[str, str]:
    """Present names of people by public id; whoever was erased or never was a person has none."""
    found = User.objects.filter(public_id__in=public_ids, is_erased=False) if public_ids else ()
    return {user.public_id: user.name_in(lang) for user in found}


def openly(params: Mapping[str, object]) -> list[tuple[str, object]]:
    """What an audit row says, without anything whose name sounds like a secret."""
    return [(name, value) for name, value in params.items() if not SECRET.search(name)]
