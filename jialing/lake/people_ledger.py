"""The ledger of people: which authorships somebody decided to be, or not to be, one person's. It always wins."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path

from jialing.lake.durable import sync_folder, told_plainly
from jialing.lake.locks import exclusive

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
    """A file of JSON Lines, only ever appended to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, decisions: Sequence[PeopleDecision]) -> None:
        """Add decisions, durably, whole or (after a crash) as one torn line that reading reports.

        Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        with told_plainly(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self.path.exists()
            with self.path.open("a+b") as file, exclusive(file):
                file.seek(max(0, file.seek(0, os.SEEK_END) - 1))
                begin = b"" if file.read(1) in (b"", b"\n") else b"\n"
                file.write(begin + b"".join(_line(d) for d in decisions))
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                sync_folder(self.path.parent)

    def read(self) -> PeopleLedgerContents:
        """Everything decided so far. A missing file is an empty ledger."""
        if not self.path.exists():
            return PeopleLedgerContents(())
        decisions, torn = [], []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), start=1):
            if line.strip():
                decision = _decision(line)
                (torn.append(number) if decision is None else decisions.append(decision))
        return PeopleLedgerContents(tuple(decisions), tuple(torn))


def _line(decision: PeopleDecision) -> bytes:
    return json.dumps(asdict(decision), ensure_ascii=True, sort_keys=True).encode() + b"\n"


_NAMES = frozenset(f.name for f in fields(PeopleDecision))


def _decision(line: bytes) -> PeopleDecision | None:
    """None where the line is not a whole decision. Members that a later release added are passed over."""
    try:
        said = {k: v for k, v in json.loads(line).items() if k in _NAMES}
        return PeopleDecision(**{**said, "left": _authorship(said["left"]), "right": _authorship(said["right"])})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _authorship(said: Sequence[object]) -> Authorship:
    source, source_id, position = said
    return str(source), str(source_id), int(str(position))
