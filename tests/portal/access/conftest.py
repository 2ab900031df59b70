"""What is planted stands there for all tests of this folder; each test leaves it as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import override_settings

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry.models import SavedCount
from tests.portal.access.looking import Remembering
from tests.portal.access.world import World, organisations, planted_by, viewers
from tests.portal.access.writing import Plausible
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

AFTER = "jialing.portal.accounts.middleware.ViewerMiddleware"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="package")
def standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything planted, once; a transaction around all takes it away again."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        with override_settings(PASSWORD_HASHERS=HASHERS, TWO_FACTOR_REQUIRED=False):
            world = _world()
    yield world
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _world() -> World:
    parties = organisations()
    people = viewers(parties)
    planted = planted_by(parties, people)
    rule = {"condition": "kind_in", "kinds": ["incubator"]}
    SavedCount.objects.create(slug="planted", name_en="Planted", subject="platform", conditions=[rule])
    rebuild()
    return World(planted, people)


@pytest.fixture
def world(standing: World, settings: SettingsWrapper, db: None) -> Iterator[World]:
    """What is planted, asked without limits; what a test changes is undone after it."""
    settings.TWO_FACTOR_REQUIRED = False
    settings.API_LIMITS = dict.fromkeys(("token", "address", "wrong_token"), 10**6)
    middleware = list(settings.MIDDLEWARE)
    middleware.insert(middleware.index(AFTER) + 1, f"{Remembering.__module__}.Remembering")
    settings.MIDDLEWARE = middleware
    Remembering.known.clear()
    logging.disable(logging.WARNING)  # thousands of refusals are meant
    yield standing
    logging.disable(logging.NOTSET)


@pytest.fixture
def plausible(world: World) -> Plausible:
    return Plausible(organisation("Plausible").public_id, platform("Plausible").public_id)
