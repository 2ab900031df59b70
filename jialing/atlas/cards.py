"""The small cards above pages: what a place, an organisation or a field is."""

from __future__ import annotations

from jialing.atlas.answers import Names
from jialing.atlas.ground import Ground
from jialing.atlas.profiles import FieldCard, OrganisationCard, PlaceCard
from jialing.errors import InputError


def place_card(ground: Ground, place_id: str, circle_id: str) -> PlaceCard:
    """A place, and what of it belongs to the circle. InputError ``atlas.unknown_place``."""
    row = ground.places.get(place_id)
    if row is None:
        raise InputError("atlas.unknown_place", place=place_id)
    english, chinese = row["province_en"] or "", row["province_zh"] or row["province_en"] or ""
    return PlaceCard(
        place_id=place_id,
        name=ground.name(place_id),
        kind=row["kind"],
        country_code=row["country_code"],
        province=Names(english, chinese),
        lat=row["lat"],
        lng=row["lng"],
        circle_ids=tuple(c for c, members in ground.members.items() if place_id in members),
        note=_note(ground, place_id, circle_id),
    )


def organisation_card(ground: Ground, org_id: str) -> OrganisationCard:
    """An organisation with names, ids and relations. InputError ``atlas.unknown_organisation``."""
    query = """SELECT name, types, status, established, place_id, country_code, source FROM organisations
        WHERE org_id = ?"""
    rows = ground.rows(query, [org_id])
    if not rows:
        raise InputError("atlas.unknown_organisation", organisation=org_id)
    native, types, status, established, place, country, source = rows[0]
    return OrganisationCard(
        org_id=org_id,
        name=ground.name(org_id),
        native_name=native,
        types=tuple(types),
        status=status,
        established=established,
        place_id=place,
        country_code=country,
        source=source,
        names=_names(ground, org_id),
        ids=_ids(ground, org_id),
        relations=_relations(ground, org_id),
    )


def field_card(ground: Ground, field_id: str) -> FieldCard:
    """A field with those above and below it. InputError ``atlas.unknown_field``."""
    field = ground.fields.get(field_id)
    if field is None:
        raise InputError("atlas.unknown_field", field=field_id)
    above, at = [], field.parent_id
    while at and at in ground.fields:
        above.append((at, ground.fields[at].name))
        at = ground.fields[at].parent_id
    below = [(f.field_id, f.name) for f in ground.fields.values() if f.parent_id == field_id and f.populations]
    scheme = field_id.partition(":")[0]
    return FieldCard(field_id, scheme, field.level, field.name, tuple(reversed(above)), tuple(below))


def _note(ground: Ground, place_id: str, circle_id: str) -> Names:
    circle = ground.definitions.get(circle_id)
    found = [m for m in circle.members if m.place_id == place_id] if circle else []
    return Names(found[0].note_en, found[0].note_zh or found[0].note_en) if found else Names("", "")


def _names(ground: Ground, org_id: str) -> tuple[tuple[str, str | None, str], ...]:
    if not ground.has("organisation_names"):
        return ()
    query = "SELECT DISTINCT name, lang, kind FROM organisation_names WHERE org_id = ? ORDER BY kind, lang, name"
    return tuple((n, lang, kind) for n, lang, kind in ground.rows(query, [org_id]))


def _ids(ground: Ground, org_id: str) -> tuple[tuple[str, str], ...]:
    if not ground.has("organisation_ids"):
        return ()
    query = "SELECT DISTINCT scheme, value FROM organisation_ids WHERE org_id = ? ORDER BY scheme, value"
    return tuple((scheme, value) for scheme, value in ground.rows(query, [org_id]))


def _relations(ground: Ground, org_id: str) -> tuple[tuple[str, str, Names], ...]:
    if not ground.has("organisation_relations"):
        return ()
    query = """SELECT DISTINCT relation, other_id FROM organisation_relations WHERE org_id = ?
        ORDER BY relation, other_id"""
    rows = ground.rows(query, [org_id])
    names = ground.names(other for _, other in rows)
    return tuple((relation, other, names[other]) for relation, other in rows)
