"""Proposals: one line of offices, deadlines with grace, double clicks, what each side sees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jialing.errors import NotAllowed, WrongState
from jialing.portal.common.access import Viewer, readable, visible
from jialing.portal.programmes.actions.proposals import advance_proposal, move_proposal, save_answers
from jialing.portal.programmes.models import Proposal, Step
from jialing.portal.programmes.queries.proposals import offers
from tests.portal.programmes.calling import CLOSES, DURING, begun, published, somebody, written
from tests.portal.programmes.factory import officer

pytestmark = pytest.mark.django_db


def moved(proposal: Proposal, name: str, by: Viewer, key: str = "", **more: object) -> Proposal:
    return move_proposal(proposal, name, by=by, at=more.pop("at", DURING), key=key or name)  # type: ignore[arg-type]


def filed() -> Proposal:
    return moved(written(begun()), "file", somebody())


def test_double_click_begins_one_proposal() -> None:
    call = published()
    assert begun(call).pk == begun(call).pk


def test_side_is_that_of_the_applicant() -> None:
    assert begun().side == "CN-500000"


def test_draft_is_seen_by_its_team_alone() -> None:
    proposal = begun()
    people = [somebody(), somebody("other"), officer(), somebody("clerk", proposal.applicant)]
    assert [visible(one, Proposal.objects.all()).count() for one in people] == [1, 0, 0, 0]


def test_filed_proposal_is_seen_by_the_offices_on_its_way() -> None:
    proposal = filed()
    people = [somebody("clerk", proposal.applicant), officer(), officer("CN-510000"), officer("CN-110000")]
    assert [visible(one, Proposal.objects.all()).count() for one in people] == [1, 1, 1, 0]


def test_other_side_sees_how_far_it_is_and_not_what_it_says() -> None:
    fields = readable(officer("CN-510000"), filed())
    assert ("state" in fields, "answers" in fields) == (True, False)


def test_filing_gives_a_number_and_keeps_the_version() -> None:
    proposal = filed()
    assert (proposal.state, proposal.number[-4:], proposal.versions.count()) == ("at_institution", "0001", 1)


def test_double_click_moves_once() -> None:
    proposal = filed()
    again = moved(proposal, "file", somebody(), key="file")
    assert (again.state, Step.objects.filter(proposal=proposal).count()) == ("at_institution", 1)


def test_move_is_refused_to_who_is_not_named() -> None:
    proposal = filed()
    with pytest.raises(NotAllowed):
        moved(proposal, "pass_on", somebody())


def test_proposal_passes_all_offices() -> None:
    proposal = filed()
    moved(proposal, "pass_on", somebody("clerk", proposal.applicant))
    assert moved(proposal, "accept", officer()).state == "accepted"


def test_officer_of_the_other_side_does_not_accept() -> None:
    proposal = filed()
    moved(proposal, "pass_on", somebody("clerk", proposal.applicant))
    with pytest.raises(NotAllowed):
        moved(proposal, "accept", officer("CN-510000"))


def test_return_lets_the_team_write_again_once() -> None:
    proposal = filed()
    clerk = somebody("clerk", proposal.applicant)
    moved(proposal, "return", clerk)
    written(proposal, aim="Better chips")
    moved(proposal, "file", somebody(), key="again")
    with pytest.raises(WrongState) as refused:
        moved(proposal, "return", clerk, key="return again")
    assert refused.value.code == "procedure.refused"
    assert [one.answers for one in proposal.versions.all()] == [{"aim": "Chips"}, {"aim": "Better chips"}]


def test_number_stays_when_filed_again() -> None:
    proposal = filed()
    number = proposal.number
    moved(proposal, "return", somebody("clerk", proposal.applicant))
    assert moved(proposal, "file", somebody(), key="again").number == number


def test_filing_in_the_grace_is_in_time() -> None:
    assert moved(written(begun()), "file", somebody(), at=CLOSES + timedelta(seconds=299)).state == "at_institution"


def test_filing_after_the_grace_is_late_and_says_so() -> None:
    proposal = begun()
    with pytest.raises(WrongState):
        moved(proposal, "file", somebody(), at=CLOSES + timedelta(seconds=301))
    assert advance_proposal(proposal, at=CLOSES + timedelta(seconds=301)).state == "expired"


def test_clock_that_goes_back_brings_nothing_back() -> None:
    proposal = begun()
    advance_proposal(proposal, at=CLOSES + timedelta(days=1))
    with pytest.raises(WrongState):
        moved(proposal, "file", somebody(), at=DURING)


def test_what_happens_by_itself_happens_once() -> None:
    proposal = begun()
    for _ in range(2):
        advance_proposal(proposal, at=CLOSES + timedelta(days=1))
    assert Step.objects.filter(proposal=proposal).count() == 1


def test_answers_of_a_filed_proposal_are_closed() -> None:
    proposal = filed()
    with pytest.raises(NotAllowed) as refused:
        written(proposal, aim="late")
    assert refused.value.code == "proposal.section_closed"


def test_two_writers_of_different_answers_both_stay() -> None:
    proposal = begun()
    written(proposal)
    save_answers(proposal, {"sum": "12.00"}, base={}, by=somebody(), at=DURING)
    assert proposal.answers == {"aim": "Chips", "sum": "12.00"}


def test_second_writer_of_the_same_answer_is_told_and_kept() -> None:
    proposal = begun()
    written(proposal)
    merged = save_answers(proposal, {"aim": "Steel"}, base={}, by=somebody(), at=DURING)
    kept = [(one.why, one.answers) for one in proposal.versions.all()]
    assert (len(merged.conflicts), proposal.answers, kept) == (1, {"aim": "Chips"}, [("conflict", {"aim": "Steel"})])


def test_incomplete_proposal_is_not_filed() -> None:
    with pytest.raises(WrongState) as refused:
        moved(begun(), "file", somebody())
    assert [one.code for one in refused.value.params["reasons"]] == ["procedure.refusal.need"]  # type: ignore[attr-defined]


def test_stranger_writes_nothing() -> None:
    with pytest.raises(NotAllowed):
        written(begun(), by=somebody("stranger"))


def test_offers_say_what_stands_against_them() -> None:
    proposal = begun()
    written(proposal).team.update(state="invited")
    (offer,) = offers(somebody(), proposal, DURING)
    assert [one.code for one in offer.refusals] == ["procedure.refusal.guard"]
