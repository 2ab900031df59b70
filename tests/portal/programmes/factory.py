"""Programmes and money for tests: two sides, lines of two years; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import count

from jialing.portal.common.access import Held, Viewer
from jialing.portal.programmes.actions.posting import Event, Transfer, post
from jialing.portal.programmes.enums import EntryKind
from jialing.portal.programmes.models import Appropriation, Entry, Funder, Programme
from jialing.portal.registry.models import Organisation
from tests.portal.registry.factory import organisation

DAY = date(2026, 3, 2)
_numbers = count(1)


def officer(place: str = "CN-500000", name: str = "") -> Viewer:
    """A programme officer of a place."""
    number = next(_numbers)
    return Viewer(
        user_id=number, public_id=name or f"officer{number}", held=frozenset({Held("programme_officer", place)})
    )


@dataclass(frozen=True)
class Pot:
    """A programme with a line of each side."""

    programme: Programme
    chongqing: Appropriation
    sichuan: Appropriation
    party: Organisation


def pot(**more: object) -> Pot:
    """A programme funded by Chongqing and Sichuan, nothing pledged yet."""
    programme = Programme.objects.create(name_en="Joint programme", is_invented=True, **more)
    lines = []
    for name, place in (("Chongqing bureau", "CN-500000"), ("Sichuan department", "CN-510000")):
        funder = Funder.objects.create(name_en=name, place_id=place)
        lines.append(Appropriation.objects.create(programme=programme, funder=funder, year=2026, budget_item="2060404"))
    return Pot(programme, lines[0], lines[1], organisation("Winner"))


def event(key: str = "", on: date = DAY) -> Event:
    """An event of a new key."""
    return Event(key=key or f"k{next(_numbers)}", on=on, document_number="No. 1", by="officer")


def moved(kind: str, line: Appropriation, units: int, *, of: Pot, key: str = "", on: date = DAY) -> Entry:
    """An entry of one line, for call C and project P."""
    return post(kind, [Transfer(line, units, "C", "P", of.party)], event(key, on), programme=of.programme)


def awarded(of: Pot, units: int = 1000) -> None:
    """Chongqing's money pledged, kept for the call and awarded."""
    for kind in (EntryKind.PLEDGE, EntryKind.RESERVATION, EntryKind.AWARD):
        moved(kind, of.chongqing, units, of=of)
