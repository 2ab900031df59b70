"""The page on bad input names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "bad-input.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
LINES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| bad input")]


def test_every_test_that_is_named_is_there() -> None:
    gone = [
        f"{file}::{name}" for file, name in NAMED if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert (gone, len(NAMED) > 50) == ([], True)


def test_every_line_names_a_test() -> None:
    assert [line[:60] for line in LINES if "::test_" not in line] == []
