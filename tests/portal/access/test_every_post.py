"""People guess at every address of the pages that takes a form (see test_every_write)."""

from __future__ import annotations

import pytest

from jialing.portal.common.access import every_route
from tests.portal.access.looking import told
from tests.portal.access.planting import Planted
from tests.portal.access.world import World
from tests.portal.access.writing import (
    Plausible,
    caused,
    client_of,
    filled,
    guessable,
    guessed,
    known_by,
    may,
    routes,
    table,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SENT_BY = ("visitor", "person", "reviewer", "auditor", "officer_elsewhere", "host")
"""Who guesses at the pages' addresses: people whom few of them are meant for."""


def one_of_each(world: World) -> Planted:
    """One record of each kind: the one in the middle of its life."""
    kinds = dict.fromkeys(kind for kind, _, _ in world.planted.records)
    of = {kind: [one for one in world.planted.records if one[0] == kind] for kind in kinds}
    return Planted({}, [found[len(found) // 2] for found in of.values()])


def test_nobody_brings_about_on_pages_what_the_table_does_not_allow(world: World, plausible: Plausible) -> None:
    few = one_of_each(world)
    addresses = guessable(few)
    sent, wanted = guessed(plausible), table()
    codes = {code: entry["by"] for entry in wanted["codes"] for code in entry["codes"]}
    wrong: dict[str, set[str]] = {}
    known = known_by(few)
    for name in SENT_BY:
        client = client_of(world.people[name])
        for address in addresses:
            for kind, state, code in caused(client, address, sent, known):
                if not may(name, codes.get(code, []), wanted["groups"]):
                    wrong.setdefault(f"{code} of {kind} {state} at {address}", set()).add(name)
    assert not wrong, told(wrong)
    print(f"writing: {len(addresses)} addresses of pages, {len(addresses) * len(SENT_BY)} attempts")


def test_every_route_of_pages_is_called_or_named(world: World) -> None:
    """What is not tried here stands by name in the table, with why."""
    tried = {route for route, _ in filled(world.planted, {})}
    left = {route for route, _ in routes()} - tried
    spared = tuple(table()["spared"]["routes"])
    assert {route for route in left if not route.startswith(spared)} == set()
    assert {route for route, _ in routes()} <= set(every_route())
