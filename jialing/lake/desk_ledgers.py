"""What people add at the desk besides decisions: organisations that no register has, and strings they put off."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from jialing.lake.appended import Appended, AppendedFile, Line
from jialing.lake.ledger import texts

DESK_PREFIX = "local:desk:"
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: nothing that reads as something else
_LENGTH = 8


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation that a person added; a later line with the same id replaces it, none is ever deleted.

    Attributes
    ----------
    org_id : ``local:desk:`` and eight letters or digits, drawn once, never reused
    name_en, name_zh : names; one of them may be ''
    kind : one of ROR's types
    place_id, country_code : where it is; None where unknown
    parent_id : organisation it belongs to, '' none
    website, acronym, established, aliases : as known; '', '', None, ()
    note : why
    by, at : who and when (ISO 8601, UTC)
    successor_id : organisation of a register that has taken its place, '' none
    is_withdrawn : it was a mistake, or has become ``successor_id``
    """

    org_id: str
    name_en: str
    name_zh: str
    kind: str
    by: str
    at: str
    place_id: str | None = None
    country_code: str | None = None
    parent_id: str = ""
    website: str = ""
    acronym: str = ""
    established: int | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""
    successor_id: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True)
class OrganisationLedgerContents:
    """All lines, oldest first, and those (from 1) that cannot be read."""

    entries: tuple[NewOrganisation, ...]
    torn_lines: tuple[int, ...] = ()

    @cached_property
    def latest(self) -> MappingProxyType[str, NewOrganisation]:
        """Id -> its last line, withdrawn ones included."""
        return MappingProxyType({e.org_id: e for e in self.entries})

    @cached_property
    def in_force(self) -> MappingProxyType[str, NewOrganisation]:
        """Id -> organisation, of those that stand."""
        return MappingProxyType({i: e for i, e in self.latest.items() if not e.is_withdrawn})


class OrganisationLedger:
    """``ledger/organisations.jsonl``; the source ``desk`` reads it into every build."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = AppendedFile(path)

    def add(self, wanted: Sequence[NewOrganisation]) -> tuple[NewOrganisation, ...]:
        """Append organisations; one without an id gets a fresh one, which is on disk before it is returned."""
        made: list[NewOrganisation] = []

        def lines(there: Appended) -> list[Line]:
            taken = {e.org_id for e in _contents(there).entries}
            for entry in wanted:
                made.append(entry if entry.org_id else replace(entry, org_id=_fresh(taken)))
                taken.add(made[-1].org_id)
            return [asdict(entry) for entry in made]

        self._file.append(lines)
        return tuple(made)

    def read(self) -> OrganisationLedgerContents:
        """Everything added so far. A missing file is an empty ledger."""
        return _contents(self._file.read())


def _fresh(taken: set[str]) -> str:
    while True:
        drawn = DESK_PREFIX + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        if drawn not in taken:
            return drawn


def _contents(there: Appended) -> OrganisationLedgerContents:
    read = [(number, _entry(line)) for number, line in there.lines]
    torn = sorted((*there.torn, *(number for number, entry in read if entry is None)))
    return OrganisationLedgerContents(tuple(e for _, e in read if e is not None), tuple(torn))


_NAMES = frozenset(f.name for f in fields(NewOrganisation))


def _entry(line: Line) -> NewOrganisation | None:
    try:
        known = {k: v for k, v in line.items() if k in _NAMES}
        entry = NewOrganisation(**{**known, "aliases": texts(known.get("aliases", ()))})
    except (TypeError, KeyError):
        return None
    return entry if entry.org_id and (entry.name_en or entry.name_zh) else None


class SkipLedger:
    """``ledger/skipped.jsonl``: strings that a reviewer put off. No build reads it."""

    def __init__(self, path: Path) -> None:
        self._file = AppendedFile(path)

    def add(self, affiliations: Sequence[str], *, by: str, at: str, is_back: bool = False) -> None:
        """Put strings off for a reviewer, or (``is_back``) take them up again."""
        lines = [{"affiliation": a, "by": by, "at": at, "is_back": is_back} for a in affiliations]
        self._file.append(lambda _: lines)

    def of(self, by: str) -> frozenset[str]:
        """Strings that this reviewer has put off."""
        put_off: dict[str, bool] = {}
        for _, line in self._file.read().lines:
            if line.get("by") == by and isinstance(line.get("affiliation"), str):
                put_off[line["affiliation"]] = not line.get("is_back", False)
        return frozenset(a for a, is_off in put_off.items() if is_off)
