"""Templates that templates name are there: one that was moved breaks no page unseen."""

from __future__ import annotations

import re
from pathlib import Path

PORTAL = Path(__file__).resolve().parents[2] / "jialing" / "portal"
NAMED = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+\.html)["']""")


def test_templates_that_are_named_are_there() -> None:
    folders = sorted(PORTAL.glob("*/templates"))
    there = {str(one.relative_to(folder)) for folder in folders for one in folder.rglob("*.html")}
    named = {name for folder in folders for one in folder.rglob("*.html") for name in NAMED.findall(one.read_text())}
    assert sorted(named - there) == []
