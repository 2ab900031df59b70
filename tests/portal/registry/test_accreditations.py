"""Accreditation as a whole: applied for, checked, judged, decided, certified, evaluated, renewed, ended; on pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Held, Viewer, seen
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.actions import accreditations as acts
from jialing.portal.registry.models import Accreditation, Document, Platform, PlatformParty
from jialing.portal.registry.parts.stages import stages_of
from jialing.portal.registry.rules.authority import authority_place
from tests.portal.accounts.factory import person
from tests.portal.registry.asking import ask, said
from tests.portal.registry.factory import OFFICER, organisation, platform, representative_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
DISTRICT_OFFICER = Viewer(5, "district", "District", frozenset({Held("programme_officer", "CN-500112")}))


@pytest.fixture
def lab() -> Platform:
    made = platform("Laboratory", level="district", place_id="CN-500112")
    PlatformParty.objects.create(platform=made, organisation=organisation("Host"), role="host")
    return made


@pytest.fixture
def host(lab: Platform) -> Viewer:
    return representative_of(lab.parties.get().organisation)


def attached(record: Accreditation, *purposes: str) -> None:
    for purpose in purposes:
        Document.objects.create(
            about_kind="accreditation", about_id=record.pk, title=purpose, purpose=purpose, file_name="a.pdf",
            media_type="application/pdf", size=1, sha256="0", stored_as=f"{record.pk}-{purpose}", is_unclassified=True,
        )  # fmt: skip


def drafted(lab: Platform, host: Viewer) -> Accreditation:
    return acts.draft_accreditation(lab, lab.parties.get().organisation, "provincial_platform", by=host, text="please")


def under_review(lab: Platform, host: Viewer) -> Accreditation:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=MONDAY)
    return acts.accept_accreditation(one, by=OFFICER, on=date(2026, 3, 4))


def opined(one: Accreditation, *verdicts: str) -> None:
    for number, verdict in enumerate(verdicts):
        expert = Viewer(20 + number, f"expert{number}", "Expert")
        row = acts.ask_expert(one, expert=expert.public_id, expert_name="E", by=OFFICER, on=date(2026, 3, 5))
        acts.give_opinion(row, verdict, "sound", by=expert, on=date(2026, 3, 9))


def certified(lab: Platform, host: Viewer, number: str = "CQ-1") -> Accreditation:
    one = under_review(lab, host)
    opined(one, "passed", "passed")
    acts.decide_accreditation(one, True, by=OFFICER, on=date(2026, 3, 20), decision="good", document_number="7号")
    return acts.certify(one, number, by=OFFICER, on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("place", "level", "authority"),
    [
        ("CN-500112", "provincial_ministerial", "CN-500000"),
        ("CN-500112", "prefecture", "CN-500000"),
        ("CN-510107", "prefecture", "CN-510100"),
        ("CN-510107", "district", "CN-510107"),
        ("CN-510107", "national", "CN-510000"),
        ("GB-LND", "prefecture", "GB-LND"),
    ],
)
def test_authority_is_the_department_of_the_level(place: str, level: str, authority: str) -> None:
    assert authority_place(place, level) == authority


def test_application_goes_to_the_authority_of_its_level(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    assert (one.state, one.place_id, one.level) == ("draft", "CN-500000", "provincial_ministerial")


def test_only_the_host_applies(lab: Platform) -> None:
    with pytest.raises(NotAllowed):
        acts.draft_accreditation(lab, organisation("Other"), "provincial_platform", by=OFFICER)


def test_second_application_for_the_same_is_refused(lab: Platform, host: Viewer) -> None:
    drafted(lab, host)
    with pytest.raises(InputError) as refused:
        drafted(lab, host)
    assert refused.value.code == "registry.there_already"


def test_filing_needs_the_documents_and_names_them(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application")
    with pytest.raises(InputError) as refused:
        acts.file_accreditation(one, by=host, on=MONDAY)
    assert refused.value.params == {"documents": "依托单位承诺函 Letter of the host"}


def test_filing_gives_the_office_five_working_days(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=MONDAY)
    assert (one.state, one.completeness_due_on) == ("filed", date(2026, 3, 9))


def test_deadline_runs_over_a_holiday(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=date(2026, 4, 3))
    assert one.completeness_due_on == date(2026, 4, 13)


def test_officer_of_a_district_does_not_decide_at_the_provincial_level(lab: Platform, host: Viewer) -> None:
    one = under_review(lab, host)
    opined(one, "passed", "passed")
    with pytest.raises(NotAllowed):
        acts.decide_accreditation(one, True, by=DISTRICT_OFFICER, on=date(2026, 3, 20), decision="good")


def test_what_is_returned_is_corrected_and_filed_again(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=MONDAY)
    acts.return_accreditation(one, by=OFFICER, on=date(2026, 3, 4), why="a page is missing")
    assert (one.state, one.correction_due_on) == ("returned", date(2026, 3, 18))
    acts.edit_accreditation(one, {"text": "with the page"}, by=host)
    acts.file_accreditation(one, by=host, on=date(2026, 3, 6))
    assert [step.after for step in one.steps.all()] == ["filed", "returned", "filed"]


def test_return_wants_a_reason(lab: Platform, host: Viewer) -> None:
    with pytest.raises(InputError):
        acts.return_accreditation(drafted(lab, host), by=OFFICER, on=MONDAY, why=" ")


def test_representative_writes_nothing_that_is_decided(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    for values in ({"certificate_number": "X"}, {"level": "national"}, {"until": date(2040, 1, 1)}):
        with pytest.raises(NotAllowed):
            acts.edit_accreditation(one, values, by=host)


def test_decision_waits_for_the_opinions(lab: Platform, host: Viewer) -> None:
    one = under_review(lab, host)
    opined(one, "passed")
    with pytest.raises(WrongState) as refused:
        acts.decide_accreditation(one, True, by=OFFICER, on=date(2026, 3, 20), decision="good")
    assert refused.value.params == {"wanted": 2, "given": 1}


def test_expert_gives_an_opinion_once(lab: Platform, host: Viewer) -> None:
    one = under_review(lab, host)
    expert = Viewer(20, "expert0", "Expert")
    row = acts.ask_expert(one, expert="expert0", expert_name="E", by=OFFICER, on=MONDAY)
    acts.give_opinion(row, "passed", "sound", by=expert, on=MONDAY)
    with pytest.raises(WrongState):
        acts.give_opinion(row, "failed", "no", by=expert, on=MONDAY)


def test_only_who_was_asked_gives_an_opinion(lab: Platform, host: Viewer) -> None:
    row = acts.ask_expert(under_review(lab, host), expert="expert0", expert_name="E", by=OFFICER, on=MONDAY)
    with pytest.raises(NotAllowed):
        acts.give_opinion(row, "passed", "sound", by=host, on=MONDAY)


def test_certificate_has_a_term_and_a_reminder_and_lifts_the_platform(lab: Platform, host: Viewer) -> None:
    one = certified(lab, host)
    lab.refresh_from_db()
    assert (one.state, one.until, one.remind_on) == ("certified", date(2029, 4, 1), date(2029, 1, 31))
    assert lab.level == "provincial_ministerial"


def test_certificate_number_is_given_once(lab: Platform, host: Viewer) -> None:
    certified(lab, host)
    other = platform("Other", place_id="CN-500112")
    PlatformParty.objects.create(platform=other, organisation=organisation("Host 2"), role="host")
    with pytest.raises(InputError):
        certified(other, representative_of(other.parties.get().organisation))


def test_refusal_wants_a_reason_and_ends_it(lab: Platform, host: Viewer) -> None:
    one = under_review(lab, host)
    opined(one, "failed", "unclear")
    acts.decide_accreditation(one, False, by=OFFICER, on=date(2026, 3, 20), decision="not yet")
    assert (one.state, one.decision) == ("refused", "not yet")
    with pytest.raises(NotAllowed):
        acts.certify(one, "CQ-9", by=OFFICER, on=date(2026, 3, 21))


def test_evaluation_renews(lab: Platform, host: Viewer) -> None:
    one = certified(lab, host)
    acts.evaluate(one, "good", "renewed", by=OFFICER, on=date(2028, 12, 1), text="good work")
    assert (one.state, one.until) == ("certified", date(2031, 12, 1))


def test_evaluation_downgrades_to_a_lower_level_only(lab: Platform, host: Viewer) -> None:
    one = certified(lab, host)
    with pytest.raises(InputError):
        acts.evaluate(one, "qualified", "downgraded", by=OFFICER, on=MONDAY, text="weak", level_after="national")
    one.refresh_from_db()
    row = acts.evaluate(one, "qualified", "downgraded", by=OFFICER, on=MONDAY, text="weak", level_after="district")
    lab.refresh_from_db()
    assert (row.level_before, row.level_after, lab.level) == ("provincial_ministerial", "district", "district")


def test_evaluation_withdraws(lab: Platform, host: Viewer) -> None:
    one = certified(lab, host)
    acts.evaluate(one, "failed", "withdrawn", by=OFFICER, on=date(2027, 1, 4), text="no work")
    assert (one.state, one.ended_on) == ("withdrawn", date(2027, 1, 4))


def test_renewal_ends_the_certificate_before_it(lab: Platform, host: Viewer) -> None:
    first = certified(lab, host)
    second = acts.renew_accreditation(first, by=host)
    attached(second, "application", "host_letter")
    acts.file_accreditation(second, by=host, on=date(2029, 1, 8))
    acts.accept_accreditation(second, by=OFFICER, on=date(2029, 1, 9))
    opined(second, "passed", "passed")
    acts.decide_accreditation(second, True, by=OFFICER, on=date(2029, 2, 1), decision="again")
    acts.certify(second, "CQ-2", by=OFFICER, on=date(2029, 2, 5))
    first.refresh_from_db()
    assert (first.state, second.state, second.purpose) == ("expired", "certified", "renewal")


def test_term_ends_only_after_its_last_day(lab: Platform, host: Viewer) -> None:
    one = certified(lab, host)
    with pytest.raises(WrongState):
        acts.expire(one, by=OFFICER, on=date(2029, 4, 1))
    acts.expire(one, by=OFFICER, on=date(2029, 4, 2))
    assert (one.state, one.ended_on) == ("expired", date(2029, 4, 1))


def test_applicant_takes_back_and_the_office_takes_away(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    acts.withdraw_accreditation(one, by=host, on=MONDAY, why="later")
    assert one.state == "withdrawn"
    with pytest.raises(NotAllowed):
        acts.withdraw_accreditation(certified(lab, host), by=host, on=MONDAY, why="mine")


def test_every_step_leaves_one_audit_row(lab: Platform, host: Viewer) -> None:
    certified(lab, host)
    codes = AuditRecord.objects.filter(code__startswith="accreditation.").order_by("pk").values_list("code", flat=True)
    assert list(codes) == [
        "accreditation.drafted", "accreditation.filed", "accreditation.under_review", "accreditation.expert_asked",
        "accreditation.opinion_given", "accreditation.expert_asked", "accreditation.opinion_given",
        "accreditation.approved", "accreditation.certified",
    ]  # fmt: skip


def standings(one: Any, viewer: Viewer, today: date) -> list[tuple[str, str]]:
    return [(stage.code.partition(".")[2], stage.standing) for stage in stages_of(seen(viewer, one), today)]


def test_stages_say_what_is_now(lab: Platform, host: Viewer) -> None:
    one = under_review(lab, host)
    assert standings(one, OFFICER, MONDAY) == [
        ("filed", "done"), ("checked", "done"), ("judged", "now"), ("decided", "next"), ("certified", "next"),
    ]  # fmt: skip
    opined(one, "passed", "passed")
    assert standings(one, OFFICER, MONDAY)[2:4] == [("judged", "done"), ("decided", "now")]


def test_stages_say_what_is_late_in_working_days(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=MONDAY)
    checked = stages_of(seen(OFFICER, one), date(2026, 3, 11))[1]
    assert (checked.is_late, checked.n_late, checked.n_days, checked.by) == (True, 2, 5, "office")


def test_returned_is_for_the_applicant(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    acts.file_accreditation(one, by=host, on=MONDAY)
    acts.return_accreditation(one, by=OFFICER, on=date(2026, 3, 4), why="a page is missing")
    assert ("corrected", "now") in standings(one, host, MONDAY)


def test_stages_are_not_for_everybody(lab: Platform, host: Viewer) -> None:
    from jialing.portal.common.access import VISITOR

    assert stages_of(seen(VISITOR, certified(lab, host)), MONDAY) == ()


def test_host_applies_from_the_page_of_the_platform(lab: Platform, host: Viewer) -> None:
    page = said(host, f"/en/registry/platforms/{lab.public_id}/do/apply")
    assert "Host" in page
    assert "Provincial-ministerial platform" in page
    sent = {
        "applicant": lab.parties.get().organisation.public_id,
        "procedure": "provincial_platform",
        "application": "please",
        "edition": "1",
    }
    answer = ask(host, f"/en/registry/platforms/{lab.public_id}/do/apply", sent)
    one = Accreditation.objects.get()
    assert answer.headers["Location"] == f"/en/registry/accreditations/{one.public_id}?done=done"
    shown = said(host, f"/zh/registry/accreditations/{one.public_id}")
    assert "申报书" in shown
    assert "缺少" in shown
    assert "提交申请" in shown


def test_applicant_that_is_not_offered_is_refused(lab: Platform, host: Viewer) -> None:
    sent = {"applicant": organisation("Other").public_id, "procedure": "provincial_platform", "edition": "1"}
    assert ask(host, f"/en/registry/platforms/{lab.public_id}/do/apply", sent).status_code == 400


def test_whole_way_on_pages(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    user = person("reviewer")
    expert = Viewer(user.pk, user.public_id, "Expert", frozenset({Held("reviewer")}))
    second = person("reviewer")
    other = Viewer(second.pk, second.public_id, "Expert", frozenset({Held("reviewer")}))
    day = {"on": "2026-03-02"}
    opinion = {"verdict": "passed", "opinion": "sound", **day}
    for who, act, sent in (
        (host, "file", day),
        (OFFICER, "accept", day),
        (OFFICER, "ask", {"expert": user.public_id, **day}),
        (OFFICER, "ask", {"expert": second.public_id, **day}),
        (expert, "opine", opinion),
        (other, "opine", opinion),
        (OFFICER, "decide", {"verdict": "passed", "decision": "good", "document_number": "7号", **day}),
        (OFFICER, "certify", {"certificate_number": "CQ-1", **day}),
        (OFFICER, "evaluate", {"grade": "good", "outcome": "renewed", "findings": "well", "on": "2028-03-02"}),
    ):
        one.refresh_from_db()
        answer = ask(who, f"/en/registry/accreditations/{one.public_id}/do/{act}", {"edition": one.edition, **sent})
        assert answer.status_code == 302, (act, answer.content.decode())
    one.refresh_from_db()
    assert (one.state, one.until) == ("certified", date(2031, 3, 2))
    page = said(OFFICER, f"/en/registry/accreditations/{one.public_id}")
    assert "Renewed before the term ends" in page
    assert "papers/accreditation_certificate" in page


def test_second_click_does_not_decide_twice(lab: Platform, host: Viewer) -> None:
    one = drafted(lab, host)
    attached(one, "application", "host_letter")
    path, sent = f"/en/registry/accreditations/{one.public_id}/do/file", {"on": "2026-03-02", "edition": one.edition}
    assert ask(host, path, sent).status_code == 302
    with pytest.raises(NotAllowed):
        ask(host, path, sent)
    assert one.steps.count() == 1
