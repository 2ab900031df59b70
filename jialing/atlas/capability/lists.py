"""Strategic forces and innovation platforms by name: what lists say, counted as listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jialing.atlas.answers import Names, Scope
from jialing.atlas.areas import areas
from jialing.atlas.counts import full, organisation_works
from jialing.atlas.ground import Ground

KINDS = (
    "national_laboratory",
    "research_institute",
    "research_university",
    "leading_enterprise",
    "major_facility",
)
"""The five classes of strategic forces, in the order in which policy names them."""
OPERATING = "operating"
EVERY = 1_000_000


@dataclass(frozen=True)
class Listed:
    """A force or a platform as its source lists it. ``level`` of a force is national; ``fields`` empty: not stated."""

    kind: str
    level: str
    name: Names
    place: str | None
    role: Names | None
    fields: tuple[str, ...]
    status: str
    orgs: tuple[str, ...] = ()

    @property
    def is_operating(self) -> bool:
        return self.status == OPERATING


def forces(ground: Ground) -> tuple[Listed, ...]:
    """All strategic forces of the version; none where no table of them came in."""
    return ground.kept(("forces",), lambda: _forces(ground)) if ground.has("strategic_forces") else ()


def platforms(ground: Ground) -> tuple[Listed, ...]:
    """All innovation platforms of the version."""
    return ground.kept(("platforms by name",), lambda: _platforms(ground)) if ground.has("platforms") else ()


def of_circle(ground: Ground, listed: Sequence[Listed], circle: str) -> tuple[Listed, ...] | None:
    """Those at the circle's places; None where the list names none of its places at all: not listed, not zero."""
    members = set(ground.members[circle])
    found = tuple(one for one in listed if one.place in members)
    return found or None


def names_fields_like(listed: Sequence[Listed], field_id: str) -> bool:
    """Whether a list names fields of the given one's classification at all; '' is all fields."""
    scheme = field_id.partition(":")[0]
    return not scheme or any(f.partition(":")[0] == scheme for one in listed for f in one.fields)


def in_field(ground: Ground, listed: Sequence[Listed], field_id: str) -> tuple[Listed, ...]:
    """Those with a field that is the given one or lies below it ('' all)."""
    return tuple(one for one in listed if not field_id or any(ground.is_under(f, field_id) for f in one.fields))


def in_area(ground: Ground, listed: Sequence[Listed], area_id: str) -> tuple[Listed, ...]:
    """Those with a field that lies in a key area; a field as wide as 'Engineering' lies in none."""
    inside = areas(ground)[area_id].fields
    return tuple(one for one in listed if inside.intersection(one.fields))


def above(ground: Ground, listed: Sequence[Listed], fields: Sequence[str]) -> tuple[Listed, ...]:
    """Those with a field that lies above one of the given ones: they may work in it, the list does not say."""
    return tuple(one for one in listed if any(ground.is_under(f, own) for own in one.fields if own for f in fields))


def output_context(ground: Ground, scope: Scope, circles: Sequence[str]) -> Mapping[tuple[str, str], float]:
    """(organisation, place) -> works in the scope, full counting, at the places of circles."""
    places = [p for circle in circles for p in ground.members[circle]]
    return organisation_works(ground, full(replace(scope, field="")), places, EVERY)


def works_of(listed: Listed, context: Mapping[tuple[str, str], float]) -> float | None:
    """Works of its organisations at its place, a work of two of them twice; None where no organisation is known."""
    if not listed.orgs or listed.place is None:
        return None
    return sum(context.get((org, listed.place), 0.0) for org in listed.orgs)


def _forces(ground: Ground) -> tuple[Listed, ...]:
    hosts = _hosts(ground, "strategic_forces")
    columns = "kind, name_en, name_zh, force_id, place_id, role_en, role_zh, field_ids, status, org_ids, host"
    rows = ground.rows(f"SELECT {columns} FROM strategic_forces ORDER BY kind, force_id, source")
    return tuple(
        Listed(
            kind=kind,
            level="national",
            name=_names(english, chinese, identity),
            place=place,
            role=_names(role_en, role_zh, "") if role_en or role_zh else None,
            fields=tuple(fields or ()),
            status=status,
            orgs=tuple(orgs or hosts.get(host, ())),
        )
        for kind, english, chinese, identity, place, role_en, role_zh, fields, status, orgs, host in rows
    )


def _platforms(ground: Ground) -> tuple[Listed, ...]:
    hosts = _hosts(ground, "platforms")
    columns = "kind, level, name_en, name_zh, platform_id, place_id, field_id, status, host"
    rows = ground.rows(f"SELECT {columns} FROM platforms ORDER BY kind, platform_id, source")
    return tuple(
        Listed(
            kind,
            level,
            _names(en, zh, identity),
            place,
            None,
            (field,) if field else (),
            status,
            tuple(hosts.get(host, ())),
        )
        for kind, level, en, zh, identity, place, field, status, host in rows
    )


def _hosts(ground: Ground, table: str) -> dict[str, list[str]]:
    """Host as written -> the organisations that it was resolved to."""
    if not ground.has("affiliations"):
        return {}
    query = f"""SELECT affiliation, org_ids FROM affiliations
        WHERE affiliation IN (SELECT host FROM {table}) AND len(org_ids) > 0"""
    return dict(ground.rows(query))


def _names(english: str | None, chinese: str | None, otherwise: str) -> Names:
    return Names(english or chinese or otherwise, chinese or english or otherwise)
