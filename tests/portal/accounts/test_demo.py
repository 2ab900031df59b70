"""Demo accounts: one click in, at one's own desk on invented data, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jialing.errors import WrongState
from jialing.portal.accounts import demo, demo_mode
from jialing.portal.accounts.enums import Role
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import VISITOR
from jialing.portal.secret import demo_mode as allowed_mode
from tests.portal.accounts.factory import TODAY, person

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
DEMO, MINE = "/en/account/demo", "/en/account/"


@pytest.fixture
def loaded() -> None:
    demo.load()


def _off(settings: SettingsWrapper, how: str, tmp_path: Path) -> None:
    """The three ways in which the demo is not on."""
    if how == "switched off":
        settings.DEMO = "off"
    elif how == "others reach it":
        settings.IS_DESK = False
    elif how == "served on a network":
        settings.SERVE_HOST = "0.0.0.0"
    else:
        settings.DATA = tmp_path


OFF = ("switched off", "others reach it", "served on a network", "nothing invented is published")


def test_every_role_has_an_account_that_holds_it(loaded: None) -> None:
    held = {one.role for one in demo.PEOPLE if one.role in viewer_of(demo.demo_user(one.key), TODAY).roles}
    assert held == set(Role)


def test_demo_is_loaded_once(loaded: None) -> None:
    assert (demo.load(), User.objects.count()) == (0, len(demo.PEOPLE))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sign_in_page_offers_every_account(client: Client, loaded: None, lang: str) -> None:
    html = client.get(f"/{lang}/account/login/").content.decode()
    names = [one.name_en if lang == "en" else one.name_zh for one in demo.PEOPLE]
    assert [name for name in names if name not in html] == []


@pytest.mark.parametrize("key", [one.key for one in demo.PEOPLE])
def test_one_click_signs_in(client: Client, loaded: None, key: str) -> None:
    answer = client.post(DEMO, {"who": key, "next": "/en/flows"})
    assert (answer["Location"], client.get(MINE).status_code) == ("/en/flows", 200)


def test_click_leads_to_no_other_host(client: Client, loaded: None) -> None:
    assert client.post(DEMO, {"who": "analyst", "next": "//evil.example"})["Location"] == "/en/registry/my-day"


def test_click_needs_a_token_and_a_post(client: Client, loaded: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert (strict.post(DEMO, {"who": "analyst"}).status_code, client.get(DEMO).status_code) == (403, 405)


def test_click_signs_in_nobody_real(client: Client, loaded: None) -> None:
    real = person("analyst")
    User.objects.filter(email="analyst@demo.invalid").update(email="gone@demo.invalid")
    answers = [client.post(DEMO, {"who": who}).status_code for who in ("analyst", real.email, str(real.pk), "")]
    assert (answers, client.get(MINE).status_code) == ([404] * 4, 302)


@pytest.mark.parametrize("how", OFF)
def test_nothing_is_offered_elsewhere(
    client: Client, loaded: None, settings: SettingsWrapper, tmp_path: Path, how: str
) -> None:
    _off(settings, how, tmp_path)
    page = client.get("/en/account/login/").content.decode()
    answer = client.post(DEMO, {"who": "administrator"})
    assert ("demo-role" in page, answer.status_code, client.get(MINE).status_code) == (False, 403, 302)


@pytest.mark.parametrize("how", OFF)
def test_who_is_signed_in_already_is_nobody_once_it_is_off(
    loaded: None, settings: SettingsWrapper, tmp_path: Path, how: str
) -> None:
    _off(settings, how, tmp_path)
    assert viewer_of(demo.demo_user("administrator"), TODAY) == VISITOR


def test_request_that_a_proxy_passes_on_is_refused(client: Client, loaded: None) -> None:
    answer = client.post(DEMO, {"who": "administrator"}, headers={"x-forwarded-for": "203.0.113.9"})
    assert (answer.status_code, client.get(MINE).status_code) == (403, 302)


def test_demo_account_has_no_password(loaded: None) -> None:
    assert [u.email for u in User.objects.filter(is_invented=True) if u.has_usable_password()] == []


@pytest.mark.parametrize("given", ["auto", "off"])
def test_demo_is_off_where_others_reach_the_portal(given: str) -> None:
    assert allowed_mode(given, allowed_hosts=["jialing.example"], serve_host="") == "off"


@pytest.mark.parametrize(("hosts", "serve"), [(["jialing.example"], ""), (["localhost"], "0.0.0.0")])
def test_demo_is_refused_where_others_reach_the_portal(hosts: list[str], serve: str) -> None:
    with pytest.raises(WrongState) as caught:
        allowed_mode("on", allowed_hosts=hosts, serve_host=serve)
    assert caught.value.code == "portal.demo_in_production"


@pytest.mark.slow
def test_portal_does_not_start_with_the_demo_in_production(built: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JIALING_", "DJANGO_"))}
    env |= {"JIALING_ALLOWED_HOSTS": "jialing.example", "JIALING_SECRET_KEY": "k" * 60, "JIALING_DEMO": "on"}
    line = [sys.executable, "-m", "jialing.portal.serve", "--port", "1", "--data", str(built)]
    told = subprocess.run(line, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, "JIALING_DEMO=on" in told.stderr, "Traceback" in told.stderr) == (7, True, False)


def test_demo_is_on_at_the_desk_on_invented_data() -> None:
    assert demo_mode.is_on()


def test_demo_is_off_on_real_data(settings: SettingsWrapper, tmp_path: Path, built: Path) -> None:
    version = (built / "lake" / "current").read_text(encoding="utf-8").strip()
    folder = tmp_path / "lake" / "versions" / version
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"is_invented": False}), encoding="utf-8")
    (tmp_path / "lake" / "current").write_text(version, encoding="utf-8")
    settings.DATA = tmp_path
    assert not demo_mode.is_on()
