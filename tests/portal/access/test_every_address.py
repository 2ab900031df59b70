"""Everybody calls every address; what they saw is held against a table written by hand (``expected.toml``).

One record of every kind stands in every state with a word of its own in every field of text. A word that somebody gets
to see and that the table does not allow is a leak, wherever it shows: page, list, file, error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jialing.portal.accounts.models import User
from jialing.portal.common.access import declaration, every_route
from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from jialing.portal.registry.forms.deeds import DEEDS
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import SavedCount
from jialing.portal.registry.papers import templates
from tests.portal.access.planting import Planted
from tests.portal.access.world import organisations, planted_by, viewers

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EXPECTED = Path(__file__).with_name("expected.toml")
WORD = re.compile(rb"qz\d{5}x")
Seen = set[tuple[str, str, str]]
SLUGS = {spec.kind: slug for slug, spec in LISTS.items()}
OWN_PAGES = {"alliance": ("health",), "duplicate": ("compare",), "organisation": ("split",), "person": ("works",)}
WORK = ("comments", "tasks", "documents", "follow")
HANGING = ("comment", "task", "document")
FORMS = ("csv", "json", "geojson", "xlsx", "docx")


@dataclass(frozen=True)
class World:
    """What stands there and who looks."""

    planted: Planted
    people: Mapping[str, User | None]


@pytest.fixture
def world(settings: SettingsWrapper) -> World:
    """Everything planted."""
    settings.TWO_FACTOR_REQUIRED = False
    parties = organisations()
    people = viewers(parties)
    planted = planted_by(parties, people)
    rule = {"condition": "kind_in", "kinds": ["incubator"]}
    SavedCount.objects.create(slug="planted", name_en="Planted", subject="platform", conditions=[rule])
    rebuild()
    return World(planted, people)


def client_of(user: User | None) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def addresses(planted: Planted) -> Iterator[str]:
    """Every address that reads: lists, files, each record's pages; asked for by anybody."""
    for slug in LISTS:
        yield f"/en/registry/{slug}"
        yield f"/en/registry/{slug}/new"
        yield f"/en/registry/{slug}?view=paper"
        yield f"/en/registry/{slug}?columns={','.join(column.field for column in LISTS[slug].every)}"
        yield from (f"/en/registry/{slug}{end}" for end in (".map", "?view=map") if LISTS[slug].has_places)
        yield from (f"/en/registry/{slug}.{form}" for form in FORMS)
    yield from ("/en/registry/counts", "/en/registry/counts/new")
    yield from (f"/en/registry/counts/planted{form}" for form in ("", ".csv", ".xlsx"))
    yield from ("/en/registry/mine", "/en/registry/sleeping", "/en/registry/duplicates/find")
    for word in planted.words:
        if word.endswith("7x"):  # one in ten, of every kind
            yield f"/en/registry/search?q={word}"
    yield "/en/imports/"
    for n, (kind, _, record) in enumerate(planted.records):
        if kind == "import_batch":
            page = f"/en/imports/{record.public_id}"
            yield from (page, f"{page}?show=refused", f"{page}/columns", f"{page}/refused.xlsx")
        if kind not in SLUGS:
            continue
        page = f"/en/registry/{SLUGS[kind]}/{record.public_id}"
        yield from (f"{page}?stay=1", f"{page}/edit", f"{page}/history", f"{page}/past?at=2100-01-01")
        yield from (f"{page}/{own}" for own in OWN_PAGES.get(kind, ()))
        yield from (f"{page}/papers/{one.id}" for one in templates().values() if one.kind == kind)
        acts = [deed.partition(".")[2] for deed in DEEDS if deed.startswith(f"{kind}.")]
        yield from (f"{page}/do/{act}" for at, act in enumerate(acts) if (at + n) % 3 == 0)
        yield from (f"{page}/{part}" for part in WORK if n % 5 == 0)
    yield from (f"/en/registry/{page}" for page in ("my-day", "notices", "tasks?whose=every", "tasks?state=done"))
    yield from (f"/en/registry/notices/{part}" for part in ("read", "mail", "stop/qz"))
    for kind, _, record in planted.records:
        if kind in HANGING:
            yield f"/en/registry/platforms/{m.Platform.objects.get(pk=record.about_id).public_id}"
            yield from (f"/en/registry/{kind}s/{record.public_id}{part}" for part in ("", "/withdraw", "/move"))


