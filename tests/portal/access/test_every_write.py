"""Everybody tries to write everything, held against a table written by hand (``expected_writing.toml``).

Through the interface each act and each field of each record in each state; on pages each address there is, with what
somebody sends who knows every form's names. A write leaves an audit row: that tells what happened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.access import every_route
from tests.portal.access.planting import Planted
from tests.portal.access.world import World
from tests.portal.access.writing import (
    SLUGS,
    Did,
    Plausible,
    acted,
    allowed,
    caused,
    client_of,
    filled,
    guessable,
    guessed,
    known_by,
    may,
    operations,
    routes,
    table,
)
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAIN = ("representative", "reviewer", "broker", "talent_officer", "event_manager", "analyst")
"""Roles that stand in no relation to anything: each tries a third of the records, all of them together every one."""
SENT_BY = ("visitor", "person", "reviewer", "auditor", "officer_elsewhere", "host")
"""Who guesses at the pages' addresses: people whom few of them are meant for."""


@pytest.fixture
def plausible(world: World) -> Plausible:
    return Plausible(organisation("Plausible").public_id, platform("Plausible").public_id)


def everything(planted: Planted) -> tuple[Did, Did]:
    """Every (kind, state, act) and (kind, state, field) that the interface offers."""
    does, writes = set(), set()
    for method, path, about in operations():
        slug, _, rest = path.strip("/").partition("/")
        kind = next((kind for kind, one in SLUGS.items() if one == slug), "")
        if method == "GET" or not kind:
            continue
        if not rest:
            does.add((kind, "", "create"))
            continue
        states = [state for one, state, _ in planted.records if one == kind]
        if method == "PATCH":
            fields = _fields(about)
            writes |= {(kind, state, field) for state in states for field in fields}
        else:
            does |= {(kind, state, path.rpartition("/")[2]) for state in states}
    return does, writes


def _fields(about: dict) -> set[str]:
    from tests.portal.access.writing import _schema

    return set(_schema(about["requestBody"]["content"]["application/json"]["schema"])["properties"]) - {"why"}


def test_nobody_does_more_through_the_interface_than_the_table_allows_and_nobody_less(
    world: World, plausible: Plausible
) -> None:
    wrong, n = {}, 0
    for at, (name, user) in enumerate(world.people.items()):
        tried = Planted({}, world.planted.records[at % 3 :: 3]) if name in PLAIN else world.planted
        every_act, every_field = everything(tried)
        does, writes, sent = acted(user, tried, plausible)
        n += sent
        may_do = allowed(name, "does", "acts", every_act)
        may_write = allowed(name, "writes", "fields", every_field)
        found = {
            "may not but does": sorted(does - may_do),
            "may but cannot": sorted(may_do - does),
            "may not but writes": sorted(writes - may_write),
            "may but cannot write": sorted(may_write - writes),
        }
        wrong |= {f"{name} {what}": those for what, those in found.items() if those}
    assert wrong == {}
    n_operations = sum(method != "GET" for method, _, _ in operations())
    print(f"writing: {len(world.people)} people, {n_operations} of the interface's operations, {n} attempts")


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
    assert wrong == {}
    print(f"writing: {len(addresses)} addresses of pages, {len(addresses) * len(SENT_BY)} attempts")


def test_every_route_of_pages_is_called_or_named(world: World) -> None:
    """What is not tried here stands by name in the table, with why."""
    tried = {route for route, _ in filled(world.planted, {})}
    left = {route for route, _ in routes()} - tried
    spared = tuple(table()["spared"]["routes"])
    assert {route for route in left if not route.startswith(spared)} == set()
    assert {route for route, _ in routes()} <= set(every_route())


def test_broken_rule_of_writing_is_found(
    world: World, plausible: Plausible, settings: SettingsWrapper, tmp_path: Path
) -> None:
    rules = Path(settings.ACCESS_DECLARATION).read_text(encoding="utf-8")
    right = 'withdraw = [{ who = ["officer_here"], states = ["active"] }]'
    assert right in rules
    broken = tmp_path / "access.toml"
    broken.write_text(rules.replace(right, 'withdraw = [{ who = ["signed_in"], states = ["active"] }]', 1), "utf-8")
    settings.ACCESS_DECLARATION = broken
    few = Planted({}, [one for one in world.planted.records if one[0] == "organisation"])
    does, _, _ = acted(world.people["person"], few, plausible)
    assert does - allowed("person", "does", "acts", everything(few)[0]) == {("organisation", "active", "withdraw")}
