"""What is there, and what a build would do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from jialing.pipeline import decide, status
from tests.pipeline.conftest import Built
from tests.pipeline.tiny import LI, MIT, UNKNOWN, work, works_part, write_jsonl


def test_status_before_any_build_is_empty(tmp_path: Path) -> None:
    found = status(tmp_path)
    assert (found.current, found.versions, found.sources, found.n_decisions, found.inputs) == (None, (), (), 0, ())


def test_status_names_version_and_sources(built: Built) -> None:
    found = status(built.data)
    assert (found.current, found.versions) == (built.report.version, (built.report.version,))
    assert [(s["source"], s["n_rows_in"]) for s in found.sources] == [("openalex", 7), ("ror", 9)]


def test_status_has_nothing_to_read_after_a_build(built: Built) -> None:
    assert status(built.data).to_read == ()


def test_status_names_new_files(built: Built) -> None:
    part = write_jsonl(works_part(built.inputs, "2026-09-01", 0), [work(80, 2022, [LI])])
    try:
        assert status(built.data).to_read == ("openalex/works/updated_date=2026-09-01/part_000.gz",)
    finally:
        shutil.rmtree(part.parent)


def test_status_knows_that_decisions_are_newer(lake_copy: Built) -> None:
    decide(lake_copy.data, UNKNOWN, [MIT], by="Li")
    found = status(lake_copy.data)
    assert (found.n_decisions, found.is_ledger_newer) == (1, True)


def test_status_tells_when_inputs_are_gone(lake_copy: Built) -> None:
    note = lake_copy.data / "lake" / "notes" / "inputs.json"
    note.write_text(json.dumps({"inputs": [str(lake_copy.inputs / "gone")], "mappings": []}))
    assert status(lake_copy.data).unreachable == "source.no_such_folder"
