"""Recognitions: proposed with figures, checked by rule, judged by people, recommended or granted, ended; on pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import VISITOR, Viewer, seen
from jialing.portal.registry.actions import recognitions as acts
from jialing.portal.registry.models import Recognition
from jialing.portal.registry.parts.criteria import criteria_of
from jialing.portal.registry.parts.stages import stages_of
from tests.portal.registry.asking import ask, said
from tests.portal.registry.factory import OFFICER, organisation, platform, representative_of

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)
GOOD = {"is_legal_person": True, "rd_spending_share": 0.4, "rd_people_share": 0.5}


def proposed(kind: str = "new_rd_institution", given: dict[str, Any] | None = None) -> Recognition:
    one = organisation("Institute", place_id="CN-500112")
    return acts.propose_recognition(kind, by=OFFICER, on=ON, organisation=one, given=given)


def verdicts(one: Recognition) -> dict[str, str]:
    return dict(one.checks.values_list("criterion", "verdict"))


def judged(one: Recognition) -> None:
    for check in one.checks.filter(verdict="unclear"):
        acts.judge_criterion(check, "passed", by=OFFICER, why="seen on site")


def test_figures_are_checked_at_once() -> None:
    one = proposed(given={**GOOD, "rd_people_share": 0.1})
    assert verdicts(one) == {
        "legal_person": "passed", "rd_share": "passed", "people_share": "failed", "market_mechanism": "unclear",
    }  # fmt: skip


def test_figure_that_is_missing_is_unclear_and_not_zero() -> None:
    assert verdicts(proposed())["rd_share"] == "unclear"


def test_threshold_itself_passes() -> None:
    assert verdicts(proposed(given={"rd_spending_share": 0.3}))["rd_share"] == "passed"


def test_recognition_lies_with_the_department_that_decides() -> None:
    assert proposed().place_id == "CN-500000"


def test_new_figures_are_checked_again_and_what_people_judged_stays() -> None:
    one = proposed()
    acts.judge_criterion(one.checks.get(criterion="people_share"), "passed", by=OFFICER, why="counted")
    acts.give_figures(one, {"rd_spending_share": 0.5, "rd_people_share": 0.0}, by=OFFICER)
    assert verdicts(one) == {
        "legal_person": "unclear", "rd_share": "passed", "people_share": "passed", "market_mechanism": "unclear",
    }  # fmt: skip


def test_judging_wants_a_reason() -> None:
    with pytest.raises(InputError):
        acts.judge_criterion(proposed().checks.first(), "passed", by=OFFICER, why="")


def test_grant_waits_for_what_is_unclear() -> None:
    one = proposed(given=GOOD)
    with pytest.raises(WrongState) as refused:
        acts.grant(one, by=OFFICER, on=ON, document_number="1号")
    assert (refused.value.code, refused.value.params) == ("registry.criteria_open", {"n": 1})


def test_grant_is_refused_where_a_criterion_failed() -> None:
    one = proposed(given={**GOOD, "rd_people_share": 0.1})
    judged(one)
    with pytest.raises(WrongState) as refused:
        acts.grant(one, by=OFFICER, on=ON, document_number="1号")
    assert refused.value.code == "registry.criteria_failed"


def test_grant_takes_the_term_of_the_kind() -> None:
    one = proposed(given=GOOD)
    judged(one)
    acts.grant(one, by=OFFICER, on=date(2024, 2, 29), document_number="渝科发〔2024〕1号")
    assert (one.state, one.until) == ("granted", date(2027, 2, 28))


def test_grant_wants_a_document() -> None:
    one = proposed(given=GOOD)
    judged(one)
    with pytest.raises(InputError) as refused:
        acts.grant(one, by=OFFICER, on=ON, document_number=" ")
    assert refused.value.code == "registry.document_missing"


def test_local_recognition_is_not_recommended() -> None:
    with pytest.raises(WrongState) as refused:
        acts.recommend(proposed(given=GOOD), by=OFFICER, on=ON)
    assert refused.value.code == "registry.decided_here"


def test_national_recognition_is_recommended_first() -> None:
    one = proposed("high_tech_enterprise")
    judged(one)
    with pytest.raises(WrongState) as refused:
        acts.grant(one, by=OFFICER, on=ON, document_number="1号")
    assert refused.value.code == "registry.recommend_first"
    acts.recommend(one, by=OFFICER, on=ON)
    acts.grant(one, by=OFFICER, on=date(2026, 9, 1), document_number="国科火字1号")
    assert (one.state, one.recommended_by_place) == ("granted", "CN-500000")


def test_criterion_applies_only_where_its_condition_holds() -> None:
    one = proposed("high_tech_enterprise", {"sales": 60_000_000, "rd_sales_share": 0.04})
    assert {name for name in verdicts(one) if name.startswith("rd_share")} == {"rd_share_middle"}
    assert verdicts(one)["rd_share_middle"] == "passed"


def test_platform_is_not_recognised_as_an_enterprise() -> None:
    with pytest.raises(InputError) as refused:
        acts.propose_recognition("high_tech_enterprise", by=OFFICER, on=ON, platform=platform())
    assert refused.value.code == "registry.not_for_this"


def test_recognition_is_withdrawn_with_a_reason() -> None:
    one = proposed(given=GOOD)
    judged(one)
    acts.grant(one, by=OFFICER, on=ON, document_number="1号")
    acts.withdraw_recognition(one, by=OFFICER, on=date(2026, 5, 1), why="false figures")
    assert (one.state, one.withdrawn_on) == ("withdrawn", date(2026, 5, 1))


def test_representative_gives_figures_and_decides_nothing() -> None:
    one = proposed()
    own = representative_of(one.organisation)
    acts.give_figures(one, GOOD, by=own)
    for attempt in (
        lambda: acts.judge_criterion(one.checks.first(), "passed", by=own, why="mine"),
        lambda: acts.grant(one, by=own, on=ON, document_number="1号"),
        lambda: acts.recommend(one, by=own, on=ON),
    ):
        with pytest.raises((NotAllowed, WrongState)):
            attempt()
    one.refresh_from_db()
    assert one.state == "proposed"


def test_criteria_are_shown_with_threshold_and_figure() -> None:
    rows = criteria_of(seen(OFFICER, proposed(given=GOOD)), "en")
    assert [(row.threshold, row.given, row.verdict) for row in rows] == [
        ("yes", "yes", "passed"), ("≥ 30%", "40%", "passed"), ("≥ 30%", "50%", "passed"), ("", "", "unclear"),
    ]  # fmt: skip


def test_criteria_are_not_for_everybody() -> None:
    one = proposed(given=GOOD)
    judged(one)
    acts.grant(one, by=OFFICER, on=ON, document_number="1号")
    assert criteria_of(seen(VISITOR, one), "en") == ()


def test_stages_of_a_national_one_have_a_recommendation() -> None:
    stages = stages_of(seen(OFFICER, proposed("high_tech_enterprise")), ON)
    assert [(stage.code, stage.standing) for stage in stages] == [
        ("recognition.proposed", "done"), ("recognition.checked", "now"), ("recognition.recommended", "next"),
        ("recognition.granted", "next"),
    ]  # fmt: skip


def test_whole_way_on_pages() -> None:
    one = organisation("Institute")
    own: Viewer = representative_of(one)
    path = f"/en/registry/organisations/{one.public_id}/do/recognise"
    sent = {"recognised_as": "new_rd_institution", "on": "2026-03-02", "edition": "1"}
    assert ask(own, path, sent).status_code == 302
    made = Recognition.objects.get()
    page = f"/en/registry/recognitions/{made.public_id}"
    assert 'name="figure_rd_people_share"' in said(own, f"{page}/do/figures")
    figures = {"figure_is_legal_person": "yes", "figure_rd_spending_share": "0.4", "figure_rd_people_share": "50"}
    assert ask(own, f"{page}/do/figures", {**figures, "edition": made.edition}).status_code == 302
    judging = {"criterion": "market_mechanism", "verdict": "passed", "why": "seen"}
    assert ask(OFFICER, f"{page}/do/judge", judging).status_code == 302
    grant = {"on": "2026-03-09", "document_number": "渝科发〔2026〕9号"}
    assert ask(OFFICER, f"{page}/do/grant", grant).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.given["is_legal_person"]) == ("granted", True)
    assert "渝科发〔2026〕9号" in said(VISITOR, page)


def test_figures_typed_wrongly_are_kept_and_named() -> None:
    one = proposed(given=GOOD)
    sent = {"figure_rd_people_share": "half", "edition": one.edition}
    answer = ask(OFFICER, f"/en/registry/recognitions/{one.public_id}/do/figures", sent)
    assert answer.status_code == 400
    assert 'value="half"' in answer.content.decode()
