"""What the lake lists for a registry: organisations with all names, platforms, alliances and their members."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from jialing.atlas.ground import Ground

LEAST = 0.9
"""How sure the resolver must be of an organisation written as a host or member, before a registry takes it for one."""


@dataclass(frozen=True)
class ListedName:
    """One name: the language as the source states it, '' not stated; display, label, alias or acronym."""

    name: str
    language: str
    kind: str


@dataclass(frozen=True)
class ListedOrganisation:
    """An organisation as the lake has it. Unknown: '' or None. ``relations``: (relation, id of the other)."""

    org_id: str
    name_en: str
    name_zh: str
    types: tuple[str, ...]
    status: str
    established: int | None
    country_code: str
    place_id: str
    lat: float | None
    lng: float | None
    uscc: str
    website: str
    names: tuple[ListedName, ...]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ListedPlatform:
    """A platform as a bureau's table has it; ``host_id`` '' where the resolver was not sure whose name ``host`` is."""

    platform_id: str
    name_en: str
    name_zh: str
    kind: str
    level: str
    place_id: str
    zone: str
    host: str
    host_id: str
    field_id: str
    since: date | None
    status: str


@dataclass(frozen=True)
class ListedAlliance:
    """An alliance as a bureau's table has it."""

    alliance_id: str
    name_en: str
    name_zh: str
    founded_on: date | None
    status: str
    field_id: str


@dataclass(frozen=True)
class ListedMember:
    """A seat in an alliance; ``org_id`` '' where the resolver was not sure whose name it is."""

    alliance_id: str
    written: str
    org_id: str
    seat: str
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class Registered:
    """All of it, of one version."""

    version: str
    is_invented: bool
    organisations: tuple[ListedOrganisation, ...]
    platforms: tuple[ListedPlatform, ...]
    alliances: tuple[ListedAlliance, ...]
    members: tuple[ListedMember, ...]


def registered(ground: Ground) -> Registered:
    """Read the lists of a version, whole; a table that the version does not have is empty."""
    return Registered(
        ground.version.id, ground.is_invented, _organisations(ground), _platforms(ground), _alliances(ground),
        _members(ground),
    )  # fmt: skip


def _organisations(ground: Ground) -> tuple[ListedOrganisation, ...]:
    if not ground.has("organisations"):
        return ()
    names: dict[str, list[ListedName]] = defaultdict(list)
    for org_id, name, lang, kind in ground.rows("SELECT org_id, name, lang, kind FROM organisation_names ORDER BY ALL"):
        names[org_id].append(ListedName(name, lang or "", kind))
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for org_id, relation, other in ground.rows("SELECT org_id, relation, other_id FROM organisation_relations"):
        relations[org_id].append((relation, other))
    ids: dict[tuple[str, str], str] = {}
    for org_id, scheme, value in ground.rows(
        "SELECT org_id, scheme, value FROM organisation_ids WHERE scheme IN ('uscc', 'website')"
    ):
        ids[org_id, scheme] = value
    rows = ground.rows(
        """SELECT org_id, coalesce(name_en, ''), coalesce(name_zh, ''), types, status, established,
        coalesce(country_code, ''), coalesce(place_id, ''), lat, lng, name FROM organisations ORDER BY org_id"""
    )
    return tuple(
        ListedOrganisation(
            o, en or ("" if zh else name), zh, tuple(types or ()), status, year, country, place, lat, lng,
            ids.get((o, "uscc"), ""), ids.get((o, "website"), ""), tuple(names[o]), tuple(relations[o]),
        )
        for o, en, zh, types, status, year, country, place, lat, lng, name in rows
    )  # fmt: skip


def _platforms(ground: Ground) -> tuple[ListedPlatform, ...]:
    if not ground.has("platforms"):
        return ()
    rows = ground.rows(
        f"""SELECT platform_id, {_texts("p.name_en", "p.name_zh", "kind", "level", "p.place_id", "zone", "host")},
        {_sure}, coalesce(field_id, ''), since, coalesce(status, '')
        FROM platforms p LEFT JOIN affiliations a ON a.affiliation = p.host ORDER BY platform_id"""
    )
    return tuple(ListedPlatform(*row) for row in rows)


def _alliances(ground: Ground) -> tuple[ListedAlliance, ...]:
    if not ground.has("alliances"):
        return ()
    rows = ground.rows(
        f"""SELECT alliance_id, {_texts("name_en", "name_zh")}, founded_on, {_texts("status", "field_id")}
        FROM alliances ORDER BY alliance_id"""
    )
    return tuple(ListedAlliance(*row) for row in rows)


def _members(ground: Ground) -> tuple[ListedMember, ...]:
    if not ground.has("alliance_members"):
        return ()
    rows = ground.rows(
        f"""SELECT alliance_id, m.affiliation, {_sure}, {_texts("seat")}, joined_on, left_on
        FROM alliance_members m LEFT JOIN affiliations a USING (affiliation) ORDER BY alliance_id, m.affiliation"""
    )
    return tuple(ListedMember(*row) for row in rows)


_sure = f"CASE WHEN a.score >= {LEAST} THEN coalesce(a.org_ids[1], '') ELSE '' END"


def _texts(*columns: str) -> str:
    return ", ".join(f"coalesce({column}, '')" for column in columns)
