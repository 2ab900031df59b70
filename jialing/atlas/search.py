"""Finding places, organisations, fields and circles by any of their names, in either language."""

from __future__ import annotations

from collections.abc import Iterable

from jialing.atlas.answers import Names
from jialing.atlas.ground import Ground
from jialing.atlas.records import SearchHit

LONGEST = 200
KINDS = ("circle", "place", "org", "field")


def search(ground: Ground, text: str, lang: str, *, limit: int) -> tuple[SearchHit, ...]:
    """Whole names first, then beginnings, then the rest; the larger first among equals. Nothing for nothing."""
    sought = " ".join(text[:LONGEST].casefold().split())
    if not sought:
        return ()
    hits = [
        *_circles(ground, sought),
        *_places(ground, sought),
        *_fields(ground, sought),
        *_orgs(ground, sought, limit),
    ]
    ranked = sorted(hits, key=lambda h: (-h.score, KINDS.index(h.kind), -(h.n_works or 0), h.name.in_lang(lang), h.id))
    return tuple(ranked[:limit])


def score(sought: str, names: Iterable[str]) -> float:
    """1 for a whole name, 0.8 for its beginning, 0.6 for a word's beginning, 0.4 inside, 0 for nothing."""
    best = 0.0
    for name in names:
        folded = name.casefold()
        if sought == folded:
            return 1.0
        if folded.startswith(sought):
            best = max(best, 0.8)
        elif f" {sought}" in folded:
            best = max(best, 0.6)
        elif sought in folded:
            best = max(best, 0.4)
    return best


def _circles(ground: Ground, sought: str) -> list[SearchHit]:
    scored = [(c, score(sought, (*c.name, *c.short, c.circle_id))) for c in ground.choices.circles]
    return [SearchHit("circle", c.circle_id, c.name, c.short, None, s) for c, s in scored if s]


def _places(ground: Ground, sought: str) -> list[SearchHit]:
    members = {p for places in ground.members.values() for p in places}
    hits = []
    for place, row in ground.places.items():
        found = score(sought, (row["name_en"], row["name_zh"] or ""))
        if found:
            # A place of a circle has pages with more to say than a city abroad of the same name.
            province = Names(row["province_en"] or row["country_code"], row["province_zh"] or row["country_code"])
            hits.append(
                SearchHit("place", place, ground.name(place), province, None, found - (place not in members) * 0.05)
            )
    return hits


def _fields(ground: Ground, sought: str) -> list[SearchHit]:
    scored = [(f, score(sought, f.name)) for f in ground.choices.fields]
    return [SearchHit("field", f.field_id, f.name, _above(ground, f.parent_id), None, s) for f, s in scored if s]


def _above(ground: Ground, field_id: str | None) -> Names:
    return ground.fields[field_id].name if field_id and field_id in ground.fields else Names("", "")


def _orgs(ground: Ground, sought: str, limit: int) -> list[SearchHit]:
    query = """WITH named AS (SELECT org_id, name FROM organisation_names WHERE contains(lower(name), ?)
        UNION ALL SELECT org_id, unnest([name, name_en, name_zh]) FROM organisations
        WHERE contains(lower(concat_ws(' ', name, name_en, name_zh)), ?)),
        hits AS (SELECT org_id, max(CASE WHEN lower(name) = ? THEN 1.0 WHEN starts_with(lower(name), ?) THEN 0.8
            WHEN contains(lower(name), ?) THEN 0.6 WHEN contains(lower(name), ?) THEN 0.4 ELSE 0 END) AS s
            FROM named GROUP BY 1 HAVING s > 0),
        sizes AS (SELECT org_id, sum(n_works) AS n FROM output_orgs
            WHERE field_id = '' AND counting = 'full' GROUP BY 1)
        SELECT org_id, s, n, place_id, city FROM hits LEFT JOIN sizes USING (org_id) JOIN organisations USING (org_id)
        WHERE status <> 'withdrawn' ORDER BY s DESC, n DESC NULLS LAST, org_id LIMIT ?"""
    rows = ground.rows(query, [sought, sought, sought, sought, f" {sought}", sought, limit])
    names = ground.names(str(t) for row in rows for t in (row[0], row[3]) if t)
    return [
        SearchHit(
            "org",
            org,
            names[org],
            names.get(place, Names(city or "", city or "")),
            None if n is None else int(n),
            float(s),
        )
        for org, s, n, place, city in rows
    ]
