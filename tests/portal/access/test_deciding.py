"""Who may: on saved views and audit rows, under a declaration of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q
from django.http import Http404

from jialing.errors import NotAllowed
from jialing.portal.common import access
from jialing.portal.common.access import VISITOR, Held, Viewer, relations
from jialing.portal.insight.models import SavedView

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries, SettingsWrapper

pytestmark = pytest.mark.django_db

RULES = """
[kinds.view]
model = "insight.SavedView"
state = "version"
[kinds.view.fields]
card = ["code", "saved_at", "version"]
kept = ["path", "query"]
[kinds.view.read]
card = [{ who = ["anyone"], states = ["open"] }, { who = ["role:auditor", "keeper"] }]
kept = [{ who = ["keeper"] }]
[kinds.view.write]
kept = [{ who = ["keeper"], states = ["open"] }]
[kinds.view.acts]
close = [{ who = ["keeper"], states = ["open"] }]
begin = [{ who = ["signed_in"] }]
"""
KEEPER = Viewer(user_id=1, public_id="keeper", held=frozenset({Held("programme_officer", "CN-510000")}))
AUDITOR = Viewer(user_id=2, public_id="auditor", held=frozenset({Held("auditor")}))


@pytest.fixture(autouse=True)
def declared(settings: SettingsWrapper, tmp_path: Path) -> Iterator[None]:
    """The tests' own rules; who holds a role in Sichuan keeps the views whose path begins with its code."""
    file = tmp_path / "access.toml"
    file.write_text(RULES, encoding="utf-8")
    settings.ACCESS_DECLARATION = file
    known = dict(relations._known)
    access.relation("view", "keeper")(lambda viewer: access.held_within(viewer, "programme_officer", "path"))
    yield
    relations._known.clear()
    relations._known.update(known)


@pytest.fixture
def views() -> dict[str, SavedView]:
    made = [("a", "open", "CN-510100"), ("b", "shut", "CN-510100"), ("c", "open", "CN-500000")]
    return {c: SavedView.objects.create(code=c, version=v, path=p, query="secret") for c, v, p in made}


def test_visible_gives_each_viewer_their_records(views: dict[str, SavedView]) -> None:
    seen = {
        who.public_id: sorted(one.code for one in access.visible(who, SavedView.objects.all()))
        for who in (VISITOR, AUDITOR, KEEPER)
    }
    assert seen == {"": ["a", "c"], "auditor": ["a", "b", "c"], "keeper": ["a", "b", "c"]}


def test_readable_depends_on_the_record(views: dict[str, SavedView]) -> None:
    assert "path" in access.readable(KEEPER, views["b"])
    assert "path" not in access.readable(KEEPER, views["c"])


def test_seen_hides_what_may_not_be_read(views: dict[str, SavedView]) -> None:
    shown = access.seen(AUDITOR, views["a"])
    assert shown.code == "a"
    with pytest.raises(access.Hidden):
        _ = shown.path


def test_seen_hides_what_no_rule_names(views: dict[str, SavedView]) -> None:
    with pytest.raises(access.Hidden):
        _ = access.seen(KEEPER, views["a"]).pk


def test_one_seen_does_not_tell_hidden_from_missing(views: dict[str, SavedView]) -> None:
    for code in ("b", "nowhere"):
        with pytest.raises(Http404):
            access.one_seen(VISITOR, SavedView.objects.all(), code=code)


def test_all_seen_asks_once(views: dict[str, SavedView], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        shown = access.all_seen(KEEPER, SavedView.objects.all())
        assert [len(one.fields) for one in sorted(shown, key=lambda s: s.code)] == [5, 5, 3]


def test_where_looks_only_where_the_field_may_be_read(views: dict[str, SavedView]) -> None:
    asked = access.where(KEEPER, "view", "query", Q(query="secret"))
    found = access.visible(KEEPER, SavedView.objects.filter(asked))
    assert sorted(found.values_list("code", flat=True)) == ["a", "b"]
    assert not SavedView.objects.filter(access.where(AUDITOR, "view", "query", Q(query="secret"))).exists()


def test_order_by_what_is_hidden_is_refused() -> None:
    assert not access.may_sort(KEEPER, "view", "query")
    assert access.may_sort(VISITOR, "view", "code")


def test_acts_depend_on_the_state(views: dict[str, SavedView]) -> None:
    assert access.acts(KEEPER, views["a"]) == ("close", "begin")
    assert access.acts(KEEPER, views["b"]) == ("begin",)


def test_require_says_whether_signing_in_would_do(views: dict[str, SavedView]) -> None:
    codes = []
    for who in (VISITOR, AUDITOR):
        with pytest.raises(NotAllowed) as refused:
            access.require(who, "view.close", views["a"])
        codes.append(refused.value.code)
    assert codes == ["access.sign_in", "access.not_allowed"]


def test_writing_a_field_that_may_not_be_changed_is_refused(views: dict[str, SavedView]) -> None:
    access.require_write(KEEPER, views["a"], ["path"])
    with pytest.raises(NotAllowed) as refused:
        access.require_write(KEEPER, views["a"], ["path", "code"])
    assert refused.value.params == {"fields": "code"}


def test_writing_ends_with_the_state(views: dict[str, SavedView]) -> None:
    assert access.writable(KEEPER, views["b"]) == frozenset()


@pytest.mark.parametrize(
    ("place", "prefix"), [("CN-510000", "CN-51"), ("CN-510100", "CN-5101"), ("CN-510107", "CN-510107")]
)
def test_area_prefix_covers_what_lies_below(place: str, prefix: str) -> None:
    assert access.area_prefix(place) == prefix
