"""Sleeping alliances: precision and recall on invented worlds, half of the sleepers made of heavy co-publishers.

`python -m benchmarks sleeping`; JIALING_BENCH_SLEEPING_SCALE (0.2) is the worlds' scale. The worlds bring alliances
(33 awake, 11 asleep, every other sleeper of the largest organisations) and everybody's ordinary joint works. Of the
awake ones a third meets, a third has works that name it, and a third shows only in works that its members would not
have done otherwise: those works are added here, N_ADDED a year in teams of three, after founding. Nothing was fitted
on these seeds: the two thresholds (atlas/joint_works.py) were set on seed 21.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.watch import table, write
from jialing.atlas import Group, JointWorks, counted, excesses, signs_of_life
from jialing.sources import discover, parse
from jialing.world import generate

SCALE = float(os.environ.get("JIALING_BENCH_SLEEPING_SCALE", "0.2"))
SEEDS = (51, 52, 53, 54, 55, 56, 57, 58)
N_ADDED = 12
WINDOW = (2024, 2025)
SIGNS = ("meets", "names", "works")


def main() -> None:
    rows = [_row(seed) for seed in SEEDS]
    rows.append(_pooled(rows))
    print(table(rows))
    print("written:", write("sleeping", rows, scale=SCALE, window=list(WINDOW), added_a_year=N_ADDED))


def _row(seed: int) -> dict[str, object]:
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder) / "world", scale=SCALE, seed=seed, workers=1)
        bureau, done = _read(Path(folder) / "world")
    groups, truth, signs = _alliances(bureau, seed)
    _add(groups, truth, signs, done, seed)
    works = {field: _joint(done, field) for field in {group.field_id for group in groups}}
    found = excesses(works, groups, first_year=WINDOW[0], last_year=WINDOW[1])
    quiet = [sign not in ("meets", "names") for sign in signs]
    asleep = [is_quiet and not is_awake for is_quiet, is_awake in zip(quiet, signs_of_life(found), strict=True)]
    naive = [is_quiet and not one.observed > 0 for is_quiet, one in zip(quiet, found, strict=True)]
    heavy = _heavy(works, groups)
    right, said, true = _scores(asleep, truth)
    return {
        "seed": seed, "alliances": len(groups), "sleepers": true,
        "of heavy co-publishers": sum(t and h for t, h in zip(truth, heavy, strict=True)),
        "found": said, "right": right, "precision": round(right / max(said, 1), 3), "recall": round(right / true, 3),
        "recall if any joint work woke": round(_scores(naive, truth)[0] / true, 3),
        "cpu_s": round(time.process_time() - began, 1),
    }  # fmt: skip


def _scores(asleep: list[bool], truth: list[bool]) -> tuple[int, int, int]:
    right = sum(a and t for a, t in zip(asleep, truth, strict=True))
    return right, sum(asleep), sum(truth)


def _pooled(rows: list[dict[str, Any]]) -> dict[str, object]:
    sums = {name: sum(row[name] for row in rows) for name in ("alliances", "sleepers", "found", "right", "cpu_s")}
    return {
        "seed": "all", **sums, "of heavy co-publishers": sum(row["of heavy co-publishers"] for row in rows),
        "precision": round(sums["right"] / sums["found"], 3), "recall": round(sums["right"] / sums["sleepers"], 3),
        "recall if any joint work woke": round(float(np.mean([r["recall if any joint work woke"] for r in rows])), 3),
    }  # fmt: skip


@dataclass
class Done:
    """Works of the publications' source: year, organisations, and all fields above the primary one."""

    year: dict[str, int] = field(default_factory=dict)
    orgs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    topic: dict[str, str] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)

    def is_in(self, work: str, wanted: str) -> bool:
        now = self.topic.get(work, "")
        while now and now != wanted:
            now = self.parent.get(now) or ""
        return bool(now)


