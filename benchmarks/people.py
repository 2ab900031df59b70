"""Author disambiguation: an invented world's truth, and the authors of real OpenAlex works that have an ORCID iD.

`python -m benchmarks people`; JIALING_BENCH_SCALE (1) sets the world's scale, JIALING_BENCH_LAKE and
JIALING_BENCH_WORLD name a world that is built already. The world's seed (3) is none of those that weights were fitted
on (people_weights). Real records: ORCID and OpenAlex's own ids are hidden from the evidence, and answer afterwards.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.measuring import people as measure
from benchmarks.measuring.moves import judged, members, posts, told
from benchmarks.watch import table, write
from jialing.config import Config
from jialing.pipeline import build
from jialing.resolve import Bylines, People, disambiguate
from jialing.resolve.people.readings import read_name
from jialing.world import generate

DATA = Path(__file__).parent / "data"
REAL = Path(__file__).parents[2] / "shared" / "data" / "openalex" / "works_full.jsonl.gz"
SEED = 3
VARIANTS = {
    "all evidence": (),
    "ORCID hidden": ("orcid",),
    "source's ids hidden": ("person_id",),
    "both hidden": ("orcid", "person_id"),
}


def main() -> None:
    rows, moved, reliability = _world_rows()
    if REAL.exists():
        rows += _real_rows()
        moved += _real_moves()
    print(table(rows))
    print(table(moved))
    print(json.dumps(reliability))
    print(
        "written:",
        write(
            "people",
            rows,
            memory="getrusage maximum of the process",
            moves=moved,
            calibration=reliability,
        ),
    )


def _world_rows() -> tuple[list[dict[str, object]], list[dict[str, object]], dict[str, object]]:
    world, lake = _built()
    given = measure.bylines_of(lake)
    rows: list[dict[str, object]] = []
    moved: list[dict[str, object]] = []
    reliability: dict[str, object] = {}
    judge = partial(judged, among=members(lake), changed=posts(world, lake))
    for name, hidden in VARIANTS.items():
        shown = measure.without(given, *hidden)
        began = time.process_time()
        found = disambiguate(shown)
        seconds = time.process_time() - began
        true = measure.world_truth(world, _sorted(shown.authorships))
        person = measure.coded(found.authorships.column("person_id").to_pylist())
        rows += _subsets(name, person, true, world, seconds)
        moves = judge(shown, found, measure.world_truth(world, shown.authorships))
        moved += told(moves, evidence=name, on="world")
        reliability[name] = measure.calibration(person, true, _chances(found))
    ordered = _sorted(given.authorships)
    for name, baseline in (
        ("baseline: exact full name", measure.exact_name),
        ("baseline: full name and organisation", partial(measure.name_and_organisation, units=given.units)),
        ("baseline: surname and initial", measure.surname_initial),
        ("baseline: source's ids", measure.source_ids),
    ):
        rows += _subsets(name, baseline(ordered), measure.world_truth(world, ordered), world, 0.0)
    return rows, moved, reliability


def _built() -> tuple[Path, Path]:
    if "JIALING_BENCH_LAKE" in os.environ:
        return Path(os.environ["JIALING_BENCH_WORLD"]), Path(os.environ["JIALING_BENCH_LAKE"])
    world, lake = DATA / f"people-{SEED}", DATA / f"people-{SEED}.lake"
    generate(world, scale=float(os.environ.get("JIALING_BENCH_SCALE", "1")), seed=SEED)
    build(lake, [world], config=Config(data=lake))
    return world, lake


def _sorted(rows: pa.Table) -> pa.Table:
    return rows.sort_by([("work_no", "ascending"), ("position", "ascending")])


def _chances(found: People) -> Any:
    return np.asarray(found.authorships.column("probability").to_numpy(), dtype=float)


def _subsets(name: str, person: Any, true: Any, world: Path, seconds: float) -> Iterator[dict[str, object]]:
    shared, moved = _kinds(world, true)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    for subset, chosen in (
        ("all", None),
        ("names that several share", shared[true]),
        ("people who moved", moved[true]),
    ):
        row = {"evidence": name, "on": f"world: {subset}", **measure.scores(person, true, chosen)}
        yield {**row, "cpu_s": round(seconds, 2), "peak_mib": peak}


def _kinds(world: Path, true: Any) -> tuple[Any, Any]:
    """Of each true person: whether several who sign bear the name, and whether the person moved."""
    names, moved = measure.world_people(world)
    bearers = Counter(names[t] for t in {int(t) for t in true if t >= 0})
    return np.array([bearers[n] > 1 for n in names]), moved


def _real_moves() -> list[dict[str, object]]:
    """Moves between organisations among real authors; those with an ORCID iD on both sides can be judged."""
    given = _real()
    orcids = given.authorships.column("orcid").to_pylist()
    true = np.where([o is not None for o in orcids], measure.coded(orcids), -1)
    rows: list[dict[str, object]] = []
    for name, hidden in (("ORCID hidden", ("orcid",)), ("both hidden", ("orcid", "person_id"))):
        shown = measure.without(given, *hidden)
        found = judged(shown, disambiguate(shown), true, place="org_id", changed=lambda *_: True)
        rows += told(found, evidence=name, on="OpenAlex with ORCID")
    return rows


def _real_rows() -> list[dict[str, object]]:
    """Authorships of real works; the answer is known where two have an ORCID iD."""
    given = _real()
    ordered = _sorted(given.authorships)
    true = measure.coded(ordered.column("orcid").to_pylist())
    known = np.array([o is not None for o in ordered.column("orcid").to_pylist()])
    found = disambiguate(measure.without(given, "orcid", "person_id"))
    labels = {
        "both hidden": measure.coded(found.authorships.column("person_id").to_pylist()),
        "baseline: exact full name": measure.exact_name(ordered),
        "baseline: full name and organisation": measure.name_and_organisation(ordered, given.units),
        "baseline: surname and initial": measure.surname_initial(ordered),
    }
    names = _read(ordered)
    return [
        {
            "evidence": name,
            "on": "OpenAlex with ORCID",
            **measure.scores(person, np.where(known, true, -1)),
            **_namesakes(person, true, known, names),
        }
        for name, person in labels.items()
    ]


def _read(rows: pa.Table) -> list[frozenset[str]]:
    """Surname and first initial in each way that a name may be read."""
    return [
        frozenset(f"{r.surname} {r.initials[:1]}" for r in read_name(n).readings)
        for n in rows.column("person_name").to_pylist()
    ]


def _namesakes(person: Any, true: Any, known: Any, names: list[frozenset[str]]) -> dict[str, object]:
    """Of pairs of ORCID holders whose names agree in surname and initial but whose iDs differ: how many were made one.

    Counted by authorships, and by holders (a pair of iDs counts once, as made one where any authorship is).
    """
    blocks: dict[str, list[int]] = {}
    for at in np.flatnonzero(known).tolist():
        for key in names[at]:
            blocks.setdefault(key, []).append(at)
    pairs = {(a, b) for rows in blocks.values() for a, b in combinations(rows, 2) if true[a] != true[b]}
    wrong = {(a, b) for a, b in pairs if person[a] == person[b]}
    holders, mixed = ({frozenset((int(true[a]), int(true[b]))) for a, b in some} for some in (pairs, wrong))
    return {
        "namesake_pairs": len(pairs),
        "false_merge_share": round(len(wrong) / max(len(pairs), 1), 4),
        "namesake_holders": len(holders),
        "holders_merged_share": round(len(mixed) / max(len(holders), 1), 4),
    }


def _real() -> Bylines:
    authorships, units, fields = [], [], []
    with gzip.open(REAL, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            work = json.loads(line)
            fields += [(number, t["id"], "topic") for t in work.get("topics", ())]
            fields += [(number, t["subfield"]["id"], "subfield") for t in work.get("topics", ())]
            fields += [(number, t["field"]["id"], "field") for t in work.get("topics", ())]
            for position, a in enumerate(work.get("authorships") or (), 1):
                author = a.get("author") or {}
                orcid = (author.get("orcid") or "")[-19:] or None
                name = a.get("raw_author_name") or author.get("display_name")
                authorships.append(
                    (
                        number,
                        position,
                        work["publication_year"],
                        "openalex",
                        work["id"],
                        name,
                        author.get("id"),
                        orcid,
                        None,
                    )
                )
                units += [(number, position, i["id"], None) for i in a.get("institutions", ())]
    columns = ("work_no", "position", "year", "source", "source_id", "person_name", "person_id", "orcid", "email")
    rows = _table(columns, authorships)
    return Bylines(
        authorships=rows,
        units=_table(("work_no", "position", "org_id", "place_id"), units),
        coauthors=rows.select(["work_no", "position", "person_name"]),
        fields=_table(("work_no", "field_id", "level"), sorted(set(fields))),
        parents=_table(("org_id", "parent_id"), []),
    )


def _table(names: tuple[str, ...], rows: list[Any]) -> pa.Table:
    types = {"work_no": pa.int64(), "position": pa.int64(), "year": pa.int64()}
    return pa.table({n: pa.array([row[i] for row in rows], types.get(n, pa.string())) for i, n in enumerate(names)})


if __name__ == "__main__":
    main()
