"""Demo accounts: one invented person per role, signed in with one click, at one's own desk on invented data only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from jialing.portal.accounts.enums import Role
from jialing.portal.accounts.models import Grant, User
from jialing.portal.common.access import SYSTEM
from jialing.portal.common.actions import record

FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody invented. What the person would do today stands under ``demo.<key>.today``."""

    key: str
    role: Role
    name_en: str
    name_zh: str
    place: str = ""

    @property
    def email(self) -> str:
        """An address under a name that never exists (RFC 2606)."""
        return f"{self.key.replace('_', '-')}@demo.invalid"


PEOPLE = (
    DemoPerson("officer_sichuan", Role.PROGRAMME_OFFICER, "Zhou Lan", "周岚", "CN-510000"),
    DemoPerson("officer_chongqing", Role.PROGRAMME_OFFICER, "Tan Yu", "谭渝", "CN-500000"),
    DemoPerson("representative", Role.REPRESENTATIVE, "He Ping", "何平"),
    DemoPerson("reviewer", Role.REVIEWER, "Qin Shuo", "秦朔"),
    DemoPerson("broker", Role.BROKER, "Lei Ting", "雷霆"),
    DemoPerson("talent_officer", Role.TALENT_OFFICER, "Fang Min", "方敏"),
    DemoPerson("event_manager", Role.EVENT_MANAGER, "Su Qing", "苏晴"),
    DemoPerson("analyst", Role.ANALYST, "Shen Mo", "沈默"),
    DemoPerson("auditor", Role.AUDITOR, "Yan Zheng", "严正"),
    DemoPerson("administrator", Role.ADMINISTRATOR, "Guan An", "管安"),
    DemoPerson("person", Role.PERSON, "Lin Xiao", "林晓"),
)


def load() -> int:
    """Make the demo accounts that are not there yet; how many were made. Quick when all are."""
    there = set(User.objects.filter(is_invented=True).values_list("email", flat=True))
    lacking = [one for one in PEOPLE if one.email not in there]
    if lacking:
        with transaction.atomic():
            for one in lacking:
                _make(one)
    return len(lacking)


def _make(one: DemoPerson) -> None:
    user = User.objects.create_user(one.email, name_en=one.name_en, name_zh=one.name_zh, is_invented=True)
    EmailAddress.objects.create(user=user, email=one.email, verified=True, primary=True)
    if one.role != Role.PERSON:
        Grant.objects.create(
            user=user, role=one.role, jurisdiction=one.place, since=FIRST_DAY, granted_by=SYSTEM.public_id
        )
    record(SYSTEM.public_id, "person.invented", user, person=user.public_id, role=one.role)


def demo_user(key: str) -> User:
    """The account of a demo person, once loaded: other apps hang their demo records on it."""
    return User.objects.get(email=next(one.email for one in PEOPLE if one.key == key))
