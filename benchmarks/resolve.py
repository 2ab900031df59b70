"""How well and how fast affiliation strings are resolved, on real strings of ../shared (not part of the project).

`python -m benchmarks resolve` scores the half of ../shared/data/affiliations/open.parquet that is not tuned on (first
hex digit of the
SHA-256 of the UTF-8 string odd), the bilingual names, the name traps, the papers of Sichuan and Chongqing, and the
Chinese
institution strings. `python -m benchmarks resolve tune` scores the tuning half instead and must be the only one read
while tuning.
"""

from __future__ import annotations

import hashlib
import os
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.watch import table, write
from jialing.resolve import MODEL, Model, NameIndex, Resolution, build_index, resolve
from jialing.schema import TABLES, counties, countries, load_circles, places
from jialing.sources import discover, parse

SHARED = Path(os.environ.get("JIALING_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))
Row = dict[str, object]
NAMES = ("organisations", "organisation_names", "organisation_relations")


def main(half: str = "score") -> None:
    registry = SHARED / "ror" / "organisations.parquet"
    if not registry.exists():
        print(f"absent: {registry.name} of ../shared/data/ror; set JIALING_SHARED to where it lies. Nothing measured.")
        return
    rows: list[Row] = []
    index = _made(registry, rows)
    rows.extend((*_open_strings(index, half), *circle_names(index), *name_traps(index), *_papers(index)))
    rows.extend(_chinese(index, half))
    rows.append({"what": "calibration: ten million additions", "value": _calibration_s(), "unit": "s CPU"})
    rows.append({"what": "peak memory of this process", "value": _peak_mib(), "unit": "MiB"})
    print(table(rows))
    print("written:", write(f"resolve{'' if half == 'score' else '-tune'}", rows, half=half))


def index_of_registry(registry: Path) -> NameIndex:
    """The index of a registry's file and of the places that ship."""
    return build_index(*_tables(registry), places=places(), counties=counties(), countries=countries())


def _made(registry: Path, rows: list[Row]) -> NameIndex:
    """The index of the real registry, built, stored and loaded, with the seconds of each."""
    tables = _tables(registry)
    index, built = _timed(lambda: build_index(*tables, places=places(), counties=counties(), countries=countries()))
    data = index.to_bytes()
    loaded, seconds = _timed(lambda: _warm(NameIndex.from_bytes(data)))
    rows.extend(
        (
            {"what": "organisations indexed", "value": tables[0].num_rows, "unit": ""},
            {"what": "building the index", "value": built, "unit": "s CPU"},
            {"what": "start with the index stored", "value": seconds, "unit": "s CPU"},
            {"what": "size of the index stored", "value": round(len(data) / 2**20, 1), "unit": "MiB"},
        )
    )
    return loaded


def _warm(index: NameIndex) -> NameIndex:
    """An index with everything derived that it derives on first use."""
    resolve(index, ["Departmnt of Nothing, Unversity Hospital of Nowhere, 成都"])
    return index


def _tables(registry: Path) -> list[pa.Table]:
    """The registry in schema terms, through the front door."""
    columns: dict[str, list[pa.Table]] = {name: [] for name in NAMES}
    for part in (p for found in discover(registry).found for p in found.parts):
        for batch in parse(part):
            for name in NAMES:
                columns[name].append(_arrow(name, batch.tables.get(name)))
    return [pa.concat_tables(columns[name]) for name in NAMES]


def _arrow(name: str, columns: object) -> pa.Table:
    schema = TABLES[name].arrow()
    if not isinstance(columns, dict) or not columns:
        return schema.empty_table()
    filled = {"source": ["ror"] * len(next(iter(columns.values()))), **columns}
    return pa.table({f.name: pa.array(filled[f.name], f.type) for f in schema}, schema=schema)


def _timed(call: Callable[[], NameIndex]) -> tuple[NameIndex, float]:
    """What a call makes, and its CPU seconds: on a shared machine the wall tells more of the neighbours."""
    began = time.process_time()
    made = call()
    return made, round(time.process_time() - began, 2)


def _calibration_s() -> float:
    """CPU seconds of a plain loop: about 0.28 on an idle core of 2.6 GHz, more where the core is shared."""
    began = time.process_time()
    total = 0
    for number in range(10_000_000):
        total += number
    return round(time.process_time() - began, 2)


def _peak_mib() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def is_of(half: str, text: str, digit: int = 0) -> bool:
    """Whether a string is of a half, by one hex digit of its SHA-256: even is for tuning."""
    is_even = int(hashlib.sha256(text.encode()).hexdigest()[digit], 16) % 2 == 0
    return is_even == (half == "tune")


# --- labelled strings -----------------------------------------------------------------------------------------------


def _open_strings(index: NameIndex, half: str) -> list[Row]:
    every = pq.read_table(SHARED / "affiliations" / "open.parquet").to_pylist()
    texts = [row["affiliation"] for row in every]
    began = time.process_time()
    answers = resolve(index, texts)
    whole = time.process_time()
    resolve(index, texts, model=replace(MODEL, tail=False))
    without = time.process_time() - whole
    pairs = [(row, one) for row, one in zip(every, answers, strict=True) if is_of(half, row["affiliation"])]
    speed = {"what": "open strings, one process, CPU time", "value": round(len(texts) / (whole - began))}
    fast = {"what": "... without the costly tail", "value": round(len(texts) / without)}
    return [*scores_of(pairs), {**speed, "unit": "strings/s"}, {**fast, "unit": "strings/s"}]


def scores_of(pairs: Sequence[tuple[Row, Resolution]]) -> list[Row]:
    """All figures of labelled strings and their answers."""
    sources = ("crossref", "springer", "ror_logs", "s2aff_gold")
    return [
        _f1("all", pairs),
        *(_f1(source, [p for p in pairs if p[0]["source"] == source]) for source in sources),
        _f1("true organisation in China", [p for p in pairs if "CN" in (p[0]["country_codes"] or ())]),  # type: ignore[operator]
        _f1("all, best one only", [(row, _first(one)) for row, one in pairs]),
        *_empties(pairs),
        *_calibration(pairs),
    ]


def _first(one: Resolution) -> Resolution:
    return Resolution(one.org_ids[:1], one.place_id, one.country_code, one.score, one.because)


def _f1(name: str, pairs: Sequence[tuple[Row, Resolution]]) -> Row:
    """Micro precision, recall and F1 over (string, id) pairs on the strings of kind match and none."""
    right = given = true = 0
    for row, one in pairs:
        if row["kind"] != "absent":
            ids = set(row["ror_ids"] or ())  # type: ignore[call-overload]
            right, given, true = right + len(ids & set(one.org_ids)), given + len(one.org_ids), true + len(ids)
    precision, recall = right / max(given, 1), right / max(true, 1)
    f1 = 2 * right / max(given + true, 1)
    detail = f"precision {precision:.4f}, recall {recall:.4f}"
    return {"what": f"micro F1, {name}", "value": round(f1, 4), "unit": "", "detail": detail}


def _empties(pairs: Sequence[tuple[Row, Resolution]]) -> list[Row]:
    found: list[Row] = []
    for kind, what in (("none", "no-match accuracy"), ("absent", "'absent' strings left empty")):
        mine = [one for row, one in pairs if row["kind"] == kind]
        share = sum(not one.org_ids for one in mine) / max(len(mine), 1)
        found.append({"what": what, "value": round(share, 4), "unit": "", "detail": f"{len(mine)} strings"})
    return found


def _calibration(pairs: Sequence[tuple[Row, Resolution]]) -> list[Row]:
    """Expected calibration error: ten bins by score, share right against mean score, weighted by size."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row, one in pairs:
        if one.score is not None and row["kind"] != "absent":
            bins[min(int(one.score * 10), 9)].append((one.score, one.org_ids[0] in (row["ror_ids"] or ())))  # type: ignore[operator]
    n = sum(map(len, bins.values()))
    gaps = {b: abs(sum(s for s, _ in v) - sum(r for _, r in v)) / len(v) for b, v in bins.items()}
    error = sum(gaps[b] * len(v) for b, v in bins.items()) / max(n, 1)
    curve = ", ".join(f"{b / 10:.1f}: {sum(r for _, r in v) / len(v):.2f} ({len(v)})" for b, v in sorted(bins.items()))
    return [{"what": "expected calibration error", "value": round(error, 4), "unit": "", "detail": curve}]


# --- names and traps ------------------------------------------------------------------------------------------------


def circle_names(index: NameIndex, model: Model = MODEL) -> list[Row]:
    """The names of the circle's organisations, as they stand and disturbed."""
    from benchmarks.resolve_names import scores

    return scores(index, model)


TRAPS = (
    ("Xi'an University of Electronic Science and Technology", "!Chengdu"),
    ("Guilin University of Electronic Technology, Guilin, China", "!Chengdu"),
    ("Hangzhou Dianzi University", "CN-330100"),
    ("西安电子科技大学", "CN-610100"),
    ("桂林电子科技大学", "CN-450300"),
    ("杭州电子科技大学", "CN-330100"),
    ("电子科技大学", "CN-510100"),
    ("University of Electronic Science and Technology of China", "CN-510100"),
    ("University of Science and Technology of China", "CN-340100"),
    ("Shenzhen Institute for Advanced Study, UESTC", "CN-440300"),
    ("Shenzhen Institute for Advanced Study, University of Electronic Science and Technology of China", "CN-440300"),
    ("Southwest University", "CN-500000"),
    ("西南大学", "CN-500000"),
    ("Southwest University of Science and Technology", "CN-510700"),
    ("西南科技大学", "CN-510700"),
    ("Southwestern University of Finance and Economics", "CN-510100"),
    ("西南财经大学", "CN-510100"),
    ("Northwest University, China", "CN-610100"),
    ("西北大学", "CN-610100"),
)


def name_traps(index: NameIndex, model: Model = MODEL) -> list[Row]:
    """The share of names like another city's that are placed right."""
    answers = resolve(index, [text for text, _ in TRAPS], model=model)
    wrong = [text for (text, place), one in zip(TRAPS, answers, strict=True) if not _is_at(one.place_id, place)]
    share = 1 - len(wrong) / len(TRAPS)
    return [{"what": "name traps placed right", "value": round(share, 4), "unit": "", "detail": "; ".join(wrong)}]


def _is_at(place_id: str | None, place: str) -> bool:
    return place_id != "CN-510100" if place.startswith("!") else place_id == place


# --- papers and projects --------------------------------------------------------------------------------------------

PLACE_NAMES = re.compile(r"sichuan|chongqing|chengdu|mianyang|szechuan|四川|重庆|成都|绵阳", re.IGNORECASE)
N_PAPERS = 607
"""Papers of Sichuan and Chongqing that the README of the papers counts by a list of names that is not at hand."""


def _papers(index: NameIndex) -> list[Row]:
    rows = pq.read_table(SHARED / "papers" / "works.parquet", columns=["affiliations_raw"]).column(0).to_pylist()
    lists = [[text for text in row or () if text and text.strip()] for row in rows]
    distinct = sorted({text for texts in lists for text in texts})
    began = time.process_time()
    answers = dict(zip(distinct, resolve(index, distinct), strict=True))
    per_second = len(distinct) / (time.process_time() - began)
    circle = {member.place_id for member in load_circles()["chengdu-chongqing"].members}
    placed = [any(circle & set(_places(answers[text])) for text in texts) for texts in lists]
    by_name = [any(PLACE_NAMES.search(text) for text in texts) for texts in lists]
    n, n_named = sum(placed), sum(by_name)
    both = sum(a and b for a, b in zip(placed, by_name, strict=True))
    resolved = sum(bool(one.org_ids) for one in answers.values()) / len(answers)
    return [
        {
            "what": "papers placed in the circle",
            "value": n,
            "unit": "papers",
            "detail": f"{n / N_PAPERS:.1%} of {N_PAPERS}",
        },
        {
            "what": "of those that name a place there",
            "value": round(both / n_named, 4),
            "unit": "",
            "detail": f"{n_named}",
        },
        {
            "what": "distinct paper strings resolved",
            "value": round(resolved, 4),
            "unit": "",
            "detail": f"{len(distinct)}",
        },
        {"what": "distinct paper strings, CPU time", "value": round(per_second), "unit": "strings/s"},
    ]


def _places(one: Resolution) -> Iterable[str | None]:
    return one.org_place_ids or (one.place_id,)


def _chinese(index: NameIndex, half: str) -> list[Row]:
    """Institution strings whose region is a province: how many are placed, and how many of these in the right one."""
    columns = ["institution", "region"]
    rows = pq.read_table(SHARED / "programmes" / "nssfc_projects_2017.parquet", columns=columns).to_pylist()
    provinces = {place.province_en: place.province_zh for place in places() if place.country_code == "CN"}
    regions: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        region = (
            (row["region"] or "")
            .removesuffix("省")
            .removesuffix("市")
            .replace("内蒙古", "内蒙")
            .replace("内蒙", "内蒙古")
        )
        if row["institution"] and region in provinces.values():
            regions[row["institution"]][region] += 1
    texts = [text for text in regions if is_of(half, text, -1)]
    answers = dict(zip(texts, resolve(index, texts), strict=True))
    placed = {text: provinces[one.province] for text, one in answers.items() if one.province in provinces}
    right = sum(regions[text][province] > 0 for text, province in placed.items())
    detail = f"{len(texts)} strings"
    return [
        {
            "what": "Chinese institution strings placed",
            "value": round(len(placed) / len(texts), 4),
            "unit": "",
            "detail": detail,
        },
        {"what": "of the placed, right province", "value": round(right / len(placed), 4), "unit": ""},
    ]


if __name__ == "__main__":
    main(*sys.argv[1:2])
