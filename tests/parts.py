"""The parts of the suite. Every test is in exactly one, by its folder, its markers and its fixtures."""

from __future__ import annotations

from collections.abc import Collection

PARTS = {
    "unit": "Python alone, on small tables: `make unit`",
    "built": "builds a lake, generates a world, or starts processes of its own",
    "outside": "drives a browser, or needs PostgreSQL or real data",
}
OUTSIDE = frozenset({"browser", "postgres", "shared"})
"""Markers of what lies outside Python."""
BUILDING_FOLDERS = frozenset({"pipeline", "world", "real", "journeys", "office"})
BUILDING_FIXTURES = frozenset({"built_world", "undecided"})


def part_of(*, folder: str, markers: Collection[str], fixtures: Collection[str]) -> str:
    """The part of a test in ``tests/<folder>/`` with these markers and, directly or not, these fixtures."""
    if not OUTSIDE.isdisjoint(markers):
        return "outside"
    is_built = folder in BUILDING_FOLDERS or "slow" in markers or not BUILDING_FIXTURES.isdisjoint(fixtures)
    return "built" if is_built else "unit"
