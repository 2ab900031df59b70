"""Everybody calls every address of programmes (see test_every_address)."""

from __future__ import annotations

import pytest

from tests.portal.access.looking import look
from tests.portal.access.programmes import programme_addresses
from tests.portal.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nobody_sees_more_of_programmes_than_the_table_allows_and_nobody_less(world: World) -> None:
    print(look(world.ordinary, world.planted, programme_addresses(world.planted)))


def test_parties_see_of_programmes_what_the_table_allows(world: World) -> None:
    print(look(world.related, world.planted, programme_addresses(world.planted)))
