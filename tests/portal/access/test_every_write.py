"""Everybody tries to write everything, held against a table written by hand (``expected_writing.toml``).

Through the interface each act and each field of each record in each state; through pages each form that anybody is shown,
sent by everybody, and each address without a form. A write leaves an audit row: that tells what happened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.access import every_route
from tests.portal.access.test_every_address import World
from tests.portal.access.test_every_address import world as world
from tests.portal.access.writing import (
    SLUGS,
    Did,
    Form,
    Plausible,
    acted,
    allowed,
    caused,
    client_of,
    filled,
    forms_in,
    may,
    operations,
    routes,
    table,
)
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SHOWN_TO = ("officer_here", "administrator", "subject", "secretariat", "manager", "own")
"""Whose pages are searched for forms; among them everybody finds something to send."""


@pytest.fixture
def plausible(settings: SettingsWrapper) -> Plausible:
    settings.API_LIMITS = dict.fromkeys(("token", "address", "wrong_token"), 10**6)
    return Plausible(organisation("Plausible").public_id, platform("Plausible").public_id)


def everything(world: World) -> tuple[Did, Did]:
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
        states = [state for one, state, _ in world.planted.records if one == kind]
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
    every_act, every_field = everything(world)
    wrong, n = {}, 0
    for name, user in world.people.items():
        does, writes, sent = acted(name, user, world.planted, plausible)
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
    print(f"{len(world.people)} people, {len(operations())} operations, {n} attempts to write")


def test_nobody_causes_through_forms_what_the_table_does_not_allow(world: World, plausible: Plausible) -> None:
    pages = list(filled(world.planted, {"act": ["follow"], "form": ["csv"]}))
    forms: dict[str, Form] = {}
    for name in SHOWN_TO:
        client = client_of(world.people[name])
        for _, page in pages:
            answer = client.get(page, {"stay": "1"})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                for form in forms_in(page, answer.content.decode()):
                    forms.setdefault(f"{form.action} {form.fields.get('do', '')}", form)
    blind = {page: Form(page, {"edition": "1", "why": "x", "text": "x", "on": "2026-11-20"}) for _, page in pages}
    everything_sent = {**blind, **forms}
    codes = {entry["code"]: entry for entry in table()["codes"]}
    wrong: dict[str, set[str]] = {}
    for name, user in world.people.items():
        client = client_of(user)
        for form in everything_sent.values():
            for code, kind, state in caused(client, form, world.planted):
                entry = codes.get(code)
                if entry is None:
                    wrong.setdefault(f"{code} stands in no line", set()).add(name)
                elif not may(name, entry["by"], table()["groups"]) or state in entry.get("not_in", ()):
                    wrong.setdefault(f"{code} of {kind} {state}", set()).add(name)
    assert wrong == {}
    called = {route for route, _ in pages}
    print(f"{len(called)} routes, {len(forms)} forms, {len(everything_sent) * len(world.people)} attempts")


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
    does, _, _ = acted("person", world.people["person"], world.planted, plausible)
    assert does - allowed("person", "does", "acts", everything(world)[0]) == {("organisation", "active", "withdraw")}
