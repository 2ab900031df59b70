"""Invented life of circles: a profile with proposed works, an open ballot, minutes, a record entered twice.

Nothing that a figure counts: no founded alliance, no platform and no admitted member is added.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from jialing.portal.accounts.demo import PEOPLE
from jialing.portal.accounts.models import User
from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import (
    AllianceState,
    DuplicateReason,
    MembershipState,
    NameKind,
    OrganisationState,
    Seat,
    VoteChoice,
)
from jialing.portal.registry.models import (
    Alliance,
    Ballot,
    ClaimedWork,
    Duplicate,
    Meeting,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    PersonAffiliation,
    Representation,
    Vote,
)
from jialing.portal.registry.rules.names import folded_name

FEWEST_VOTERS = 3
N_WITH_MINUTES = 12
MINUTES = (
    (
        "Agreed: the year's plan of work; a joint list of instruments by the end of the quarter. (Invented)",
        "会议议定：年度工作计划；季度末前形成共享仪器清单。（虚构）",
    ),
    (
        "Agreed: two joint projects are prepared; the secretariat reports on dues. (Invented)",
        "会议议定：筹备两个联合项目；秘书处通报会费情况。（虚构）",
    ),
)
WORKS = (
    ("面向山区的低功耗监测网络（虚构）", 2025),
    ("Low-power monitoring networks for mountains (invented)", 2024),
    ("嘉陵江水质的在线分析（虚构）", 2022),
)


def load_circles(on: date) -> None:
    """Write them where the records and accounts are there on which they hang."""
    rng = random.Random(5100)
    _profile(rng, on)
    _ballot(rng, on)
    _minutes(rng)
    _entered_twice(rng)


def _profile(rng: random.Random, on: date) -> None:
    """The demo's person keeps a profile, not public yet; three works wait for a word."""
    user = User.objects.filter(email=next(one.email for one in PEOPLE if one.key == "person")).first()
    if user is None or Person.objects.filter(who=user.public_id).exists():
        return
    row = Person(
        who=user.public_id, user_id=user.pk, name_en=user.name_en, name_zh=user.name_zh, is_invented=True,
        text_zh="研究山区传感网络。（虚构）", text_en="Works on sensor networks in mountains. (Invented)",
    )  # fmt: skip
    (person,) = keep(named([row], rng))
    claim = Representation.objects.filter(who=user.public_id).first()
    if claim is not None:
        since = date(on.year - 3, 9, 1)
        keep([PersonAffiliation(person=person, organisation=claim.organisation, position="副研究员", since=since)])
    keep(
        ClaimedWork(person=person, work_source="invented", work_id=f"demo-{number}", title=title, year=year)
        for number, (title, year) in enumerate(WORKS, 1)
    )


def _ballot(rng: random.Random, on: date) -> None:
    """A university asks to join an alliance that votes; two members have voted, the rest are asked."""
    found = _voting()
    if found is None:
        return
    alliance, voters = found
    inside = Membership.objects.filter(alliance=alliance, organisation__isnull=False).values("organisation")
    schools = Organisation.objects.filter(kind="education", state=OrganisationState.ACTIVE).exclude(pk__in=inside)
    applicant = schools.order_by("-pk").first()
    if applicant is None:
        return
    row = Membership(
        alliance=alliance, organisation=applicant, seat=Seat.MEMBER, state=MembershipState.APPLIED,
        applied_on=on - timedelta(days=10), application="愿共享实验条件（虚构）", is_invented=True,
    )  # fmt: skip
    (membership,) = keep(named([row], rng))
    opened = on - timedelta(days=6)
    asked = Ballot(
        membership=membership, opened_on=opened, closes_on=on + timedelta(days=8), n_voters=len(voters)
    )  # fmt: skip
    (ballot,) = keep(named([asked], rng))
    choices = (VoteChoice.YES, VoteChoice.ABSTAIN)
    others = [one for one in voters if one.organisation_id not in _represented()]
    keep(_votes(ballot, others[: len(choices)], choices, opened + timedelta(days=1)))


def _represented() -> set[int]:
    return set(Representation.objects.filter(state="confirmed").values_list("organisation_id", flat=True))


def _votes(
    ballot: Ballot, voters: list[Membership], choices: tuple[VoteChoice, ...], day: date
) -> Iterator[Vote]:  # fmt: skip
    for voter, choice in zip(voters, choices, strict=False):
        yield Vote(ballot=ballot, voter=voter, choice=choice, on=day)


def _voting() -> tuple[Alliance, list[Membership]] | None:
    """An alliance whose charter wants a vote, and who votes: one of the demo's representative if there is one."""
    rows = Alliance.objects.filter(state=AllianceState.ACTIVE, votes_on_admission=True, merged_into=None)
    theirs = rows.filter(memberships__organisation__in=_represented(), memberships__state=MembershipState.ADMITTED)
    for alliance in (*theirs.distinct().order_by("pk"), *rows.order_by("pk")):
        seats = alliance.memberships.filter(state=MembershipState.ADMITTED, organisation__isnull=False)
        voters = list(seats.exclude(seat=Seat.OBSERVER).order_by("pk"))
        if len(voters) >= FEWEST_VOTERS:
            return alliance, voters
    return None


def _minutes(rng: random.Random) -> None:
    """The newest meetings held have minutes and a number of those present."""
    rows = list(Meeting.objects.filter(held_on__isnull=False).order_by("-held_on", "-pk")[:N_WITH_MINUTES])
    for number, row in enumerate(rows):
        row.minutes_en, row.minutes_zh = MINUTES[number % len(MINUTES)]
        row.n_present = rng.randrange(8, 40)
    Meeting.objects.bulk_update(rows, ["minutes_en", "minutes_zh", "n_present"])


def _entered_twice(rng: random.Random) -> None:
    """A firm that somebody registered again by hand, under its old name beside its own."""
    firms = Organisation.objects.filter(kind="company", state=OrganisationState.ACTIVE).exclude(place_id="")
    first = firms.exclude(name_zh="").order_by("-pk").first()
    if first is None:
        return
    again = Organisation(
        name_zh=f"{first.name_zh}（重复登记，虚构）", kind=first.kind, place_id=first.place_id, is_invented=True,
        country_code=first.country_code,
    )  # fmt: skip
    (second,) = keep(named([again], rng))
    keep(
        OrganisationName(organisation=second, name=name, language="zh", kind=kind, normalised=folded_name(name))
        for name, kind in ((second.name_zh, NameKind.OFFICIAL), (first.name_zh, NameKind.ALIAS))
    )
    pair = Duplicate(
        first=first, second=second, reason=DuplicateReason.NAME_AND_PLACE, evidence=folded_name(first.name_zh)
    )  # fmt: skip
    keep(named([pair], rng))
