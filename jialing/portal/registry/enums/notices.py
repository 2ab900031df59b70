"""Notices: how often mail comes."""

from __future__ import annotations

from django.db.models import TextChoices


class MailPace(TextChoices):
    """How often a person wants notices by mail. What waits for the person comes at once, unless none is wanted."""

    NONE = "none"
    DAILY = "daily"
    WEEKLY = "weekly"
