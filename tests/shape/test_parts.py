"""Every test of the suite is in exactly one part (see tests/parts.py)."""

from __future__ import annotations

import pytest

from tests.parts import PARTS, part_of


def test_every_test_of_this_run_is_in_exactly_one_part(request: pytest.FixtureRequest) -> None:
    parts = {item.nodeid: [m.name for m in item.iter_markers() if m.name in PARTS] for item in request.session.items}
    assert {name: found for name, found in parts.items() if len(found) != 1} == {}


@pytest.mark.parametrize(
    ("folder", "markers", "fixtures", "part"),
    [
        ("measure", [], ["tmp_path"], "unit"),
        ("figures", ["fonts"], [], "unit"),
        ("pipeline", [], [], "built"),
        ("measure", ["slow"], [], "built"),
        ("portal", [], ["undecided"], "built"),
        ("portal", ["browser", "slow"], [], "outside"),
        ("sources", ["shared"], [], "outside"),
        ("office", ["postgres"], [], "outside"),
    ],
)
def test_part_goes_by_folder_markers_and_fixtures(
    folder: str, markers: list[str], fixtures: list[str], part: str
) -> None:
    assert part_of(folder=folder, markers=markers, fixtures=fixtures) == part
