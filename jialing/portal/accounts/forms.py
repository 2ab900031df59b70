"""What people type about themselves."""

from __future__ import annotations

import re

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from jialing.portal.accounts.actions import give_consent
from jialing.portal.accounts.enums import Purpose
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Viewer

_HAN = re.compile(r"[\u3400-\u9fff]")
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
