"""Whatever people do, whenever the clock says what: no forbidden state, no lost case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jialing.errors import NotAllowed, WrongState
from jialing.procedure import Case, Who, Workflow, advance, begin, check_workflow, moves_now, read_workflow, take
from jialing.procedure import schedule as dated
from tests.procedure.small import SMALL

WALKS = settings(max_examples=80, deadline=None)
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORKFLOW = dated(read_workflow(SMALL), {"opens": START, "filing": START + timedelta(days=30)})
PEOPLE = [Who(f"p{n}", frozenset(actors)) for n, actors in enumerate([["applicant"], ["institution"], ["officer"]])]
PEOPLE += [Who("all", frozenset(WORKFLOW.actors))]
NAMES = sorted({move.name for move in WORKFLOW.moves})
FACTS = st.fixed_dictionaries(
    {
        "form.proposal": st.sampled_from([True, False, None]),
        "integrity": st.sampled_from([True, False, None]),
        "n_reviews": st.sampled_from([None, 0, 3, 4]),
    }
)
DAYS = st.timedeltas(timedelta(days=-20), timedelta(days=20))
STEPS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(NAMES), DAYS, FACTS), max_size=25)


@WALKS
@given(STEPS)
def test_no_walk_reaches_what_the_rules_forbid_or_loses_the_case(steps: list) -> None:  # type: ignore[type-arg]
    case, at, passed = begin(WORKFLOW, START), START, []
    for who, name, later, facts in steps:
        at += later
        before = case
        case, own = advance(WORKFLOW, case, at, facts)
        passed += [step.target for step in own]
        try:
            case = take(WORKFLOW, case, name, who, at, facts)
        except (WrongState, NotAllowed):
            assert case.edition == before.edition + len(own)
            continue
        passed.append(case.state)
        assert case.edition == before.edition + len(own) + 1
        assert case.state != "awarded" or (facts["integrity"] is True and facts["n_reviews"] in {3, 4})
        assert case.seen_at >= before.seen_at
    assert case.state in WORKFLOW.states
    assert "in_review" in passed or case.state != "awarded"
    assert case.counters.get("return", 0) <= 2


@WALKS
@given(STEPS)
def test_what_is_offered_can_be_taken_and_nothing_else(steps: list) -> None:  # type: ignore[type-arg]
    case, at = begin(WORKFLOW, START), START
    for who, name, later, facts in steps:
        at += later
        case, _ = advance(WORKFLOW, case, at, facts)
        open_ = {offer.move.name for offer in moves_now(WORKFLOW, case, who, at, facts) if offer.is_open}
        try:
            case = take(WORKFLOW, case, name, who, at, facts)
            is_taken = True
        except (WrongState, NotAllowed):
            is_taken = False
        assert is_taken == (name in open_)


LETTERS = "abcdef"


@st.composite
def workflows(draw: st.DrawFn) -> Workflow:
    """Small workflows of any shape, most of them wrong."""
    finals = draw(st.sets(st.sampled_from(LETTERS[1:]), max_size=2))
    edges = draw(st.lists(st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)), max_size=10, unique=True))
    states = "\n".join(
        f'{one} = {{ en = "{one}", zh = "态{one}", final = {str(one in finals).lower()} }}' for one in LETTERS
    )
    moves = "".join(
        f'\n[[moves]]\nname = "m{n}"\nen = "m{n}"\nzh = "步{n}"\nfrom = ["{a}"]\nto = "{b}"\nby = ["officer"]\n'
        for n, (a, b) in enumerate(edges)
    )
    head = 'name = "w"\nversion = "1"\ntitle = { en = "w", zh = "流" }\ntime_zone = "UTC"\nstart = "a"\n'
    return read_workflow(f'{head}[states]\n{states}\n[actors]\nofficer = {{ en = "O", zh = "官" }}\n{moves}')


@WALKS
@given(workflows())
def test_dead_ends_and_unreachable_states_are_those_that_a_slow_search_finds(workflow: Workflow) -> None:
    finals = {name for name, state in workflow.states.items() if state.is_final}
    edges = {(m.source[0], m.target) for m in workflow.moves if m.source[0] not in finals}
    closed = {(one, one) for one in workflow.states}
    for _ in LETTERS:
        closed |= {(a, d) for a, b in closed for c, d in edges if b == c}
    reached = {b for a, b in closed if a == "a"}
    dead = {one for one in reached if not any((one, final) in closed for final in finals)} if finals else set()
    found = check_workflow(workflow)
    told = {kind: {f.where for f in found if f.code.endswith(kind)} for kind in ("unreachable", "dead_end")}
    assert told == {
        "unreachable": {f"states.{one}" for one in workflow.states if one not in reached},
        "dead_end": {f"states.{one}" for one in dead},
    }


def test_a_case_is_a_value_that_no_move_changes() -> None:
    case = begin(WORKFLOW, START)
    take(WORKFLOW, case, "submit", PEOPLE[0], START, {"form.proposal": True})
    assert case == Case("draft", START, START, digest=WORKFLOW.digest)
