"""Lists of records: who sees which, narrowed by what they may read, in constant queries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict

from jialing.errors import InputError
from jialing.portal.common.access import VISITOR, Viewer
from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry.lists.asked import PAGE_SIZE, asked_from, query_of
from jialing.portal.registry.lists.cells import cells_of
from jialing.portal.registry.lists.rows import page_of
from jialing.portal.registry.lists.spec import LISTS
from tests.portal.registry.factory import AUDITOR, OFFICER, organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def names(viewer: Viewer, slug: str, query: str = "") -> list[str]:
    found = page_of(viewer, asked_from(LISTS[slug], QueryDict(query)), "en")
    return [one.name_en for one in found.records]


def test_list_shows_what_the_viewer_may_see() -> None:
    platform("Open"), platform("Talks", state="negotiated")
    assert names(VISITOR, "platforms") == ["Open"]
    assert names(OFFICER, "platforms") == ["Open", "Talks"]
    assert names(AUDITOR, "platforms") == ["Open", "Talks"]


def test_officer_of_another_place_sees_what_all_see() -> None:
    platform("Elsewhere", state="signed", place_id="CN-510100")
    assert names(OFFICER, "platforms") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=key_laboratory", ["A"]),
        ("level=prefecture", ["B"]),
        ("place_id=CN-510000", ["B"]),
        ("is_international=yes", ["B"]),
        ("q=a", ["A"]),
        ("order=-name", ["B", "A"]),
        ("order=state_since", ["B", "A"]),
    ],
)
def test_list_is_narrowed_and_ordered(query: str, found: list[str]) -> None:
    platform("A")
    platform(
        "B",
        kind="incubator",
        level="prefecture",
        place_id="CN-510100",
        is_international=True,
        state_since=date(2019, 1, 1),
    )
    rebuild()
    assert names(VISITOR, "platforms", query) == found


@pytest.mark.parametrize("query", ["page=0", "page=x", "order=internal_note", "columns=contact_email"])
def test_address_that_cannot_be_is_refused(query: str) -> None:
    with pytest.raises(InputError) as refused:
        asked_from(LISTS["platforms"], QueryDict(query))
    assert refused.value.code == "registry.bad_filter"


def test_page_beyond_the_end_is_the_last() -> None:
    organisation("Only")
    assert names(VISITOR, "organisations", "page=99") == ["Only"]


def test_address_says_only_what_is_unusual() -> None:
    asked = asked_from(LISTS["platforms"], QueryDict("q=lab&kind=incubator&page=2&other=1"))
    assert query_of(asked) == "q=lab&kind=incubator&page=2"
    assert query_of(asked, page=1, text="") == "kind=incubator"


def test_queries_do_not_grow_with_records(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    host = organisation("Host")
    spec = LISTS["platforms"]
    asked = asked_from(spec, QueryDict("columns=authority,legal_person,state"))
    for n_records in (3, PAGE_SIZE):
        for n in range(n_records):
            platform(f"P{n_records}-{n}", authority=host, legal_person=host)
        with django_assert_num_queries(5):
            found = page_of(OFFICER, asked, "en")
            cells_of(OFFICER, found.records, asked.columns, "en")
