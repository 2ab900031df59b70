"""The ledger outlives crashes and says what it could not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from jialing.lake import Decision, Ledger

ONE = Decision("四川大学 华西医院", ("https://ror.org/1",), "Li", "2026-11-23T06:00:00+00:00")
TWO = Decision("CDUT", ("https://ror.org/2", "local:3"), "Wang", "2026-11-23T07:00:00+00:00", note="asked them")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger" / "resolution.jsonl")


def test_ledger_without_file_is_empty(ledger: Ledger) -> None:
    assert ledger.read().decisions == ()


def test_ledger_gives_back_what_was_appended(ledger: Ledger) -> None:
    ledger.append([ONE])
    ledger.append([TWO])
    assert ledger.read().decisions == (ONE, TWO)


def test_last_decision_is_in_force(ledger: Ledger) -> None:
    later = Decision(ONE.affiliation, (), "Zhao", "2026-11-24T06:00:00+00:00")
    ledger.append([ONE, later])
    assert dict(ledger.read().in_force) == {ONE.affiliation: later}


def test_withdrawn_decision_is_not_in_force(ledger: Ledger) -> None:
    ledger.append([ONE, Decision(ONE.affiliation, (), "Zhao", "2026-11-24T06:00:00+00:00", is_withdrawn=True)])
    assert dict(ledger.read().in_force) == {}


def test_torn_last_line_is_reported_and_the_rest_read(ledger: Ledger) -> None:
    ledger.append([ONE, TWO])
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[:-20])
    contents = ledger.read()
    assert (contents.decisions, contents.torn_lines) == ((ONE,), (2,))


def test_append_after_a_torn_line_loses_nothing(ledger: Ledger) -> None:
    ledger.append([ONE, TWO])
    ledger.path.write_bytes(ledger.path.read_bytes()[:-20])
    ledger.append([TWO])
    contents = ledger.read()
    assert (contents.decisions, contents.torn_lines) == ((ONE, TWO), (2,))


def test_members_of_a_later_release_are_passed_over(ledger: Ledger) -> None:
    ledger.append([ONE])
    line = ledger.path.read_text().replace('"by"', '"colour": "red", "by"')
    ledger.path.write_text(line)
    assert ledger.read().decisions == (ONE,)
