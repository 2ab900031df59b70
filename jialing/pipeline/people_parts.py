"""Authorships told apart in parts that fit into memory: names that may be one person's begin alike and stay together.

Where there are at most ``config.people_at_once`` authorships there is one part. Parts change what is compared only for
names that can be read in two ways (docs/explanation/people.md says how often).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jialing.lake import Authorship, Engine, PeopleDecision
from jialing.pipeline.workers import Told, each
from jialing.resolve import Bylines, Verdict, disambiguate, names_read

if TYPE_CHECKING:
    from jialing.config import Config

NAMES_AT_ONCE = 20_000
FEW_NAMES = 250_000
"""Names that this process reads sooner than several start."""
NAMED = (
    "SELECT person_name FROM (SELECT person_name FROM coauthors UNION SELECT person_name FROM bylines) "
    "WHERE person_name IS NOT NULL ORDER BY person_name"
)
OURS = "JOIN byline_parts o USING (work_no, position)"
THEIR_WORKS = "JOIN (SELECT DISTINCT work_no, part FROM byline_parts) o USING (work_no)"
QUERIES: Mapping[str, tuple[str, str]] = {
    "authorships": ("SELECT t.*{part} FROM bylines t", OURS),
    "units": ("SELECT t.*{part} FROM byline_units t", OURS),
    "coauthors": ("SELECT t.*{part} FROM coauthors t", THEIR_WORKS),
    "fields": ("SELECT t.*{part} FROM byline_fields t", THEIR_WORKS),
}
"""What is told apart: where it is, and how it is dealt out."""
PARENTS = "SELECT org_id, other_id AS parent_id FROM organisation_relations WHERE relation = 'parent'"


@dataclass(frozen=True)
class ToldApart:
    """Files with the authorships and their people, and what there was to count."""

    files: tuple[Path, ...]
    n_persons: int
    n_orcid_ignored: int
    n_decisions: int
    n_contradicted: int


class Part(NamedTuple):
    """A part on its way to a worker: where all lie, its number, how many authorships all hold, what people decided."""

    folder: Path
    number: int
    n_all: int
    decisions: tuple[PeopleDecision, ...]


class _Done(NamedTuple):
    file: Path
    n_persons: int
    n_orcid_ignored: int
    n_decisions: int
    n_contradicted: int


def tell_apart(engine: Engine, decisions: Sequence[PeopleDecision], folder: Path, config: Config) -> ToldApart:
    """The people behind the tables ``bylines``, ``byline_units``, ``coauthors`` and ``byline_fields`` of the engine.

    ``folder`` holds what workers are given and give back; it is the caller's to remove.
    """
    folder.mkdir(parents=True, exist_ok=True)
    n = int(engine.rows("SELECT count(*) AS n FROM bylines").column("n")[0].as_py())
    n_parts = max(1, -(-n // config.people_at_once))
    names = _names(engine, config.workers)
    if n_parts == 1:
        done = [_told_apart(_whole(engine, names, decisions), folder / "found.parquet")]
    else:
        _deal(engine, names, decisions, n_parts)
        _write_parts(engine, names, folder)
        parts = (Part(folder, number, n, tuple(decisions)) for number in range(n_parts))
        done = list(each(_tell_part_apart, parts, workers=min(config.workers, n_parts), told=lambda _: None))
    counts = (sum(column) for column in zip(*(one[1:] for one in done), strict=True))
    return ToldApart(tuple(sorted(one.file for one in done)), *counts)


def _names(engine: Engine, workers: int) -> pa.Table:
    """What all names on the works say, every name read once."""
    printed = engine.rows(NAMED).column(0)
    pieces = (printed.slice(at, NAMES_AT_ONCE).to_pylist() for at in range(0, len(printed), NAMES_AT_ONCE))
    read = list(each(_read_names, pieces, workers=workers if len(printed) > FEW_NAMES else 1, told=lambda _: None))
    names = pa.concat_tables(read) if read else names_read([])
    return names.take(pc.sort_indices(names.column("printed")))


def _read_names(printed: list[str], told: Told) -> pa.Table:
    del told
    return names_read(printed)


def _whole(engine: Engine, names: pa.Table, decisions: Sequence[PeopleDecision]) -> Bylines:
    """All authorships as one part."""
    tables = {name: engine.rows(query.format(part="")) for name, (query, _) in QUERIES.items()}
    verdicts = verdicts_on(tables["authorships"], decisions)
    return Bylines(**tables, parents=engine.rows(PARENTS), verdicts=verdicts, names=names)


def _deal(engine: Engine, names: pa.Table, decisions: Sequence[PeopleDecision], n_parts: int) -> None:
    """The table ``byline_parts``: which part each authorship is in. Parts are about equally large."""
    engine.table("name_blocks", names.select(["printed", "block"]))
    engine.run(
        "CREATE OR REPLACE TABLE byline_blocks AS SELECT b.work_no, b.position, coalesce(k.block, '') AS block "
        "FROM bylines b LEFT JOIN name_blocks k ON k.printed = b.person_name"
    )
    rows = engine.rows("SELECT block, count(*) AS n FROM byline_blocks GROUP BY block").to_pylist()
    sizes = {row["block"]: row["n"] for row in rows}
    part_of = dealt(sizes, _decided_blocks(engine, decisions), n_parts)
    engine.table("block_parts", pa.table({"block": list(part_of), "part": pa.array(part_of.values(), pa.int32())}))
    engine.run(
        "CREATE OR REPLACE TABLE byline_parts AS "
        "SELECT b.work_no, b.position, p.part FROM byline_blocks b JOIN block_parts p USING (block)"
    )


def dealt(sizes: Mapping[str, int], together: Iterator[tuple[str, str]], n_parts: int) -> dict[str, int]:
    """The part of each block: the largest first, each to what is the least part so far; pairs stay together."""
    group_of = {block: {block} for block in sizes}
    for left, right in together:
        both = group_of[left] | group_of[right]
        group_of |= dict.fromkeys(both, both)
    groups = {min(group): group for group in group_of.values()}
    weights = {name: sum(sizes[block] for block in group) for name, group in groups.items()}
    loads = [0] * n_parts
    part_of: dict[str, int] = {}
    for name in sorted(groups, key=lambda name: (-weights[name], name)):
        part = loads.index(min(loads))
        loads[part] += weights[name]
        part_of |= dict.fromkeys(groups[name], part)
    return part_of


def _decided_blocks(engine: Engine, decisions: Sequence[PeopleDecision]) -> Iterator[tuple[str, str]]:
    """Blocks of the two names that each decision speaks of."""
    if not decisions:
        return
    wanted = sorted({a for d in decisions for a in (d.left, d.right)})
    asked = zip(*wanted, strict=True)
    engine.table("asked", pa.table(dict(zip(("source", "source_id", "position"), map(list, asked), strict=True))))
    rows = engine.rows(
        "SELECT a.source, a.source_id, a.position, k.block FROM asked a "
        "JOIN bylines b USING (source, source_id, position) "
        "JOIN byline_blocks k ON k.work_no = b.work_no AND k.position = b.position"
    ).to_pylist()
    known: dict[Authorship, str] = {(r["source"], r["source_id"], r["position"]): r["block"] for r in rows}
    for decision in decisions:
        if decision.left in known and decision.right in known:
            yield known[decision.left], known[decision.right]


def _write_parts(engine: Engine, names: pa.Table, folder: Path) -> None:
    """Every table dealt out into ``folder``, and beside them what all parts read."""
    for name, (query, by) in QUERIES.items():
        engine.deal(f"{query.format(part=', o.part')} {by}", folder / name, by="part")
    pq.write_table(names, folder / "names.parquet")
    pq.write_table(engine.rows(PARENTS), folder / "parents.parquet")


def verdicts_on(authorships: pa.Table, decisions: Sequence[PeopleDecision]) -> list[Verdict]:
    """Decisions as pairs of rows; those about authorships that are not there are left out."""
    if not decisions:
        return []
    keys = zip(*(authorships.column(c).to_pylist() for c in ("source", "source_id", "position")), strict=True)
    wanted = {a for d in decisions for a in (d.left, d.right)}
    rows = {key: at for at, key in enumerate(keys) if key in wanted}
    return [Verdict(rows[d.left], rows[d.right], d.is_same) for d in decisions if d.left in rows and d.right in rows]


def _tell_part_apart(part: Part, told: Told) -> _Done:
    del told
    tables = {name: _read_part(part.folder / name, part.number) for name in QUERIES}
    shared = {name: pq.read_table(part.folder / f"{name}.parquet") for name in ("parents", "names")}
    verdicts = verdicts_on(tables["authorships"], part.decisions)
    share = tables["authorships"].num_rows / part.n_all
    given = Bylines(**tables, **shared, verdicts=verdicts, share=share or 1.0)
    return _told_apart(given, part.folder / f"found-{part.number:04}.parquet")


def _read_part(folder: Path, number: int) -> pa.Table:
    files = sorted((folder / f"part={number}").glob("*.parquet"))
    if files:
        return pa.concat_tables([pq.read_table(file, partitioning=None) for file in files])
    schema = pq.read_schema(next(iter(sorted(folder.glob("*/*.parquet")))))
    return schema.empty_table()


def _told_apart(given: Bylines, file: Path) -> _Done:
    found = disambiguate(given)
    pq.write_table(found.authorships, file)
    return _Done(file, found.n_persons, found.n_orcid_ignored, len(given.verdicts), found.n_contradicted)
