"""Author disambiguation measured: what is scored, and the baselines beside it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from jialing.lake import Engine, Lake
from jialing.resolve import Bylines
from jialing.resolve.people.readings import read_name

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def bylines_of(data: Path, *, memory_mb: int = 1500) -> Bylines:
    """The authorships of circles of the current version of a data folder, as the step `people` gives them."""
    lake = Lake(data)
    version = lake.current()
    with Engine(scratch=lake.scratch, threads=1, memory_mb=memory_mb) as engine:
        for table in version.tables:
            engine.view(table, version.files(table))
        engine.view("authorships", sorted(lake.path.glob("stage/parse/*/authorships.parquet")))
        engine.run("circle_authorships")
        parents = "SELECT org_id, other_id AS parent_id FROM organisation_relations WHERE relation = 'parent'"
        return Bylines(
            authorships=engine.rows("bylines"),
            units=engine.rows("byline_units"),
            coauthors=engine.rows("byline_coauthors"),
            fields=engine.rows("SELECT f.* FROM work_field_levels f SEMI JOIN circle_works USING (work_no)"),
            parents=engine.rows(parents),
        )


def without(given: Bylines, *columns: str) -> Bylines:
    """The same with columns of the authorships hidden (orcid, person_id)."""
    rows = given.authorships
    for column in columns:
        at = rows.column_names.index(column)
        rows = rows.set_column(at, column, pa.nulls(rows.num_rows, pa.string()))
    return replace(given, authorships=rows)


def world_truth(world: Path, rows: pa.Table) -> Ints:
    """The person of each authorship of an invented world; -1 where the truth does not say."""
    signed: dict[str, list[int]] = {}
    for file in sorted((world / "truth" / "authors").glob("part_*.jsonl.gz")):
        for line in gzip.decompress(file.read_bytes()).splitlines():
            said = json.loads(line)
            signed[said["work"]] = said["people"]
    places = zip(rows.column("source_id").to_pylist(), rows.column("position").to_pylist(), strict=True)
    return np.array([signed[w][p - 1] if w in signed and p <= len(signed[w]) else -1 for w, p in places])


def world_people(world: Path) -> tuple[list[str], Flags]:
    """Latin name of each person, and whether the person moved."""
    people = [
        json.loads(line) for line in gzip.decompress((world / "truth" / "people.jsonl.gz").read_bytes()).splitlines()
    ]
    return [p["name"] for p in people], np.array([len(p["posts"]) > 1 for p in people])


def coded(labels: Sequence[object]) -> Ints:
    """Labels as numbers; None is nobody else's."""
    known: dict[object, int] = {}
    return np.array([known.setdefault(("?", i) if x is None else x, len(known)) for i, x in enumerate(labels)])


def exact_name(rows: pa.Table) -> Ints:
    """Baseline: one person for each full name as read (characters, or surname and given name in any order)."""
    return coded([_full(n) for n in rows.column("person_name").to_pylist()])


def _full(printed: str | None) -> object:
    name = read_name(printed)
    if not name.readings:
        return printed
    lead = name.readings[0]
    return tuple(sorted((lead.surname, lead.given or lead.initials + ".")))


def surname_initial(rows: pa.Table) -> Ints:
    """Baseline: one person for each surname and first initial."""
    names = [read_name(n) for n in rows.column("person_name").to_pylist()]
    return coded([(n.readings[0].surname, n.readings[0].initials[:1]) if n.readings else None for n in names])


def name_and_organisation(rows: pa.Table, units: pa.Table) -> Ints:
    """Baseline: one person for each full name as read at one organisation (the first by id)."""
    first: dict[tuple[int, int], str] = {}
    for work, position, org in zip(
        *(units.column(c).to_pylist() for c in ("work_no", "position", "org_id")), strict=True
    ):
        if org is not None:
            first[work, position] = min(org, first.get((work, position), org))
    keys = zip(*(rows.column(c).to_pylist() for c in ("work_no", "position", "person_name")), strict=True)
    return coded([(_full(name), first[w, p]) if (w, p) in first else None for w, p, name in keys])


def source_ids(rows: pa.Table) -> Ints:
    """Baseline: the source's own ids."""
    return coded(rows.column("person_id").to_pylist())


def scores(found: Ints, true: Ints, chosen: Flags | None = None) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall, F1 over authorships (``chosen`` ones); how often people are mixed, split.

    Bagga & Baldwin 1998 for B-cubed. ``mixed_share``: of people found, those with authorships of two or more true ones;
    ``split_share``: of true people, those whose authorships lie with two or more found ones.
    """
    kept = true >= 0 if chosen is None else (true >= 0) & chosen
    found, true = _dense(found[kept]), _dense(true[kept])
    both = _dense(found * (true.max(initial=0) + 1) + true)
    n_both, n_found, n_true = np.bincount(both), np.bincount(found), np.bincount(true)
    right, given, wanted = (float((n * (n - 1) / 2).sum()) for n in (n_both, n_found, n_true))
    precision, recall = right / given if given else np.nan, right / wanted if wanted else np.nan
    b3_precision = float((n_both[both] / n_found[found]).mean())
    b3_recall = float((n_both[both] / n_true[true]).mean())
    cells = np.unique(np.stack([found, true]), axis=1)
    return {
        "authorships": len(found),
        "people_true": len(n_true),
        "people_found": len(n_found),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(_f1(precision, recall), 4),
        "b3_precision": round(b3_precision, 4),
        "b3_recall": round(b3_recall, 4),
        "b3_f1": round(_f1(b3_precision, b3_recall), 4),
        "mixed_share": round(float((np.bincount(cells[0]) > 1).mean()), 4),
        "split_share": round(float((np.bincount(cells[1]) > 1).mean()), 4),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _dense(codes: Ints) -> Ints:
    return np.asarray(np.unique(codes, return_inverse=True)[1], dtype=np.int64)


def shares_right(found: Ints, true: Ints) -> npt.NDArray[np.float64]:
    """Of the other authorships of each authorship's person, the share that is truly the same person's."""
    found, true = _dense(found), _dense(true)
    both = _dense(found * (true.max(initial=0) + 1) + true)
    return np.asarray((np.bincount(both)[both] - 1) / np.maximum(np.bincount(found)[found] - 1, 1))


def calibration(found: Ints, true: Ints, chance: npt.NDArray[np.float64]) -> dict[str, object]:
    """Is an authorship given 0.9 with most of its person's others in nine of ten cases?

    An authorship counts by the share of the person's other authorships that are truly the same person's. Bins of equal
    width in log-odds would be empty at the low end; these are by value. ``ece``: expected calibration error.
    """
    kept = (true >= 0) & ~np.isnan(chance)
    right, chance = shares_right(found, true)[kept], chance[kept]
    edges = np.array([0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001])
    bins = np.digitize(chance, edges) - 1
    rows = [
        {
            "from": float(edges[b]),
            "n": int(m.sum()),
            "said": round(float(chance[m].mean()), 4),
            "true": round(float(right[m].mean()), 4),
        }
        for b in range(len(edges) - 1)
        if (m := bins == b).any()
    ]
    error = sum(r["n"] * abs(r["said"] - r["true"]) for r in rows) / max(len(chance), 1)
    return {"ece": round(error, 4), "bins": rows}
