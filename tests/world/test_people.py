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


def test_about_half_have_an_orcid(people: list[dict[str, Any]]) -> None:
    assert 0.45 < sum(p["orcid"] is not None for p in people) / len(people) < 0.65


def test_author_ids_belong_to_one_person(people: list[dict[str, Any]]) -> None:
    ids = Counter(i for p in people for i in p["author_ids"])
    assert max(ids.values()) == 1


def test_authors_in_records_are_people(people: list[dict[str, Any]], records: list[dict[str, Any]]) -> None:
    known = {i for p in people for i in p["author_ids"]}
    assert {a["author"]["id"] for r in records for a in r["authorships"] if a["author"]["id"]} <= known
