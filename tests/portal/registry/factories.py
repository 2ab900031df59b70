"""Records and viewers for the registry's tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from jialing.portal.common.access import Held, Viewer
from jialing.portal.registry.enums import AllianceState, MembershipState, PlatformKind, PlatformState, Seat
from jialing.portal.registry.models import Alliance, Membership, Organisation, Platform, PlatformEvent, Zone

CHONGQING, CHENGDU, YUBEI = "CN-500000", "CN-510100", "CN-500112"
ON = date(2023, 3, 8)


def officer(place: str = CHONGQING) -> Viewer:
    return Viewer(1, "officer0001", "Officer", frozenset({Held("programme_officer", place)}))


def representative(*organisations: Organisation, public_id: str = "repr000001") -> Viewer:
    held = frozenset({Held("representative")})
    return Viewer(2, public_id, "Representative", held, frozenset(o.pk for o in organisations))


def person(public_id: str = "person0001") -> Viewer:
    return Viewer(3, public_id, "Person")


def organisation(name: str = "虚构大学", **values: Any) -> Organisation:
    values = {"kind": "education", "place_id": CHONGQING, **values}
    return Organisation.objects.create(name_zh=name, **values)


def platform(
    name: str = "虚构实验室", *, state: str = PlatformState.OPERATING, on: date = date(2021, 1, 1), **values: Any
) -> Platform:
    values = {"kind": PlatformKind.KEY_LABORATORY, "level": "provincial_ministerial", "place_id": CHONGQING, **values}
    made = Platform.objects.create(name_zh=name, state=state, state_since=on, **values)
    PlatformEvent.objects.create(platform=made, state=state, on=on)
    return made


def zone(name: str = "两江协同创新区", **values: Any) -> Zone:
    values = {"kind": "innovation_zone", "place_id": CHONGQING, **values}
    return Zone.objects.create(name_zh=name, **values)


def alliance(name: str = "虚构联盟", *members: Organisation, **values: Any) -> Alliance:
    values = {"state": AllianceState.ACTIVE, "founded_on": date(2021, 5, 1), "place_id": CHONGQING, **values}
    made = Alliance.objects.create(name_zh=name, **values)
    for member in members:
        Membership.objects.create(
            alliance=made,
            organisation=member,
            seat=Seat.MEMBER,
            state=MembershipState.ADMITTED,
            joined_on=made.founded_on,
        )
    return made
