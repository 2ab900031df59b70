"""Who somebody is on a day, and lists of people, roles and requests."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from jialing.portal.accounts import demo_mode
from jialing.portal.accounts.enums import TWO_FACTOR, RequestState, Role
from jialing.portal.accounts.extensions import represented
from jialing.portal.accounts.models import DataRequest, Delegation, Grant, User
from jialing.portal.accounts.models.grants import standing
from jialing.portal.common.access import VISITOR, Held, Viewer


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


def _held(user: User, on: date) -> list[Held]:
    secured = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP)
    rows = grants_held(user, on).values_list("role", "jurisdiction", Exists(secured))
    return [Held(role, place) for role, place, is_secured in rows if is_secured or not _must_secure(user, role)]


def _must_secure(user: User, role: str) -> bool:
    return role in TWO_FACTOR and settings.TWO_FACTOR_REQUIRED and not user.is_invented


def grants_held(user: User, on: date) -> QuerySet[Grant]:
    """Grants that work for a person on a day: the own ones and those lent. What is lent stays with its holder too."""
    lent = Delegation.objects.filter(standing(on), grant=OuterRef("pk"), to=user)
    return Grant.objects.filter(standing(on), Q(user=user) | Exists(lent), user__is_active=True)


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
