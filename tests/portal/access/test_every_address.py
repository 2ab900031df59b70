"""Everybody calls every address; what they saw is held against a table written by hand (``expected.toml``).

One record of every kind stands in every state with a word of its own in every field of text, days and numbers likewise.
What somebody gets to see and the table does not allow is a leak, wherever it shows: page, list, file, answer of the
interface, error.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.portal.common.access import declaration, every_route
from jialing.portal.registry.lists.spec import LISTS
from tests.portal.access.looking import addresses, allowed, interface, kinds_in_table, look, seen_by
from tests.portal.access.planting import Planted
from tests.portal.access.world import World
from tests.portal.access.writing import SLUGS, client_of

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_nobody_sees_more_than_the_table_allows_and_nobody_less(world: World) -> None:
    print(look(world.ordinary, world.planted))


def test_search_finds_nothing_by_what_is_hidden(world: World) -> None:
    visitor = client_of(None)
    may_see = allowed("visitor", world.planted)
    for word, (kind, state, field) in world.planted.words.items():
        if kind in SLUGS and word.startswith("qz") and (kind, state, field) not in may_see:
            page = visitor.get(f"/en/registry/{SLUGS[kind]}.json", {"q": word, "place_id": "CN-500000"})
            listed = b"".join(page.streaming_content) if page.streaming else b"[]"
            assert listed.split() == [b"[", b"]"], (kind, field)


def test_search_shows_no_hidden_record(world: World) -> None:
    visitor, may_see = client_of(None), allowed("visitor", world.planted)
    hidden = {
        one.public_id
        for kind, state, one in world.planted.records
        if kind in SLUGS and LISTS[SLUGS[kind]].has_names and (kind, state, "name_en") not in may_see
    }
    assert hidden
    for word, (kind, state, field) in world.planted.words.items():
        if (kind, state, field) not in may_see and field in ("name_en", "name_zh", "uscc", "document_number"):
            for address in ("/en/registry/search", "/api/v1/search"):
                page = visitor.get(address, {"q": word}).content.decode()
                assert [one for one in hidden if one in page] == [], (kind, state, field)


def test_broken_rule_is_found(world: World, settings: SettingsWrapper, tmp_path: Path) -> None:
    rules = Path(settings.ACCESS_DECLARATION).read_text(encoding="utf-8")
    right = 'contact = [{ who = ["@staff", "representative"] }]'
    assert right in rules
    broken = tmp_path / "access.toml"
    broken.write_text(rules.replace(right, 'contact = [{ who = ["anyone"] }]', 1), encoding="utf-8")
    settings.ACCESS_DECLARATION = broken
    few = Planted(world.planted.words, [one for one in world.planted.records if one[0] == "organisation"])
    for asked in (interface(few), (one for one in addresses(few) if not one.startswith("/api/"))):
        leaks = seen_by(None, few, asked) - allowed("visitor", few)
        assert {(kind, field) for kind, _, field in leaks} == {
            ("organisation", "contact_name"),
            ("organisation", "contact_email"),
            ("organisation", "contact_phone"),
        }


def test_every_address_of_the_registry_is_called() -> None:
    called = {
        "records",
        "create",
        "export",
        "record",
        "edit",
        "history",
        "do",
        "search",
        "paper",
        "map",
        "keep",
        "kept",
        "past",
        "mine",
        "sleeping",
        "find_duplicates",
        "health",
        "compare",
        "split",
        "works",
    }
    called |= {"counts", "count", "count_file", "count_new", "count_edit", "boundary"}
    called |= {"day", "notices", "notices_read", "mail_pace", "stop_mail", "tasks", "task", "move_task", "set_task"}
    called |= {"comment", "withdraw_comment", "attach", "document", "withdraw_document", "follow"}
    there = {route.partition(":")[2] for route in every_route() if route.startswith("registry:")}
    assert there == called


def test_every_kind_with_a_page_is_in_the_table() -> None:
    assert set(SLUGS) - kinds_in_table() == set()
    assert kinds_in_table() <= set(declaration().kinds)
