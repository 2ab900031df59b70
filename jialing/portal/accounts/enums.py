"""Roles, purposes of consent, requests about one's data, and how they may move."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What somebody may be here. A visitor is nobody signed in and holds none."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    REVIEWER = "reviewer"
    BROKER = "broker"
    TALENT_OFFICER = "talent_officer"
    EVENT_MANAGER = "event_manager"
    PROGRAMME_OFFICER = "programme_officer"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


GRANTABLE = tuple(role for role in Role if role != Role.PERSON)
"""Whoever signed in is a person; every other role somebody grants."""

BOUND = frozenset({Role.PROGRAMME_OFFICER})
"""Roles that mean nothing without a jurisdiction."""

LENDABLE = frozenset(
    {Role.BROKER, Role.TALENT_OFFICER, Role.EVENT_MANAGER, Role.PROGRAMME_OFFICER, Role.ANALYST, Role.REPRESENTATIVE}
)
"""Roles whose work another may do for a time. Judging, watching and ruling may not be lent."""

TWO_FACTOR = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.PROGRAMME_OFFICER})
"""Roles that are held only by who signs in with a second factor (setting ``two_factor``)."""


class Purpose(models.TextChoices):
    """What somebody agrees to. The text of each stands under ``consent.<purpose>.text``."""

    ACCOUNT = "account"
    NOTICES = "notices"
    PUBLIC_PROFILE = "public_profile"


TEXT_VERSION = "2026-11"
"""Edition of the consent texts: change it with their wording, and everybody is asked again."""


class RequestKind(models.TextChoices):
    """What a person asks about the data held (PIPL 44-47, GDPR 15-21)."""

    COPY = "copy"
    CORRECTION = "correction"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    EXPLANATION = "explanation"


class RequestState(models.TextChoices):
    """Where a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


MOVES: dict[str, frozenset[str]] = {
    RequestState.OPEN: frozenset({RequestState.ANSWERED, RequestState.REFUSED, RequestState.TAKEN_BACK}),
    RequestState.ANSWERED: frozenset(),
    RequestState.REFUSED: frozenset(),
    RequestState.TAKEN_BACK: frozenset(),
}
"""Allowed moves: a closed request is not opened again; the person asks anew."""
