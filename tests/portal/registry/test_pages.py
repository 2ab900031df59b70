"""The pages of lists and records as a browser gets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jialing.portal.registry import models as m
from jialing.portal.registry.lists.spec import LISTS
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", LISTS)
def test_empty_list_says_what_to_do(client: Client, lang: str, slug: str) -> None:
    page = client.get(f"/{lang}/registry/{slug}")
    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


def test_unknown_list_is_not_found(client: Client) -> None:
    assert client.get("/en/registry/secrets").status_code == 404


def test_record_shows_both_names_and_no_contact(client: Client) -> None:
    one = organisation("Jialing Institute", contact_email="who@example.org", internal_note="between us")
    page = client.get(f"/en/registry/organisations/{one.public_id}").content.decode()
    assert "<h1>Jialing Institute</h1>" in page
    assert "Jialing Institute所" in page
    assert "who@example.org" not in page
    assert "between us" not in page


def test_hidden_record_is_not_found(client: Client) -> None:
    one = platform("Talks", state="negotiated")
    assert client.get(f"/en/registry/platforms/{one.public_id}").status_code == 404


def test_merged_record_leads_to_what_it_became(client: Client) -> None:
    kept = organisation("Kept")
    one = organisation("Gone", state="merged", merged_into=kept)
    page = client.get(f"/en/registry/organisations/{one.public_id}")
    assert page.headers["Location"] == f"/en/registry/organisations/{kept.public_id}"


def test_record_shows_what_hangs_on_it(client: Client) -> None:
    one = platform("Laboratory")
    m.PlatformParty.objects.create(platform=one, organisation=organisation("Host"), role="host")
    page = client.get(f"/en/registry/platforms/{one.public_id}").content.decode()
    assert "Host" in page
    assert "Hosts and co-builders" in page


def test_part_of_a_list_comes_alone(client: Client) -> None:
    organisation("One")
    part = client.get("/en/registry/organisations", headers={"HX-Request": "true", "HX-Target": "list"})
    assert part.content.decode().lstrip().startswith("<section")


@pytest.mark.parametrize("form", ["csv", "json", "geojson", "xlsx", "docx"])
def test_list_comes_as_a_file(client: Client, form: str) -> None:
    organisation("=cmd()", contact_email="who@example.org")
    file = client.get(f"/en/registry/organisations.{form}")
    content = b"".join(file.streaming_content) if file.streaming else file.content
    assert file.status_code == 200
    assert b"who@example.org" not in content


def test_csv_makes_formulas_text(client: Client) -> None:
    organisation("=1+1")
    lines = b"".join(client.get("/en/registry/organisations.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[1] == "'=1+1"


def test_geojson_has_a_point_where_one_is_known(client: Client) -> None:
    organisation("Here", lat=29.5, lng=106.5)
    found = json.loads(b"".join(client.get("/en/registry/organisations.geojson").streaming_content))
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [106.5, 29.5]}


def test_script_in_a_name_is_text(client: Client) -> None:
    one = organisation("<script>alert(1)</script>")
    page = client.get(f"/en/registry/organisations/{one.public_id}").content.decode()
    assert "<script>alert(1)" not in page
