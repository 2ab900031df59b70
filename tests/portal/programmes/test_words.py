"""Everything that the actions write to the audit log, and every code they refuse with, has words."""

from __future__ import annotations

import re
from pathlib import Path

import jialing.portal.programmes as app
from jialing.base.phrases import catalogue
from jialing.portal.programmes.enums import OrderState

SOURCES = sorted(Path(str(app.__file__)).parent.rglob("*.py"))
AUDITED = re.compile(r'audit\(\s*[\w.()"]+,\s*"([a-z_]+\.[a-z_]+)"|code="([a-z_]+\.[a-z_]+)"')
LACK = re.compile(r'Lack\("([a-z_]+)"')


def found(pattern: re.Pattern[str]) -> set[str]:
    return {next(filter(None, one.groups())) for path in SOURCES for one in pattern.finditer(path.read_text("utf-8"))}


def test_every_code_written_to_the_audit_log_is_worded() -> None:
    codes = found(AUDITED) | {f"order.{state}" for state in (OrderState.REFUSED, OrderState.WITHDRAWN)}
    assert {code for code in codes if f"audit.{code}" not in catalogue()} == set()


def test_every_lack_of_a_call_is_worded() -> None:
    assert {code for code in found(LACK) if f"call.lack.{code}" not in catalogue()} == set()
