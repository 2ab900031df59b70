"""What is invented says so: on pages that show it, in files that carry it away."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from tests.portal.accounts.factory import person
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
MARK = 'class="invented"'


def _page(client: Client, address: str) -> str:
    return client.get(f"/en/registry/{address}").content.decode()


@pytest.mark.parametrize("is_invented", [True, False])
@pytest.mark.parametrize("address", ["organisations", "search?q=Institute", "organisations/{id}"])
def test_page_is_marked_where_a_record_shown_is_invented(client: Client, address: str, is_invented: bool) -> None:
    one = organisation(is_invented=is_invented)
    rebuild()
    assert (MARK in _page(client, address.format(id=one.public_id))) == is_invented


def test_record_page_is_marked_where_what_hangs_on_it_is_invented(client: Client) -> None:
    one = organisation()
    m.PlatformParty.objects.create(platform=platform(is_invented=True), organisation=one, role="host")
    assert MARK in _page(client, f"organisations/{one.public_id}")


@pytest.mark.parametrize("page", ["edit", "history", "do/name"])
def test_page_of_an_officer_is_marked(client: Client, page: str) -> None:
    client.force_login(person("programme_officer", place="CN-500000"))
    one = organisation(is_invented=True)
    assert MARK in _page(client, f"organisations/{one.public_id}/{page}")


def _file(client: Client, form: str) -> Any:
    answer = client.get(f"/en/registry/organisations.{form}")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_json_says_what_is_invented(client: Client) -> None:
    organisation(is_invented=True)
    assert [one["is_invented"] for one in json.loads(_file(client, "json"))] == [True]


def test_geojson_says_what_is_invented(client: Client) -> None:
    organisation(is_invented=True)
    assert [one["properties"]["is_invented"] for one in json.loads(_file(client, "geojson"))["features"]] == [True]


def test_csv_says_what_is_invented(client: Client) -> None:
    organisation(is_invented=True)
    lines = _file(client, "csv").decode("utf-8-sig").splitlines()
    assert [line.split(",")[-1] for line in lines] == ["Illustrative", "yes"]


def test_workbook_says_what_is_invented(client: Client) -> None:
    organisation(is_invented=True)
    rows = list(load_workbook(io.BytesIO(_file(client, "xlsx"))).active.values)
    assert [row[-1] for row in rows] == ["Illustrative", "yes"]
