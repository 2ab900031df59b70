import re
from pathlib import Path

import pytest
from django.test import Client

from jialing.lake import Lake
from jialing.portal.common.models import AuditRecord
from jialing.portal.insight.actions import save_view, view_code
from jialing.portal.insight.models import SavedView

pytestmark = pytest.mark.django_db


def test_saved_view_pins_version_page_and_scope(client: Client) -> None:
    client.post("/zh/save?page=/zh/flows&from=2019&counting=fractional")
    view = SavedView.objects.get()
    stated = dict(pair.split("=") for pair in view.query.split("&"))
    assert (view.path, stated["from"], stated["counting"], stated["version"]) == (
        "/flows",
        "2019",
        "fractional",
        view.version,
    )


def test_saved_view_leads_back_in_the_readers_language(client: Client) -> None:
    client.post("/zh/save?page=/zh/flows&from=2019")
    view = SavedView.objects.get()
    answer = client.get(view.get_absolute_url())
    assert (answer.status_code, answer["Location"].startswith("/zh/flows?circle=")) == (302, True)


def test_saved_view_can_be_looked_at(client: Client) -> None:
    client.post("/en/save?page=/&from=2019&to=2021")
    answer = client.get(SavedView.objects.get().get_absolute_url(), follow=True)
    assert (answer.status_code, "2019–2021" in answer.content.decode()) == (200, True)


def test_same_view_is_kept_once_and_recorded_once() -> None:
    views = {save_view(version="v1", path="/flows", query="from=2019", by="desk").pk for _ in range(3)}
    assert (len(views), SavedView.objects.count(), AuditRecord.objects.count()) == (1, 1, 1)


def test_code_of_another_version_is_another_code() -> None:
    assert view_code("v1", "/", "") != view_code("v2", "/", "")


def test_looking_at_the_link_keeps_nothing(client: Client) -> None:
    client.get("/en/save?page=/flows")
    assert SavedView.objects.count() == 0


def test_link_states_the_whole_scope(client: Client) -> None:
    html = client.get("/en/save?page=/flows").content.decode()
    address = re.findall(r"<p class=\"address\"><a href=\"([^\"]+)\"", html)[0]
    stated = {pair.split("=")[0] for pair in address.replace("&amp;", "&").partition("?")[2].split("&")}
    assert stated == {"circle", "of", "from", "to", "counting", "field", "version"}


@pytest.mark.parametrize("page", ["//evil.example", "/\\evil.example", "/flows?x=1", "/a#b"])
def test_page_elsewhere_is_not_kept(client: Client, page: str) -> None:
    assert client.post("/en/save", query_params={"page": page}).status_code == 400


def test_version_of_a_saved_view_is_kept_by_the_lake(client: Client, built: Path) -> None:
    client.post("/en/save?page=/")
    assert Lake(built).pins(SavedView.objects.get().version) == ("saved-views",)


def test_unknown_code_is_404(client: Client) -> None:
    assert client.get("/v/nothing").status_code == 404


def test_pinned_version_stays_in_links(client: Client) -> None:
    client.post("/en/save?page=/")
    html = client.get(SavedView.objects.get().get_absolute_url(), follow=True).content.decode()
    assert re.search(r"href=\"/en/flows\?[^\"]*version=", html)


def test_pinned_view_says_so_and_leads_to_the_current_data(client: Client) -> None:
    client.post("/en/save?page=/flows&from=2019")
    html = client.get(SavedView.objects.get().get_absolute_url(), follow=True).content.decode()
    current = re.findall(r"<p class=\"pinned[^>]*>[^<]*<a href=\"([^\"]+)\"", html)[0].replace("&amp;", "&")
    assert ("version=" in current, "from=2019" in current, client.get(current).status_code) == (False, True, 200)
