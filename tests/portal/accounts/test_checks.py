"""What the start says about accounts, and how mail leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.config import Config
from jialing.errors import InputError
from jialing.portal.accounts.checks import FILES, check_accounts
from jialing.portal.mail import mail

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper


def _ids() -> list[str | None]:
    return [fault.id for fault in check_accounts()]


def test_desk_is_in_order() -> None:
    assert _ids() == []


def test_demo_in_production_is_an_error(settings: SettingsWrapper) -> None:
    settings.ALLOWED_HOSTS = ["jialing.example"]
    settings.CONFIG = Config(demo="on")
    assert _ids() == ["accounts.E001"]


@pytest.mark.parametrize("host", ["*", ".example.org"])
def test_host_that_a_request_chooses_needs_an_address_for_mails(settings: SettingsWrapper, host: str) -> None:
    settings.ALLOWED_HOSTS = [host]
    assert _ids() == ["accounts.E002"]
    settings.PUBLIC_ADDRESS = "https://jialing.example.org"
    assert _ids() == []


def test_office_without_mail_is_warned(settings: SettingsWrapper) -> None:
    settings.IS_DESK, settings.EMAIL_BACKEND = False, FILES
    assert _ids() == ["accounts.W001"]


def test_mail_leaves_by_the_server_named(tmp_path: Path) -> None:
    found = mail("smtps://jialing:p%40ss@mail.example.org", tmp_path)
    named = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_USE_TLS")
    assert [found[name] for name in named] == ["mail.example.org", 465, "jialing", "p@ss", True, False]


def test_mail_is_encrypted_on_the_way_by_default(tmp_path: Path) -> None:
    found = mail("smtp://mail.example.org:2525", tmp_path)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (2525, True)


def test_mail_is_a_file_at_the_desk(tmp_path: Path) -> None:
    assert mail("", tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "portal" / "mail"


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.org", "smtp:///x"])
def test_address_that_is_none_is_refused_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        mail(url, tmp_path)
    assert (caught.value.code, url in str(caught.value)) == ("portal.mail_url", False)
