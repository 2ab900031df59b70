"""The boundary of a zone as a map on its page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from jialing.figures import area_spec
from jialing.portal.registry.lists.places import cities_near
from jialing.portal.registry.models import Zone
from tests.portal.registry.factories import zone

pytestmark = pytest.mark.django_db
RING = [[106.4, 29.6], [106.8, 29.6], [106.8, 29.9], [106.4, 29.9], [106.4, 29.6]]
SHAPE: dict[str, Any] = {"type": "Polygon", "coordinates": [RING]}


def _drawn(shape: dict[str, Any]) -> list[list[float]]:
    (layer,) = [one for one in area_spec(shape, [], "Zone")["layer"] if one["mark"].get("fillOpacity")]
    ring = layer["data"]["values"][0]["geometry"]["coordinates"][0][0]
    return [list(point) for point in ring]


def test_page_of_a_zone_shows_its_boundary(client: Client) -> None:
    one = zone(boundary=SHAPE)
    address = f"/en/registry/zones/{one.public_id}"
    spec = client.get(f"{address}/boundary").json()
    page = client.get(address).content.decode()
    assert f'data-spec="{address}/boundary?"' in page
    assert 'name="jialing-vega"' in page
    assert "Chongqing" in str(spec)


def test_zone_without_boundary_has_no_map(client: Client) -> None:
    address = f"/en/registry/zones/{zone().public_id}"
    assert "/boundary" not in client.get(address).content.decode()
    assert client.get(f"{address}/boundary").status_code == 404


@pytest.mark.parametrize("ring", [RING, RING[::-1]])
def test_area_is_filled_and_not_all_around_it(ring: list[list[float]]) -> None:
    assert _drawn({"type": "Polygon", "coordinates": [ring]}) == RING[::-1]


def test_cities_near_are_named_in_the_readers_language() -> None:
    assert [dot.name for dot in cities_near(SHAPE, "zh")][:1] == ["重庆"]


def test_numbers_written_as_text_are_drawn_as_numbers(client: Client) -> None:
    written = {"type": "MultiPolygon", "coordinates": [[[[str(x), str(y)] for x, y in RING]]]}
    one = zone(boundary=written)
    assert Zone.objects.get(pk=one.pk).boundary == written
    assert client.get(f"/zh/registry/zones/{one.public_id}/boundary").status_code == 200
