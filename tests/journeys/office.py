"""A small office for journeys: something of everything that pages show, and doors for those who come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone

from jialing.portal.accounts import demo
from jialing.portal.accounts.models import User
from jialing.portal.accounts.queries import viewer_of
from jialing.portal.common.access import Viewer
from jialing.portal.common.search.filing import rebuild
from jialing.portal.programmes.actions import calls
from jialing.portal.programmes.actions.proposals import begin_proposal, save_answers
from jialing.portal.registry import models as m
from jialing.portal.registry.actions import foundings, work, zones
from jialing.portal.registry.demo.loading import load_counts
from tests.portal.programmes.calling import shipped_call
from tests.portal.programmes.factory import awarded, pot
from tests.portal.registry.factories import CHONGQING, alliance, zone
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SETTLED = "() => document.getAnimations().every((one) => one.playState !== 'running')"
PLAIN = (
    "my-day", "notices", "tasks", "counts", "counts/new", "mine", "sleeping", "platforms", "platforms?view=paper",
    "platforms?view=map", "platforms?kind=incubator", "organisations", "duplicates", "platforms/new",
    "search?q=laboratory",
)  # fmt: skip
ELSEWHERE = ("imports/", "jobs/", "api", "account/", "account/tokens", "account/data-requests")
"""Without api/operations: that page is Swagger UI's, whose colours and missing language are not ours."""


def enter(page: Page, base: str, user: User) -> None:
    """Sign somebody in without the form: what the form does is a journey of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])


def violations(page: Page, address: str) -> list[str]:
    """What axe finds on a page with all that folds open."""
    page.goto(address)
    for fold in page.locator("main details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    page.wait_for_function(SETTLED)
    return [
        f"{address}: {one['id']} {[node['html'][:90] for node in one['nodes'][:2]]}"
        for one in Axe().run(page, options=RULES).response["violations"]
    ]


def every_page() -> tuple[User, tuple[str, ...]]:
    """An officer of Chongqing, and paths (behind the language) of every kind of page that she comes to."""
    demo.load()
    user = demo.demo_user("officer_chongqing")
    by = viewer_of(user, timezone.localdate())
    lab, host = _laboratory(), organisation("Host of laboratories with a name of some length", is_invented=True)
    load_counts()
    paths = (*_paths(lab, host, by), *(f"registry/counts/{one.slug}" for one in m.SavedCount.objects.all()[:2]))
    rebuild()
    return user, paths


def _laboratory() -> m.Platform:
    lab = platform("Laboratory", name_zh="实验室", is_invented=True)
    m.PlatformParty.objects.create(platform=lab, organisation=organisation("Host"), role="host")
    lab.name_en = "Laboratory of rivers"
    lab.save()
    return lab


def _work(lab: m.Platform, by: Viewer) -> m.Task:
    work.comment(lab, "The host asked for two more weeks.", by=by, act="platform.comment")
    work.follow(lab, by=by, act="platform.follow")
    day = timezone.localdate() + timedelta(days=3)
    return work.set_task(
        lab, "Ask the host for its annual report", by=by, act="platform.comment", assignee=by.public_id, due_on=day
    )


def _circle(host: m.Organisation) -> tuple[m.Membership, m.Ballot]:
    one = alliance("嘉陵江泥沙研究联盟", host, organisation("Second"), votes_on_admission=True, secretariat=host)
    one.meetings.create(title_zh="年会", title_en="Annual meeting", held_on=date(2022, 5, 1))
    seat = one.memberships.create(organisation=organisation("Applicant"), seat="member", state="applied")
    ballot = seat.ballots.create(opened_on=date(2026, 1, 1), closes_on=date(2099, 1, 1), n_voters=2)
    return seat, ballot


def _founding(host: m.Organisation, by: Viewer) -> m.Founding:
    values = {"name_en": "Joint institute", "name_zh": "联合研究院", "place_id": CHONGQING}
    one = foundings.propose_founding(values, by=by, on=date(2024, 1, 8))
    party = foundings.add_founding_party(one, host, "enterprise", by=by, is_leading=True)
    promise = foundings.commit(party, "money", Decimal(2_000_000), by=by, due_on=date(2025, 1, 1))
    foundings.fulfil(promise, Decimal(500_000), by=by, on=date(2024, 6, 1))
    return one


def _paths(lab: m.Platform, host: m.Organisation, by: Viewer) -> Iterator[str]:
    """One address of every kind of page that the registry, imports and the interface have."""
    seat, ballot = _circle(host)
    entry = zones.apply_for_entry(zone(), by=by, on=date(2026, 1, 1), organisation=host)
    twin = organisation("Host of laboratories")
    pair = m.Duplicate.objects.create(first=host, second=twin, evidence="names")
    me = m.Person.objects.create(name_en="Tan Yu", name_zh="谭渝", who=by.public_id, user_id=by.user_id)
    me.works.create(work_source="openalex", work_id="W1", title="Sediment in the Jialing River", year=2020)
    task, founding = _work(lab, by), _founding(host, by)
    one = f"registry/platforms/{lab.public_id}"
    yield from (f"registry/{page}" for page in PLAIN)
    yield from (one, *(f"{one}/{page}" for page in ("edit", "history", "past?at=2099-01-01", "do/move", "do/party")))
    yield f"registry/tasks/{task.public_id}"
    yield f"registry/foundings/{founding.public_id}"
    yield f"registry/zone-entries/{entry.public_id}"
    yield f"registry/alliances/{seat.alliance.public_id}"
    yield f"registry/alliances/{seat.alliance.public_id}/health"
    yield f"registry/memberships/{seat.public_id}"
    yield f"registry/ballots/{ballot.public_id}"
    yield f"registry/duplicates/{pair.public_id}/compare"
    yield f"registry/organisations/{host.public_id}/split"
    yield f"registry/people/{me.public_id}"
    yield f"registry/people/{me.public_id}/works"
    yield from ELSEWHERE
    yield from _programme_paths(by)


def _programme_paths(by: Viewer) -> Iterator[str]:
    """Pages of a programme with money, an open call, and a proposal of the officer's own."""
    of = pot()
    awarded(of)
    call = shipped_call(of)
    asked = calls.ask(call, "Who may lead?", by=by)
    names = {"name_en": "Chips of the river", "name_zh": "江河芯片"}
    proposal = begin_proposal(
        call, by=by, at=timezone.now(), key="office", applicant=of.party, names=names, topic=call.topics.get()
    )
    answers = {"parties": [{"_id": "1", "role": "lead", "side": "chongqing", "organisation": {"name_zh": "示例"}}]}
    save_answers(proposal, answers, base={}, by=by, at=timezone.now())
    one = f"programmes/{of.programme.public_id}"
    yield from ("programmes/", one, "programmes/calls", "programmes/proposals", f"{one}/calls/new")
    yield from (
        f"{one}/{page}" for page in ("lines", "orders", "orders/new", "entries", "treasury", "statement", "check")
    )
    yield from (f"programmes/calls/{call.public_id}{page}" for page in ("", "/edit", "/topics", "/publish", "/cancel"))
    yield f"programmes/calls/{call.public_id}/questions/{asked.public_id}"
    yield f"programmes/calls/{call.public_id}/propose"
    yield f"programmes/proposals/{proposal.public_id}"
    yield f"programmes/proposals/{proposal.public_id}/write"
