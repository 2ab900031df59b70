"""Several dumps in one folder: the newest is read, in its newest schema, once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jialing.schema.rows import Part

_RELEASE = re.compile(r"v(\d+)\.(\d+)(?:\.(\d+))?-\d{4}-\d{2}-\d{2}")
_SCHEMA_2 = re.compile(r"schema_v2", re.IGNORECASE)


def release_of(label: str) -> str | None:
    """The release that a dump's name states, such as v2.1-2026-06-30."""
    found = list(_RELEASE.finditer(label))
    return found[-1][0] if found else None


def release_number(label: str) -> tuple[int, ...]:
    """(2, 1, 0) of v2.1-2026-06-30; empty where the name states no release."""
    found = list(_RELEASE.finditer(label))
    return tuple(int(number or 0) for number in found[-1].groups()) if found else ()


def newest_release(parts: Sequence[Part]) -> tuple[list[Part], list[str]]:
    """The part to read and the labels of those left out; parts without a release in their name give way to one with."""
    if len(parts) < 2:
        return list(parts), []
    best = max(parts, key=_rank)
    if release_of(best.label) is None:
        return list(parts), []
    return [best], [part.label for part in parts if part is not best]


def _rank(part: Part) -> tuple[tuple[int, ...], bool, str]:
    return release_number(part.label), bool(_SCHEMA_2.search(part.label)), part.label
