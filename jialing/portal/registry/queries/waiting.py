"""What waits for somebody: for each heading the rows, the field of their deadline, the record they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from jialing.portal.common.access import Viewer, related, visible
from jialing.portal.registry import models as m
from jialing.portal.registry.enums import (
    AccreditationState,
    AllianceState,
    BallotState,
    ClaimState,
    MembershipState,
    PlatformState,
    RecognitionState,
    RepresentationState,
    Seat,
    TaskState,
    ZoneEntryState,
)
from jialing.portal.registry.queries.sleeping import MONTHS, months_before

SOON = timedelta(days=90)
_A = AccreditationState


@dataclass(frozen=True)
class Heading:
    """What waits, as one heading of somebody's day.

    ``due`` names the field of the deadline ('' none). ``about`` maps the field that leads to the record a row is about
    to its kind; {}: the row itself. ``slug`` is the list in which rows have pages, ``query`` narrows it to these rows
    (``{today}``, ``{soon}``: days). ``page`` is the page that shows all rows where no list does.
    ``is_news``: something to know rather than to do.
    """

    name: str
    rows: Callable[[Viewer, date], QuerySet[Any]]
    slug: str = ""
    query: str = ""
    due: str = ""
    about: Mapping[str, str] | None = None
    is_news: bool = False
    page: str = ""


def _here(model: Any, **narrowed: Any) -> Callable[[Viewer, date], QuerySet[Any]]:
    return lambda viewer, _: related(viewer, model.objects.filter(**narrowed), "officer_here")


def _own(model: Any, **narrowed: Any) -> Callable[[Viewer, date], QuerySet[Any]]:
    return lambda viewer, _: related(viewer, model.objects.filter(**narrowed), "representative")


def _expiring(viewer: Viewer, today: date) -> QuerySet[Any]:
    rows = m.Accreditation.objects.filter(state=_A.CERTIFIED, until__lte=today + SOON)
    return related(viewer, rows, "officer_here")


def _to_evaluate(viewer: Viewer, today: date) -> QuerySet[Any]:
    due = Q(state=_A.UNDER_EVALUATION) | Q(state=_A.CERTIFIED, remind_on__lte=today)
    return related(viewer, m.Accreditation.objects.filter(due), "officer_here")


def _recognitions_ending(viewer: Viewer, today: date) -> QuerySet[Any]:
    rows = m.Recognition.objects.filter(state=RecognitionState.GRANTED, until__gte=today, until__lte=today + SOON)
    return related(viewer, rows, "officer_here")


def _quiet(viewer: Viewer, today: date) -> QuerySet[Any]:
    since = months_before(today, MONTHS)
    met = m.Meeting.objects.filter(alliance=OuterRef("pk"), held_on__gte=since)
    did = m.Activity.objects.filter(alliance=OuterRef("pk"), on__gte=since)
    made = m.Output.objects.filter(alliance=OuterRef("pk"), on__gte=since, names_alliance=True)
    rows = m.Alliance.objects.filter(state__in=(AllianceState.ACTIVE, AllianceState.DORMANT), merged_into=None)
    return related(viewer, rows.filter(~Exists(met), ~Exists(did), ~Exists(made)), "officer_here")


def _to_vote(viewer: Viewer, today: date) -> QuerySet[Any]:
    """Open ballots in which a member that the viewer represents may vote and has not."""
    voted = m.Vote.objects.filter(ballot=OuterRef(OuterRef("pk")), voter=OuterRef("pk"))
    seats = m.Membership.objects.filter(
        Q(joined_on=None) | Q(joined_on__lte=OuterRef("opened_on")),
        alliance=OuterRef("membership__alliance"),
        organisation__in=viewer.organisation_ids,
        state=MembershipState.ADMITTED,
    ).exclude(seat=Seat.OBSERVER)
    return m.Ballot.objects.filter(Exists(seats.filter(~Exists(voted))), state=BallotState.OPEN, closes_on__gte=today)


def _to_close(viewer: Viewer, today: date) -> QuerySet[Any]:
    """Open ballots in which everybody voted, or whose day is over."""
    voted = m.Ballot.objects.annotate(n_votes=Count("votes")).filter(n_votes__gte=F("n_voters")).values("pk")
    rows = m.Ballot.objects.filter(Q(closes_on__lt=today) | Q(pk__in=voted), state=BallotState.OPEN)
    return related(viewer, rows, "officer_here")


def _tasks(viewer: Viewer, _: date) -> QuerySet[Any]:
    return visible(viewer, m.Task.objects.filter(assignee=viewer.public_id, state=TaskState.OPEN)).order_by("due_on")


def _incomplete(viewer: Viewer, _: date) -> QuerySet[Any]:
    lacks = Q(website="") | Q(text_zh="", text_en="") | Q(contact_email="", contact_phone="")
    rows = m.Organisation.objects.filter(lacks, state="active")
    return related(viewer, rows, "representative")


def _own_platforms(viewer: Viewer, _: date) -> QuerySet[Any]:
    lacks = Q(website="") | Q(text_zh="", text_en="") | Q(contact_email="", contact_phone="")
    working = (PlatformState.OPERATING, PlatformState.EVALUATED, PlatformState.ACCEPTED, PlatformState.BUILDING)
    return related(viewer, m.Platform.objects.filter(lacks, state__in=working), "representative")


def _opinions(viewer: Viewer, _: date) -> QuerySet[Any]:
    rows = m.ExpertOpinion.objects.filter(given_on__isnull=True, accreditation__state=_A.UNDER_REVIEW)
    return related(viewer, rows, "expert").order_by("due_on")


def _works(viewer: Viewer, _: date) -> QuerySet[Any]:
    return m.ClaimedWork.objects.select_related("person").filter(
        person__in=related(viewer, m.Person.objects.all(), "self"), state=ClaimState.PROPOSED
    )


def _claims(viewer: Viewer, _: date) -> QuerySet[Any]:
    return related(viewer, m.Representation.objects.filter(state=RepresentationState.CLAIMED), "self")


def _saved_lists(viewer: Viewer, _: date) -> QuerySet[Any]:
    return visible(viewer, m.SavedList.objects.all())


def _saved_counts(viewer: Viewer, _: date) -> QuerySet[Any]:
    return visible(viewer, m.SavedCount.objects.all())


TASKS = Heading("tasks", _tasks, due="due_on", about={"about_id": ""})
_ORGANISATION = {"organisation_id": "organisation", "platform_id": "platform"}
_OFFICER = (
    Heading("accreditations_filed", _here(m.Accreditation, state=_A.FILED), "accreditations", "state=filed",
            "completeness_due_on", {"platform_id": "platform"}),
    Heading("accreditations_reviewed", _here(m.Accreditation, state=_A.UNDER_REVIEW), "accreditations",
            "state=under_review", "decision_due_on", {"platform_id": "platform"}),
    Heading("accreditations_approved", _here(m.Accreditation, state=_A.APPROVED), "accreditations", "state=approved",
            "", {"platform_id": "platform"}),
    Heading("evaluations", _to_evaluate, "accreditations", "state=certified", "remind_on", {"platform_id": "platform"}),
    Heading("expiring", _expiring, "accreditations", "state=certified&until_to={soon}", "until",
            {"platform_id": "platform"}),
    Heading("zone_entries", _here(m.ZoneEntry, state=ZoneEntryState.APPLIED), "zone-entries", "state=applied", "",
            _ORGANISATION),
    Heading("memberships", _here(m.Membership, state=MembershipState.APPLIED), "memberships", "state=applied", "",
            {"organisation_id": "organisation"}),
    Heading("ballots_to_close", _to_close, "ballots", "state=open", "", {"membership_id": "membership"}),
    Heading("recognitions", _here(m.Recognition, state__in=(RecognitionState.PROPOSED, RecognitionState.RECOMMENDED)),
            "recognitions", "state=proposed", "", _ORGANISATION),
    Heading("recognitions_ending", _recognitions_ending, "recognitions",
            "state=granted&until_from={today}&until_to={soon}", "until", _ORGANISATION),
    Heading("representations", _here(m.Representation, state=RepresentationState.CLAIMED),
            "representations", "state=claimed", "", {"organisation_id": "organisation"}),
    Heading("quiet_alliances", _quiet, "alliances", "", "", None, is_news=True, page="registry:sleeping"),
)  # fmt: skip
_REPRESENTATIVE = (
    Heading("ballots", _to_vote, "ballots", "state=open", "closes_on", {"membership_id": "membership"}),
    Heading("accreditations_returned", _own(m.Accreditation, state=_A.RETURNED), "accreditations", "state=returned",
            "correction_due_on", {"platform_id": "platform"}),
    Heading("accreditations_draft", _own(m.Accreditation, state=_A.DRAFT), "accreditations", "state=draft", "",
            {"platform_id": "platform"}),
    Heading("incomplete", _incomplete, "organisations", is_news=True, page="registry:mine"),
    Heading("incomplete_platforms", _own_platforms, "platforms", is_news=True),
    Heading("accreditations_own", _own(m.Accreditation, state__in=(_A.FILED, _A.UNDER_REVIEW, _A.APPROVED)),
            "accreditations", "", "", {"platform_id": "platform"}, is_news=True),
    Heading("zone_entries_own", _own(m.ZoneEntry, state__in=(ZoneEntryState.APPLIED, ZoneEntryState.APPROVED)),
            "zone-entries", "", "", _ORGANISATION, is_news=True),
    Heading("memberships_own", _own(m.Membership, state=MembershipState.APPLIED), "memberships", "state=applied", "",
            {"alliance_id": "alliance"}, is_news=True),
)  # fmt: skip
_REVIEWER = (Heading("opinions", _opinions, "", "", "due_on", {"accreditation_id": "accreditation"}),)
_ANALYST = (
    Heading("saved_lists", _saved_lists, is_news=True),
    Heading("saved_counts", _saved_counts, is_news=True, page="registry:counts"),
)
_PERSON = (
    Heading("claimed_works", _works),
    Heading(
        "claims_own",
        _claims,
        "representations",
        "",
        "",
        {"organisation_id": "organisation"},
        is_news=True,
        page="registry:mine",
    ),
)

HEADINGS: Mapping[str, tuple[Heading, ...]] = {
    "programme_officer": _OFFICER,
    "representative": _REPRESENTATIVE,
    "reviewer": _REVIEWER,
    "analyst": _ANALYST,
    "person": _PERSON,
}
"""Role -> what may wait for who holds it."""


def headings_for(viewer: Viewer) -> tuple[Heading, ...]:
    """The headings of a viewer's day: tasks first, then those of each role held."""
    return (TASKS, *(one for role, some in HEADINGS.items() if role in viewer.roles for one in some))
