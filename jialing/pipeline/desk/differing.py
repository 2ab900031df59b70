"""Strings on which reviewers differ, and what was decided lately."""

from __future__ import annotations

from jialing.lake import Decision
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.records import Differing


def disagreements(desk: Desk) -> tuple[Differing, ...]:
    """Every string on which reviewers differ and that nobody has settled, the latest first."""
    return tuple(_told(desk, d.affiliation, d.decisions) for d in desk.ledger.disagreements)


def _told(desk: Desk, affiliation: str, decisions: tuple[Decision, ...]) -> Differing:
    cards = desk.cards(o for d in decisions for o in d.org_ids)
    return Differing(affiliation, decisions, cards, desk.places(d.place_id for d in decisions if d.place_id))


def decided(desk: Desk, *, size: int = 50, text: str = "") -> tuple[Differing, ...]:
    """Decisions in force, the latest first, each with the organisations it names (one ``Differing`` per string)."""
    sought = text.casefold()
    latest = [d for d in reversed(list(desk.ledger.in_force.values())) if sought in d.affiliation.casefold()]
    latest = sorted(latest, key=lambda d: d.at, reverse=True)[:size]
    return tuple(_told(desk, d.affiliation, (d,)) for d in latest)
