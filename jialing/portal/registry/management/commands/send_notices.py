"""`manage.py send_notices`: once a day by the machine's clock. Twice a day is no harm: a collection goes once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jialing.portal.common.access import SYSTEM
from jialing.portal.jobs.actions import ask


class Command(BaseCommand):
    """Ask for the day's collections; the worker sends them."""

    help = __doc__ or ""

    def handle(self, *_: Any, **__: Any) -> None:
        ask("registry.collections", by=SYSTEM, now=timezone.now(), key=timezone.localdate().isoformat())
