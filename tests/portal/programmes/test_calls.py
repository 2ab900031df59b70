"""Calls: drafted, published whole, asked about; what was published can be shown as it was on any date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jialing.errors import InputError, NotAllowed, WrongState
from jialing.portal.common.access import VISITOR, visible
from jialing.portal.programmes.actions.calls import answer, ask, cancel_call, change_call, publish_call, set_topics
from jialing.portal.programmes.models import Call, Question
from jialing.portal.programmes.queries.calls import as_of
from tests.portal.programmes.calling import CLOSES, OPENS, begun, drafted, published, somebody
from tests.portal.programmes.factory import officer, pot

pytestmark = pytest.mark.django_db
EARLIER = OPENS - timedelta(days=30)


def test_draft_is_seen_by_officers_only() -> None:
    drafted()
    assert visible(VISITOR, Call.objects.all()).count() == 0
    assert visible(officer("CN-510000"), Call.objects.all()).count() == 1
    assert visible(officer("CN-110000"), Call.objects.all()).count() == 0


def test_published_call_is_seen_by_everybody() -> None:
    published()
    assert visible(VISITOR, Call.objects.all()).count() == 1


def test_officer_of_elsewhere_drafts_no_call() -> None:
    with pytest.raises(NotAllowed):
        drafted(pot(), officer("CN-110000"))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"text_zh": ""}, "text_missing"),
        ({"budget": None}, "budget_missing"),
        ({"workflow": ""}, "workflow_missing"),
        ({"workflow": "no = "}, "workflow_wrong"),
        ({"dates": {}}, "workflow_wrong"),
        ({"form": "no = "}, "form_wrong"),
        ({"kind": "demand"}, "owner_missing"),
        ({"dates": {"filing": "2020-01-01T00:00:00+08:00"}}, "dates_over"),
    ],
)
def test_call_that_lacks_something_is_not_published(values: dict[str, object], code: str) -> None:
    by = officer()
    with pytest.raises(InputError) as refused:
        publish_call(drafted(by=by, **values), by=by, at=EARLIER, seen=2)
    assert [one.code for one in refused.value.params["lacks"]] == [code]  # type: ignore[attr-defined]


def test_workflow_with_a_dead_end_is_not_published() -> None:
    call = drafted()
    call.workflow = call.workflow.replace(", final = true", "")
    call.save()
    with pytest.raises(InputError) as refused:
        publish_call(call, by=officer(), at=EARLIER, seen=2)
    assert [one.code for one in refused.value.params["lacks"]] == ["workflow_unsafe"]  # type: ignore[attr-defined]


def test_call_is_shown_as_it_was_on_any_date() -> None:
    call, by = published(), officer()
    change_call(call, {"text_en": "Propose more."}, by=by, seen=3)
    later = EARLIER + timedelta(days=5)
    publish_call(call, by=by, at=later, seen=4, why="More money")
    texts = [
        found.content["text_en"] if (found := as_of(call, at)) else None for at in (later, later - timedelta(days=1))
    ]
    assert texts == ["Propose more.", "Propose."]


def test_nothing_is_shown_from_before_it_was_published() -> None:
    assert as_of(published(), EARLIER - timedelta(days=9)) is None


def test_second_version_says_why() -> None:
    call, by = published(), officer()
    change_call(call, {"text_en": "Propose more."}, by=by, seen=3)
    with pytest.raises(InputError) as refused:
        publish_call(call, by=by, at=EARLIER, seen=4)
    assert refused.value.code == "call.reason_missing"


def test_same_version_is_not_published_twice() -> None:
    with pytest.raises(InputError) as refused:
        publish_call(published(), by=officer(), at=EARLIER, seen=3, why="again")
    assert refused.value.code == "call.nothing_new"


def test_proposal_goes_on_under_the_version_it_began_with() -> None:
    call, by = published(), officer()
    proposal = begun(call)
    change_call(call, {"text_en": "Propose more."}, by=by, seen=3)
    publish_call(call, by=by, at=OPENS, seen=4, why="More money")
    proposal.refresh_from_db()
    assert proposal.version.number == 1
    assert begun(call, key="second").version.number == 2


def test_topic_that_a_proposal_names_stays() -> None:
    call = published()
    begun(call)
    with pytest.raises(InputError) as refused:
        set_topics(call, [{"code": "T2", "name_en": "Other"}], by=officer(), seen=3)
    assert refused.value.code == "call.topic_in_use"


def test_question_is_public_with_its_answer() -> None:
    question = ask(published(), "Who may lead?", by=somebody())
    assert visible(VISITOR, Question.objects.all()).count() == 0
    answer(question, {"en": "Firms.", "zh": "企业。"}, by=officer(), at=OPENS, seen=1)
    assert visible(VISITOR, Question.objects.all()).count() == 1


def test_answer_in_one_language_is_refused() -> None:
    question = ask(published(), "Who may lead?", by=somebody())
    with pytest.raises(InputError) as refused:
        answer(question, {"en": "Firms.", "zh": ""}, by=officer(), at=OPENS, seen=1)
    assert refused.value.params == {"language": "zh"}


def test_question_asked_twice_stands_once() -> None:
    call = published()
    assert ask(call, "Who?", by=somebody()).pk == ask(call, " Who? ", by=somebody()).pk


def test_no_proposal_is_begun_after_the_deadline() -> None:
    with pytest.raises(WrongState) as refused:
        begun(at=CLOSES + timedelta(seconds=1))
    assert refused.value.code == "call.closed"


def test_no_proposal_is_begun_in_a_call_that_was_called_off() -> None:
    call = cancel_call(published(), "No money", by=officer(), seen=3)
    with pytest.raises(WrongState) as refused:
        begun(call)
    assert refused.value.code == "call.is_over"
