"""The side file says what each printed string truly names."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

Records = list[dict[str, Any]]
Truth = dict[str, dict[str, Any]]


def _printed(records: Records) -> list[tuple[str, list[str]]]:
    """Each printed string with the ROR ids that the source gives for it."""
    found = []
    for record in records:
        for authorship in record["authorships"]:
            ror = {i["id"]: i["ror"] for i in authorship["institutions"]}
            found += [
                (p["raw_affiliation_string"], [ror[i] for i in p["institution_ids"]])
                for p in authorship["affiliations"]
            ]
    return found


def _registered(folder: Path) -> dict[str, Any]:
    with zipfile.ZipFile(folder / "ror" / "v2.0-invented-ror-data.zip") as archive:
        return {r["id"]: r for r in json.loads(archive.read("v2.0-invented-ror-data.json"))}


def _local(folder: Path) -> set[str]:
    text = (folder / "bureau" / "organisations.csv").read_bytes().decode("gb18030")
    return {row["机构编号"] for row in csv.DictReader(text.splitlines())}


def test_truth_has_every_printed_string_once(records: Records, truth: Truth) -> None:
    assert {string for string, _ in _printed(records)} == set(truth)


def test_truth_names_organisations_that_are_written(world_folder: Path, truth: Truth) -> None:
    known = set(_registered(world_folder)) | _local(world_folder)
    assert {o for line in truth.values() for o in line["org_ids"]} <= known


def test_truth_gives_a_place_for_each_organisation(truth: Truth) -> None:
    listed = [line for line in truth.values() if line["kind"] in ("match", "local")]
    assert all(len(line["org_ids"]) == len(line["place_ids"]) > 0 for line in listed)


def test_unlisted_organisations_have_a_place_and_no_id(truth: Truth) -> None:
    absent = [line for line in truth.values() if line["kind"] == "absent"]
    assert {(len(line["org_ids"]), len(line["place_ids"])) for line in absent} == {(0, 1)}


def test_kinds_say_whether_a_registry_knows(truth: Truth) -> None:
    kinds = {line["kind"]: line["org_ids"] for line in truth.values()}
    assert (set(kinds), kinds["none"]) == ({"match", "local", "absent", "none"}, [])


def test_source_is_mostly_right_and_sometimes_wrong(records: Records, truth: Truth) -> None:
    given = [
        (set(ids), set(truth[string]["org_ids"]))
        for string, ids in _printed(records)
        if ids and truth[string]["org_ids"]
    ]
    right = sum(bool(ids & true) for ids, true in given) / len(given)
    assert 0.9 < right < 0.99


def test_some_strings_name_two_organisations(truth: Truth) -> None:
    assert sum(len(line["org_ids"]) == 2 for line in truth.values()) > 5


def test_strings_are_bilingual_and_messy(truth: Truth) -> None:
    strings = list(truth)
    assert [
        any("大学" in s for s in strings), any("&amp;" in s for s in strings), any("E-mail" in s for s in strings),
        any(s.isupper() for s in strings), any("P.R. China" in s for s in strings), any("Univ." in s for s in strings),
    ] == [True] * 6  # fmt: skip


def test_distinct_strings_are_many(records: Records, truth: Truth) -> None:
    assert len(truth) > 0.1 * len(_printed(records))
