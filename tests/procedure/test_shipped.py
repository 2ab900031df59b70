"""What ships has no fault, keeps the rules of the real programme, and can be walked from end to end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.procedure import (
    Case,
    Fact,
    Who,
    Workflow,
    advance,
    begin,
    check_workflow,
    moves_now,
    read_workflow,
    schedule,
    take,
)
from jialing.schema import shipped_procedure, shipped_procedures

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORKFLOWS = {name: read_workflow(shipped_procedure("workflow", name)) for name in shipped_procedures("workflow")}
KINDS = sorted(WORKFLOWS)


def _dated(workflow: Workflow) -> Workflow:
    """Dates a month apart, in the order that the file gives."""
    dates = [name for name, deadline in workflow.deadlines.items() if deadline.days is None]
    return schedule(workflow, {name: START + timedelta(days=30 * nth) for nth, name in enumerate(dates)})


DATED = {name: _dated(workflow) for name, workflow in WORKFLOWS.items()}


def _all_good(workflow: Workflow) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        need.fact: True if need.kind != "field" else "because" for need in workflow.needs.values()
    }
    for guard in workflow.guards.values():
        facts[guard.fact] = guard.value if guard.value is not None else guard.kind == "is_true"
    return facts


def test_every_kind_of_call_ships() -> None:
    assert set(KINDS) == {
        *("ordinary_one_stage", "ordinary_two_stages", "horse_race", "project"),
        *("demand_list_need", "demand_list_bid", "result_list_result", "result_list_bid"),
    }


@pytest.mark.parametrize("name", KINDS)
def test_what_ships_has_no_fault(name: str) -> None:
    assert check_workflow(WORKFLOWS[name]) == ()


def test_a_draft_that_nobody_filed_never_becomes_the_offices() -> None:
    text = shipped_procedure("workflow", "ordinary_one_stage")
    assert text.count('to = "not_filed"') == 2
    found = check_workflow(read_workflow(text.replace('to = "not_filed"', 'to = "lapsed"', 1)))
    assert {(finding.code, finding.where) for finding in found} == {
        ("procedure.check.seen", f"sections.{section}") for section in ("identity", "plan", "budget")
    }


@pytest.mark.parametrize("name", KINDS)
def test_documents_are_said_to_be_unverified(name: str) -> None:
    assert "to be verified" in WORKFLOWS[name].document


def test_a_text_that_does_not_ship_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        shipped_procedure("workflow", "../circles/chengdu-chongqing")
    assert caught.value.code == "procedure.not_shipped"


def _walked(name: str, moves: list[str]) -> Case:
    workflow = DATED[name]
    facts, at = _all_good(workflow), START + timedelta(hours=1)
    case = begin(workflow, at)
    for nth, move in enumerate(moves):
        if move.startswith("+"):
            at += timedelta(days=int(move))
            case, _ = advance(workflow, case, at, facts)
            continue
        case = take(workflow, case, move, Who(f"p{nth}", frozenset(workflow.actors)), at, facts)
    return case


FILED = ["submit", "pass_by_institution", "recommend", "pass_by_department", "accept"]
DECIDED = ["propose_award", "+8", "award"]
REVIEWED = ["start_review", "close_review", "record_panel"]


@pytest.mark.parametrize(
    ("name", "moves", "state"),
    [
        ("ordinary_one_stage", [*FILED, *REVIEWED, *DECIDED], "awarded"),
        ("ordinary_two_stages", ["submit_concept", "invite", *FILED, *REVIEWED, *DECIDED], "awarded"),
        (
            "horse_race",
            [*FILED, *REVIEWED, *DECIDED, "report_1", "advance_1", "report_2", "win"],
            "won",
        ),
        ("horse_race", [*FILED, *REVIEWED, *DECIDED, "report_1", "eliminate_1", "settle"], "eliminated"),
        (
            "demand_list_need",
            ["submit", "recommend", "pass_by_department", "verify", "publish", "+61", "match"],
            "matched",
        ),
        (
            "demand_list_bid",
            [*FILED, "hand_over", "to_panel", *DECIDED, "sign", "report_milestone", "confirm_milestone"],
            "running",
        ),
        (
            "project",
            ["file_task_book", "sign_task_book", "+10", "pass_midterm", "+31", "file_evaluation"],
            "in_evaluation",
        ),
    ],
)  # fmt: skip
def test_a_call_runs_from_end_to_end(name: str, moves: list[str], state: str) -> None:
    assert _walked(name, moves).state == state


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("days", [0, 1000])
def test_whoever_has_done_all_is_never_stuck(name: str, days: int) -> None:
    """Early and when every date is over: with all facts good, a case moves by somebody or by itself from everywhere."""
    workflow, later = DATED[name], START + timedelta(days=days, hours=1)
    everybody = Who("somebody", frozenset(workflow.actors))
    stuck = []
    for state in (one for one in workflow.states.values() if not one.is_final):
        case = Case(state.name, START, START, digest=workflow.digest)
        offers = moves_now(workflow, case, everybody, later, _all_good(workflow))
        _, steps = advance(workflow, case, later, _all_good(workflow))
        if not steps and not any(offer.is_open for offer in offers):
            stuck.append(state.name)
    assert stuck == []


WALK = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 99), st.integers(0, 6)), max_size=60)


@settings(max_examples=80, deadline=None)
@given(name=st.sampled_from(KINDS), steps=WALK, rule=st.booleans())
def test_no_walk_gets_past_a_compulsory_step(name: str, steps: list[tuple[int, int, int]], rule: bool) -> None:
    """Every actor may try anything; each compulsory step was passed by whoever is beyond it."""
    workflow = DATED[name]
    facts, at = _all_good(workflow), START + timedelta(hours=1)
    facts["rules.acceptance"] = rule
    case = begin(workflow, at, facts)
    passed = {case.state}
    for person, choice, days in steps:
        at += timedelta(days=days)
        case, own = advance(workflow, case, at)
        passed |= {name for step in own for name in (step.move.name, step.target)}
        moves = workflow.moves_from(case.state)
        if not moves:
            break
        move = moves[choice % len(moves)]
        try:
            case = take(workflow, case, move.name, Who(f"p{person}", frozenset(workflow.actors)), at)
        except (WrongState, NotAllowed):
            continue
        passed |= {move.name, case.state}
        assert rule or move.name not in {"accept", "verify"}
    for must in workflow.musts:
        assert must.to not in passed or passed.intersection(must.passes)
