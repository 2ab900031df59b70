"""Rules asked of proposals: what is unknown is unclear, exceptions take a second and higher officer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import Viewer
from jialing.portal.programmes.actions.judging import (
    ask_exception,
    grant_exception,
    judge_proposal,
    office_level,
    record_check,
)
from jialing.portal.programmes.actions.proposals import move_proposal
from jialing.portal.programmes.models import Proposal, RuleResult
from jialing.portal.programmes.queries.judged import rule_facts, side_name
from jialing.portal.programmes.queries.proposals import facts_of
from jialing.schema import shipped_procedure
from tests.portal.programmes.calling import DURING, begun, published, somebody, written
from tests.portal.programmes.factory import officer

pytestmark = pytest.mark.django_db


def filed(**more: object) -> Proposal:
    """A filed proposal under the rules that ship."""
    proposal = begun(published(rules=shipped_procedure("rules", "ordinary")))
    written(proposal, **more)
    return move_proposal(proposal, "file", by=somebody(), at=DURING, key="file")


def judged(proposal: Proposal, by: Viewer | None = None) -> dict[str, RuleResult]:
    return {one.rule: one for one in judge_proposal(proposal, "filing", by=by or officer(), at=DURING)}


def test_sides_are_named_as_rules_name_them() -> None:
    assert (side_name("CN-500000"), side_name("CN-510000"), side_name("")) == ("chongqing", "sichuan", "")


def test_facts_say_with_which_side_it_is_filed() -> None:
    assert rule_facts(filed()).filed_with == "chongqing"


def test_applicant_of_this_side_files_with_its_own() -> None:
    assert judged(filed())["own_side"].outcome == "pass"


def test_lone_side_does_not_pass() -> None:
    assert judged(filed())["other_side"].outcome in ("fail", "unclear")


def test_results_become_facts_of_the_workflow() -> None:
    proposal = filed()
    assert "rules.filing" not in facts_of(proposal)
    judged(proposal)
    assert facts_of(proposal)["rules.filing"] is False


def test_each_result_is_worded_in_both_languages() -> None:
    for one in judged(filed()).values():
        assert all(one.details[name][language] for name in ("rule", "reason") for language in ("en", "zh"))


def test_asked_again_there_is_one_result_a_rule() -> None:
    proposal = filed()
    assert [len(judged(proposal)) for _ in range(2)] == [proposal.rule_results.count()] * 2


def test_applicant_asks_no_rules() -> None:
    with pytest.raises(NotAllowed):
        judged(filed(), by=somebody())


def test_unknown_occasion_is_refused() -> None:
    with pytest.raises(InputError):
        judge_proposal(filed(), "lunch", by=officer(), at=DURING)


def test_check_names_its_document() -> None:
    with pytest.raises(InputError):
        record_check(filed(), "applicant", "integrity", is_passed=True, document_number="", by=officer(), at=DURING)


def test_statutory_rule_has_no_exception() -> None:
    result = next(one for one in judged(filed()).values() if one.details["force"] == "statutory")
    with pytest.raises(NotAllowed) as refused:
        ask_exception(result, "please", by=officer(), seen=result.edition)
    assert refused.value.code == "procedure.statutory"


def discretionary(proposal: Proposal) -> RuleResult:
    result = next(iter(judged(proposal).values()))
    result.details = {**result.details, "force": "discretionary"}
    result.outcome = "fail"
    result.save()
    return result


def test_exception_takes_a_higher_officer() -> None:
    result = discretionary(filed())
    ask_exception(result, "Old machines", by=officer(), seen=result.edition)
    with pytest.raises(NotAllowed) as refused:
        grant_exception(result, by=officer(), asker_level=3, at=DURING, seen=result.edition)
    assert refused.value.code == "procedure.not_higher"
    national = replace(officer(), held=officer("").held)
    grant_exception(result, by=national, asker_level=3, at=DURING, seen=result.edition)
    assert result.overridden_why == "Old machines"


def test_exception_is_not_granted_by_who_asked() -> None:
    result, by = discretionary(filed()), officer()
    ask_exception(result, "Old machines", by=by, seen=result.edition)
    with pytest.raises(NotAllowed) as refused:
        grant_exception(result, by=by, asker_level=0, at=DURING, seen=result.edition)
    assert refused.value.code == "procedure.own_exception"


def test_exception_that_nobody_asked_for_is_not_granted() -> None:
    result = discretionary(filed())
    with pytest.raises(WrongState):
        grant_exception(result, by=officer(), asker_level=0, at=DURING, seen=result.edition)


def test_offices_are_as_high_as_their_place() -> None:
    assert [office_level(officer(place)) for place in ("", "CN-500000", "CN-510100", "CN-500112")] == [4, 3, 2, 1]