def _read(folder: Path) -> tuple[dict[str, list[dict[str, Any]]], Done]:
    """The bureau's and the register's rows; works as the publications' source gives them."""
    bureau: dict[str, list[dict[str, Any]]] = defaultdict(list)
    done = Done()
    for source in discover(folder).found:
        for part in source.parts if source.info.name in ("bureau", "ror", "openalex") else ():
            for batch in parse(part):
                if source.info.name == "openalex":
                    _take(batch.tables, done)
                    continue
                for name, columns in batch.tables.items():
                    rows = zip(*columns.values(), strict=True)
                    bureau[name] += [dict(zip(columns, row, strict=True)) for row in rows]
    return bureau, done


def _take(tables: Any, done: Done) -> None:
    if works := tables.get("works"):
        done.year.update(zip(works["source_id"], works["year"], strict=True))
    if authors := tables.get("authorships"):
        for work, orgs in zip(authors["source_id"], authors["given_org_ids"], strict=True):
            done.orgs[work].update(orgs or ())
    if fields := tables.get("work_fields"):
        rows = zip(fields["source_id"], fields["field_id"], fields["is_primary"], strict=True)
        done.topic.update((work, one) for work, one, is_primary in rows if is_primary)
    if known := tables.get("fields"):
        done.parent.update(
            (one, above) for one, above in zip(known["field_id"], known["parent_id"], strict=True) if above
        )


def _joint(done: Done, wanted: str) -> JointWorks:
    teams, sizes, totals = Counter[Any](), Counter[Any](), Counter[int]()
    for work, year in done.year.items():
        if done.is_in(work, wanted):
            totals[year] += 1
            sizes.update((org, year) for org in done.orgs[work])
            if len(done.orgs[work]) > 1:
                teams[tuple(sorted(done.orgs[work])), year] += 1
    return counted(
        ((org, year, n) for (org, year), n in sizes.items()), ((team, year, n) for (team, year), n in teams.items()),
        totals,
    )  # fmt: skip


def _alliances(bureau: dict[str, list[dict[str, Any]]], seed: int) -> tuple[list[Group], list[bool], list[str]]:
    """Those founded and not dissolved; whether they sleep; by which sign an awake one would be known ('' none)."""
    by_name = {row["name"]: row["org_id"] for row in bureau["organisation_names"]}
    members: dict[str, list[str]] = defaultdict(list)
    for row in bureau["alliance_members"]:
        if row["left_on"] is None and row["affiliation"] in by_name:
            members[row["alliance_id"]].append(by_name[row["affiliation"]])
    rows = [row for row in bureau["alliances"] if row["status"] in ("active", "dormant")]
    rng = random.Random(seed)
    groups = [Group(tuple(members[r["alliance_id"]]), _day(r["founded_on"]).year, r["field_id"]) for r in rows]
    truth = [row["status"] == "dormant" for row in rows]
    return groups, truth, ["" if is_asleep else rng.choice(SIGNS) for is_asleep in truth]


def _day(given: object) -> date:
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _add(groups: list[Group], truth: list[bool], signs: list[str], done: Done, seed: int) -> None:
    """Works of three members each that awake alliances known only by works bring about, each year after founding."""
    rng = random.Random(seed + 1000)
    for number, (group, is_asleep, sign) in enumerate(zip(groups, truth, signs, strict=True)):
        if is_asleep or sign != "works":
            continue
        for year in range(group.founded + 1, WINDOW[1] + 1):
            for nth in range(N_ADDED):
                work = f"added-{number}-{year}-{nth}"
                done.year[work], done.topic[work] = year, group.field_id
                done.orgs[work] = set(rng.sample(sorted(set(group.org_ids)), 3))


def _heavy(works: dict[str, JointWorks], groups: list[Group]) -> list[bool]:
    """Whether a group's members did more together in its field than the median group's."""
    together = []
    for group in groups:
        mine = set(group.org_ids)
        teams = works[group.field_id].teams.items()
        together.append(sum(float(counts.sum()) for team, counts in teams if len(mine & set(team)) > 1))
    return [one > float(np.median(together)) for one in together]


if __name__ == "__main__":
    main()
