"""Ballots, dues, meetings, waking; who stands for whom; profiles; records that were one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Viewer
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.actions import alliances as a
from jialing.portal.registry.actions import identity as i
from jialing.portal.registry.actions import people as p
from jialing.portal.registry.models import (
    Alliance,
    Ballot,
    Duplicate,
    IdentityChange,
    Meeting,
    Membership,
    Organisation,
    Person,
    Representation,
)
from jialing.portal.registry.queries.duplicates import duplicates
from jialing.portal.registry.queries.people import organisations_represented
from tests.portal.registry.factories import alliance, officer, organisation, person, representative

pytestmark = pytest.mark.django_db
TODAY = date(2023, 3, 8)


def _voting(n: int = 3) -> tuple[Alliance, list[Organisation], Membership]:
    """An alliance of n members that votes, and an applicant."""
    members = [organisation(f"成员{at}") for at in range(n)]
    one = alliance("表决联盟", *members, votes_on_admission=True)
    applicant = organisation("申请者")
    return one, members, a.apply_for_membership(one, applicant, by=representative(applicant), on=TODAY)


def _opened(n: int = 3) -> tuple[Ballot, list[Organisation]]:
    _, members, asked = _voting(n)
    return a.open_ballot(asked, by=officer(), on=TODAY, closes_on=date(2023, 3, 20)), members


def _votes(ballot: Ballot, members: list[Organisation], choices: str) -> None:
    for member, choice in zip(members, choices.split(), strict=False):
        voter = Membership.objects.get(alliance=ballot.membership.alliance, organisation=member)
        a.vote(ballot, voter, choice, by=representative(member), on=TODAY)


def test_admission_waits_for_the_vote() -> None:
    _, _, asked = _voting()
    with pytest.raises(WrongState) as error:
        a.admit(asked, by=officer(), on=TODAY)
    assert error.value.code == "registry.vote_first"


@pytest.mark.parametrize(
    ("choices", "state"),
    [("yes yes no", "carried"), ("yes no no", "lost"), ("yes no abstain", "lost"), ("yes", "no_quorum")],
)
def test_ballot_counts_by_quorum_and_majority(choices: str, state: str) -> None:
    ballot, members = _opened()
    _votes(ballot, members, choices)
    assert a.close_ballot(ballot, by=officer(), on=date(2023, 3, 21)).state == state


def test_ballot_that_is_carried_admits() -> None:
    ballot, members = _opened()
    _votes(ballot, members, "yes yes yes")
    a.close_ballot(ballot, by=officer(), on=TODAY)
    ballot.membership.refresh_from_db()
    assert (ballot.membership.state, ballot.membership.joined_on) == ("admitted", TODAY)


def test_ballot_runs_until_its_day_unless_all_voted() -> None:
    ballot, _ = _opened()
    with pytest.raises(WrongState) as error:
        a.close_ballot(ballot, by=officer(), on=TODAY)
    assert error.value.code == "registry.ballot_runs"


def test_vote_may_be_changed_and_counts_once() -> None:
    ballot, members = _opened()
    _votes(ballot, members, "no")
    _votes(ballot, members, "yes")
    assert list(ballot.votes.values_list("choice", flat=True)) == ["yes"]


def test_member_admitted_after_the_opening_has_no_vote() -> None:
    ballot, _ = _opened()
    late = organisation("后来者")
    Membership.objects.create(
        alliance=ballot.membership.alliance, organisation=late, state="admitted", joined_on=date(2023, 3, 10)
    )
    assert a.votes_of(ballot, representative(late)) == []


def test_nobody_votes_for_others() -> None:
    ballot, members = _opened()
    voter = Membership.objects.get(organisation=members[0])
    with pytest.raises(InputError) as error:
        a.vote(ballot, voter, "yes", by=representative(members[1]), on=TODAY)
    assert error.value.code == "registry.no_vote"


def test_second_ballot_waits_for_the_first() -> None:
    ballot, _ = _opened()
    with pytest.raises(InputError):
        a.open_ballot(ballot.membership, by=officer(), on=TODAY, closes_on=TODAY)


def test_officer_elsewhere_opens_no_ballot() -> None:
    _, _, asked = _voting()
    with pytest.raises(NotAllowed):
        a.open_ballot(asked, by=officer("CN-110000"), on=TODAY, closes_on=TODAY)


def test_refusal_says_why() -> None:
    _, _, asked = _voting()
    with pytest.raises(InputError) as error:
        a.refuse_membership(asked, by=officer(), why=" ")
    assert error.value.code == "registry.why_missing"


def test_member_leaves_and_may_come_back() -> None:
    member = organisation()
    one = alliance("联盟", member)
    a.leave_alliance(Membership.objects.get(alliance=one), by=representative(member), on=TODAY)
    again = a.apply_for_membership(one, member, by=representative(member), on=TODAY)
    assert again.state == "applied"


def test_dues_are_written_once_for_a_double_click() -> None:
    alliance("联盟", organisation())
    seat = Membership.objects.get()
    a.pay_dues(seat, 2023, Decimal(500), by=officer(), on=TODAY, seen=1)
    with pytest.raises(WrongState):
        a.pay_dues(Membership.objects.get(), 2023, Decimal(500), by=officer(), on=TODAY, seen=1)
    assert seat.payments.count() == 1


@pytest.mark.parametrize(
    ("year", "amount", "code"), [(2023, 0, "registry.amount_missing"), (1066, 5, "registry.bad_year")]
)
def test_dues_are_an_amount_for_a_year(year: int, amount: int, code: str) -> None:
    alliance("联盟", organisation())
    with pytest.raises(InputError) as error:
        a.pay_dues(Membership.objects.get(), year, Decimal(amount), by=officer(), on=TODAY)
    assert error.value.code == code


def test_meeting_has_a_day() -> None:
    with pytest.raises(InputError) as error:
        a.keep_meeting(alliance(), {"title_zh": "会议"}, by=officer())
    assert error.value.code == "registry.when_missing"


def test_minutes_are_written_by_the_secretariat() -> None:
    secretariat = organisation("秘书处")
    one = alliance("联盟", secretariat=secretariat)
    meeting = a.keep_meeting(one, {"title_zh": "会议", "planned_on": TODAY}, by=representative(secretariat))
    a.edit_meeting(meeting, {"minutes_zh": "议定", "held_on": TODAY}, by=representative(secretariat))
    assert Meeting.objects.get().minutes_zh == "议定"


def test_meeting_does_not_change_hands() -> None:
    one, other = alliance("甲"), alliance("乙")
    meeting = a.keep_meeting(one, {"title_zh": "会议", "planned_on": TODAY}, by=officer())
    with pytest.raises(NotAllowed):
        a.edit_meeting(meeting, {"alliance": other}, by=officer())


def test_waking_gives_the_secretariat_a_task_and_calls_a_meeting() -> None:
    secretariat = organisation("秘书处")
    one = alliance("联盟", secretariat=secretariat)
    _stand_for(secretariat, "somebody01")
    task = a.wake_alliance(one, title="请报近况", by=officer(), due_on=TODAY, planned_on=date(2023, 5, 1))
    assert (task.assignee, task.about_id, Meeting.objects.get().planned_on) == ("somebody01", one.pk, date(2023, 5, 1))


def test_members_do_not_wake() -> None:
    member = organisation()
    with pytest.raises(NotAllowed):
        a.wake_alliance(alliance("联盟", member), title="醒醒", by=representative(member))


def test_dissolved_alliance_takes_no_member() -> None:
    one = alliance()
    a.move_alliance(one, "dissolved", by=officer(), on=TODAY, why="完成使命")
    applicant = organisation()
    with pytest.raises(NotAllowed):
        a.apply_for_membership(one, applicant, by=representative(applicant), on=TODAY)


def _stand_for(one: Organisation, who: str, user_id: int = 9) -> Representation:
    return Representation.objects.create(who=who, user_id=user_id, organisation=one, state="confirmed", since=TODAY)


def test_claim_holds_only_once_confirmed_and_in_term() -> None:
    row = p.claim_representation(organisation(), by=person(), position="处长", reason="任命文件")
    before = organisations_represented(3, TODAY)
    p.confirm_representation(row, by=officer(), on=TODAY, until=date(2023, 12, 31))
    inside, after = organisations_represented(3, date(2023, 6, 1)), organisations_represented(3, date(2024, 1, 1))
    assert (before, inside, after) == ([], [row.organisation_id], [])


def test_nobody_confirms_themselves() -> None:
    row = p.claim_representation(organisation(), by=officer(), position="处长")
    with pytest.raises(WrongState) as error:
        p.confirm_representation(row, by=officer(), on=TODAY)
    assert error.value.code == "registry.not_oneself"


def test_officer_elsewhere_does_not_confirm() -> None:
    row = p.claim_representation(organisation(), by=person())
    with pytest.raises(NotAllowed):
        p.confirm_representation(row, by=officer("CN-110000"), on=TODAY)


def test_refused_claim_says_why_and_may_be_made_again() -> None:
    one = organisation()
    p.refuse_representation(p.claim_representation(one, by=person()), by=officer(), why="无任命文件")
    assert p.claim_representation(one, by=person()).state == "claimed"


def test_claim_is_made_once() -> None:
    one = organisation()
    p.claim_representation(one, by=person())
    with pytest.raises(InputError) as error:
        p.claim_representation(one, by=person())
    assert error.value.code == "registry.there_already"


def test_person_ends_their_own_representation() -> None:
    row = p.claim_representation(organisation(), by=person())
    p.confirm_representation(row, by=officer(), on=TODAY)
    assert p.end_representation(row, by=person(), on=date(2023, 9, 1)).until == date(2023, 9, 1)


def _profile(**values: object) -> Person:
    return p.create_profile({"name_en": "Lin Xiao", "name_zh": "林晓", **values}, by=person())


def test_profile_is_hidden_until_published_and_again_after() -> None:
    one = _profile()
    states = [one.is_public]
    states += [
        p.publish_profile(one, is_public, by=person(), at=timezone.now()).is_public for is_public in (True, False)
    ]
    assert (states, one.consented_at) == ([False, True, False], None)


def test_second_profile_is_refused() -> None:
    _profile()
    with pytest.raises(InputError) as error:
        _profile()
    assert error.value.code == "registry.there_already"


def test_orcid_is_checked() -> None:
    with pytest.raises(InputError) as error:
        _profile(orcid="0000-0002-1825-0098")
    assert error.value.code == "registry.orcid_check"


@pytest.mark.parametrize("field", ["who", "user_id", "is_public", "consented_at", "lake_id"])
def test_profile_does_not_change_whose_it_is(field: str) -> None:
    with pytest.raises((NotAllowed, InputError)):
        p.edit_profile(_profile(), {field: True if field == "is_public" else "x"}, by=person())


def test_others_change_no_profile() -> None:
    with pytest.raises(NotAllowed):
        p.edit_profile(_profile(), {"name_en": "X"}, by=officer())


def test_affiliations_follow_one_another() -> None:
    one = _profile()
    p.add_affiliation(one, {"organisation": organisation(), "position": "教授", "since": TODAY}, by=person())
    row = one.affiliations.get()
    p.end_affiliation(one, str(row.pk), by=person(), on=date(2024, 1, 1))
    assert one.affiliations.get().until == date(2024, 1, 1)


def test_works_are_proposed_once_and_decided_by_the_person() -> None:
    one = _profile()
    row = {"work_source": "openalex", "work_id": "W1", "title": "A", "year": 2020}
    new = [p.propose_works(one, [row], by=person()) for _ in range(2)]
    p.decide_work(one.works.get(), "confirmed", by=person(), at=timezone.now())
    assert (new, one.works.get().state) == ([1, 0], "confirmed")


def test_erased_profile_leaves_no_past() -> None:
    one = _profile()
    key = one.pk
    p.erase_profile(one, by=person())
    assert (Person.objects.count(), Person.history.filter(id=key).count()) == (0, 0)


def test_erased_account_keeps_only_the_pseudonym_of_who_stood_for_whom() -> None:
    row = p.claim_representation(organisation(), by=person(), position="处长", reason="任命")
    p.forget_account(3)
    row.refresh_from_db()
    assert (row.user_id, row.position, row.reason, row.who) == (None, "", "", "person0001")


def _pair() -> tuple[Organisation, Organisation]:
    return organisation("甲所", website="https://a.example"), organisation("乙所", name_en="Second")


def _merged(kept: Organisation, other: Organisation, **more: object) -> IdentityChange:
    return i.merge_organisations(kept, other, by=officer(), why="同一单位", **more)  # type: ignore[arg-type]


def test_merge_moves_what_hangs_and_leads_forward() -> None:
    kept, other = _pair()
    alliance("联盟", other)
    _merged(kept, other)
    other.refresh_from_db()
    assert (other.state, other.merged_into, Membership.objects.get().organisation) == ("merged", kept, kept)


def test_merge_takes_what_was_chosen_and_fills_what_lacks() -> None:
    kept, other = _pair()
    _merged(kept, other, take=["name_zh"])
    kept.refresh_from_db()
    assert (kept.name_zh, kept.name_en, kept.website) == ("乙所", "Second", "https://a.example")


def test_merge_takes_no_field_of_its_own_making() -> None:
    with pytest.raises(InputError) as error:
        _merged(*_pair(), take=["internal_note"])
    assert error.value.code == "registry.field_is_kept"


def test_undone_merge_stands_as_before() -> None:
    kept, other = _pair()
    alliance("联盟", other)
    change = _merged(kept, other, take=["name_zh"])
    i.undo_change(change, by=officer(), why="其实不同", at=timezone.now())
    kept.refresh_from_db()
    other.refresh_from_db()
    found = (kept.name_zh, kept.name_en, other.state, other.merged_into, Membership.objects.get().organisation)
    assert found == ("甲所", "", "active", None, other)


def test_undo_keeps_what_was_edited_since() -> None:
    kept, other = _pair()
    change = _merged(kept, other, take=["name_zh"])
    Organisation.objects.filter(pk=kept.pk).update(name_zh="新名")
    i.undo_change(IdentityChange.objects.get(pk=change.pk), by=officer(), why="其实不同", at=timezone.now())
    kept.refresh_from_db()
    assert (kept.name_zh, kept.name_en) == ("新名", "")


def test_undo_goes_back_in_order() -> None:
    (first, second), third = _pair(), organisation("丙所")
    change = _merged(first, second)
    _merged(third, first)
    with pytest.raises(WrongState) as error:
        i.undo_change(IdentityChange.objects.get(pk=change.pk), by=officer(), why="错", at=timezone.now())
    assert error.value.code == "registry.undo_later_first"


def test_undo_is_done_once() -> None:
    change = _merged(*_pair())
    i.undo_change(change, by=officer(), why="错", at=timezone.now())
    with pytest.raises(WrongState) as error:
        i.undo_change(change, by=officer(), why="错", at=timezone.now())
    assert error.value.code == "registry.undone_already"


def test_second_officer_merging_the_same_pair_is_told() -> None:
    kept, other = _pair()
    stale = Organisation.objects.get(pk=other.pk)
    _merged(kept, other, seen=1)
    with pytest.raises(WrongState) as error:
        _merged(Organisation.objects.get(pk=kept.pk), stale, seen=1)
    assert error.value.code == "record.changed_meanwhile"


def test_two_codes_are_two_legal_persons() -> None:
    one, other = organisation("甲", uscc="91350100M000100Y43"), organisation("乙", uscc="12100000400005265K")
    with pytest.raises(WrongState) as error:
        _merged(one, other)
    assert error.value.code == "registry.two_usccs"


def test_split_takes_rows_along_and_back() -> None:
    one = organisation()
    alliance("联盟", one)
    seat = Membership.objects.get()
    change = i.split_organisation(one, name_en="", name_zh="分出所", rows=[seat], by=officer(), why="两家")
    seat.refresh_from_db()
    out = seat.organisation
    i.undo_change(change, by=officer(), why="一家", at=timezone.now())
    seat.refresh_from_db()
    assert (out, seat.organisation) == (change.other, one)


def test_pair_that_was_dismissed_is_not_proposed_again() -> None:
    first, second = organisation("同名"), organisation("同名")
    for one in (first, second):
        one.names.create(name="同名", kind="official", normalised="同名")
    i.keep_duplicates(duplicates(), by=officer())
    i.dismiss_duplicate(Duplicate.objects.get(), by=officer(), why="两家")
    assert (i.keep_duplicates(duplicates(), by=officer()), Duplicate.objects.get().state) == (0, "dismissed")


def test_every_deed_leaves_one_audit_row() -> None:
    before = AuditRecord.objects.count()
    p.claim_representation(organisation(), by=person())
    assert AuditRecord.objects.count() == before + 1


def test_viewer_of_nothing_merges_nothing() -> None:
    kept, other = _pair()
    with pytest.raises(NotAllowed):
        i.merge_organisations(kept, other, by=replace(person(), held=frozenset()), why="x")
    assert isinstance(person(), Viewer)
