"""What a reviewer decides is kept with what they saw, wins in the next build, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jialing.errors import InputError, JialingError, WrongState
from jialing.pipeline.desk import (
    Desk,
    Filter,
    NewOrganisationForm,
    Verdict,
    amend_organisation,
    decide_at_desk,
    disagreements,
    item,
    open_desk,
    put_off,
    queue,
    settle,
    succeed_organisation,
    undo,
)
from tests.pipeline.desk.conftest import ALONE_STRING, FIRST, LAB, SPELT, again
from tests.pipeline.tiny import CQU, SCU

FORM = NewOrganisationForm(
    name_en=LAB,
    name_zh="金沙水文研究所",
    kind="facility",
    place_id="CN-510100",
    parent_id=SCU,
    website="https://x.example",
)


def _as(desk: Desk, by: str) -> Desk:
    return open_desk(desk.lake.data, by=by)


def test_decision_keeps_what_was_shown(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((ALONE_STRING,), "choose", org_ids=(CQU,), note=" asked "))
    shown = made.shown
    assert shown is not None
    assert (made.by, made.note, shown.version, shown.state, len(shown.index)) == (
        "Li",
        "asked",
        desk.version.id,
        "unknown_organisation",
        32,
    )


def test_decided_strings_leave_the_queue(desk: Desk) -> None:
    decide_at_desk(desk, Verdict(SPELT, "choose", org_ids=(CQU,)))
    assert [line.affiliation for line in queue(_as(desk, "Wang"), Filter()).lines] == [ALONE_STRING]


@pytest.mark.slow
def test_decision_survives_the_build_and_wins(data: Path, desk: Desk) -> None:
    decide_at_desk(desk, Verdict((ALONE_STRING,), "choose", org_ids=(CQU,)))
    built = again(data)
    rows = built.rows("SELECT org_ids, decided_by FROM affiliations WHERE affiliation = ?", [ALONE_STRING])
    assert (rows, built.waiting) == ([{"org_ids": [CQU], "decided_by": "person"}], ())


@pytest.mark.slow
def test_new_organisation_resolves_other_strings_of_its_name(data: Path, desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    built = again(data)
    rows = built.rows("SELECT affiliation, org_ids FROM affiliations WHERE affiliation = ANY(?)", [list(SPELT)])
    assert {row["affiliation"]: row["org_ids"] for row in rows} == {text: list(made.org_ids) for text in SPELT}


@pytest.mark.slow
def test_organisations_added_are_a_source_of_the_build(data: Path, desk: Desk) -> None:
    decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    rows = again(data).rows("SELECT n_rows_in, n_rows_kept FROM sources WHERE source = 'desk'")
    assert rows == [{"n_rows_in": 1, "n_rows_kept": 1}]


@pytest.mark.slow
def test_organisation_that_a_register_took_over_leads_there(data: Path, desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    succeed_organisation(_as(desk, "Li"), made.org_ids[0], CQU)
    rows = again(data).rows("SELECT org_ids FROM affiliations WHERE affiliation = ?", [FIRST])
    assert rows == [{"org_ids": [CQU]}]


def test_undo_takes_back_the_whole_stroke(desk: Desk) -> None:
    decide_at_desk(desk, Verdict((ALONE_STRING,), "choose", org_ids=(CQU,)))
    decide_at_desk(desk, Verdict(SPELT, "choose", org_ids=(CQU,)))
    undo(desk)
    assert set(_as(desk, "Li").ledger.in_force) == {ALONE_STRING}


def test_undo_withdraws_the_organisation_that_it_added(desk: Desk) -> None:
    decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    undo(desk)
    assert dict(_as(desk, "Li").added) == {}


def test_organisation_added_is_proposed_for_other_strings_before_any_build(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    now = _as(desk, "Li")
    found = item(now, queue(now, Filter(text=LAB)).lines[0].group_no).proposals
    assert [(p.card.org_id, p.how) for p in found][:1] == [(made.org_ids[0], "added")]


def test_organisation_added_can_be_amended(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((FIRST,), "new", organisation=FORM))
    amend_organisation(_as(desk, "Li"), made.org_ids[0], {"name_en": "Jinsha Hydrology", "acronym": "JH"})
    entry = _as(desk, "Li").added[made.org_ids[0]]
    assert (entry.name_en, entry.acronym, entry.name_zh, entry.place_id) == (
        "Jinsha Hydrology",
        "JH",
        "金沙水文研究所",
        "CN-510100",
    )


def test_what_is_not_added_here_cannot_be_amended(looking: Desk) -> None:
    with pytest.raises(InputError, match=r"pipeline\.unknown_organisation"):
        amend_organisation(looking, SCU, {"name_en": "X"})


def test_undo_gives_the_word_back_to_the_other_reviewer(desk: Desk) -> None:
    decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    decide_at_desk(_as(desk, "Wang"), Verdict((FIRST,), "choose", org_ids=(SCU,)))
    undo(_as(desk, "Wang"))
    assert _as(desk, "Li").ledger.in_force[FIRST].by == "Li"


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    with pytest.raises(WrongState, match=r"desk\.nothing_to_undo"):
        undo(desk)


def test_rejection_keeps_the_place_that_was_read(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((SPELT[0],), "reject", reason="none_of_these"))
    assert (made.org_ids, made.place_id) == ((), "CN-510100")


def test_rejected_as_no_organisation_has_no_place(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((SPELT[0],), "reject", reason="not_an_organisation"))
    assert made.place_id is None


def test_put_off_is_hidden_from_one_reviewer_only(desk: Desk) -> None:
    put_off(desk, SPELT)
    seen = [len(queue(_as(desk, by), Filter()).lines) for by in ("Li", "Wang")]
    assert (seen, len(queue(_as(desk, "Li"), Filter(with_put_off=True)).lines)) == ([1, 2], 2)


def test_reviewers_who_differ_are_shown_and_the_later_counts(desk: Desk) -> None:
    decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    decide_at_desk(_as(desk, "Wang"), Verdict((FIRST,), "choose", org_ids=(SCU,)))
    now = _as(desk, "Zhao")
    (differing,) = disagreements(now)
    assert ([d.by for d in differing.decisions], now.ledger.in_force[FIRST].by) == (["Li", "Wang"], "Wang")


def test_reviewers_who_agree_are_not_shown(desk: Desk) -> None:
    for by in ("Li", "Wang"):
        decide_at_desk(_as(desk, by), Verdict((FIRST,), "choose", org_ids=(CQU,), note=by))
    assert disagreements(_as(desk, "Li")) == ()


def test_third_decision_settles(desk: Desk) -> None:
    (first,) = decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    decide_at_desk(_as(desk, "Wang"), Verdict((FIRST,), "choose", org_ids=(SCU,)))
    settle(_as(desk, "Zhao"), FIRST, first.id)
    now = _as(desk, "Zhao")
    assert (disagreements(now), now.ledger.in_force[FIRST].org_ids) == ((), (CQU,))


def test_disagreement_is_open_again_when_its_settlement_is_undone(desk: Desk) -> None:
    (first,) = decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    decide_at_desk(_as(desk, "Wang"), Verdict((FIRST,), "choose", org_ids=(SCU,)))
    settle(_as(desk, "Zhao"), FIRST, first.id)
    undo(_as(desk, "Zhao"))
    assert len(disagreements(_as(desk, "Li"))) == 1


def test_settling_what_nobody_disputes_is_refused(desk: Desk) -> None:
    (made,) = decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    with pytest.raises(WrongState, match=r"desk\.changed_meanwhile"):
        settle(desk, FIRST, made.id)


def test_accept_takes_each_strings_own_proposal(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"desk\.nothing_proposed"):
        decide_at_desk(desk, Verdict((ALONE_STRING,), "accept"))


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict((), "accept"), "pipeline.no_affiliation"),
        (Verdict(("Nobody wrote this",), "choose", org_ids=(SCU,)), "desk.unknown_string"),
        (Verdict((FIRST,), "choose"), "desk.no_organisation_named"),
        (Verdict((FIRST,), "choose", org_ids=("https://ror.org/none",)), "pipeline.unknown_organisation"),
        (Verdict((FIRST,), "reject", reason="because"), "desk.unknown_reason"),
        (Verdict((ALONE_STRING,), "reject", reason="place_only"), "desk.place_missing"),
        (Verdict((FIRST,), "shrug"), "desk.unknown_action"),
        (Verdict((FIRST,), "new"), "desk.no_organisation_named"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, name_en=" ", name_zh="")), "desk.no_name"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, name_en="x" * 301)), "desk.name_too_long"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, kind="club")), "desk.unknown_kind"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, place_id="")), "desk.place_missing"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, place_id="CN-1")), "pipeline.unknown_place"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, country_code="C1")), "desk.bad_country"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, website="javascript:x")), "desk.bad_website"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, established=20)), "desk.bad_year"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, parent_id="no")), "pipeline.unknown_organisation"),
        (Verdict((FIRST,), "new", organisation=replace(FORM, name_en="sichuan university")), "desk.name_taken"),
    ],
)
def test_verdict_that_cannot_be_writes_nothing(looking: Desk, verdict: Verdict, code: str) -> None:
    with pytest.raises(JialingError) as caught:
        decide_at_desk(looking, verdict)
    now = _as(looking, "Li")
    assert (caught.value.code, now.ledger.decisions, dict(now.added)) == (code, (), {})


def test_nobody_decides_without_a_name(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"pipeline\.no_reviewer"):
        decide_at_desk(_as(desk, ""), Verdict((FIRST,), "choose", org_ids=(CQU,)))


def test_item_tells_what_was_decided_meanwhile(desk: Desk) -> None:
    group_no = queue(desk, Filter(text=LAB)).lines[0].group_no
    decide_at_desk(desk, Verdict((FIRST,), "choose", org_ids=(CQU,)))
    group = item(_as(desk, "Li"), group_no)
    assert ([s.affiliation for s in group.closed], len(group.strings)) == ([FIRST], 2)


@pytest.mark.parametrize(
    ("text", "place_id"),
    [("", ""), ("成都", "CN-510100"), ("chengdu", "CN-510100"), ("HK", "HK"), ("Suzhou, Jiangsu", "CN-320500")],
)
def test_place_is_known_by_name_or_id(looking: Desk, text: str, place_id: str) -> None:
    assert looking.place_named(text) == place_id


@pytest.mark.parametrize("text", ["Nowhere", "Suzhou"])
def test_place_that_is_none_or_several_is_refused(looking: Desk, text: str) -> None:
    with pytest.raises(InputError, match=r"desk\.unknown_place_name"):
        looking.place_named(text)
