"""Pages of calls and proposals, as officers and applicants go through them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jialing.portal.accounts.models import User
from jialing.portal.programmes.actions.proposals import begin_proposal, save_answers
from jialing.portal.programmes.models import Call, Proposal
from jialing.portal.registry.models import Representation
from tests.portal.accounts.factory import person
from tests.portal.programmes.calling import FORM, WORKFLOW, drafted, institution, somebody
from tests.portal.programmes.factory import pot

pytestmark = pytest.mark.django_db


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def open_call(**more: object) -> Call:
    """A call that is open today, published."""
    from jialing.portal.programmes.actions.calls import publish_call
    from tests.portal.programmes.factory import officer

    now = timezone.now()
    until = now + timedelta(days=20)
    call = drafted(opens_at=now - timedelta(days=1), closes_at=until, dates={"filing": until.isoformat()}, **more)
    publish_call(call, by=officer(), at=now - timedelta(days=2), seen=2)
    return call


def begun_by(user: User, call: Call) -> Proposal:
    return begin_proposal(
        call, by=somebody(user.public_id), at=timezone.now(), key=f"k{user.pk}", applicant=institution(),
        names={"name_en": "Our proposal"}, topic=call.topics.get(),
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_of_a_call_is_there_for_its_officer(lang: str) -> None:
    call, client = open_call(), client_of(person("programme_officer", place="CN-500000"))
    for page in ("", "/edit", "/topics", "/publish", "/cancel"):
        answer = client.get(f"/{lang}/programmes/calls/{call.public_id}{page}")
        assert answer.status_code == 200, page
    assert client.get(f"/{lang}/programmes/{call.programme.public_id}/calls/new").status_code == 200


def test_empty_lists_say_what_to_do() -> None:
    client = client_of(person())
    assert client.get("/en/programmes/calls").status_code == 200
    assert client.get("/en/programmes/proposals").status_code == 200


def test_officer_begins_completes_and_publishes_a_call() -> None:
    of = pot()
    client = client_of(person("programme_officer", place="CN-500000"))
    sent = {
        "name_en": "New call",
        "name_zh": "新通知",
        "kind": "ordinary",
        "year": "2026",
        "text_en": "a",
        "text_zh": "甲",
    }
    answer = client.post(f"/en/programmes/{of.programme.public_id}/calls/new", sent)
    call = Call.objects.get()
    assert answer.headers["Location"].endswith(f"{call.public_id}/edit")
    call.workflow, call.form = WORKFLOW, FORM
    call.save()
    edit = f"/en/programmes/calls/{call.public_id}/edit"
    moment = (timezone.localtime() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    client.post(edit, {**sent, "budget": "20000000", "date.filing": moment, "closes_at": moment, "edition": "1"})
    topics = {
        "code": ["T1", ""],
        "name_zh": ["方向", ""],
        "name_en": ["Topic", ""],
        "budget": ["", ""],
        "least": ["", ""],
        "most": ["2", ""],
    }
    client.post(f"/en/programmes/calls/{call.public_id}/topics", {**topics, "edition": "2"})
    answer = client.post(f"/en/programmes/calls/{call.public_id}/publish", {"edition": "3"})
    call.refresh_from_db()
    assert (answer.status_code, call.state, call.budget) == (302, "published", 2_000_000_000)


def test_what_is_wrong_comes_back_with_what_was_typed() -> None:
    call, client = open_call(), client_of(person("programme_officer", place="CN-500000"))
    answer = client.post(
        f"/en/programmes/calls/{call.public_id}/edit", {"name_en": "Typed", "budget": "much", "year": "x"}
    )
    page = answer.content.decode()
    assert (answer.status_code, "Typed" in page, "much" in page) == (400, True, True)


def test_call_that_lacks_something_says_so_when_published() -> None:
    call, client = drafted(text_zh=""), client_of(person("programme_officer", place="CN-500000"))
    answer = client.post(f"/zh/programmes/calls/{call.public_id}/publish", {"edition": str(call.edition)})
    assert (answer.status_code, "中文正文" in answer.content.decode()) == (400, True)


def test_visitor_reads_the_call_and_is_asked_to_sign_in_to_propose() -> None:
    call, client = open_call(), client_of(None)
    assert client.get(f"/en/programmes/calls/{call.public_id}").status_code == 200
    assert client.get(f"/en/programmes/calls/{call.public_id}/propose").status_code in (302, 401, 403)


def test_call_as_it_was_before_it_was_published_is_not_there() -> None:
    assert client_of(None).get(f"/en/programmes/calls/{open_call().public_id}?on=2001-01-01").status_code == 404


def test_applicant_begins_writes_and_files() -> None:
    call, user, own = open_call(), person(), institution()
    client = client_of(user)
    sent = {"name_en": "Chips", "topic": "T1", "applicant": own.name_en, "key": "one"}
    answer = client.post(f"/en/programmes/calls/{call.public_id}/propose", sent)
    proposal = Proposal.objects.get()
    write = answer.headers["Location"]
    page = client.get(write).content.decode()
    base = re.search(r'name="base" value="([^"]+)"', page)
    assert base is not None
    client.post(write, {"base": base[1], "has.aim": "1", "aim": "Better chips", "has.sum": "1", "sum": "12.50"})
    proposal.refresh_from_db()
    assert proposal.answers == {"aim": "Better chips", "sum": "12.50"}
    answer = client.post(f"/en/programmes/proposals/{proposal.public_id}/moves/file", {"key": "two"})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (302, "at_institution")


def test_move_that_is_refused_says_why_on_the_page() -> None:
    user, call = person(), open_call()
    proposal = begun_by(user, call)
    answer = client_of(user).post(f"/en/programmes/proposals/{proposal.public_id}/moves/file", {"key": "two"})
    assert (answer.status_code, "the proposal" in answer.content.decode()) == (409, True)


def test_institution_returns_a_proposal_with_its_reason() -> None:
    call, user, clerk = open_call(), person(), person("representative")
    proposal = begun_by(user, call)
    save_answers(proposal, {"aim": "x"}, base={}, by=somebody(user.public_id), at=timezone.now())
    client_of(user).post(f"/en/programmes/proposals/{proposal.public_id}/moves/file", {"key": "two"})
    own = {"organisation": proposal.applicant, "state": "confirmed", "since": date(2020, 1, 1)}
    Representation.objects.create(who=clerk.public_id, user_id=clerk.pk, **own)
    client = client_of(clerk)
    client.post(f"/en/programmes/proposals/{proposal.public_id}/moves/return", {"key": "x", "why": "Say more"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.steps.last().why) == ("draft", "Say more")


def test_conflict_of_two_writers_shows_both() -> None:
    user, call = person(), open_call()
    proposal = begun_by(user, call)
    client, write = client_of(user), f"/en/programmes/proposals/{proposal.public_id}/write"
    base = re.search(r'name="base" value="([^"]+)"', client.get(write).content.decode())
    assert base is not None
    client.post(write, {"base": base[1], "has.aim": "1", "aim": "First"})
    page = client.post(write, {"base": base[1], "has.aim": "1", "aim": "Second", "stay": "1"}).content.decode()
    assert ("First" in page, "Second" in page) == (True, True)


def test_member_joins_from_the_page() -> None:
    user, call, member = person(), open_call(), person()
    proposal = begun_by(user, call)
    page = f"/en/programmes/proposals/{proposal.public_id}"
    client_of(user).post(f"{page}/team", {"name_en": "Wei", "email": member.email})
    row = proposal.team.get(name_en="Wei")
    client_of(member).post(f"{page}/team/{row.public_id}/join", {"edition": "1"})
    row.refresh_from_db()
    assert row.state == "confirmed"


def test_stranger_does_not_find_the_proposal() -> None:
    proposal = begun_by(person(), open_call())
    assert client_of(person()).get(f"/en/programmes/proposals/{proposal.public_id}").status_code == 404


def test_question_is_asked_and_answered_in_both_languages() -> None:
    call = open_call()
    client_of(person()).post(f"/en/programmes/calls/{call.public_id}/questions", {"text": "Who?"})
    one = call.questions.get()
    officer = client_of(person("programme_officer", place="CN-500000"))
    page = f"/en/programmes/calls/{call.public_id}/questions/{one.public_id}"
    assert officer.post(page, {"en": "Firms", "zh": "", "edition": "1"}).status_code == 400
    assert officer.post(page, {"en": "Firms", "zh": "企业", "edition": "1"}).status_code == 302
