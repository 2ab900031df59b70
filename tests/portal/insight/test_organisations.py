"""The list of all organisations: one page or a hundred."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from django.test import Client

from tests.atlas.factory import CHENGDU, PUBLICATIONS, published, small_tables

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
MANY = 10_000


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version in which ten thousand organisations of Chengdu have works."""
    data = tmp_path_factory.mktemp("crowded")
    tables = small_tables(n_works=60, seed=7, unresolved=0.1)
    orgs = [
        {**tables["organisations"].to_pylist()[0], "org_id": f"local:{n:05}", "name_en": f"Institute {n}"}
        for n in range(MANY)
    ]
    first = next(r for r in tables["output_orgs"].to_pylist() if r["population"] == PUBLICATIONS and not r["field_id"])
    counts = [
        {**first, "org_id": f"local:{n:05}", "place_id": CHENGDU, "year": 2023, "counting": "full", "n_works": MANY - n}
        for n in range(MANY)
    ]
    made = {"organisations": orgs, "output_orgs": counts}
    tables |= {name: pa.Table.from_pylist(rows, schema=tables[name].schema) for name, rows in made.items()}
    published(data, tables, "20240501-crowded")
    return data


@pytest.fixture
def in_a_crowd(desk: SettingsWrapper, crowded: Path) -> None:
    desk.DATA = crowded


def _ranks(client: Client, address: str) -> list[int]:
    html = client.get(f"/en/{address}").content.decode()
    return [int(n.replace(",", "")) for n in re.findall(r"<tr><td class=\"n\">([\d,]+)</td>", html)]


@pytest.mark.usefixtures("in_a_crowd")
def test_ten_thousand_organisations_are_a_hundred_pages(client: Client) -> None:
    html = client.get("/en/organisations").content.decode()
    assert ("10,000 organisations" in html, "page 1 of 100" in html.lower()) == (True, True)


@pytest.mark.usefixtures("in_a_crowd")
@pytest.mark.parametrize(("page", "first", "last"), [(1, 1, 100), (2, 101, 200), (100, 9901, 10_000)])
def test_each_page_holds_its_hundred(client: Client, page: int, first: int, last: int) -> None:
    assert _ranks(client, f"organisations?page={page}") == list(range(first, last + 1))


@pytest.mark.usefixtures("in_a_crowd")
def test_page_keeps_the_scope_and_leads_on(client: Client) -> None:
    html = client.get("/en/organisations?from=2020&page=2").content.decode()
    ways = re.findall(r"rel=\"(prev|next)\" href=\"([^\"]+)\"", html)
    assert ways == [
        ("prev", "/en/organisations?from=2020&amp;page=1"),
        ("next", "/en/organisations?from=2020&amp;page=3"),
    ]


@pytest.mark.usefixtures("in_a_crowd")
def test_page_of_a_hundred_is_small(client: Client) -> None:
    assert len(client.get("/en/organisations").content) < 200_000


@pytest.mark.usefixtures("in_a_crowd")
def test_file_holds_all_ten_thousand(client: Client) -> None:
    text = client.get("/en/download/organisation_list.csv").content.decode("utf-8-sig")
    assert len(re.findall(r"^\d+,Institute \d+", text, re.M)) == MANY


@pytest.mark.usefixtures("in_a_crowd")
def test_page_beyond_the_last_is_empty_and_says_so(client: Client) -> None:
    answer = client.get("/en/organisations?page=101")
    assert (answer.status_code, 'class="empty"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999"])
def test_bad_page_gets_a_clear_answer(client: Client, page: str) -> None:
    assert client.get(f"/en/organisations?page={page}").status_code == 400
