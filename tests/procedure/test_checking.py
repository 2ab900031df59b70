"""The checker finds each fault that is planted in a workflow without faults, and shows the way to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from jialing.base.phrases import LANGUAGES
from jialing.procedure import Finding, check_workflow, read_workflow, said
from jialing.procedure.workflow import Workflow
from tests.procedure.small import SMALL

LIMBO = '[states]\nlimbo = { en = "Limbo", zh = "悬置" }'
MOVE = """
[[moves]]
name = "{name}"
en = "{name}"
zh = "步骤"
from = ["{source}"]
to = "{target}"
{who}
"""


def _move(source: str, target: str, who: str = 'by = ["officer"]', name: str = "planted") -> str:
    return MOVE.format(name=name, source=source, target=target, who=who)


def _swapped(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1, old
    return SMALL.replace(old, new, 1)


def _end_of(move: str, line: str) -> str:
    """The file with one line more in a move."""
    return _swapped(f'name = "{move}"', f'name = "{move}"\n{line}')


PLANTED = [
    ("unreachable", _swapped("[states]", LIMBO) + _move("limbo", "declined")),
    ("dead_end", _swapped("[states]", LIMBO) + _move("draft", "limbo")),
    ("dead_end", _swapped("[states]", LIMBO) + _move("draft", "limbo") + _move("limbo", "limbo", name="round")),
    (
        "dead_end",
        _swapped("[states]", LIMBO)
        + _move("at_institution", "limbo")
        + _move("limbo", "at_institution", 'by = ["officer"]\nmost = 1', name="back"),
    ),
    ("no_final", SMALL.replace(", final = true", "")),
    ("final_left", SMALL + _move("awarded", "declined")),
    ("nobody_takes", _swapped('to = "awarded"\nby = ["officer"]', 'to = "awarded"\nby = ["expert"]')),
    ("skipped", SMALL + _move("draft", "awarded")),
    ("ambiguous", SMALL + _move("draft", "declined", name="submit")),
    ("ambiguous", SMALL + _move("draft", "in_review", 'at = "filing"')),
    ("loop", SMALL + _move("in_review", "at_institution", 'at = "ten_days"')),
    ("seen", _swapped('institution = "*", officer = "*" }', 'expert = ["in_review"] }')),
    ("seen", _swapped('["awarded", "declined"] }', '["in_review", "awarded"] }')),
    ("unread_written", _swapped('write = { applicant = "draft" }', 'write = { expert = "in_review" }')),
    ("notice_unread", _swapped('"institution", about = "plan"', '"institution", about = "reviews"')),
    ("notice_unread", _swapped('notices = [{ to = "applicant" }]', 'notices = [{ to = "expert" }]')),
    ("deadline_loop", _swapped('zh = "开始时间"', 'zh = "开始时间"\nafter = ["filing"]')),
    ("window_empty", _swapped('after = "opens"\nbefore = "filing"', 'after = "filing"\nbefore = "opens"')),
    (
        "always_late",
        _swapped("[states]", '[states]\nlate = { en = "Late", zh = "逾期" }').replace(
            'to = "declined"\nat = "filing"', 'to = "late"\nat = "filing"'
        )
        + _move("late", "declined", 'by = ["officer"]\nbefore = "filing"')
        + _move("late", "declined", name="at_any_time"),
    ),
    ("stuck", _swapped('at = "filing"', 'by = ["officer"]\nbefore = "filing"')),
    ("unused", _swapped('guards = ["second"]', "")),
]
RETURNED_OUT = PLANTED[3][1]


def _codes(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code.rpartition(".")[2] for finding in found}


def _with(text: str) -> Workflow:
    return read_workflow(text)


def test_the_workflow_without_faults_has_none() -> None:
    assert check_workflow(_with(SMALL), forms=["proposal"]) == ()


@pytest.mark.parametrize(("code", "text"), PLANTED, ids=[f"{n}-{code}" for n, (code, _) in enumerate(PLANTED)])
def test_a_planted_fault_is_found_and_worded(code: str, text: str) -> None:
    there = ["applicant", "institution", "officer"] if code == "nobody_takes" else None
    found = check_workflow(_with(text), existing=there)
    assert code in _codes(found)
    assert all(said(finding, lang) for finding in found for lang in LANGUAGES)


@pytest.mark.parametrize("code", ["unreachable", "skipped", "loop", "unused", "final_left"])
def test_a_single_fault_is_found_alone(code: str) -> None:
    text = next(text for planted, text in PLANTED if planted == code)
    assert _codes(check_workflow(_with(text))) == {code}


def test_a_step_behind_which_nobody_stands_holds_the_case() -> None:
    found = check_workflow(_with(SMALL), existing=["applicant", "institution", "expert"])
    assert [(f.code.rpartition(".")[2], f.where) for f in found] == [
        ("nobody_takes", "moves.award"),
        ("nobody_takes", "moves.decline"),
        ("nobody_leaves", "states.in_review"),
    ]


def test_a_form_that_the_call_lacks_is_found() -> None:
    assert _codes(check_workflow(_with(SMALL), forms=["task_book"])) == {"form_unknown"}


def test_dates_out_of_order_are_found() -> None:
    plain = _with(SMALL)
    at = datetime(2026, 1, 1, tzinfo=plain.zone)
    dated = {name: replace(d, at=at if d.days is None else None) for name, d in plain.deadlines.items()}
    assert _codes(check_workflow(replace(plain, deadlines=dated))) == {"dates_order"}


def test_too_many_places_are_said_to_be_too_many() -> None:
    limited = "".join(_move("draft", "draft", 'by = ["officer"]\nmost = 9', name=f"round_{n}") for n in range(7))
    assert _codes(check_workflow(_with(SMALL + limited))) == {"too_large"}


def test_a_skipped_step_is_shown_by_its_shortest_way() -> None:
    (found,) = check_workflow(_with(SMALL + _move("at_institution", "awarded")))
    assert said(found, "en") == (
        "“Awarded” can be reached without a compulsory step (every award was reviewed). Lead every way through it."
        " The way there: Submit → planted."
    )


def test_a_dead_end_after_the_last_return_is_shown_with_all_returns() -> None:
    found = [f for f in check_workflow(_with(RETURNED_OUT)) if f.code.endswith("dead_end")]
    assert [[step.en for step in finding.path] for finding in found] == [["Submit", "planted", "back", "planted"]]
