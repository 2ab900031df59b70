"""Addresses: each says who may enter, and one that does not answers nobody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jialing.errors import NotAllowed, SchemaError
from jialing.portal.common.access import VISITOR, declaration, enter, every_route
from jialing.portal.common.access.checks import check_access

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper


def test_every_address_says_who_may_enter() -> None:
    assert sorted(declaration().routes) == sorted(every_route())


def test_declaration_fits_models_relations_and_addresses() -> None:
    assert check_access() == []


def test_address_without_rule_answers_nobody(client: Client, settings: SettingsWrapper, tmp_path: Path) -> None:
    file = tmp_path / "access.toml"
    file.write_text('[routes]\nfirst = ["anyone"]\n', encoding="utf-8")
    settings.ACCESS_DECLARATION = file
    with pytest.raises(SchemaError) as refused:
        client.get("/robots.txt")
    assert refused.value.code == "access.unknown_route"
    assert "robots.txt" in " ".join(str(fault.msg) for fault in check_access())


def test_visitor_is_told_to_sign_in(settings: SettingsWrapper, tmp_path: Path) -> None:
    file = tmp_path / "access.toml"
    file.write_text('[routes]\nfirst = ["role:auditor"]\n', encoding="utf-8")
    settings.ACCESS_DECLARATION = file
    with pytest.raises(NotAllowed) as refused:
        enter(VISITOR, "first")
    assert refused.value.code == "access.sign_in"
