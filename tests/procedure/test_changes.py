"""What differs between two versions, and which changes a running case may undergo."""

from __future__ import annotations

import pytest

from jialing.procedure import changed, migratable, read_workflow
from tests.procedure.small import SMALL

OLD = read_workflow(SMALL)
AWARD = 'guards = ["integrity", "scores"]'


def _against(old: str, new: str, in_use: tuple[str, ...] = ("at_institution",)) -> list[str]:
    assert old in SMALL
    return [f.code.rpartition(".")[2] for f in migratable(OLD, read_workflow(SMALL.replace(old, new, 1)), in_use)]


def test_the_same_text_is_the_same_workflow() -> None:
    assert (changed(OLD, read_workflow(SMALL)).is_empty, read_workflow(SMALL).digest) == (True, OLD.digest)


def test_a_change_names_what_differs() -> None:
    new = read_workflow(SMALL.replace("most = 2", "most = 3").replace("grace_seconds = 60", ""))
    assert changed(OLD, new).changed == ("deadlines.filing", "moves.return")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("most = 2", "most = 3", []),
        ("most = 2", "most = 1", ["harder"]),
        (AWARD, 'guards = ["integrity"]', []),
        ('guards = ["second"]', 'guards = ["second", "scores"]', ["harder"]),
        ("value = 3", "value = 4", ["harder"]),
        ("days = 10", "days = 9", ["shorter"]),
        ("grace_seconds = 60", "grace_seconds = 30", ["shorter"]),
        ('applicant = ["awarded", "declined"]', 'applicant = ["awarded", "declined"], institution = "*"', ["opened"]),
        ('by = ["institution"]\nguards', 'by = ["officer"]\nguards', ["move"]),
    ],
)
def test_a_case_goes_over_only_where_nothing_gets_worse(old: str, new: str, found: list[str]) -> None:
    assert _against(old, new) == found


def test_what_lies_behind_a_case_may_change() -> None:
    assert _against(AWARD, 'guards = ["integrity", "scores", "second"]', in_use=("declined",)) == []


def test_a_state_in_use_that_is_gone_holds_the_case() -> None:
    new = read_workflow(SMALL.replace("in_review", "under_review"))
    assert {f.code.rpartition(".")[2] for f in migratable(OLD, new, ["in_review"])} >= {"state"}


def test_a_new_move_by_itself_holds_the_case() -> None:
    planted = (
        '\n[[moves]]\nname = "end"\nen = "End"\nzh = "终止"\nfrom = ["in_review"]\nto = "declined"\nat = "filing"\n'
    )
    assert [f.code.rpartition(".")[2] for f in migratable(OLD, read_workflow(SMALL + planted), ["in_review"])] == [
        "automatic"
    ]
