"""Founding a joint institution: parties, commitments and deliveries, stages, evaluation, the record that results."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import VISITOR, seen
from jialing.portal.registry.actions import foundings as acts
from jialing.portal.registry.models import Commitment, Founding, FoundingParty
from jialing.portal.registry.parts.promises import promises_of
from jialing.portal.registry.parts.stages import stages_of
from tests.portal.registry.asking import ask, said
from tests.portal.registry.factory import OFFICER, organisation, representative_of

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def proposed() -> Founding:
    values = {"name_en": "Joint Institute", "name_zh": "联合研究院", "place_id": "CN-500000"}
    return acts.propose_founding(values, by=OFFICER, on=date(2024, 1, 8))


def party(founding: Founding, name: str, kind: str = "university_at_home", **more: bool) -> FoundingParty:
    return acts.add_founding_party(founding, organisation(name), kind, by=OFFICER, **more)


def moved(founding: Founding, *states: str) -> Founding:
    for number, state in enumerate(states):
        acts.move_founding(founding, state, by=OFFICER, on=date(2024, 2 + number, 1), document_number=f"{number}号")
    return founding


def test_agreement_takes_two_parties() -> None:
    one = moved(proposed(), "negotiating")
    party(one, "University")
    with pytest.raises(WrongState) as refused:
        moved(one, "agreement_signed")
    assert refused.value.code == "registry.parties_missing"


def test_party_stands_once() -> None:
    one, other = proposed(), organisation("University")
    acts.add_founding_party(one, other, "university_at_home", by=OFFICER)
    with pytest.raises(InputError) as refused:
        acts.add_founding_party(one, other, "other", by=OFFICER)
    assert refused.value.code == "registry.there_already"


def test_stage_is_not_before_the_last_one() -> None:
    with pytest.raises(InputError) as refused:
        acts.move_founding(proposed(), "negotiating", by=OFFICER, on=date(2023, 1, 1))
    assert refused.value.params == {"last": "2024-01-08"}


def test_stage_that_does_not_follow_is_refused() -> None:
    with pytest.raises(WrongState) as refused:
        moved(proposed(), "operating")
    assert refused.value.code == "registry.wrong_move"


def test_institution_at_work_is_a_record_with_its_past_and_hosts() -> None:
    one = proposed()
    party(one, "University", is_leading=True), party(one, "Enterprise", "state_owned_enterprise")
    moved(one, "negotiating", "agreement_signed", "approved", "building", "operating")
    made = one.result_platform
    assert (made.name_zh, made.state, one.agreement_number) == ("联合研究院", "operating", "1号")
    assert sorted(made.parties.values_list("organisation__name_en", "role")) == [
        ("Enterprise", "co_builder"), ("University", "host"),
    ]  # fmt: skip
    assert [row.state for row in made.events.all()] == [
        "negotiated", "signed", "approved_for_building", "building", "operating",
    ]  # fmt: skip


def test_deliveries_add_up_and_are_corrected() -> None:
    promise = acts.commit(party(proposed(), "University"), "money", Decimal(1000), by=OFFICER)
    acts.fulfil(promise, Decimal(600), by=OFFICER, on=ON)
    acts.fulfil(promise, Decimal(-100), by=OFFICER, on=ON, text="counted twice")
    assert sum(row.amount for row in promise.fulfilments.all()) == Decimal(500)


def test_deliveries_are_never_less_than_nothing() -> None:
    promise = acts.commit(party(proposed(), "University"), "money", Decimal(1000), by=OFFICER)
    acts.fulfil(promise, Decimal(100), by=OFFICER, on=ON)
    with pytest.raises(InputError) as refused:
        acts.fulfil(promise, Decimal("-100.01"), by=OFFICER, on=ON)
    assert refused.value.code == "registry.below_nothing"


@pytest.mark.parametrize("amount", [Decimal(0), Decimal(-5)])
def test_nothing_is_no_commitment(amount: Decimal) -> None:
    with pytest.raises(InputError):
        acts.commit(party(proposed(), "University"), "people", amount, by=OFFICER)


def test_party_records_its_own_deliveries_only() -> None:
    one = proposed()
    first, second = party(one, "University"), party(one, "Enterprise")
    promise = acts.commit(first, "space", Decimal(500), by=OFFICER)
    acts.fulfil(promise, Decimal(100), by=representative_of(first.organisation), on=ON)
    with pytest.raises(NotAllowed):
        acts.fulfil(promise, Decimal(100), by=representative_of(second.organisation), on=ON)


def test_promises_are_shown_in_their_units_and_what_is_late() -> None:
    one = proposed()
    first = party(one, "University")
    money = acts.commit(first, "money", Decimal(2_000_000), by=OFFICER, due_on=date(2026, 1, 1))
    acts.commit(first, "people", Decimal(20), by=OFFICER, due_on=date(2027, 1, 1))
    acts.fulfil(money, Decimal(500_000), by=OFFICER, on=date(2025, 6, 1))
    promises, totals = promises_of(seen(OFFICER, one), OFFICER, "en", ON)
    assert [(p.promised, p.delivered, p.left, p.share, p.is_late) for p in promises] == [
        ("2,000,000 yuan", "500,000 yuan", "1,500,000 yuan", 25, True),
        ("20 people", "0 people", "20 people", 0, False),
    ]  # fmt: skip
    assert [(t.kind, t.share) for t in totals] == [("money", 25), ("people", 0)]


def test_promises_are_between_the_parties_and_the_office() -> None:
    one = proposed()
    acts.commit(party(one, "University"), "money", Decimal(10), by=OFFICER)
    assert promises_of(seen(VISITOR, one), VISITOR, "en", ON) == ([], [])


def test_evaluation_stands_on_the_record() -> None:
    one = proposed()
    party(one, "University"), party(one, "Enterprise")
    moved(one, "negotiating", "agreement_signed", "approved", "building", "operating")
    acts.evaluate_founding(one, "good", "well begun", by=OFFICER, on=ON)
    assert [row.grade for row in one.evaluations.all()] == ["good"]


def test_stages_leave_out_what_was_left_out() -> None:
    one = proposed()
    party(one, "University"), party(one, "Enterprise")
    moved(one, "negotiating", "agreement_signed")
    stages = [(stage.code.partition(".")[2], stage.standing) for stage in stages_of(seen(OFFICER, one), ON)]
    assert stages == [
        ("proposed", "done"), ("negotiating", "done"), ("agreement_signed", "now"), ("approved", "next"),
        ("building", "next"), ("operating", "next"),
    ]  # fmt: skip


def test_whole_way_on_pages() -> None:
    sent = {"name_en": "Joint Institute", "place_id": "CN-500000"}
    assert ask(OFFICER, "/en/registry/foundings/new", sent).status_code == 302
    one = Founding.objects.get()
    page = f"/en/registry/foundings/{one.public_id}"
    for name, leads in (("University", "yes"), ("Enterprise", "no")):
        sent = {"organisation": organisation(name).public_id, "kind": "enterprise", "leads": leads}
        assert ask(OFFICER, f"{page}/do/party", sent).status_code == 302
    first = one.parties.get(is_leading=True).organisation.public_id
    sent = {"party": first, "kind": "money", "amount": "1,000,000", "due_on": "2027-01-01", "particulars": "in parts"}
    assert ask(OFFICER, f"{page}/do/commit", sent).status_code == 302
    for state in ("negotiating", "agreement_signed"):
        one.refresh_from_db()
        sent = {"after": state, "on": one.state_since.isoformat(), "edition": one.edition}
        assert ask(OFFICER, f"{page}/do/move", sent).status_code == 302
    promise = Commitment.objects.get()
    sent = {"commitment": promise.public_id, "amount": "250000", "on": "2026-04-01"}
    assert ask(OFFICER, f"{page}/do/fulfil", sent).status_code == 302
    shown = said(OFFICER, page)
    assert "750,000 yuan" in shown
    assert "25%" in shown
    assert "Agreement signed" in shown
