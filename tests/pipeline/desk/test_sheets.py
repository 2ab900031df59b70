"""Sheets: what goes out can be filled in and comes back whole, or not at all. Requests to ROR."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from jialing.errors import InputError
from jialing.pipeline.desk import (
    Desk,
    Filter,
    Verdict,
    curation_requests,
    decide_at_desk,
    export_queue,
    import_decisions,
    open_desk,
    write_requests,
)
from tests.pipeline.desk.conftest import ALONE_STRING, FIRST, LAB, SPELT
from tests.pipeline.desk.test_actions import FORM
from tests.pipeline.tiny import CQU, SCU

Rows = list[dict[str, str]]


@pytest.fixture
def sheet(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "queue.csv"
    export_queue(desk, Filter(), path)
    return path


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _filled(path: Path, **actions: dict[str, str]) -> Path:
    """The sheet with rows filled, by the place of their string: alone, first, second, third."""
    rows = _rows(path)
    named = dict(zip(("alone", "first", "second", "third"), rows, strict=True))
    for name, values in actions.items():
        named[name].update(values)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_sheet_has_a_row_for_each_open_string(sheet: Path) -> None:
    assert {row["affiliation"] for row in _rows(sheet)} == {*SPELT, ALONE_STRING}


def test_sheet_untouched_decides_nothing(desk: Desk, sheet: Path) -> None:
    report = import_decisions(desk, sheet)
    assert (report.n_rows, report.n_passed_over, report.decisions) == (0, 4, ())


def test_filled_rows_are_decided(desk: Desk, sheet: Path) -> None:
    _filled(
        sheet,
        first={"action": "Choose", "org_ids": f"{SCU}; {CQU}"},
        alone={"action": "reject", "reason": "none_of_these"},
    )
    import_decisions(desk, sheet)
    now = open_desk(desk.lake.data).ledger.in_force
    assert (now[FIRST].org_ids, now[ALONE_STRING].reason) == ((SCU, CQU), "none_of_these")


def test_string_is_found_by_its_key_after_a_spreadsheet_touched_it(desk: Desk, sheet: Path) -> None:
    _filled(sheet, first={"action": "choose", "org_ids": SCU, "affiliation": "mangled"})
    assert import_decisions(desk, sheet).decisions[0].affiliation == FIRST


def test_one_organisation_added_in_two_rows_is_one(desk: Desk, sheet: Path) -> None:
    new = {"action": "new", "name_en": LAB, "kind": "facility", "organisation_place_id": "CN-510100"}
    _filled(sheet, first=new, second=new)
    made = import_decisions(desk, sheet).decisions
    assert (len({d.org_ids for d in made}), len(open_desk(desk.lake.data).added)) == (1, 1)


def test_place_in_a_sheet_is_known_by_its_name(desk: Desk, sheet: Path) -> None:
    _filled(sheet, first={"action": "choose", "org_ids": SCU, "decided_place_id": "Chengdu"})
    assert import_decisions(desk, sheet).decisions[0].place_id == "CN-510100"


def test_one_wrong_row_and_nothing_is_written(desk: Desk, sheet: Path) -> None:
    _filled(
        sheet,
        first={"action": "choose", "org_ids": SCU},
        second={"action": "choose", "org_ids": "none"},
        third={"action": "shrug"},
        alone={"action": "new", "name_en": "Works", "kind": "company", "country_code": "CN", "established": "old"},
    )
    report = import_decisions(desk, sheet)
    codes = [(e.row, e.error.code) for e in report.errors]
    expected = [(2, "desk.bad_year"), (4, "pipeline.unknown_organisation"), (5, "desk.unknown_action")]
    assert (codes, open_desk(desk.lake.data).ledger.decisions) == (expected, ())


def test_dry_run_writes_nothing(desk: Desk, sheet: Path) -> None:
    _filled(sheet, first={"action": "choose", "org_ids": SCU})
    report = import_decisions(desk, sheet, is_dry_run=True)
    assert (len(report.decisions), open_desk(desk.lake.data).ledger.decisions) == (1, ())


def test_string_decided_twice_is_refused(desk: Desk, sheet: Path) -> None:
    key = _rows(sheet)[1]["key"]
    row = {"action": "choose", "org_ids": SCU}
    _filled(sheet, first=row, second={**row, "key": key})
    assert [e.error.code for e in import_decisions(desk, sheet).errors] == ["desk.row_twice"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "desk.sheet_unreadable"),
        (b"a,b\r\n1,2\r\n", "desk.sheet_columns"),
        (b"", "desk.sheet_columns"),
    ],
)
def test_what_is_no_sheet_is_refused(desk: Desk, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(InputError, match=code):
        import_decisions(desk, tmp_path / "x.csv")


def test_request_has_rors_fields(desk: Desk) -> None:
    decide_at_desk(desk, Verdict(SPELT, "new", organisation=FORM))
    (request,) = curation_requests(open_desk(desk.lake.data), submitter="desk@example.org")
    names = ("Name of organization", "Labels", "Website", "Domains", "Organization type", "Related organizations")
    wanted = [f"{LAB}*en", "金沙水文研究所*zh", "https://x.example", "x.example", "Facility", f"{SCU} (parent)"]
    where = [request.fields[n] for n in ("City", "Country", "Geonames ID")]
    assert ([request.fields[n] for n in names], where, request.n_works) == (wanted, ["Chengdu", "China", "1815286"], 4)


def test_request_names_works_and_whom_to_ask(desk: Desk) -> None:
    decide_at_desk(desk, Verdict(SPELT, "new", organisation=FORM))
    (request,) = curation_requests(open_desk(desk.lake.data), submitter="desk@example.org")
    links = request.fields["Link to publications"].split("; ")
    assert (len(links), links[0].startswith("https://doi.org/10.1/"), "Contact: desk@example.org." in request.body) == (
        4,
        True,
        True,
    )


def test_organisation_that_one_work_names_is_not_asked_for(desk: Desk) -> None:
    decide_at_desk(desk, Verdict((SPELT[0],), "new", organisation=FORM))
    assert curation_requests(open_desk(desk.lake.data)) == ()


@pytest.mark.parametrize("name", ["requests.csv", "requests.jsonl"])
def test_requests_are_written_a_row_each(desk: Desk, tmp_path: Path, name: str) -> None:
    decide_at_desk(desk, Verdict(SPELT, "new", organisation=FORM))
    write_requests(curation_requests(open_desk(desk.lake.data)), tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(keepends=True))) if name.endswith("csv") else [json.loads(text)]
    assert [row["Issue title"] for row in rows] == [f"Add a new organization to ROR: {LAB}"]


def test_requests_in_another_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"desk\.unknown_format"):
        write_requests((), tmp_path / "requests.pdf")
