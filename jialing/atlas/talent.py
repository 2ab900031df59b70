"""People of a circle: researchers by place and field, leading ones, newcomers, and moves between cities.

People are those of the table ``persons`` (docs/explanation/people.md); nothing is known of them but works.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, behind, told
from jialing.atlas.counts import breakdown, coarse_fields, keys
from jialing.atlas.ground import Ground, Row
from jialing.atlas.profiles import Talent
from jialing.measure import FALSE_SHARES, TOLERATED, Flow, flow, is_ranked, rank_stability

LEADING = 5.0
"""Works in the most cited tenth of their field and year from which a researcher is called leading: of ten works, five
are there by chance once in six hundred."""
NEW = 3
"""Newcomers had their first work in the circle in the last so many years."""
N_LEADING = 50
N_DRAWS = 200
SEED = 20260131
BESIDE = ("joint", "visit", "site")
TABLES = ("researcher_circles", "researcher_places", "moves", "persons")


def talent(ground: Ground, scope: Scope) -> Talent:
    """See :class:`Talent`."""
    return Talent(
        scope=scope,
        places=researcher_places(ground, scope),
        fields=researcher_fields(ground, scope),
        leading=leading_researchers(ground, scope),
        flows=talent_flows(ground, scope),
        beside=talent_beside(ground, scope),
    )


def researcher_places(ground: Ground, scope: Scope) -> Answer:
    """Researchers, leading ones and newcomers at each member place; who works at two places counts at both."""
    asked = _question("researcher_places", ("place", "researchers", "leading", "newcomers"))
    return _asked(ground, scope, asked, lambda: _of_units(ground, scope, "place_id"))


def researcher_fields(ground: Ground, scope: Scope) -> Answer:
    """The same of the whole circle, by field."""
    asked = _question("researcher_fields", ("field", "researchers", "leading", "newcomers"))
    return _asked(ground, scope, asked, lambda: _of_units(ground, scope, "field_id"))


def leading_researchers(ground: Ground, scope: Scope) -> Answer:
    """Researchers with most works among the most cited tenth of field and year; numbered only where the order holds."""
    asked = _question("leading_researchers", ("rank", "person", "org", "works", "top"), unit="atlas.unit.works")
    return _asked(ground, scope, asked, lambda: _leading(ground, scope))


def talent_flows(ground: Ground, scope: Scope) -> Answer:
    """Moves of which one end is a member place, where fewer than a fifth of them are expected to be false."""
    asked = _question(
        "talent_flows",
        ("place_a=place_from", "place_b=place_to", "moves", "expected_false", "low=moves_low", "high=moves_high"),
        unit="atlas.unit.moves",
        method="atlas.method.moves",
    )
    answer = _asked(ground, scope, asked, lambda: _flows(ground, scope))
    hidden = [note for note in answer.notes if note.code == "atlas.note.flows_hidden"]
    if answer.refusal is None and not answer.rows_table and hidden:
        return replace(answer, refusal=Finding("atlas.refused.false_moves", hidden[0].params))
    return answer


def talent_beside(ground: Ground, scope: Scope) -> Answer:
    """Joint posts, visits and other sites of one organisation, told apart from moves."""
    asked = _question("talent_beside", ("kind", "count"), method="atlas.method.moves")
    return _asked(ground, scope, asked, lambda: _beside(ground, scope))


def _question(name: str, names: tuple[str, ...], *, unit: str = "atlas.unit.people", method: str = "") -> Question:
    return Question(name, names, unit=unit, method=method or "atlas.method.people")


def _asked(ground: Ground, scope: Scope, question: Question, make: Callable[[], Found]) -> Answer:
    """The answer, or why people cannot be counted here."""
    refusal = _refusal(ground, scope)
    if refusal is None:
        return answered(ground, scope, question, make)
    answer = answered(ground, scope, question, lambda: Found((), refusal))
    return answer if answer.refusal else replace(answer, refusal=refusal)


def _refusal(ground: Ground, scope: Scope) -> Finding | None:
    if not all(ground.has(table) for table in TABLES):
        return Finding("atlas.refused.no_people_table")
    query = "SELECT count(*) FROM researcher_circles WHERE population = ?"
    n = ground.kept(("people", scope.population), lambda: ground.rows(query, [scope.population])[0][0])
    if not n:
        return Finding("atlas.refused.no_people", {"population": scope.population})
    if scope.field and not coarse_fields(ground, scope.field):
        return Finding("atlas.refused.people_fields", {"field": scope.field})
    return None


def _fields(ground: Ground, scope: Scope) -> tuple[str, ...]:
    """The fields whose people are counted; for all fields the coarse ones too: citations are compared within one."""
    if scope.field:
        return coarse_fields(ground, scope.field)
    return ("", *breakdown(ground, scope))


def _of_units(ground: Ground, scope: Scope, unit: str) -> Found:
    is_place = unit == "place_id"
    fields = _fields(ground, scope) if is_place else tuple(f for f in _fields(ground, scope) if f)
    table = "researcher_places" if is_place else "researcher_circles"
    among = ground.members[scope.circle] if is_place else (scope.circle,)
    where = "place_id" if is_place else "circle_id"
    query = f"""WITH began AS (SELECT person_id, min(year) AS began FROM researcher_circles
            WHERE population = ? AND circle_id = ? AND field_id = '' GROUP BY person_id),
        active AS (SELECT {unit} AS unit, person_id, sum(n_top) AS top, sum(n_known) AS known FROM {table}
            WHERE population = ? AND year BETWEEN ? AND ? AND {where} IN (SELECT unnest(?))
            AND field_id IN (SELECT unnest(?)) GROUP BY ALL)
        SELECT unit, count(*), CASE WHEN sum(known) > 0 THEN count(*) FILTER (top >= {LEADING}) END,
            count(*) FILTER (began >= ?) FROM active JOIN began USING (person_id) GROUP BY unit
        ORDER BY 2 DESC, 1"""
    params = [scope.population, scope.circle, *keys(scope), list(among), list(fields), _new_from(scope)]
    found = ground.rows(query, params)
    is_told = _tells_newcomers(ground, scope)
    rows = [(thing, n, top, new if is_told else None) for thing, n, top, new in found]
    code = "atlas.title.researcher_places" if is_place else "atlas.title.researcher_fields"
    title = _units_title(ground, scope, code, rows)
    return Found(rows, title, _notes(ground, scope), behind(scope, circle=scope.circle))


def _units_title(ground: Ground, scope: Scope, code: str, rows: Sequence[Row]) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.title.researchers_none")
    thing, n, *_ = rows[0]
    whole = _n_active(ground, scope)
    return told(ground, scope, code, rests_on=n, thing=thing, n_people=n, n_all=whole)


def _n_active(ground: Ground, scope: Scope) -> int:
    query = """SELECT count(DISTINCT person_id) FROM researcher_circles WHERE population = ? AND year BETWEEN ? AND ?
        AND circle_id = ? AND field_id IN (SELECT unnest(?))"""
    return int(ground.rows(query, [*keys(scope), scope.circle, list(_fields(ground, scope))])[0][0])


def _new_from(scope: Scope) -> int:
    return scope.last_year - NEW + 1


def _tells_newcomers(ground: Ground, scope: Scope) -> bool:
    """In the first years of the records everybody is new: as many years must lie before those of newcomers.

    Where years are missing, as in a population that is not fit for trends, nobody can be called new either.
    """
    population = ground.population(scope.population)
    return "trend" in population.answers and _new_from(scope) - population.first_year >= NEW


def _notes(ground: Ground, scope: Scope) -> tuple[Finding, ...]:
    notes = [Finding("atlas.note.people"), Finding("atlas.note.leading", {"n_least": LEADING})]
    if _tells_newcomers(ground, scope):
        notes.append(Finding("atlas.note.newcomers", {"year": _new_from(scope)}))
    else:
        notes.append(Finding("atlas.note.no_newcomers", {"n_years": NEW}))
    return tuple(notes)


def _leading(ground: Ground, scope: Scope) -> Found:
    fields = _fields(ground, scope)
    counted = [fields[0]] if not scope.field else list(fields)
    query = f"""WITH active AS (SELECT person_id, sum(n_top) AS top, sum(n_known) AS known,
            sum(n_works) FILTER (field_id IN (SELECT unnest(?))) AS works FROM researcher_circles
            WHERE population = ? AND year BETWEEN ? AND ? AND circle_id = ? AND field_id IN (SELECT unnest(?))
            GROUP BY person_id HAVING sum(n_top) >= {LEADING})
        SELECT person_id, list_extract(org_ids, 1), works, round(top, 2) FROM active JOIN persons USING (person_id)
        ORDER BY top DESC, works DESC, person_id"""
    found = ground.rows(query, [counted, *keys(scope), scope.circle, list(fields)])
    stability = _stability([row[3] for row in found])
    is_numbered = stability == stability and is_ranked(stability)
    shown = found[:N_LEADING] if is_numbered else sorted(found[:N_LEADING], key=lambda row: row[0])
    rows = [(number if is_numbered else None, *row) for number, row in enumerate(shown, 1)]
    code = "atlas.title.leading" if rows else "atlas.title.leading_none"
    title = told(ground, scope, code, rests_on=ground.few, n_people=len(found), n_least=LEADING)
    ranked = Finding(
        "atlas.note.people_ranked" if is_numbered else "atlas.note.people_unranked", {"stability_index": stability}
    )
    notes = (Finding("atlas.note.people"), *((ranked,) if rows else ()))
    return Found(rows, title, notes, behind(scope, circle=scope.circle))


def _stability(top: Sequence[float]) -> float:
    """How well the first ten keep their order when every researcher's works are drawn again (Poisson)."""
    if len(top) < 2:
        return float("nan")
    values = np.asarray(top, float)
    return rank_stability(np.random.default_rng(SEED).poisson(values, (N_DRAWS, len(values))), values)


