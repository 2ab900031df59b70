"""Invented records of zones (their names are real places), designations and managing bodies."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from jialing.portal.registry.demo.keeping import keep, named
from jialing.portal.registry.enums import DesignationKind, LegalType, Level, NameKind, OrganisationKind, ZoneKind
from jialing.portal.registry.models import Designation, Organisation, OrganisationName, Zone, ZonePlace
from jialing.portal.registry.rules.names import folded_name

_ZONES = (
    ("Western (Chongqing) Science City", "西部（重庆）科学城", ZoneKind.SCIENCE_CITY, "CN-500000",
     ("CN-500106", "CN-500107", "CN-500120"), date(2020, 9, 11)),
    ("Western (Chengdu) Science City", "西部（成都）科学城", ZoneKind.SCIENCE_CITY, "CN-510100",
     ("CN-510116", "CN-510112"), date(2020, 6, 3)),
    ("Liangjiang Collaborative Innovation Zone", "两江协同创新区", ZoneKind.INNOVATION_ZONE, "CN-500000",
     ("CN-500112",), date(2018, 11, 1)),
)  # fmt: skip


def load_zones() -> Mapping[str, Zone]:
    """Write the zones, each with an invented managing body; by Chinese name."""
    rng = random.Random(1)
    bodies = keep(
        named(
            [
                Organisation(
                    name_en=f"{en} Administration (invented)", name_zh=f"{zh}管理委员会（虚构）", place_id=place,
                    kind=OrganisationKind.AGENCY, legal_type=LegalType.STATE_ORGAN, country_code="CN", is_invented=True,
                )
                for en, zh, _, place, _, _ in _ZONES
            ],
            rng,
        )
    )  # fmt: skip
    keep(
        OrganisationName(organisation=o, name=n, language=lang, kind=NameKind.OFFICIAL, normalised=folded_name(n))
        for o in bodies
        for lang, n in (("en", o.name_en), ("zh", o.name_zh))
    )
    zones = keep(
        named(
            [
                Zone(
                    name_en=en, name_zh=zh, kind=kind, level=Level.PROVINCIAL, place_id=place, since=since,
                    managing_body=body, is_invented=True,
                )
                for (en, zh, kind, place, _, since), body in zip(_ZONES, bodies, strict=True)
            ],
            rng,
        )
    )  # fmt: skip
    keep(
        ZonePlace(zone=zone, place_id=district)
        for zone, (_, _, _, _, districts, _) in zip(zones, _ZONES, strict=True)
        for district in districts
    )
    _designate(rng)
    return {zone.name_zh: zone for zone in zones}


def _designate(rng: random.Random) -> None:
    """Two pilot zones: designations of places."""
    rows = [
        Designation(
            name_en=f"{en} Pilot Zone for Next-generation AI", name_zh=f"{zh}新一代人工智能创新发展试验区",
            kind=DesignationKind.AI_PILOT_ZONE, level=Level.NATIONAL, place_id=place, since=since, is_invented=True,
        )
        for en, zh, place, since in (
            ("Chongqing", "重庆", "CN-500000", date(2020, 3, 1)),
            ("Chengdu", "成都", "CN-510100", date(2020, 3, 1)),
        )
    ]  # fmt: skip
    keep(named(rows, rng))
