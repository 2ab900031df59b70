"""The ledger: what people decided about affiliation strings. It outlives every rebuild and always wins."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from jialing.lake.durable import sync_folder, told_plainly
from jialing.lake.locks import exclusive


@dataclass(frozen=True)
class Decision:
    """What a person decided about one affiliation string, exactly as printed.

    Attributes
    ----------
    affiliation : the string
    org_ids : organisations, best first; empty: none of those known
    place_id : place, where the person knew it without an organisation
    by : who decided
    at : when, ISO 8601 in UTC
    note : why, in their words
    is_withdrawn : takes back what was decided before: the resolver decides again
    """

    affiliation: str
    org_ids: tuple[str, ...]
    by: str
    at: str
    place_id: str | None = None
    note: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True)
class LedgerContents:
    """All decisions, oldest first, and the lines (from 1) that cannot be read: torn by a crash, never deleted."""

    decisions: tuple[Decision, ...]
    torn_lines: tuple[int, ...] = ()

    @cached_property
    def in_force(self) -> MappingProxyType[str, Decision]:
        """Affiliation string -> the decision that counts: the last one, unless that withdraws."""
        last = {d.affiliation: d for d in self.decisions}
        return MappingProxyType({a: d for a, d in last.items() if not d.is_withdrawn})


class Ledger:
    """A file of JSON Lines, only ever appended to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, decisions: Sequence[Decision]) -> None:
        """Add decisions, durably, whole or (after a crash) as one torn line that reading reports.

        Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        with told_plainly(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self.path.exists()
            with self.path.open("a+b") as file, exclusive(file):
                begin = b"" if _ends_clean(file.seek(0, os.SEEK_END), self.path) else b"\n"
                file.write(begin + b"".join(_line(d) for d in decisions))
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                sync_folder(self.path.parent)

    def read(self) -> LedgerContents:
        """Everything decided so far. A missing file is an empty ledger."""
        if not self.path.exists():
            return LedgerContents(())
        decisions, torn = [], []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), start=1):
            if line.strip():
                decision = _decision(line)
                (torn.append(number) if decision is None else decisions.append(decision))
        return LedgerContents(tuple(decisions), tuple(torn))


def _ends_clean(size: int, path: Path) -> bool:
    if size == 0:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"


def _line(decision: Decision) -> bytes:
    return json.dumps(asdict(decision), ensure_ascii=True, sort_keys=True).encode() + b"\n"


_NAMES = frozenset(f.name for f in fields(Decision))


def _decision(line: bytes) -> Decision | None:
    """None where the line is not a whole decision. Members that a later release added are passed over."""
    try:
        said = json.loads(line)
        known = {k: v for k, v in said.items() if k in _NAMES}
        return Decision(**{**known, "org_ids": tuple(known["org_ids"])})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
