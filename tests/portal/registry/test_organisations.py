"""Organisations: who may change them, overrides, names, relations, merging and splitting with undo."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.actions.identity import (
    dismiss_duplicate,
    keep_duplicates,
    merge_organisations,
    split_organisation,
    undo_change,
)
from jialing.portal.registry.actions.organisations import (
    add_name,
    create_organisation,
    edit_organisation,
    lift_override,
    relate,
    withdraw_organisation,
)
from jialing.portal.registry.models import Duplicate, Membership, Organisation
from jialing.portal.registry.queries.duplicates import duplicates
from jialing.portal.registry.queries.records import as_of, final
from tests.portal.registry.factories import CHENGDU, CHONGQING, alliance, officer, organisation, representative

pytestmark = pytest.mark.django_db
USCC = "91350100M000100Y43"
AT = datetime(2023, 3, 8, tzinfo=UTC)


def test_organisation_created_writes_one_audit_row() -> None:
    made = create_organisation({"name_zh": "虚构研究院", "place_id": CHONGQING}, by=officer())
    assert list(AuditRecord.objects.values_list("code", "object_id")) == [("organisation.created", str(made.pk))]


def test_organisation_created_elsewhere_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(NotAllowed):
        create_organisation({"name_zh": "虚构研究院", "place_id": CHENGDU}, by=officer(CHONGQING))
    assert (Organisation.objects.count(), AuditRecord.objects.count()) == (0, 0)


def test_district_lies_in_its_municipality() -> None:
    made = create_organisation({"name_zh": "虚构研究院", "place_id": "CN-500112"}, by=officer(CHONGQING))
    assert made.place_id == "CN-500112"


def test_organisation_without_a_name_is_refused() -> None:
    with pytest.raises(InputError, match="name_missing"):
        create_organisation({"place_id": CHONGQING}, by=officer())


def test_uscc_is_unique() -> None:
    organisation(uscc=USCC)
    with pytest.raises(InputError, match="uscc_taken"):
        create_organisation({"name_zh": "另一家", "place_id": CHONGQING, "uscc": USCC}, by=officer())


def test_edit_keeps_who_and_why_in_the_past() -> None:
    one = edit_organisation(organisation(), {"text_en": "New"}, by=officer(), why="asked by the institution")
    past = one.history.first()
    assert (past.history_user_id, past.history_change_reason) == ("officer0001", "asked by the institution")


def test_edit_of_an_edition_that_is_past_is_refused() -> None:
    one = organisation()
    edit_organisation(one, {"text_en": "First"}, by=officer(), seen=1)
    with pytest.raises(WrongState, match="changed_meanwhile"):
        edit_organisation(Organisation.objects.get(), {"text_en": "Second"}, by=officer(), seen=1)


def test_representative_writes_no_internal_note() -> None:
    one = organisation()
    with pytest.raises(NotAllowed, match="field_not_allowed"):
        edit_organisation(one, {"internal_note": "mine"}, by=representative(one))


def test_state_is_not_written_by_hand() -> None:
    with pytest.raises(InputError, match="field_is_kept"):
        edit_organisation(organisation(), {"state": "withdrawn"}, by=officer())


def test_change_over_the_lake_shows_as_an_override() -> None:
    one = organisation(lake_id="https://ror.org/0", lake_copy={"name_en": "Old", "place_id": CHONGQING}, name_en="Old")
    edit_organisation(one, {"name_en": "New"}, by=officer(), why="renamed")
    assert list(one.overrides.values_list("field", "lake_value", "value")) == [("name_en", "Old", "New")]


def test_override_lifted_brings_the_lakes_value_back() -> None:
    one = organisation(lake_id="https://ror.org/0", lake_copy={"name_en": "Old"}, name_en="Old")
    edit_organisation(one, {"name_en": "New"}, by=officer())
    lift_override(one, "name_en", by=officer())
    assert (one.name_en, one.overrides.count()) == ("Old", 0)


def test_past_day_shows_the_record_as_it_was() -> None:
    one = organisation(text_en="First")
    then = one.history.first().history_date
    edit_organisation(one, {"text_en": "Second"}, by=officer())
    assert as_of(one, then).text_en == "First"


def test_parents_never_form_a_circle() -> None:
    a, b, c = organisation("甲"), organisation("乙"), organisation("丙")
    relate(a, b, "parent", by=officer())
    relate(b, c, "parent", by=officer())
    with pytest.raises(WrongState, match="circle"):
        relate(c, a, "parent", by=officer())


def test_name_added_twice_is_refused() -> None:
    one = organisation()
    add_name(one, "虚大", language="zh", kind="acronym", by=officer())
    with pytest.raises(InputError, match="there_already"):
        add_name(one, "虚大", language="zh", kind="acronym", by=officer())


def test_withdrawal_takes_a_reason() -> None:
    with pytest.raises(InputError, match="why_missing"):
        withdraw_organisation(organisation(), by=officer(), why=" ")


def test_merged_record_leads_to_the_one_kept() -> None:
    a, b, c = organisation("甲"), organisation("乙"), organisation("丙")
    merge_organisations(b, a, by=officer(), why="same")
    merge_organisations(c, Organisation.objects.get(pk=b.pk), by=officer(), why="same")
    assert final(Organisation.objects.get(pk=a.pk)) == c


def test_merge_moves_seats_and_keeps_double_ones_behind() -> None:
    kept, other = organisation("甲"), organisation("乙")
    alliance("一", other)
    alliance("二", kept, other)
    merge_organisations(kept, other, by=officer(), why="same")
    seats = Membership.objects.order_by("alliance__pk", "pk").values_list("organisation__name_zh", flat=True)
    assert list(seats) == ["甲", "甲", "乙"]


def test_merge_undone_restores_both() -> None:
    kept, other = organisation("甲"), organisation("乙", uscc=USCC)
    alliance("一", other)
    change = merge_organisations(kept, other, by=officer(), why="same")
    undo_change(change, by=officer(), why="wrong", at=AT)
    again = Organisation.objects.get(pk=other.pk)
    assert (again.state, again.uscc, again.memberships.count(), Organisation.objects.get(pk=kept.pk).uscc) == (
        "active",
        USCC,
        1,
        "",
    )


def test_merge_of_two_codes_is_refused() -> None:
    with pytest.raises(WrongState, match="two_usccs"):
        merge_organisations(
            organisation("甲", uscc=USCC), organisation("乙", uscc="91510100MA61T0XX8T"), by=officer(), why="x"
        )


def test_split_takes_rows_along_and_is_undone() -> None:
    one = organisation("甲")
    alliance("一", one)
    seat = one.memberships.get()
    change = split_organisation(one, name_en="", name_zh="乙", rows=[seat], by=officer(), why="two")
    taken = Membership.objects.get().organisation
    undo_change(change, by=officer(), why="one after all", at=AT)
    assert (taken.name_zh, Membership.objects.get().organisation) == ("乙", one)


def test_same_name_in_the_same_place_is_proposed_once() -> None:
    for place in (CHONGQING, CHONGQING, CHENGDU):
        create_organisation({"name_zh": "同名 研究院", "place_id": place}, by=officer(place))
    keep_duplicates(duplicates(), by=officer())
    keep_duplicates(duplicates(), by=officer())
    pair = Duplicate.objects.get()
    dismiss_duplicate(pair, by=officer(), why="two schools")
    assert (pair.reason, pair.state, keep_duplicates(duplicates(), by=officer())) == ("name_and_place", "dismissed", 0)


def test_record_that_names_anothers_ror_id_is_a_pair() -> None:
    known = organisation("虚构大学", lake_id="https://ror.org/011ashp19")
    local = organisation("Fictitious University", website="https://ror.org/011ashp19")
    assert duplicates() == [(known.pk, local.pk, "lake_id", "011ashp19")]
