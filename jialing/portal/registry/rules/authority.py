"""Whose a decision is: the place whose department decides at a level."""

from __future__ import annotations

from jialing.portal.registry.enums import Level

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Provinces that are one city (GB/T 2260): they have no prefecture level; their 市级 is provincial-ministerial."""


def authority_place(place_id: str, level: str) -> str:
    """The place whose department decides about what lies in ``place_id`` at a level.

    The province for provincial-ministerial, and for national, where its department recommends; the city for
    prefecture; the place itself for district, and where it is not one of China's codes.
    """
    if not (place_id.startswith("CN-") and len(place_id) == 9):
        return place_id
    if level == Level.DISTRICT:
        return place_id
    if level == Level.PREFECTURE and place_id[3:5] not in MUNICIPALITIES and not place_id.endswith("0000"):
        return f"{place_id[:7]}00"
    return f"{place_id[:5]}0000"
