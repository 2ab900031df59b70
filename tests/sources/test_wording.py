"""Every reason and rule that the readers name is worded."""

from __future__ import annotations

import re
from pathlib import Path

import jialing.sources
from jialing.base.phrases import catalogue

ROOM = Path(jialing.sources.__file__).parent
NAMED = re.compile(r'"((?:reject|repair)\.[a-z_]+)"')


def _codes() -> set[str]:
    return {code for path in ROOM.rglob("*.py") for code in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_codes_are_worded() -> None:
    assert sorted(_codes() - set(catalogue())) == []


def test_codes_worded_here_are_used() -> None:
    import tomllib

    text = (ROOM.parent / "base" / "wording" / "sources.toml").read_text(encoding="utf-8")
    worded = {
        f"{kind}.{code}"
        for kind, codes in tomllib.loads(text).items()
        if kind in ("reject", "repair")
        for code in codes
    }
    by_mappings = {"reject.not_published", "reject.header_repeated"}
    assert sorted(worded - _codes() - by_mappings) == []


def test_reasons_with_parameters_have_a_name_without() -> None:
    words = catalogue()
    lacking = [code for code in _codes() if "{" in words[code]["en"] and f"{code}.name" not in words]
    assert sorted(lacking) == []
