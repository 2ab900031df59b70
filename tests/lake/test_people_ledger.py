"""The ledger of people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jialing.lake import PeopleDecision, PeopleLedger

ONE = PeopleDecision(left=("s", "w1", 1), right=("s", "w2", 3), is_same=True, by="Li", at="2026-01-01T00:00:00+00:00")


def test_ledger_gives_back_what_was_appended(tmp_path: Path) -> None:
    ledger = PeopleLedger(tmp_path / "ledger" / "people.jsonl")
    ledger.append([ONE])
    assert ledger.read().decisions == (ONE,)


def test_the_last_decision_on_two_authorships_counts_in_either_order(tmp_path: Path) -> None:
    ledger = PeopleLedger(tmp_path / "people.jsonl")
    other = replace(ONE, left=ONE.right, right=ONE.left, is_same=False)
    ledger.append([ONE, other])
    assert ledger.read().in_force == (other,)


def test_a_withdrawn_decision_is_gone(tmp_path: Path) -> None:
    ledger = PeopleLedger(tmp_path / "people.jsonl")
    ledger.append([ONE, replace(ONE, is_withdrawn=True)])
    assert ledger.read().in_force == ()


def test_a_torn_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    ledger = PeopleLedger(path)
    ledger.append([ONE])
    path.write_bytes(path.read_bytes() + b'{"left": ["s"')
    ledger.append([ONE])
    assert (len(ledger.read().decisions), ledger.read().torn_lines) == (2, (2,))


def test_a_missing_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert PeopleLedger(tmp_path / "none.jsonl").read().decisions == ()
