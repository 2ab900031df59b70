"""The page of indicators is what the specifications say now."""

from __future__ import annotations

from tests.spec.render import PAGE, rendered


def test_page_of_indicators_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == rendered(), "run: python -m tests.spec.render"
