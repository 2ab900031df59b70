"""The registry's names reach the resolver: from the action that registers to the string resolved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jialing.config import Config
from jialing.pipeline import build, resolve_file
from jialing.portal.names import write
from jialing.portal.registry.actions.identity import merge_organisations
from jialing.portal.registry.actions.lake import take_from_lake
from jialing.portal.registry.actions.organisations import (
    add_name,
    create_organisation,
    relate,
    withdraw_organisation,
)
from jialing.portal.registry.models import Organisation
from jialing.portal.registry.queries.feed import told_to_resolver
from tests.pipeline.tiny import CQU, write_world
from tests.portal.registry.factories import CHONGQING, officer, organisation

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 5)
NAME = "嘉陵江虚构水生态研究院"


def registered(name: str = NAME, **values: Any) -> Organisation:
    return create_organisation({"name_zh": name, "kind": "facility", "place_id": CHONGQING, **values}, by=officer())


def answered(strings: list[str], folder: Path, **options: Any) -> list[dict[str, Any]]:
    (folder / "in.txt").write_text("\n".join(strings), encoding="utf-8")
    config = Config(data=folder / "data", workers=1, language="en")
    resolve_file(folder / "in.txt", out=folder / "out.jsonl", config=config, **options)
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feed")
    write_world(folder / "in")
    build(folder / "data", [folder / "in"], config=Config(workers=1, memory_mb=300))
    return folder


def test_registered_organisation_is_resolved_beside_the_current_version(inputs: Path) -> None:
    made = registered()
    write(inputs / "names.jsonl", on=ON)
    found = answered([f"{NAME}，重庆", "Chongqing University"], inputs, organisations=inputs / "names.jsonl")
    assert [one["ror_ids"] for one in found] == [[f"local:registry:{made.public_id}"], [CQU]]


def test_local_name_of_a_known_organisation_leads_to_it(inputs: Path) -> None:
    known = organisation("重庆大学", lake_id=CQU)
    add_name(known, "虚构山城理工学堂", language="zh", kind="alias", by=officer())
    write(inputs / "names.jsonl", on=ON)
    (found,) = answered(["虚构山城理工学堂"], inputs, organisations=inputs / "names.jsonl")
    assert found["ror_ids"] == [CQU]


def test_build_takes_registered_organisations_in(tmp_path: Path) -> None:
    made = registered()
    write_world(tmp_path / "in")
    write(tmp_path / "in" / "names.jsonl", on=ON)
    build(tmp_path / "data", [tmp_path / "in"], config=Config(workers=1, memory_mb=300))
    (found,) = answered([NAME], tmp_path)
    assert (found["ror_ids"], found["place"]) == ([f"local:registry:{made.public_id}"], CHONGQING)


def test_withdrawn_organisation_is_not_told() -> None:
    withdraw_organisation(registered(), by=officer(), why="entered twice")
    assert list(told_to_resolver()) == []


def test_organisation_of_the_lake_without_names_of_ours_is_not_told() -> None:
    organisation("重庆大学", lake_id=CQU)
    assert list(told_to_resolver()) == []


def test_merged_record_gives_its_names_to_the_one_kept() -> None:
    known, local = organisation("重庆大学", lake_id=CQU), registered()
    merge_organisations(known, local, by=officer(), why="the same")
    (told,) = told_to_resolver()
    assert (told["org_id"], [one["name"] for one in told["names"]]) == (CQU, [NAME])


def test_parent_is_told_under_the_lakes_id() -> None:
    known, local = organisation("重庆大学", lake_id=CQU), registered()
    relate(local, known, "parent", by=officer())
    (told,) = told_to_resolver()
    assert told["parents"] == [CQU]


def test_contacts_are_not_told() -> None:
    registered(contact_name="某人", contact_phone="13800000000")
    (told,) = told_to_resolver()
    assert not {field for field in told if field.startswith(("contact", "internal"))}


def test_our_own_organisation_does_not_come_back_from_the_lake() -> None:
    from dataclasses import replace

    from tests.portal.registry.world import listed

    made, of_lake = registered(), listed()
    ours = replace(of_lake.organisations[0], org_id=f"local:registry:{made.public_id}", names=())
    take_from_lake(replace(of_lake, organisations=(ours,)))
    assert Organisation.objects.count() == 1


def test_first_line_says_when_and_whether_invented(tmp_path: Path) -> None:
    organisation(NAME, is_invented=True)
    write(tmp_path / "names.jsonl", on=ON)
    first = json.loads((tmp_path / "names.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first == {"table": "registry.names", "made_on": "2026-01-05", "is_invented": True}
