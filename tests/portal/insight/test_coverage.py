from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.atlas.factory import small_version

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def unresolved(desk: "SettingsWrapper", tmp_path: Path) -> None:
    """A version in which most affiliations stayed unresolved."""
    small_version(tmp_path, n_works=120, floor_breaker=True)
    desk.DATA = tmp_path


@pytest.mark.usefixtures("unresolved")
def test_figure_under_the_floor_is_greyed_with_the_reason(client: Client) -> None:
    html = client.get("/en/").content.decode()
    assert ('class="picture is-wide is-grey"' in html, "under the floor of 50" in html) == (True, True)


@pytest.mark.usefixtures("unresolved")
def test_page_says_once_why_a_figure_is_greyed(client: Client) -> None:
    html = client.get("/en/").content.decode()
    figure = html[html.index('id="trend"') :].partition("</figure>")[0]
    assert figure.count("under the floor of") == 1


def test_figure_above_the_floor_is_not_greyed(client: Client) -> None:
    assert "is-grey" not in client.get("/en/").content.decode()


def test_figure_says_its_coverage(client: Client) -> None:
    assert "of author rows placed in a city (floor 50" in client.get("/en/").content.decode()
