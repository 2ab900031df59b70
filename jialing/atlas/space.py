"""Cities on the map, and the works that pairs of them did together."""

from __future__ import annotations

from jialing.atlas.answers import Answer, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import larger_first, pair_works, ratio, series, strengths, totals
from jialing.atlas.ground import Ground
from jialing.atlas.overview import association_note, pair_title
from jialing.atlas.profiles import FlowMap


def flow_map(ground: Ground, scope: Scope) -> FlowMap:
    """See :class:`FlowMap`."""
    places = flow_places(ground, scope)
    return FlowMap(scope, places, flows(ground, scope, places))


def flow_places(ground: Ground, scope: Scope) -> Answer:
    """Member places with coordinates and works, the largest first."""
    asked = Question("flow_places", ("place", "lat", "lng", "works"))

    def make() -> Found:
        members = ground.members[scope.circle]
        found = totals(ground, scope, "output_places", members)
        rows = [(p, *_coordinates(ground, p), found.get(p, 0.0)) for p in members]
        rows.sort(key=lambda row: (-row[3], row[0]))
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        first = rows[0] if rows and rows[0][3] else None
        code = "atlas.title.places" if first else "atlas.title.places_none"
        params = {"place": first[0], "n_works": first[3], "share": ratio(first[3], whole)} if first else {}
        title = told(ground, scope, code, subject=scope.circle, **params)
        return Found(rows, title, behind=behind(scope, circle=scope.circle))

    return answered(ground, scope, asked, make)


def flows(ground: Ground, scope: Scope, places: Answer) -> Answer:
    """All pairs of member places with works together, the strongest first."""
    asked = Question("flows", ("place_a", "place_b", "works", "share=share_of_circle", "salton", "association"))

    def make() -> Found:
        members = ground.members[scope.circle]
        found = pair_works(ground, scope, members)
        whole = sum(series(ground, scope, "output_circles", circle_id=scope.circle).values())
        strength = strengths(ground, scope, tuple(found), members)
        lines = zip(larger_first(ground, scope, found), found.values(), strength, strict=True)
        rows = [(*pair, n, ratio(n, whole), *s) for pair, n, s in lines]
        title = pair_title(ground, scope, [(1, *row) for row in rows[:1]])
        notes = (association_note(ground, scope),) if rows else ()
        return Found(rows, title, notes, behind(scope, circle=scope.circle), (places,))

    return answered(ground, scope, asked, make)


def _coordinates(ground: Ground, place: str) -> tuple[float | None, float | None]:
    row = ground.places.get(place, {})
    return row.get("lat"), row.get("lng")
