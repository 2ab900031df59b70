"""Alliances: founding and ending, members and votes, dues, meetings, activities, outputs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from jialing.errors import InputError, WrongState
from jialing.portal.common.access import Viewer, require
from jialing.portal.common.actions import record as audit
from jialing.portal.registry.actions.changing import change, claim, create, move, require_order, save
from jialing.portal.registry.enums import (
    ALLIANCE_MOVES,
    MEMBERSHIP_MOVES,
    AllianceState,
    BallotState,
    MembershipState,
    RecordKind,
    RepresentationState,
    Seat,
    VoteChoice,
)
from jialing.portal.registry.models import (
    Activity,
    Alliance,
    AllianceEvent,
    Ballot,
    DuesPayment,
    Meeting,
    Membership,
    Organisation,
    Output,
    Representation,
    Task,
    Vote,
)
from jialing.portal.registry.rules.moves import require_state

FIRST_YEAR = 1949


@transaction.atomic
def propose_alliance(values: Mapping[str, Any], *, by: Viewer, on: date, why: str = "") -> Alliance:
    """Propose an alliance; its secretariat or the officer of its place carries it on."""
    require(by, "alliance.create")
    made = Alliance(**values, state=AllianceState.PROPOSED)
    create(made, by=by, act="alliance.edit", code="alliance.proposed", why=why)
    AllianceEvent.objects.create(alliance=made, state=AllianceState.PROPOSED, on=on, why=why, by=by.public_id)
    return made


def edit_alliance(
    alliance: Alliance, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Alliance:
    """Change an alliance's purpose, charter, secretariat, rules of admission."""
    return change(alliance, values, by=by, act="alliance.edit", code="alliance.edited", why=why, seen=seen)


@transaction.atomic
def move_alliance(
    alliance: Alliance,
    after: str,
    *,
    by: Viewer,
    on: date,
    why: str = "",
    document_number: str = "",
    seen: int | None = None,
) -> Alliance:
    """Found, put to sleep, wake or dissolve. First activity sets the day of founding, the end that of dissolution."""
    values: dict[str, Any] = {}
    if after == AllianceState.ACTIVE and alliance.founded_on is None:
        values["founded_on"] = on
    if after == AllianceState.DISSOLVED:
        values["dissolved_on"] = on
    move(
        alliance, after, by=by, act="alliance.move", code="alliance.moved", moves=ALLIANCE_MOVES, why=why, seen=seen,
        values=values,
    )  # fmt: skip
    AllianceEvent.objects.create(
        alliance=alliance, state=after, on=on, why=why, document_number=document_number, by=by.public_id
    )
    return alliance


@transaction.atomic
def apply_for_membership(
    alliance: Alliance,
    organisation: Organisation,
    *,
    by: Viewer,
    on: date,
    application: str = "",
    seat: str = Seat.MEMBER,
) -> Membership:
    """Ask for membership of an organisation that one represents, or as the alliance's officer.

    Raises NotAllowed ``access.not_allowed``; InputError ``registry.there_already``.
    """
    require(by, "alliance.apply", alliance)
    row = Membership(
        alliance=alliance, organisation=organisation, seat=seat, applied_on=on, application=application,
        is_invented=alliance.is_invented,
    )  # fmt: skip
    return create(row, by=by, act="membership.apply", code="membership.applied")


@transaction.atomic
def open_ballot(membership: Membership, *, by: Viewer, on: date, closes_on: date) -> Ballot:
    """Let voting members decide. Raises InputError ``registry.dates_in_wrong_order``, ``registry.there_already``."""
    require(by, "membership.open_ballot", membership)
    require_order(on, closes_on)
    ballot = Ballot(membership=membership, opened_on=on, closes_on=closes_on, n_voters=len(voters(membership.alliance)))
    save(ballot, by=by)
    audit(by.public_id, "membership.ballot_opened", membership, ballot=ballot.public_id, closes_on=str(closes_on))
    return ballot


def voters(alliance: Alliance) -> list[Membership]:
    """Members who vote: admitted, all seats but observers."""
    rows = alliance.memberships.filter(state=MembershipState.ADMITTED, organisation__isnull=False)
    return list(rows.exclude(seat=Seat.OBSERVER))


