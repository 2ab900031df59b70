"""False moves: of moves that were found, those whose two sides are two people, or that never took place."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.measuring.people import Ints, coded
from jialing.lake import Lake
from jialing.measure import Move, Stay, moves
from jialing.resolve import Bylines, People

BASES = ("orcid", "source", "name")
Changed = Callable[[int, str, str], bool]
"""Whether a true person ever went from one place to another."""
STAYS = """
WITH divided AS (
    SELECT *, 1.0 / count(*) OVER (PARTITION BY work_no, position) AS part
    FROM (SELECT DISTINCT work_no, position, {place} AS place, org_id FROM units WHERE {place} IS NOT NULL {only})
)
SELECT f.person_id AS person, b.year, d.place, d.org_id AS org, b.person_id AS source_id,
       f.orcid IS NOT NULL AS has_orcid, bool_or(coalesce(f.n_namesakes, 1) > 0) AS is_shared,
       sum(d.part) AS works, list(b.truth) AS truth
FROM divided d JOIN found f USING (work_no, position) JOIN bylines b USING (work_no, position)
WHERE b.year IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
"""As the query ``person_stays``, with the true people beside."""


@dataclass(frozen=True)
class Judged:
    """A move with what is true of it: None where the truth does not say. ``is_shared``: others found bear the name."""

    basis: str
    is_shared: bool
    is_one_person: bool | None
    is_move: bool | None


def judged(
    given: Bylines, found: People, true: Ints, *, place: str = "place_id", among: Iterable[str] = (), changed: Changed
) -> list[Judged]:
    """Every move of kind `move`. ``true``: the person of each row of ``given.authorships`` as given, -1 unknown."""
    stays = _stays(given, found, true, place, among)
    names = {c: stays.column(c).to_pylist() for c in ("person", "place", "org", "source_id")}
    columns = {name: np.asarray(stays.column(name).to_numpy()) for name in ("year", "has_orcid", "works")}
    columns |= {name: _codes(names[name]) for name in ("place", "org", "source_id")}
    assert set(columns) == set(Stay._fields)
    person = _codes(names["person"])
    rows: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    at = zip(person.tolist(), columns["place"].tolist(), columns["year"].tolist(), strict=True)
    for (who, where, year), truth in zip(at, stays.column("truth").to_pylist(), strict=True):
        rows[who, where].extend((year, t) for t in truth if t >= 0)
    shared = dict(zip(person.tolist(), stays.column("is_shared").to_pylist(), strict=True))
    words = dict(zip(columns["place"].tolist(), names["place"], strict=True))
    return [_judge(m, shared[m.person], rows, words, changed) for m in moves(person, columns) if m.kind == "move"]


def _stays(given: Bylines, found: People, true: Ints, place: str, among: Iterable[str]) -> pa.Table:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("units", given.units)
        connection.register(
            "found", found.authorships.select(["work_no", "position", "person_id", "orcid", "n_namesakes"])
        )
        connection.register("bylines", given.authorships.append_column("truth", pa.array(true)))
        listed = ", ".join(f"'{p}'" for p in among)
        only = f"AND {place} IN ({listed})" if listed else ""
        return connection.sql(STAYS.format(place=place, only=only)).to_arrow_table()


def _codes(words: Sequence[object]) -> Ints:
    codes = coded(words)
    codes[np.array([w is None for w in words], dtype=np.bool_)] = -1
    return codes


def _judge(
    move: Move,
    is_shared: bool,
    rows: Mapping[tuple[int, int], list[tuple[int, int]]],
    words: Mapping[int, str],
    changed: Changed,
) -> Judged:
    before = [t for year, t in rows[move.person, move.from_place] if year <= move.year_before]
    after = [t for year, t in rows[move.person, move.to_place] if year >= move.year]
    if not before or not after:
        return Judged(move.basis, is_shared, None, None)
    (one, _), (other, _) = Counter(before).most_common(1)[0], Counter(after).most_common(1)[0]
    is_one = one == other
    return Judged(move.basis, is_shared, is_one, is_one and changed(one, words[move.from_place], words[move.to_place]))


def posts(world: Path, data: Path) -> Changed:
    """Did a person of an invented world have posts in both places, the second not ending before the first began?"""
    org_place = dict(Lake(data).current().sql("SELECT org_id, place_id FROM organisations").to_pandas().to_numpy())
    held: dict[int, list[tuple[str | None, int]]] = {}
    for line in gzip.decompress((world / "truth" / "people.jsonl.gz").read_bytes()).splitlines():
        said = json.loads(line)
        held[said["person"]] = [(org_place.get(post["org_id"]), post["from"]) for post in said["posts"]]

    def changed(person: int, old: str, new: str) -> bool:
        begins = dict(reversed(held.get(person, [])))
        return old in begins and new in begins and begins[old] <= begins[new]

    return changed


def members(data: Path) -> list[str]:
    """Member places of all circles of a version."""
    return [
        str(p) for p in Lake(data).current().sql("SELECT DISTINCT place_id FROM circle_members").column(0).to_pylist()
    ]


def told(found: Sequence[Judged], **row: object) -> list[dict[str, object]]:
    """A row for all moves that could be judged, and one for each basis with the name shared or not: false shares."""
    known = [j for j in found if j.is_one_person is not None]
    rows = [{**row, "basis": "all", "name": "all", **_shares(known)}]
    for basis in BASES:
        for is_shared in (False, True):
            some = [j for j in known if (j.basis, j.is_shared) == (basis, is_shared)]
            name = "shared" if is_shared else "not shared"
            rows += [{**row, "basis": basis, "name": name, **_shares(some)}] if some else []
    return rows


def _shares(known: Sequence[Judged]) -> dict[str, object]:
    """Shares of moves between two people, of all false moves, and the upper 95 % bound of these (Wilson 1927)."""
    n, false = len(known), sum(not j.is_move for j in known)
    if not n:
        return {"judged": 0}
    share, z = false / n, 1.96
    centre, reach = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return {
        "judged": n,
        "two_people_share": round(sum(not j.is_one_person for j in known) / n, 4),
        "false_share": round(share, 4),
        "at_most": round((centre + reach) / (1 + z * z / n), 4),
    }


__all__ = ["Judged", "judged", "members", "posts", "told"]
