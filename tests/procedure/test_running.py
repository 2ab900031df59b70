"""What may be done in a case, by whom, until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.procedure import Case, Who, advance, begin, due, may_read, moves_now, said, schedule, take
from jialing.procedure.workflow import read_workflow
from tests.procedure.small import SMALL

OPENS, FILING = datetime(2026, 3, 1, 9), datetime(2026, 4, 1, 17)
WORKFLOW = schedule(read_workflow(SMALL), {"opens": OPENS, "filing": FILING})
ZONE = WORKFLOW.zone
MARCH = datetime(2026, 3, 10, 12, tzinfo=ZONE)
END = FILING.replace(tzinfo=ZONE)
LI, WANG, ZHAO = (
    Who("li", frozenset({"applicant"})),
    Who("wang", frozenset({"institution"})),
    Who("zhao", frozenset({"officer"})),
)
FILED = {"form.proposal": True}


def _at_institution(at: datetime = MARCH) -> Case:
    return take(WORKFLOW, begin(WORKFLOW, MARCH), "submit", LI, at, FILED)


def _refusals(case: Case, who: Who, at: datetime, facts: dict[str, object] | None = None) -> dict[str, list[str]]:
    offers = moves_now(WORKFLOW, case, who, at, facts or {})  # type: ignore[arg-type]
    return {offer.move.name: [one.code.rpartition(".")[2] for one in offer.refusals] for offer in offers}


def test_a_move_is_offered_to_whom_it_belongs() -> None:
    case = begin(WORKFLOW, MARCH)
    assert (_refusals(case, LI, MARCH, FILED), _refusals(case, WANG, MARCH, FILED)) == ({"submit": []}, {})


def test_a_refused_move_says_every_reason() -> None:
    early = datetime(2026, 2, 1, tzinfo=ZONE)
    assert _refusals(begin(WORKFLOW, early), LI, early) == {"submit": ["too_early", "need"]}


def test_unknown_facts_let_nothing_pass() -> None:
    case = take(WORKFLOW, _at_institution(), "pass_on", WANG, MARCH)
    assert _refusals(case, ZHAO, MARCH, {"integrity": None, "n_reviews": 2}) == {
        "award": ["unknown", "guard"],
        "decline": ["unknown"],
    }


def test_grace_counts_to_its_last_instant() -> None:
    last = END + timedelta(seconds=60)
    case = begin(WORKFLOW, MARCH)
    assert [_refusals(case, LI, at, FILED)["submit"] for at in (last, last + timedelta(microseconds=1))] == [
        [],
        ["due_first", "too_late"],
    ]


def test_a_deadline_is_the_same_in_every_zone() -> None:
    assert _refusals(begin(WORKFLOW, MARCH), LI, END.astimezone(UTC), FILED) == {"submit": []}


def test_what_is_overdue_happens_by_itself_once() -> None:
    late = END + timedelta(days=1)
    case, steps = advance(WORKFLOW, begin(WORKFLOW, MARCH), late)
    assert (case.state, [step.move.name for step in steps], advance(WORKFLOW, case, late)[1]) == (
        "declined",
        ["lapse"],
        (),
    )


def test_days_end_with_the_last_day_and_start_anew_with_each_entry() -> None:
    case = _at_institution()
    ends = datetime(2026, 3, 21, tzinfo=ZONE)
    assert [bool(due(WORKFLOW, case, at)) for at in (ends, ends + timedelta(seconds=1))] == [False, True]


def test_a_clock_that_goes_back_opens_no_closed_deadline() -> None:
    case = _at_institution(END)
    case = take(WORKFLOW, case, "return", WANG, END + timedelta(seconds=61))
    assert (_refusals(case, LI, MARCH, FILED), case.seen_at) == (
        {"submit": ["due_first", "too_late"]},
        END + timedelta(seconds=61),
    )


def test_returns_are_counted() -> None:
    case = _at_institution()
    for _ in range(2):
        case = take(WORKFLOW, take(WORKFLOW, case, "return", WANG, MARCH), "submit", LI, MARCH, FILED)
    assert (_refusals(case, WANG, MARCH), case.edition) == ({"return": ["most"], "pass_on": []}, 5)


def test_the_same_person_is_no_second_one() -> None:
    both = Who("li", frozenset({"applicant", "institution"}))
    assert _refusals(_at_institution(), both, MARCH)["pass_on"] == ["guard"]


def test_a_move_of_others_is_refused() -> None:
    with pytest.raises(NotAllowed) as caught:
        take(WORKFLOW, begin(WORKFLOW, MARCH), "submit", ZHAO, MARCH, FILED)
    assert caught.value.code == "procedure.not_yours"


def test_a_second_submission_changes_nothing() -> None:
    with pytest.raises(WrongState) as caught:
        take(WORKFLOW, _at_institution(), "submit", LI, MARCH, FILED)
    assert caught.value.code == "procedure.not_from_here"


def test_a_refusal_raised_says_why_in_both_languages() -> None:
    with pytest.raises(WrongState) as caught:
        take(WORKFLOW, begin(WORKFLOW, MARCH), "submit", LI, MARCH)
    (reason,) = caught.value.params["reasons"]  # type: ignore[misc]
    assert (said(reason, "en"), said(reason, "zh")) == ("Still missing: the proposal.", "尚缺：申报书。")


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        begin(WORKFLOW, datetime(2026, 3, 1))
    assert caught.value.code == "procedure.time_without_zone"


def test_a_case_of_another_version_is_refused() -> None:
    other = read_workflow(SMALL.replace('version = "1"', 'version = "2"'))
    with pytest.raises(WrongState) as caught:
        moves_now(other, begin(WORKFLOW, MARCH), LI, MARCH)
    assert caught.value.code == "procedure.other_version"


def test_experts_read_what_the_file_says() -> None:
    assert (may_read(WORKFLOW, "in_review", {"expert"}), may_read(WORKFLOW, "draft", {"expert"})) == (
        {"plan", "reviews"},
        set(),
    )


def test_dates_are_refused_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        schedule(read_workflow(SMALL), {"filing": OPENS, "opens": FILING, "ten_days": FILING, "tea": OPENS})
    assert [(f.code.rpartition(".")[2], f.where) for f in caught.value.params["findings"]] == [  # type: ignore[attr-defined]
        ("unknown", "tea"),
        ("unknown", "ten_days"),
        ("order", "filing"),
    ]


def test_dates_leave_the_digest() -> None:
    assert WORKFLOW.digest == read_workflow(SMALL).digest


def test_the_hour_that_is_there_twice_counts_as_two() -> None:
    berlin = read_workflow(SMALL.replace("Asia/Shanghai", "Europe/Berlin"))
    workflow = schedule(berlin, {"opens": OPENS, "filing": datetime(2026, 10, 25, 2, 30)})
    first = datetime(2026, 10, 25, 2, 10, tzinfo=workflow.zone)
    case = begin(workflow, first)
    offers = [moves_now(workflow, case, LI, at, FILED)[0].is_open for at in (first, first.replace(fold=1))]
    assert offers == [True, False]
