"""Organisations and decisions that people add outlive crashes, two writers at once, and torn lines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from jialing.lake import DESK_PREFIX, Decision, Ledger, NewOrganisation, OrganisationLedger, Shown

ONE = NewOrganisation(
    "", "Jinsha Institute", "金沙研究所", "facility", "Li", "2026-11-23T06:00:00+00:00", place_id="CN-510100"
)
WRITER = """
import sys
from pathlib import Path
from jialing.lake import NewOrganisation, OrganisationLedger
ledger = OrganisationLedger(Path(sys.argv[1]))
for n in range(int(sys.argv[2])):
    ledger.add([NewOrganisation("", f"{sys.argv[3]} {n}", "", "other", "Li", "2026-11-23T06:00:00+00:00")])
    print(n, flush=True)
"""


@pytest.fixture
def ledger(tmp_path: Path) -> OrganisationLedger:
    return OrganisationLedger(tmp_path / "ledger" / "organisations.jsonl")


def _writer(ledger: OrganisationLedger, n: int, name: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-c", WRITER, str(ledger.path), str(n), name]
    return subprocess.Popen(line, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})


def test_organisation_gets_an_id_of_the_desk(ledger: OrganisationLedger) -> None:
    (made,) = ledger.add([ONE])
    assert (made.org_id.startswith(DESK_PREFIX), ledger.read().in_force) == (True, {made.org_id: made})


def test_ids_are_never_the_same(ledger: OrganisationLedger) -> None:
    assert len({made.org_id for made in ledger.add([ONE] * 200)}) == 200


def test_withdrawn_organisation_stays_in_the_ledger(ledger: OrganisationLedger) -> None:
    (made,) = ledger.add([ONE])
    ledger.add([replace(made, is_withdrawn=True)])
    contents = ledger.read()
    assert (dict(contents.in_force), len(contents.entries)) == ({}, 2)


def test_torn_line_is_reported_and_the_next_append_loses_nothing(ledger: OrganisationLedger) -> None:
    made = ledger.add([ONE, ONE])
    ledger.path.write_bytes(ledger.path.read_bytes()[:-20])
    (third,) = ledger.add([ONE])
    contents = ledger.read()
    assert (contents.torn_lines, list(contents.in_force)) == ((2,), [made[0].org_id, third.org_id])


def test_lines_that_are_no_organisation_are_reported(ledger: OrganisationLedger) -> None:
    ledger.add([ONE])
    with ledger.path.open("ab") as file:
        file.write(b'[1]\n{"org_id": "x"}\nnull\n{"org_id": "x", "name_en": "", "name_zh": "", "kind": "", "by": ""}\n')
    assert ledger.read().torn_lines == (2, 3, 4, 5)


@pytest.mark.slow
def test_two_processes_append_at_once(ledger: OrganisationLedger) -> None:
    writers = [_writer(ledger, 30, name) for name in ("one", "two")]
    assert [w.wait(60) for w in writers] == [0, 0]
    contents = ledger.read()
    assert (len(contents.in_force), contents.torn_lines) == (60, ())


@pytest.mark.slow
def test_what_was_told_survives_kill_9(ledger: OrganisationLedger) -> None:
    writer = _writer(ledger, 100_000, "long")
    assert writer.stdout is not None
    told = [writer.stdout.readline() for _ in range(5)]
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    told += writer.stdout.readlines()
    writer.wait(10)
    whole = [line for line in told if line.endswith(b"\n")]
    assert len(ledger.read().in_force) >= len(whole) >= 5


def test_old_lines_of_decisions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "resolution.jsonl"
    path.write_text(
        '{"affiliation": "A", "at": "2026-01-01T00:00:00+00:00", "by": "Li", "is_withdrawn": false, '
        '"note": "", "org_ids": ["https://ror.org/1"], "place_id": null}\n'
    )
    assert Ledger(path).read().in_force["A"] == Decision("A", ("https://ror.org/1",), "Li", "2026-01-01T00:00:00+00:00")


def test_new_members_come_back(tmp_path: Path) -> None:
    shown = Shown(("https://ror.org/1",), (0.4, None), "ambiguous", "v1", "f" * 32)
    one = Decision(
        "A", (), "Li", "2026-01-01T00:00:00+00:00", action="reject", reason="place_only", settles=("a",), shown=shown
    )
    Ledger(tmp_path / "l" / "x.jsonl").append([one])
    assert Ledger(tmp_path / "l" / "x.jsonl").read().decisions == (one,)


def test_old_withdrawal_takes_back_everybodys_word(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "x.jsonl")
    ledger.append([Decision("A", (), by, "2026-01-01T00:00:00+00:00") for by in ("Li", "Wang")])
    ledger.append([Decision("A", (), "Zhao", "2026-01-02T00:00:00+00:00", is_withdrawn=True)])
    assert dict(ledger.read().standing) == {}
