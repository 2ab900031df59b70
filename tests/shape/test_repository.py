"""What the repository must not hold, and what it must look like."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_root_has_at_most_twenty_entries() -> None:
    assert len({p.relative_to(ROOT).parts[0] for p in _tracked()} - {".gitignore"}) <= 20


def test_locks_name_no_index() -> None:
    named = [
        p.name
        for p in (ROOT / "requirements").glob("*.txt")
        if re.search(r"https?://|--index|--find-links", p.read_text())
    ]
    assert named == []


def test_no_lock_with_addresses_is_tracked() -> None:
    assert [p.name for p in _tracked() if p.name in {"uv.lock", "pylock.toml", "poetry.lock"}] == []


def test_no_large_file_is_tracked() -> None:
    assert [str(p.relative_to(ROOT)) for p in _tracked() if p.stat().st_size > 2_000_000] == []


def test_decision_records_are_short() -> None:
    long = [p.name for p in (ROOT / "docs" / "decisions").glob("*.md") if len(p.read_text().splitlines()) > 50]
    assert long == []