@transaction.atomic
def vote(ballot: Ballot, voter: Membership, choice: str, *, by: Viewer, on: date) -> Vote:
    """Vote for a member that one represents; until the ballot closes the vote may be changed.

    Raises WrongState ``registry.ballot_closed``; InputError ``registry.no_vote`` (not a voting member one represents).
    """
    require(by, "ballot.vote", ballot)
    if ballot.state != BallotState.OPEN or on > ballot.closes_on:
        raise WrongState("registry.ballot_closed")
    if voter.pk not in {one.pk for one in votes_of(ballot, by)}:
        raise InputError("registry.no_vote")
    row, _ = Vote.objects.update_or_create(
        ballot=ballot, voter=voter, defaults={"choice": VoteChoice(choice), "by": by.public_id, "on": on}
    )
    audit(by.public_id, "membership.voted", ballot.membership, ballot=ballot.public_id)
    return row


def votes_of(ballot: Ballot, viewer: Viewer) -> list[Membership]:
    """The voting members for which somebody may vote: those they represent that were members when the ballot opened."""
    rows = voters(ballot.membership.alliance)
    return [
        one
        for one in rows
        if one.organisation_id in viewer.organisation_ids
        and (one.joined_on is None or one.joined_on <= ballot.opened_on)
    ]


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: Viewer, on: date) -> Ballot:
    """Count: a quorum of those who may vote, then a majority of yes and no. An admission that is carried follows.

    Raises WrongState ``registry.ballot_runs`` (until) before the day is over, unless everybody voted.
    """
    require(by, "ballot.close", ballot)
    require_state(ballot.state, BallotState.OPEN)
    choices = list(ballot.votes.values_list("choice", flat=True))
    if on <= ballot.closes_on and len(choices) < ballot.n_voters:
        raise WrongState("registry.ballot_runs", until=ballot.closes_on.isoformat())
    claim(ballot)
    ballot.state = outcome(choices, ballot.n_voters, ballot.membership.alliance)
    save(ballot, by=by)
    audit(by.public_id, "membership.ballot_closed", ballot.membership, ballot=ballot.public_id, state=ballot.state)
    if ballot.state == BallotState.CARRIED:
        admit(ballot.membership, by=by, on=on)
    return ballot


def outcome(choices: list[str], n_voters: int, alliance: Alliance) -> BallotState:
    """What a vote comes to by the charter's shares; a tie at the share is lost."""
    if len(choices) < alliance.quorum_share * n_voters or not choices:
        return BallotState.NO_QUORUM
    yes, no = choices.count(VoteChoice.YES), choices.count(VoteChoice.NO)
    return BallotState.CARRIED if yes > alliance.majority_share * (yes + no) else BallotState.LOST


def admit(membership: Membership, *, by: Viewer, on: date, why: str = "", seen: int | None = None) -> Membership:
    """Admit an applicant. Raises WrongState ``registry.vote_first`` where the charter wants a vote and none carried."""
    if membership.alliance.votes_on_admission and not membership.ballots.filter(state=BallotState.CARRIED).exists():
        raise WrongState("registry.vote_first")
    return _move(membership, MembershipState.ADMITTED, "admit", by=by, why=why, seen=seen, values={"joined_on": on})


def refuse_membership(membership: Membership, *, by: Viewer, why: str, seen: int | None = None) -> Membership:
    """Refuse an applicant. Raises InputError ``registry.why_missing``."""
    if not why.strip():
        raise InputError("registry.why_missing")
    return _move(membership, MembershipState.REFUSED, "refuse", by=by, why=why, seen=seen, values={})


def leave_alliance(
    membership: Membership, *, by: Viewer, on: date, why: str = "", seen: int | None = None
) -> Membership:
    """A member leaves."""
    return _move(membership, MembershipState.LEFT, "leave", by=by, why=why, seen=seen, values={"left_on": on})


def _move(
    membership: Membership, after: str, act: str, *, by: Viewer, why: str, seen: int | None, values: dict[str, Any]
) -> Membership:
    return move(
        membership, after, by=by, act=f"membership.{act}", code=f"membership.{after}", moves=MEMBERSHIP_MOVES, why=why,
        seen=seen, values=values,
    )  # fmt: skip