def words_in(client: Client, address: str) -> set[bytes]:
    """Words planted that an answer holds, also inside a workbook."""
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code < 500, address
    if content[:2] == b"PK":
        content = _unpacked(content)
    typed = WORD.findall(address.encode())  # a search shows what was typed
    return set(WORD.findall(content)) - set(typed)


def _unpacked(content: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def seen_by(user: User | None, planted: Planted) -> Seen:
    """Every field of every record that a person got to see anywhere."""
    client = client_of(user)
    found = {word for address in addresses(planted) for word in words_in(client, address)}
    return {planted.words[word.decode()] for word in found if word.decode() in planted.words}


def allowed(name: str, planted: Planted) -> Seen:
    """What the table lets a person see."""
    table = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    groups = table.pop("groups")
    return {
        (kind, state, field)
        for kind, state, field in planted.words.values()
        for entry in table.get(kind, [])
        if field in entry["fields"] and (not entry.get("states") or state in entry["states"])
        if _is_among(name, entry["by"], groups)
    }


def _is_among(name: str, by: list[str], groups: Mapping[str, list[str]]) -> bool:
    return any(one in ("all", name) or name in groups.get(one, ()) for one in by)


def test_nobody_sees_more_than_the_table_allows_and_nobody_less(world: World) -> None:
    seen = {name: seen_by(user, world.planted) for name, user in world.people.items()}
    leaks = {name: sorted(found - allowed(name, world.planted)) for name, found in seen.items()}
    assert {name: found for name, found in leaks.items() if found} == {}, "leaks"
    shown = set().union(*seen.values())
    missed = {name: sorted((allowed(name, world.planted) & shown) - found) for name, found in seen.items()}
    assert {name: found for name, found in missed.items() if found} == {}
    print(f"{len(seen)} people, {len(list(addresses(world.planted)))} addresses, {len(world.planted.words)} words")


def test_search_finds_nothing_by_what_is_hidden(world: World) -> None:
    visitor = client_of(None)
    may_see = allowed("visitor", world.planted)
    for word, (kind, state, field) in world.planted.words.items():
        if kind in SLUGS and (kind, state, field) not in may_see:
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
            page = visitor.get("/en/registry/search", {"q": word}).content.decode()
            assert [one for one in hidden if one in page] == [], (kind, state, field)


def test_broken_rule_is_found(world: World, settings: SettingsWrapper, tmp_path: Path) -> None:
    rules = Path(settings.ACCESS_DECLARATION).read_text(encoding="utf-8")
    right = 'contact = [{ who = ["@staff", "representative"] }]'
    assert right in rules
    broken = tmp_path / "access.toml"
    broken.write_text(rules.replace(right, 'contact = [{ who = ["anyone"] }]', 1), encoding="utf-8")
    settings.ACCESS_DECLARATION = broken
    leaks = seen_by(None, world.planted) - allowed("visitor", world.planted)
    assert {(kind, field) for kind, _, field in leaks} == {
        ("organisation", "contact_name"),
        ("organisation", "contact_email"),
        ("organisation", "contact_phone"),
    }


def test_every_address_of_the_registry_is_called(world: World) -> None:
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
    called |= {"counts", "count", "count_file", "count_new"}
    called |= {"day", "notices", "notices_read", "mail_pace", "stop_mail", "tasks", "task", "move_task", "set_task"}
    called |= {"comment", "withdraw_comment", "attach", "document", "withdraw_document", "follow"}
    there = {route.partition(":")[2] for route in every_route() if route.startswith("registry:")}
    assert there == called


def test_every_kind_with_a_page_is_in_the_table() -> None:
    table = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    assert set(SLUGS) - set(table) == set()
    assert set(table) - {"groups"} <= set(declaration().kinds)
