"""Everything that the description promises holds of the served interface (schemathesis, all its checks).

Longer by hand, against a portal that runs: docs/reference/api.md.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry import models as m
from tests.portal.api.world import officer_key
from tests.portal.registry.factory import organisation, platform, saved

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = 55
LEAST_CASES = 300
"""Fewer in that time would say that the description was hardly tried."""


def small_world() -> None:
    """One or two records of every kind, invented."""
    host = organisation("Jialing Institute", uscc="")
    lab = platform("Laboratory", authority=host)
    saved(m.Designation(name_en="Pilot", kind="ai_pilot_zone", level="national", place_id="CN-500000"))
    zone = saved(m.Zone(name_en="Zone", place_id="CN-500000", managing_body=host))
    saved(m.ZoneEntry(zone=zone, organisation=host, state="applied", applied_on=date(2026, 1, 1)))
    alliance = saved(m.Alliance(name_en="Alliance", place_id="CN-500000", state="active", secretariat=host))
    saved(m.Membership(alliance=alliance, organisation=host, state="applied"))
    saved(m.Founding(name_en="Joint", place_id="CN-500000", state="negotiating"))
    saved(m.Recognition(kind="high_tech_enterprise", organisation=host, state="proposed", place_id="CN-500000"))
    saved(m.Accreditation(procedure="provincial_platform", platform=lab, applicant=host, place_id="CN-500000"))
    rebuild()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_description_holds_of_what_is_served(
    static_root: None, live_server: Any, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.API_LIMITS = {"token": 10**6, "address": 10**6, "wrong_token": 10**6}
    small_world()
    run = asked_by_schemathesis(live_server.url, officer_key(), tmp_path, seconds=SECONDS)
    told = f"{run.stdout}\n{run.stderr}"
    cases = cases_of(told)
    print(f"schemathesis: {cases} cases\n{told[-1500:]}")
    assert run.returncode == 0, told[-6000:]
    assert cases >= LEAST_CASES, told[-3000:]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_interface_that_asks_nobody_who_they_are_is_found_out(
    static_root: None,
    live_server: Any,
    settings: SettingsWrapper,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check on authorization is worth something: it fails where every request is taken for the officer's."""
    from jialing.portal.accounts.queries import viewer_of
    from jialing.portal.api import middleware
    from jialing.portal.api.models import ApiToken

    settings.API_LIMITS = {"token": 10**6, "address": 10**6, "wrong_token": 10**6}
    small_world()
    key = officer_key()
    token = ApiToken.objects.get()
    officer = viewer_of(token.user, timezone.localdate())

    def everybody(asked: Any) -> None:
        asked.token, asked.viewer = token, officer

    monkeypatch.setattr(middleware, "_know", everybody)
    only = ("--include-path", "/api/v1/me", "--include-path", "/api/v1/organisations", "--checks", "ignored_auth")
    run = asked_by_schemathesis(live_server.url, key, tmp_path, seconds=20, only=only)
    assert (run.returncode, "ignored_auth" in run.stdout or "authentication" in run.stdout.lower()) == (1, True)


def cases_of(told: str) -> int:
    """How many requests were generated, as the tool's summary says."""
    found = re.search(r"(\d[\d,]*) generated", told)
    return int(found[1].replace(",", "")) if found else 0


def asked_by_schemathesis(
    url: str, key: str, folder: Path, *, seconds: int, only: Sequence[str] = ("--checks", "all")
) -> subprocess.CompletedProcess[str]:
    """All phases and (unless ``only`` says otherwise) all checks, for at most so long."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"),
        f"{url}/api/v1/openapi.json",
        *only,
        *("--max-time", str(seconds), "--max-examples", "2", "--seed", "8"),
        *("--header", f"Authorization: Bearer {key}", "--no-color", "--generation-database", "none"),
        *("--suppress-health-check", "all"),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False, cwd=folder)