def _flows(ground: Ground, scope: Scope) -> Found:
    members = list(ground.members[scope.circle])
    only, params = _of_field(ground, scope)
    query = f"""SELECT from_place_id, to_place_id, basis, is_name_shared, count(DISTINCT person_id) FROM moves
        WHERE population = ? AND year BETWEEN ? AND ? AND kind = 'move' AND (from_place_id IN (SELECT unnest(?))
        OR to_place_id IN (SELECT unnest(?))){only} GROUP BY ALL"""
    counted: dict[tuple[str, str], dict[tuple[str, bool], int]] = {}
    for old, new, basis, is_shared, n in ground.rows(query, [*keys(scope), members, members, *params]):
        counted.setdefault((old, new), {})[basis, bool(is_shared)] = int(n)
    made = {pair: flow(by_kind) for pair, by_kind in counted.items()}
    shown = sorted(((pair, f) for pair, f in made.items() if f.is_shown), key=lambda item: (-item[1].n_moves, item[0]))
    rows = [(*pair, f.n_moves, round(f.expected_false, 2), round(f.low, 2), round(f.high, 2)) for pair, f in shown]
    notes = (*_hidden(made.values()), Finding("atlas.note.moves", _rates()), Finding("atlas.note.moves_seen"))
    return Found(rows, _flow_title(ground, scope, rows), notes, behind(scope, circle=scope.circle))


