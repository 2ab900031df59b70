"""Where marks of pictures lead."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.atlas.factory import CHENGDU, CHONGQING
from tests.portal.addresses import SCOPED
from tests.portal.insight.test_pictures import _specs

pytestmark = pytest.mark.django_db


def _marks(client: Client, question: str, query: str = "") -> list[dict[str, Any]]:
    """The data of the picture's own marks: those that lead somewhere."""
    spec = json.loads(client.get(f"/en/pictures/{question}.json?{query}").content)
    rows = [row for view in (spec, *spec.get("layer", ())) for row in view.get("data", {}).get("values", ())]
    return [mark for mark in (row.get("properties", row) for row in rows) if "href" in mark]


def _hrefs(client: Client, question: str, query: str = "") -> list[str]:
    return list(dict.fromkeys(mark["href"] for mark in _marks(client, question, query)))


def test_line_between_two_cities_leads_to_their_pair(client: Client) -> None:
    assert f"/en/pairs/{CHONGQING}/{CHENGDU}" in _hrefs(client, "flows", "kind=map")


def test_city_on_the_map_leads_to_its_page(client: Client) -> None:
    assert f"/en/places/{CHENGDU}" in _hrefs(client, "flows", "kind=map")


def test_cell_of_two_cities_leads_to_their_pair(client: Client) -> None:
    assert {href.split("/")[2] for href in _hrefs(client, "flows", "kind=matrix")} == {"pairs"}


def test_cell_of_city_and_field_leads_to_the_works_in_it(client: Client) -> None:
    marks = _marks(client, "field_heat")
    assert {mark["href"].partition("?")[0] for mark in marks} == {"/en/rows"}


def test_number_in_a_cell_is_the_number_of_works_it_leads_to(client: Client) -> None:
    mark = next(m for m in _marks(client, "field_heat") if m["works"] != "0")
    assert f"Works counted: {mark['works']}<" in client.get(mark["href"]).content.decode()


def test_node_leads_to_its_organisation_and_a_tie_to_the_works(client: Client) -> None:
    assert {href.split("/")[2].partition("?")[0] for href in _hrefs(client, "network_edges")} == {
        "organisations",
        "rows",
    }


def test_bar_leads_to_the_page_of_its_field(client: Client) -> None:
    assert {href.split("/")[2] for href in _hrefs(client, "top_fields")} == {"fields"}


def test_bar_of_partners_leads_to_the_works(client: Client) -> None:
    assert {href.partition("?")[0] for href in _hrefs(client, "partners")} == {"/en/rows"}


def test_bar_that_is_not_made_of_works_leads_nowhere(client: Client) -> None:
    assert _hrefs(client, "platforms") == []


def test_point_of_a_year_leads_to_the_works_of_that_year(client: Client) -> None:
    assert all(f"from={m['year']}&to={m['year']}" in m["href"] for m in _marks(client, "trend"))


def test_dot_of_a_circle_leads_to_its_overview(client: Client) -> None:
    assert {href.partition("=")[0] for href in _hrefs(client, "comparison")} == {"/en/?circle"}


def test_address_of_a_mark_holds_the_language_and_no_version(client: Client) -> None:
    answer = client.get("/zh/pictures/flows.json?kind=map&version=").content.decode()
    assert ('"/zh/places/' in answer, '"/en/' in answer, "version=" in answer) == (True, False, False)


@pytest.mark.parametrize("address", SCOPED)
def test_every_mark_leads_to_a_page_that_is_there(client: Client, address: str) -> None:
    specs = [json.loads(client.get(url).content) for url in _specs(client, address)]
    rows = [r for s in specs for v in (s, *s.get("layer", ())) for r in v.get("data", {}).get("values", ())]
    hrefs = {r.get("properties", r).get("href") for r in rows} - {None}
    assert {client.get(href).status_code for href in sorted(hrefs)[:25]} <= {200}


def test_lines_and_areas_lead_nowhere(client: Client) -> None:
    spec = json.loads(client.get("/en/pictures/trend.json").content)
    leading = [layer["mark"]["type"] for layer in spec["layer"] if "href" in layer.get("encoding", {})]
    assert leading == ["point", "text"]


def test_file_of_a_picture_holds_no_address(client: Client) -> None:
    assert b"/en/" not in client.get("/en/download/flows.svg").content
