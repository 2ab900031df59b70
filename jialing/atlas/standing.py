"""What stands beside the works: official statistics, platforms, alliances. They do not depend on a population."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.atlas.answers import Answer, Scope
from jialing.atlas.ask import Found, Question, answered, told
from jialing.atlas.ground import Ground, Row
from jialing.base.phrases import catalogue

STATISTICS = ("place", "indicator", "year", "value", "unit", "document")


def statistics(
    ground: Ground, scope: Scope, places: Sequence[str], circles: Sequence[str] = (), question: str = "statistics"
) -> Answer:
    """Official statistics of places and circles: each indicator's newest year in the scope, its newest vintage."""
    about = tuple(places) if len(places) == 1 else ()
    asked = Question(question, STATISTICS, about, "atlas.unit.as_stated", "atlas.method.official", "statistics")

    def make() -> Found:
        rows = statistic_rows(ground, scope, places, circles)
        shown = [(place or circle, indicator, *rest) for place, circle, indicator, *rest in rows]
        indicators = len({row[1] for row in shown})
        code = "atlas.title.statistics" if shown else "atlas.title.statistics_none"
        return Found(
            shown,
            told(ground, scope, code, n_values=sum(1 for row in shown if row[3] is not None), n_indicators=indicators),
        )

    return answered(ground, scope, asked, make)


def statistic_rows(ground: Ground, scope: Scope, places: Sequence[str], circles: Sequence[str]) -> list[Row]:
    """(place, circle, indicator code, year, value, unit, document): newest year in the scope, newest vintage."""
    if not ground.has("statistics"):
        return []
    query = """SELECT place_id, circle_id, indicator, year, value, unit, document FROM statistics
        WHERE (place_id IN (SELECT unnest(?)) OR circle_id IN (SELECT unnest(?))) AND year <= ?
        QUALIFY row_number() OVER (
            PARTITION BY place_id, circle_id, indicator ORDER BY year DESC, vintage DESC NULLS LAST) = 1
        ORDER BY indicator, value DESC NULLS LAST, place_id"""
    key = ("statistics", tuple(places), tuple(circles), scope.last_year)
    rows = ground.kept(key, lambda: ground.rows(query, [list(places), list(circles), scope.last_year]))
    return [(p, c, coded("indicator", i), *rest) for p, c, i, *rest in rows]


def platforms(ground: Ground, scope: Scope, places: Sequence[str]) -> Answer:
    """Innovation platforms of places, counted by kind and level."""
    about = tuple(places) if len(places) == 1 else ()
    asked = Question(
        "platforms", ("kind", "level", "count"), about, "atlas.unit.platforms", "atlas.method.listed", "platforms"
    )

    def make() -> Found:
        rows: list[Row] = []
        if ground.has("platforms"):
            query = """SELECT kind, level, count(*) FROM platforms WHERE place_id IN (SELECT unnest(?))
                AND status <> 'withdrawn' GROUP BY ALL ORDER BY 3 DESC, 1, 2"""
            rows = ground.kept(("platforms", tuple(places)), lambda: ground.rows(query, [list(places)]))
        shown = [(coded("platform", kind), coded("level", level), n) for kind, level, n in rows]
        code = "atlas.title.platforms" if shown else "atlas.title.platforms_none"
        return Found(shown, told(ground, scope, code, n_platforms=sum(row[2] for row in shown)))

    return answered(ground, scope, asked, make)


def alliances(ground: Ground, scope: Scope) -> Answer:
    """Alliances by status, with the seats held at present."""
    columns = ("status", "count", "members")
    asked = Question("alliances", columns, (), "atlas.unit.alliances", "atlas.method.listed", "alliances")

    def make() -> Found:
        rows = ground.kept(("alliances",), lambda: _alliance_rows(ground))
        shown = [(coded("status", status), n, seats) for status, n, seats in rows]
        n, seats = sum(row[1] for row in shown), sum(row[2] or 0 for row in shown)
        code = "atlas.title.alliances" if shown else "atlas.title.alliances_none"
        return Found(shown, told(ground, scope, code, n_alliances=n, n_seats=seats))

    return answered(ground, scope, asked, make)


def _alliance_rows(ground: Ground) -> list[Row]:
    if not ground.has("alliances"):
        return []
    if not ground.has("alliance_members"):
        return ground.rows("SELECT status, count(*), NULL FROM alliances GROUP BY 1 ORDER BY 2 DESC, 1")
    return ground.rows(
        """SELECT a.status, count(*), sum(coalesce(m.seats, 0)) FROM alliances a LEFT JOIN (SELECT alliance_id,
        count(*) AS seats FROM alliance_members WHERE left_on IS NULL GROUP BY 1) m USING (alliance_id)
        GROUP BY 1 ORDER BY 2 DESC, 1"""
    )


def coded(family: str, value: str | None) -> str | None:
    """The phrase code of a source's code where we have words for it, else the code as the source wrote it."""
    code = f"atlas.{family}.{value}"
    return code if code in catalogue() else value
