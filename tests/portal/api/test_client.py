"""The Python client against the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from jialing.client import Changed, Client, Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany
from jialing.portal.registry import models as m
from tests.portal.api.world import officer_key
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def portal(static_root: None, live_server: LiveServer) -> Iterator[Client]:
    with Client(live_server.url, token=officer_key()) as client:
        yield client


def test_client_reads_every_page(portal: Client) -> None:
    for n in range(5):
        organisation(f"o{n}")
    assert [one["name_en"] for one in portal.records("organisations", limit=2)] == ["o0", "o1", "o2", "o3", "o4"]


def test_client_adds_changes_and_acts(portal: Client) -> None:
    made = portal.create("organisations", name_en="New", place_id="CN-500000")
    assert portal.edit("organisations", made, name_en="Newer", why="law")["name_en"] == "Newer"
    with pytest.raises(Changed):
        portal.edit("organisations", made, name_en="Newest")
    newest = portal.record("organisations", made["id"])
    assert portal.act("organisations", newest, "withdraw", why="twice")["state"] == "withdrawn"
    assert portal.history("organisations", made["id"])[1]["why"] == "law"


def test_client_does_not_fetch_twice_what_is_unchanged(portal: Client) -> None:
    one = organisation("Same")
    first = portal.record("organisations", one.public_id)
    assert portal.record("organisations", one.public_id) is first
    m.Organisation.objects.update(name_en="Other")
    assert portal.record("organisations", one.public_id)["name_en"] == "Other"


def test_client_says_what_went_wrong_by_class(portal: Client, live_server: LiveServer) -> None:
    one = organisation("One")
    record = portal.record("organisations", one.public_id)
    with pytest.raises(NotFound):
        portal.record("organisations", "2222222222")
    with pytest.raises(Invalid) as invalid:
        portal.edit("organisations", record, nothing=1)
    assert invalid.value.errors[0]["where"][-1] == "nothing"
    with pytest.raises(Conflict) as conflict:
        portal.edit("organisations", record, uscc="123")
    assert conflict.value.code == "registry.uscc_form"
    with pytest.raises(NotAllowed):
        portal.create("organisations", name_en="x", place_id="CN-110000")
    with Client(live_server.url, token="jlt_wrong") as stranger, pytest.raises(SignInNeeded):
        stranger.me()


def test_client_waits_as_long_as_it_is_told(portal: Client, live_server: LiveServer, settings: SettingsWrapper) -> None:
    settings.API_LIMITS = {"token": 0, "address": 0, "wrong_token": 0}
    waits: list[float] = []
    with Client(live_server.url, tries=3, pause=waits.append) as client, pytest.raises(TooMany) as told:
        client.me()
    assert (len(waits), told.value.retry_after <= 60, waits[0] > 0) == (2, True, True)


def test_client_resolves_and_counts(portal: Client) -> None:
    kept, gone = organisation("Kept"), organisation("Gone")
    platform("Lab")
    portal.act("organisations", portal.record("organisations", gone.public_id), "merge", organisation=kept.public_id,
               why="same")  # fmt: skip
    assert portal.resolve(gone.public_id)["id"] == kept.public_id
    assert portal.me()["token"]["scopes"] == ["read", "write"]
    assert isinstance(portal.counts(), list)
