"""What the desk's pages show and do, whole and in part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jialing.base.phrases import catalogue
from jialing.pipeline.desk import Desk, Filter, Verdict, decide_at_desk, item, open_desk, queue
from jialing.portal.common.models import AuditRecord
from tests.pipeline.desk.conftest import ALONE_STRING, FIRST, LAB, SPELT
from tests.pipeline.tiny import CQU, SCU

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reviewer")]
HTMX = {"hx-request": "true"}


@pytest.fixture
def form(reviewer: SettingsWrapper) -> dict[str, object]:
    """What a browser sends for the group of three spellings, all marked, without the button."""
    desk = open_desk(reviewer.DATA)
    group_no = queue(desk, Filter(text=LAB)).lines[0].group_no
    group = item(desk, group_no)
    return {
        "version": desk.version.id,
        "group": group_no,
        "strings": [s.affiliation_no for s in group.strings],
        "query": "state=unknown_organisation",
    }


def _desk(reviewer: SettingsWrapper, by: str = "Li") -> Desk:
    return open_desk(reviewer.DATA, by=by)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_page_shows_no_phrase_code(client: Client, lang: str) -> None:
    html = client.get(f"/{lang}/desk/").content.decode()
    shown = re.sub(r"<[^>]+>", " ", html[html.index("<body") :])
    assert [word for word in re.findall(r"[a-z_]+(?:\.[a-z_]+)+", shown) if word in catalogue()] == []


@pytest.mark.parametrize("page", ["", "disagreements", "decided"])
def test_page_keeps_the_policy(client: Client, page: str) -> None:
    answer = client.get(f"/en/desk/{page}")
    inline = re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", answer.content.decode())
    assert (inline, "unsafe" in answer["Content-Security-Policy"], answer["Cache-Control"]) == ([], False, "no-store")


def test_page_has_no_id_twice(client: Client) -> None:
    ids = re.findall(r"\sid=\"([^\"]+)\"", client.get("/en/desk/").content.decode())
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


def test_part_is_only_the_board(client: Client) -> None:
    html = client.get("/en/desk/", headers=HTMX).content.decode()
    assert (html.lstrip().startswith('<div id="desk"'), "<header" in html) == (True, False)


def test_strings_are_escaped(client: Client) -> None:
    html = client.get("/en/desk/?text=%3Cscript%3E").content.decode()
    assert ("<script>" in html, "&lt;script&gt;" in html) == (False, True)


@pytest.mark.parametrize("query", ["state=x", "page=0", "page=abc", "group=%00", "page=99999999999"])
def test_address_that_cannot_be_is_told(client: Client, query: str) -> None:
    assert client.get(f"/en/desk/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["page=7", "group=999", "circle=atlantis", "of=nobody:works"])
def test_address_of_nothing_is_an_empty_or_first_page(client: Client, query: str) -> None:
    assert client.get(f"/en/desk/?{query}").status_code == 200


def test_choosing_decides_every_marked_string(
    client: Client, reviewer: SettingsWrapper, form: dict[str, object]
) -> None:
    client.post("/en/desk/decide", {**form, "do": f"choose={CQU}", "note": "asked"}, headers=HTMX)
    made = _desk(reviewer).ledger.in_force
    assert {a: (d.org_ids, d.by, d.note) for a, d in made.items()} == dict.fromkeys(SPELT, ((CQU,), "Li", "asked"))


def test_string_not_marked_is_left_alone(client: Client, reviewer: SettingsWrapper, form: dict[str, object]) -> None:
    strings = form["strings"]
    assert isinstance(strings, list)
    client.post("/en/desk/decide", {**form, "strings": strings[:1], "do": f"choose={CQU}"}, headers=HTMX)
    assert len(_desk(reviewer).ledger.in_force) == 1


def test_decision_leaves_an_audit_row_with_its_batch(
    client: Client, reviewer: SettingsWrapper, form: dict[str, object]
) -> None:
    client.post("/en/desk/decide", {**form, "do": "reject=not_an_organisation"}, headers=HTMX)
    row = AuditRecord.objects.get()
    (batch,) = {d.batch for d in _desk(reviewer).ledger.decisions}
    assert (row.actor, row.code, row.object_id) == ("Li", "desk.decided", batch)


def test_new_organisation_is_added_with_its_place_by_name(
    client: Client, reviewer: SettingsWrapper, form: dict[str, object]
) -> None:
    sent = {**form, "do": "new", "name_en": LAB, "name_zh": "金沙水文研究所", "kind": "facility", "place": "成都"}
    client.post("/en/desk/decide", sent, headers=HTMX)
    (entry,) = _desk(reviewer).added.values()
    assert (entry.name_zh, entry.place_id, entry.country_code) == ("金沙水文研究所", "CN-510100", "CN")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"do": "new", "name_en": LAB}, 400),
        ({"do": ""}, 400),
        ({"do": "choose=nobody"}, 404),
        ({"do": "new", "name_en": "Sichuan University", "kind": "education", "place": "Chengdu"}, 409),
        ({"do": "reject=why"}, 400),
        ({"do": "reject=place_only", "where": "Nowhere"}, 400),
    ],
)
def test_what_is_refused_is_said_and_the_form_stays(
    client: Client, reviewer: SettingsWrapper, form: dict[str, object], sent: dict[str, str], status: int
) -> None:
    answer = client.post("/en/desk/decide", {**form, **sent}, headers=HTMX)
    html = answer.content.decode()
    kept = f'value="{sent["name_en"]}"' in html if "name_en" in sent else True
    told = (answer.status_code, 'role="alert"' in html, kept, len(_desk(reviewer).ledger.decisions))
    assert (told, AuditRecord.objects.count()) == ((status, True, True, 0), 0)


def test_nothing_marked_is_refused(client: Client, form: dict[str, object]) -> None:
    assert (
        client.post("/en/desk/decide", {**form, "strings": [], "do": f"choose={CQU}"}, headers=HTMX).status_code == 400
    )


def test_without_script_a_decision_leads_back_to_the_queue(client: Client, form: dict[str, object]) -> None:
    answer = client.post("/en/desk/decide", {**form, "do": f"choose={CQU}"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/desk/?state=unknown_organisation")


def test_page_says_what_waits_for_a_build(client: Client, form: dict[str, object]) -> None:
    html = client.post("/en/desk/decide", {**form, "do": f"choose={CQU}"}, headers=HTMX).content.decode()
    assert ("3 strings decided since this version was built." in html, "jialing build" in html) == (True, True)


def test_undo_opens_the_group_again(client: Client, reviewer: SettingsWrapper, form: dict[str, object]) -> None:
    client.post("/en/desk/decide", {**form, "do": f"choose={CQU}"}, headers=HTMX)
    html = client.post("/en/desk/undo", {}, headers=HTMX).content.decode()
    assert (dict(_desk(reviewer).ledger.in_force), f'value="{form["group"]}"' in html) == ({}, True)


def test_nothing_to_undo_is_said(client: Client) -> None:
    assert client.post("/en/desk/undo", {}, headers=HTMX).status_code == 409


def test_put_off_hides_and_shows_again(client: Client, form: dict[str, object]) -> None:
    client.post("/en/desk/decide", {**form, "do": "skip"}, headers=HTMX)
    shown = [LAB in client.get(f"/en/desk/{query}").content.decode() for query in ("", "?off=1")]
    assert shown == [False, True]


def test_search_offers_organisations_to_choose(client: Client) -> None:
    html = client.get("/zh/desk/organisations?find=sichuan").content.decode()
    assert (f'value="choose={SCU}"' in html, "四川大学" in html) == (True, True)


def test_disagreement_is_shown_and_settled(client: Client, reviewer: SettingsWrapper) -> None:
    (first,) = decide_at_desk(_desk(reviewer), Verdict((FIRST,), "choose", org_ids=(CQU,)))
    decide_at_desk(_desk(reviewer, "Wang"), Verdict((FIRST,), "choose", org_ids=(SCU,)))
    html = client.get("/en/desk/disagreements").content.decode()
    client.post("/en/desk/settle", {"affiliation": FIRST, "decision": first.id})
    settled = _desk(reviewer)
    assert ("Wang" in html, settled.ledger.disagreements, settled.ledger.in_force[FIRST].org_ids) == (True, (), (CQU,))


def test_settling_what_changed_meanwhile_is_refused(client: Client) -> None:
    assert client.post("/en/desk/settle", {"affiliation": FIRST, "decision": "0"}).status_code == 409


@pytest.mark.parametrize("page", ["", "disagreements", "decided"])
def test_every_page_of_the_desk_is_marked_in_the_navigation(client: Client, page: str) -> None:
    assert '<a href="/en/desk/" aria-current="page">' in client.get(f"/en/desk/{page}").content.decode()


def test_decided_page_lists_the_latest(client: Client, reviewer: SettingsWrapper) -> None:
    decide_at_desk(_desk(reviewer), Verdict((ALONE_STRING,), "choose", org_ids=(SCU,), note="seen"))
    html = client.get("/en/desk/decided").content.decode()
    assert [word in html for word in (ALONE_STRING, "Sichuan University", "seen", "waits for a build")] == [True] * 4


def test_version_without_a_queue_says_to_build(client: Client, reviewer: SettingsWrapper, built: object) -> None:
    reviewer.DATA = built
    assert client.get("/en/desk/").status_code == 409
