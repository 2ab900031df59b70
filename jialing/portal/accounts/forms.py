"""What people type about themselves."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from jialing.errors import InputError
from jialing.portal.accounts.actions import give_consent
from jialing.portal.accounts.enums import Purpose
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer

_HAN = re.compile(r"[\u3400-\u9fff]")
_CONTROL_IN_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def one_line(text: str) -> str:
    """Without control characters and doubled spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


def names_of(name: str) -> dict[str, str]:
    """The field of a user that a name belongs into: one with Chinese characters is the Chinese one."""
    return {"name_zh" if _HAN.search(name) else "name_en": name}


class NameForm(forms.Form):
    """What sign-up asks beyond address and password."""

    name = forms.CharField(max_length=60)
    agree = forms.BooleanField()

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 - allauth names it
        """Called by allauth once the new user is saved: what was agreed to is kept."""
        give_consent(purpose=Purpose.ACCOUNT, by=Viewer(user.pk, user.public_id), now=timezone.now())


class NamesForm(forms.Form):
    """One's own names and the language of mails."""

    name_en = forms.CharField(max_length=120, required=False)
    name_zh = forms.CharField(max_length=60, required=False)
    language = forms.ChoiceField(choices=(("en", "English"), ("zh", "中文")))

    def clean_name_en(self) -> str:
        return one_line(self.cleaned_data["name_en"])

    def clean_name_zh(self) -> str:
        return one_line(self.cleaned_data["name_zh"])


def day_of(text: str) -> date:
    """A day written as 2026-11-30. Raises InputError ``accounts.bad_date``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError("accounts.bad_date", given=text[:40]) from error


def day_or_none(text: str) -> date | None:
    return day_of(text) if text.strip() else None


def long_text(text: str, most: int = 4000) -> str:
    """Several lines without control characters, cut to what the column holds."""
    return _CONTROL_IN_TEXT.sub(" ", text.replace("\r\n", "\n")).strip()[:most]
