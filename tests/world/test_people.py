"""People: names that repeat as they do in life, careers without overlap."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def people(world_folder: Path) -> list[dict[str, Any]]:
    with gzip.open(world_folder / "truth" / "people.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_some_people_share_a_name(people: list[dict[str, Any]]) -> None:
    names = Counter(p["name"] for p in people)
    shared = sum(n for n in names.values() if n > 1) / len(people)
    assert 0.1 < shared < 0.95


def test_some_people_move_and_never_hold_two_posts(people: list[dict[str, Any]]) -> None:
    movers = [p["posts"] for p in people if len(p["posts"]) > 1]
    assert len(movers) > 0.03 * len(people)
    assert all(before["to"] < after["from"] for before, after in movers)


def test_nearly_a_third_have_an_orcid(people: list[dict[str, Any]]) -> None:
    assert 0.2 < sum(p["orcid"] is not None for p in people) / len(people) < 0.4


def test_few_author_ids_mix_two_people_of_one_name(people: list[dict[str, Any]]) -> None:
    owners: dict[str, list[str]] = {}
    for person in people:
        owners.setdefault(person["author_ids"][0], []).append(person["name"])
    mixed = [names for names in owners.values() if len(names) > 1]
    assert 0 < len(mixed) < 0.1 * len(people)
    assert {len(set(names)) for names in mixed} == {1}


def test_truth_says_who_wrote_each_work(
    world_folder: Path, people: list[dict[str, Any]], records: list[dict[str, Any]]
) -> None:
    lines = [
        json.loads(line)
        for file in sorted((world_folder / "truth" / "authors").glob("part_*.jsonl.gz"))
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    assert [line["work"] for line in lines] == [r["id"] for r in records]
    assert all(
        a["author"]["id"] in (None, *people[p]["author_ids"])
        for line, r in zip(lines, records, strict=True)
        for p, a in zip(line["people"], r["authorships"], strict=True)
    )


def test_nobody_signs_a_work_twice(world_folder: Path) -> None:
    file = world_folder / "truth" / "authors" / "part_000.jsonl.gz"
    signed = [json.loads(line)["people"] for line in gzip.decompress(file.read_bytes()).splitlines()]
    assert all(len(set(people)) == len(people) for people in signed)


def test_a_person_is_printed_in_several_ways(people: list[dict[str, Any]], records: list[dict[str, Any]]) -> None:
    printed: dict[str, set[str]] = {}
    for record in records:
        for a in record["authorships"]:
            printed.setdefault(a["author"]["id"], set()).add(a["raw_author_name"])
    assert sum(len(names) > 1 for names in printed.values()) > 0.2 * len(printed)


def test_authors_in_records_are_people(people: list[dict[str, Any]], records: list[dict[str, Any]]) -> None:
    known = {i for p in people for i in p["author_ids"]}
    assert {a["author"]["id"] for r in records for a in r["authorships"] if a["author"]["id"]} <= known
