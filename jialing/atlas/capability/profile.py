"""The page of the capability profile: what it is made of, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.atlas.answers import Answer, Scope
from jialing.atlas.capability import coding, cooperation, lines, listed, people, shortfalls
from jialing.atlas.comparison import compared
from jialing.atlas.ground import Ground

N_COMPARATORS = 3


@dataclass(frozen=True)
class Capability:
    """The page of the capability profile.

    forces: kind (code), circle, count (operating), planned (planned or under construction)
    force_names: force, kind, circle, place, role, field, status, works (context: output of its organisations there)
    capability_platforms: level, kind (codes), circle, count (operating), per_1000 (researchers counted)
    capability_people: circle, researchers (people counted) with people_low and people_high, leading (with several works
    among the most cited tenth), value, unit, year of the newest official statistic of R&D personnel, coverage
    capability_abroad: circle, works, abroad_share with abroad_low and abroad_high, verdict (of the circle against this
    one), coverage
    capability_fields, capability_areas: field or area, circle, works with works_low and works_high, abroad_share with
    abroad_low and abroad_high, verdict, forces, platforms, researchers
    shortfalls: kind, field, circle (that has it), force, place, role: what the circle has none of, by name
    key_areas: area, area_id, field, coding, coded_by (code), document, is_verified
    """

    scope: Scope
    forces: Answer
    names: Answer
    platforms: Answer
    people: Answer
    abroad: Answer
    fields: Answer
    areas: Answer
    shortfalls: Answer
    coding: Answer


def capability(ground: Ground, scope: Scope) -> Capability:
    """See :class:`Capability`."""
    circles = compared(ground, scope)[: N_COMPARATORS + 1]
    return Capability(
        scope=scope,
        forces=listed.forces(ground, scope, circles),
        names=listed.names(ground, scope, circles),
        platforms=listed.platforms(ground, scope, circles),
        people=people.people(ground, scope, circles),
        abroad=cooperation.cooperation(ground, scope, circles),
        fields=lines.by_field(ground, scope, circles),
        areas=lines.by_area(ground, scope, circles),
        shortfalls=shortfalls.shortfalls(ground, scope, circles),
        coding=coding.coding(ground, scope),
    )
