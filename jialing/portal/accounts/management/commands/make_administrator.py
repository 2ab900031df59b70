"""`python manage.py make_administrator ADDRESS`: an office's first administrator. Later ones are granted in pages."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jialing.base.phrases import phrase
from jialing.errors import JialingError
from jialing.portal.accounts.actions import grant_role
from jialing.portal.accounts.enums import Role
from jialing.portal.accounts.models import User
from jialing.portal.common.access import SYSTEM


class Command(BaseCommand):
    help = "Grant the role of administrator to somebody who signed up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django names them
        lang = "zh" if settings.CONFIG.language.startswith("zh") else "en"
        user = User.objects.filter(email=options["address"].strip().lower()).first()
        if user is None:
            raise CommandError(phrase("error.accounts.unknown_address", lang))
        try:
            grant_role(user=user, role=Role.ADMINISTRATOR, by=SYSTEM, now=timezone.now())
        except JialingError as error:
            raise CommandError(phrase(f"error.{error.code}", lang, **error.params)) from error
        self.stdout.write(phrase("accounts.made_administrator", lang, name=user.name_in(lang)))
