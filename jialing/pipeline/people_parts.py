"""Authorships told apart in parts that fit into memory: names that may be one person's begin alike and stay together.

Where there are at most ``config.people_at_once`` authorships there is one part. Parts change what is compared only for
names that can be read in two ways (docs/explanation/people.md says how often).
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from jialing.config import Config
from jialing.lake import Authorship, Engine, PeopleDecision
from jialing.pipeline.workers import Told, each
from jialing.resolve import Bylines, Verdict, disambiguate

NAMES_AT_ONCE = 20_000
OURS = "SEMI JOIN (SELECT work_no, position FROM byline_parts WHERE part = {part}) o USING (work_no, position)"
THEIR_WORKS = "SEMI JOIN (SELECT work_no FROM byline_parts WHERE part = {part}) o USING (work_no)"
QUERIES: Mapping[str, tuple[str, str]] = {
    "authorships": ("SELECT b.* FROM bylines b", OURS),
    "units": ("SELECT u.* FROM byline_units u", OURS),
    "coauthors": ("SELECT c.* FROM coauthors c", THEIR_WORKS),
    "fields": ("SELECT f.* FROM byline_fields f", THEIR_WORKS),
    "parents": ("SELECT org_id, other_id AS parent_id FROM organisation_relations WHERE relation = 'parent'", ""),
}


@dataclass(frozen=True)
class ToldApart:
    """Files with the authorships and their people, and what there was to count."""

    files: tuple[Path, ...]
    n_persons: int
    n_orcid_ignored: int
    n_decisions: int
    n_contradicted: int


class Part(NamedTuple):
    """A part on its way to a worker: its folder of Parquet files, what share of all it is, what people decided."""

    folder: Path
    share: float
    verdicts: tuple[Verdict, ...]


class _Done(NamedTuple):
    file: Path
    n_persons: int
    n_orcid_ignored: int
    n_contradicted: int


def tell_apart(engine: Engine, decisions: Sequence[PeopleDecision], folder: Path, config: Config) -> ToldApart:
    """The people behind the tables ``bylines``, ``byline_units``, ``coauthors`` and ``byline_fields`` of the engine.

    ``folder`` holds what workers are given and give back; it is the caller's to remove.
    """
    n = int(engine.rows("SELECT count(*) AS n FROM bylines").column("n")[0].as_py())
    n_parts = max(1, -(-n // config.people_at_once))
    if n_parts > 1:
        _deal(engine, decisions, n_parts, config.workers)
    n_verdicts = [0]
    parts = _parts(engine, decisions, folder, n_parts, n, n_verdicts)
    done = list(each(_tell_part_apart, parts, workers=min(config.workers, n_parts), told=lambda _: None))
    return ToldApart(
        tuple(sorted(one.file for one in done)),
        sum(one.n_persons for one in done),
        sum(one.n_orcid_ignored for one in done),
        n_verdicts[0],
        sum(one.n_contradicted for one in done),
    )


def _deal(engine: Engine, decisions: Sequence[PeopleDecision], n_parts: int, workers: int) -> None:
    """The table ``byline_parts``: which part each authorship is in."""
    names = engine.rows("SELECT DISTINCT person_name FROM bylines WHERE person_name IS NOT NULL").column(0)
    chunks = (names.slice(at, NAMES_AT_ONCE) for at in range(0, len(names), NAMES_AT_ONCE))
    dealt = list(each(_blocks, chunks, workers=workers, told=lambda _: None))
    blocks = pa.concat_tables(dealt)
    part_of = {block: zlib.crc32(block.encode()) % n_parts for block in blocks.column("block").unique().to_pylist()}
    _keep_together(part_of, _decided_blocks(engine, decisions, blocks))
    part = pa.array([part_of[block] for block in blocks.column("block").to_pylist()], pa.int32())
    engine.table("name_parts", pa.table({"person_name": blocks.column("person_name"), "part": part}))
    engine.run(
        "CREATE OR REPLACE TABLE byline_parts AS SELECT b.work_no, b.position, coalesce(p.part, 0) AS part "
        "FROM bylines b LEFT JOIN name_parts p ON p.person_name = b.person_name"
    )


def _blocks(names: pa.ChunkedArray, told: Told) -> pa.Table:
    del told
    return pa.table({"person_name": names, "block": pa.array([block_of(n) for n in names.to_pylist()], pa.string())})


def _decided_blocks(engine: Engine, decisions: Sequence[PeopleDecision], blocks: pa.Table) -> Iterator[tuple[str, str]]:
    """Blocks of the two names that each decision speaks of."""
    if not decisions:
        return
    wanted = sorted({a for d in decisions for a in (d.left, d.right)})
    asked = zip(*wanted, strict=True)
    engine.table("asked", pa.table(dict(zip(("source", "source_id", "position"), map(list, asked), strict=True))))
    engine.table("blocks", blocks)
    rows = engine.rows(
        "SELECT a.source, a.source_id, a.position, k.block FROM asked a "
        "JOIN bylines b USING (source, source_id, position) JOIN blocks k ON k.person_name = b.person_name"
    ).to_pylist()
    known: dict[Authorship, str] = {(r["source"], r["source_id"], r["position"]): r["block"] for r in rows}
    for decision in decisions:
        if decision.left in known and decision.right in known:
            yield known[decision.left], known[decision.right]


def _keep_together(part_of: dict[str, int], pairs: Iterator[tuple[str, str]]) -> None:
    """Put the blocks of each pair, and those that were put with them before, into one part."""
    with_it: dict[str, set[str]] = {}
    for left, right in pairs:
        both = with_it.get(left, {left}) | with_it.get(right, {right})
        for block in both:
            with_it[block] = both
            part_of[block] = part_of[left]


def _parts(
    engine: Engine, decisions: Sequence[PeopleDecision], folder: Path, n_parts: int, n: int, n_verdicts: list[int]
) -> Iterator[Part]:
    """The parts one after the other, written as they are asked for."""
    for number in range(n_parts):
        into = folder / f"part-{number:04}"
        into.mkdir(parents=True)
        for name, (query, restriction) in QUERIES.items():
            restricted = f"{query} {restriction.format(part=number)}" if n_parts > 1 else query
            order = " ORDER BY work_no, position" if name == "authorships" else ""
            rows = engine.rows(restricted + order)
            pq.write_table(rows, into / f"{name}.parquet")
            if name == "authorships":
                verdicts, share = verdicts_on(rows, decisions), rows.num_rows / max(n, 1)
        n_verdicts[0] += len(verdicts)
        yield Part(into, share or 1.0, tuple(verdicts))


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
    tables = {name: pq.read_table(part.folder / f"{name}.parquet") for name in QUERIES}
    found = disambiguate(Bylines(**tables, verdicts=part.verdicts, share=part.share))
    file = part.folder.with_suffix(".found.parquet")
    pq.write_table(found.authorships, file)
    shutil.rmtree(part.folder)
    return _Done(file, found.n_persons, found.n_orcid_ignored, found.n_contradicted)
