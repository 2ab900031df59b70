"""Teams: asked, agreed, refused, closed once the proposal is filed."""

from __future__ import annotations

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.programmes.actions.proposals import move_proposal
from jialing.portal.programmes.actions.teams import answer_invitation, invite, remove
from jialing.portal.programmes.models import Proposal, TeamMember
from jialing.portal.programmes.queries.proposals import facts_of
from tests.portal.accounts.factory import person
from tests.portal.programmes.calling import DURING, begun, somebody, written

pytestmark = pytest.mark.django_db


def invited(proposal: Proposal, name: str = "Wei", **more: str) -> TeamMember:
    return invite(proposal, names={"name_en": name}, organisation=proposal.applicant, by=somebody(), **more)


def test_team_is_confirmed_when_all_have_agreed() -> None:
    proposal, user = begun(), person()
    member = invited(proposal, email=user.email)
    assert facts_of(proposal)["team.confirmed"] is False
    answer_invitation(member, agrees=True, by=somebody(user.public_id), at=DURING, seen=1)
    assert facts_of(proposal)["team.confirmed"] is True


def test_nobody_agrees_for_another() -> None:
    member = invited(begun(), email=person().email)
    with pytest.raises(NotAllowed):
        answer_invitation(member, agrees=True, by=somebody(), at=DURING, seen=1)


def test_address_without_account_is_not_told() -> None:
    assert (invited(begun(), email="nobody@example.org").state) == "invited"


def test_same_member_is_asked_once() -> None:
    proposal = begun()
    invited(proposal)
    with pytest.raises(InputError) as refused:
        invited(proposal)
    assert refused.value.code == "team.there_already"


def test_lead_stays() -> None:
    proposal = begun()
    with pytest.raises(InputError) as refused:
        remove(proposal.team.get(), by=somebody(), seen=1)
    assert refused.value.code == "team.lead_stays"


def test_team_of_a_filed_proposal_is_closed() -> None:
    proposal = written(begun())
    move_proposal(proposal, "file", by=somebody(), at=DURING, key="file")
    with pytest.raises(WrongState) as refused:
        invited(proposal)
    assert refused.value.code == "team.closed"