def _of_field(ground: Ground, scope: Scope) -> tuple[str, list[object]]:
    """A condition on the people: those with works in the scope's field."""
    if not scope.field:
        return "", []
    only = """ AND person_id IN (SELECT person_id FROM researcher_circles WHERE population = ? AND circle_id = ?
        AND field_id IN (SELECT unnest(?)))"""
    return only, [scope.population, scope.circle, list(coarse_fields(ground, scope.field))]


def _hidden(made: Iterable[Flow]) -> tuple[Finding, ...]:
    hidden = [f for f in made if not f.is_shown]
    params = {"n_flows": len(hidden), "n_moves": sum(f.n_moves for f in hidden), "tolerated_share": TOLERATED}
    return (Finding("atlas.note.flows_hidden", params),) if hidden else ()


def _rates() -> dict[str, object]:
    return {f"{basis}_{'common' if is_shared else 'rare'}_share": s for (basis, is_shared), s in FALSE_SHARES.items()}


def _flow_title(ground: Ground, scope: Scope, rows: Sequence[Row]) -> Finding:
    if not rows:
        return told(ground, scope, "atlas.title.talent_flows_none")
    old, new, n, _, low, high = rows[0]
    params = {"old": old, "new": new, "n_moves": n, "n_low": math.floor(low), "n_high": math.ceil(high)}
    return told(ground, scope, "atlas.title.talent_flows", rests_on=n, **params)


def _beside(ground: Ground, scope: Scope) -> Found:
    members = list(ground.members[scope.circle])
    only, params = _of_field(ground, scope)
    query = f"""SELECT kind, count(DISTINCT person_id) FROM moves WHERE population = ? AND year BETWEEN ? AND ?
        AND kind <> 'move' AND (from_place_id IN (SELECT unnest(?)) OR to_place_id IN (SELECT unnest(?))){only}
        GROUP BY kind"""
    found: dict[str, int] = dict(ground.rows(query, [*keys(scope), members, members, *params]))
    rows = [(f"atlas.stay.{kind}", int(found.get(kind, 0))) for kind in BESIDE]
    title = told(ground, scope, "atlas.title.talent_beside", rests_on=ground.few, n_people=sum(n for _, n in rows))
    return Found(rows, title, (Finding("atlas.note.beside"),))
