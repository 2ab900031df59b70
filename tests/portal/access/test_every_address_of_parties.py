"""Who stands in a relation to what is planted calls every address, an auditor beside them (see test_every_address)."""

from __future__ import annotations

import pytest

from tests.portal.access.looking import look
from tests.portal.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_parties_see_what_the_table_allows_no_more_and_no_less(world: World) -> None:
    print(look(world.related, world.planted))
