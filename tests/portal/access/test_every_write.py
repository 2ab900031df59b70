"""Everybody tries to write everything, held against a table written by hand (``expected_writing.toml``).

Through the interface each act and each field of each record in each state; on pages each address there is, with what
somebody sends who knows every form's names. A write leaves an audit row: that tells what happened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.portal.access.looking import told
from tests.portal.access.planting import Planted
from tests.portal.access.world import World
from tests.portal.access.writing import (
    SLUGS,
    Did,
    Plausible,
    acted,
    allowed,
    operations,
)

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLAIN = ("representative", "reviewer", "broker", "talent_officer", "event_manager", "analyst")
"""Roles that stand in no relation to anything: each tries a third of the records, all of them together every one."""


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
    assert not wrong, told(wrong)
    n_operations = sum(method != "GET" for method, _, _ in operations())
    print(f"writing: {len(world.people)} people, {n_operations} of the interface's operations, {n} attempts")


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
