"""The ledger of people: which authorships somebody decided to be, or not to be, one person's. It always wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path

from jialing.lake.appended import AppendedFile, Line

Authorship = tuple[str, str, int]
"""(source, source_id, position): a place on a work, as its source names the work."""


@dataclass(frozen=True)
class PeopleDecision:
    """What somebody decided about two authorships.

    Attributes
    ----------
    left, right : the authorships
    is_same : whether they are one person's
    by : who decided
    at : when, ISO 8601 in UTC
    note : why, in their words
    is_withdrawn : takes back what was decided about the two before
    """

    left: Authorship
    right: Authorship
    is_same: bool
    by: str
    at: str
    note: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True)
class PeopleLedgerContents:
    """All decisions, oldest first, and the lines (from 1) that cannot be read: torn by a crash, never deleted."""

    decisions: tuple[PeopleDecision, ...]
    torn_lines: tuple[int, ...] = ()

    @cached_property
    def in_force(self) -> tuple[PeopleDecision, ...]:
        """The decision that counts for each two authorships: the last one, unless that withdraws."""
        last = {frozenset((d.left, d.right)): d for d in self.decisions}
        return tuple(d for d in last.values() if not d.is_withdrawn)


class PeopleLedger:
    """``ledger/people.jsonl``: lines of JSON, only ever appended to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = AppendedFile(path)

    def append(self, decisions: Sequence[PeopleDecision]) -> None:
        """Add decisions, durably. Raises WrongState ``lake.disk_full`` or ``lake.no_permission``."""
        self._file.append(lambda _: [asdict(decision) for decision in decisions])

    def read(self) -> PeopleLedgerContents:
        """Everything decided so far. A missing file is an empty ledger."""
        there = self._file.read()
        read = [(number, _decision(line)) for number, line in there.lines]
        torn = sorted((*there.torn, *(number for number, decision in read if decision is None)))
        return PeopleLedgerContents(tuple(d for _, d in read if d is not None), tuple(torn))


_NAMES = frozenset(f.name for f in fields(PeopleDecision))


def _decision(line: Line) -> PeopleDecision | None:
    """None where the line is not a whole decision. Members that a later release added are passed over."""
    try:
        said = {k: v for k, v in line.items() if k in _NAMES}
        return PeopleDecision(**{**said, "left": _authorship(said["left"]), "right": _authorship(said["right"])})
    except (ValueError, TypeError, KeyError):
        return None


def _authorship(said: Sequence[object]) -> Authorship:
    source, source_id, position = said
    return str(source), str(source_id), int(str(position))