def edit_membership(
    membership: Membership, values: Mapping[str, Any], *, by: Viewer, why: str = "", seen: int | None = None
) -> Membership:
    """Change seat, duties, dues."""
    return change(membership, values, by=by, act="membership.edit", code="membership.edited", why=why, seen=seen)


@transaction.atomic
def pay_dues(
    membership: Membership, year: int, amount: Decimal, *, by: Viewer, on: date, seen: int | None = None
) -> DuesPayment:
    """Write down that dues were paid. Raises InputError ``registry.amount_missing``, ``registry.bad_year`` (given)."""
    require(by, "membership.pay", membership)
    if amount <= 0:
        raise InputError("registry.amount_missing")
    if not FIRST_YEAR <= year <= on.year + 1:
        raise InputError("registry.bad_year", given=year)
    claim(membership, seen)
    row = DuesPayment(membership=membership, year=year, amount=amount, paid_on=on, by=by.public_id)
    save(row, by=by)
    audit(by.public_id, "membership.paid", membership, year=year, amount=str(amount))
    return row


@transaction.atomic
def keep_meeting(alliance: Alliance, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Meeting:
    """Plan a meeting, or write down that one was held. Raises InputError ``registry.when_missing``."""
    require(by, "alliance.meet", alliance)
    if not (values.get("planned_on") or values.get("held_on")):
        raise InputError("registry.when_missing")
    claim(alliance, seen)
    row = Meeting(alliance=alliance, is_invented=alliance.is_invented, **values)
    save(row, by=by)
    audit(by.public_id, "alliance.meeting_kept", alliance, meeting=row.public_id)
    return row


def edit_meeting(meeting: Meeting, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Meeting:
    """Write minutes, say that it was held."""
    return change(meeting, values, by=by, act="meeting.edit", code="meeting.edited", seen=seen)


@transaction.atomic
def report_activity(alliance: Alliance, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Activity:
    """Write down something that members did in the alliance's name."""
    require(by, "alliance.report", alliance)
    claim(alliance, seen)
    row = Activity(alliance=alliance, is_invented=alliance.is_invented, **values)
    save(row, by=by)
    audit(by.public_id, "alliance.activity_reported", alliance, activity=row.public_id)
    return row


@transaction.atomic
def report_output(alliance: Alliance, values: Mapping[str, Any], *, by: Viewer, seen: int | None = None) -> Output:
    """Write down what came of an alliance; whether the thing itself names it is said apart."""
    require(by, "alliance.output", alliance)
    claim(alliance, seen)
    row = Output(alliance=alliance, is_invented=alliance.is_invented, **values)
    save(row, by=by)
    audit(by.public_id, "alliance.output_reported", alliance, output=row.public_id)
    return row


@transaction.atomic
def wake_alliance(
    alliance: Alliance,
    *,
    title: str,
    by: Viewer,
    due_on: date | None = None,
    planned_on: date | None = None,
    text: str = "",
    seen: int | None = None,
) -> Task:
    """Ask the secretariat for a sign of life: a task for whoever represents it, and a meeting if a day is given.

    The task goes to nobody in particular where nobody represents the secretariat: the officers of the place see it.
    Raises InputError ``registry.text_missing``.
    """
    require(by, "alliance.wake", alliance)
    if not title.strip():
        raise InputError("registry.text_missing")
    claim(alliance, seen)
    task = Task(
        about_kind=RecordKind.ALLIANCE, about_id=alliance.pk, title=title.strip(), text=text, due_on=due_on,
        assignee=_for_secretariat(alliance), place_id=alliance.place_id, by=by.public_id,
        is_invented=alliance.is_invented,
    )  # fmt: skip
    save(task, by=by)
    if planned_on is not None:
        names = {"title_zh": title.strip(), "title_en": title.strip()}
        save(Meeting(alliance=alliance, planned_on=planned_on, is_invented=alliance.is_invented, **names), by=by)
    audit(by.public_id, "alliance.woken", alliance, task=task.public_id, meeting=str(planned_on or ""))
    return task


def _for_secretariat(alliance: Alliance) -> str:
    rows = Representation.objects.filter(organisation=alliance.secretariat_id, state=RepresentationState.CONFIRMED)
    return str(rows.order_by("since", "pk").values_list("who", flat=True).first() or "")
