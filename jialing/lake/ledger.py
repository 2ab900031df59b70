"""The ledger: what people decided about affiliation strings. It outlives every rebuild and always wins.

Which decision counts: per string, the last one that was not taken back. Where reviewers differ, the later one counts
until a further decision settles it by naming those that differ (docs/explanation/review-desk.md).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from jialing.lake.appended import Appended, AppendedFile, Line

ACTIONS = ("accept", "choose", "new", "reject")
REASONS = ("none_of_these", "not_an_organisation", "place_only")


@dataclass(frozen=True)
class Shown:
    """What the reviewer had before their eyes: the resolver's proposal when they decided.

    Attributes
    ----------
    org_ids, probabilities : organisations proposed, best first, and the estimated probability of each (0..1)
    state : why the string was asked about (unknown_organisation, ambiguous, no_organisation, unsure); '' unknown
    version : id of the version shown
    index : fingerprint of the code and content that the version was made with
    """

    org_ids: tuple[str, ...] = ()
    probabilities: tuple[float | None, ...] = ()
    state: str = ""
    version: str = ""
    index: str = ""


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
    is_withdrawn : takes back: the one decision that ``undoes`` names, or (where it is '') all before
    action : one of ACTIONS; '' in lines written before there was a desk
    reason : of a rejection, one of REASONS
    batch : common to decisions made at one stroke
    undoes : ``id`` of the decision taken back
    settles : ``id`` of each decision of a disagreement that this one ends
    shown : what the reviewer saw
    """

    affiliation: str
    org_ids: tuple[str, ...]
    by: str
    at: str
    place_id: str | None = None
    note: str = ""
    is_withdrawn: bool = False
    action: str = ""
    reason: str = ""
    batch: str = ""
    undoes: str = ""
    settles: tuple[str, ...] = ()
    shown: Shown | None = None

    @cached_property
    def id(self) -> str:
        """Sixteen hex digits that stand for this decision."""
        said = [self.affiliation, list(self.org_ids), self.place_id, self.reason, self.by, self.at, self.batch]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    @property
    def outcome(self) -> tuple[object, ...]:
        """What follows from it: two decisions with the same outcome agree."""
        return (self.org_ids, self.place_id)


@dataclass(frozen=True)
class Disagreement:
    """A string on which reviewers differ: the last word of each, oldest first. The last one counts for now."""

    affiliation: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class LedgerContents:
    """All decisions, oldest first, and the lines (from 1) that cannot be read: torn by a crash, never deleted."""

    decisions: tuple[Decision, ...]
    torn_lines: tuple[int, ...] = ()

    @cached_property
    def standing(self) -> MappingProxyType[str, tuple[Decision, ...]]:
        """Affiliation string -> its decisions that nobody took back, oldest first."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            of_string = found.setdefault(decision.affiliation, [])
            if decision.is_withdrawn:
                found[decision.affiliation] = _without(of_string, decision.undoes)
            else:
                of_string.append(decision)
        return MappingProxyType({a: tuple(of_string) for a, of_string in found.items() if of_string})

    @cached_property
    def in_force(self) -> MappingProxyType[str, Decision]:
        """Affiliation string -> the decision that counts: the last one that stands."""
        return MappingProxyType({a: of_string[-1] for a, of_string in self.standing.items()})

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Strings on which reviewers differ and nobody has settled it, the latest first."""
        found = [
            Disagreement(a, last) for a, of_string in self.standing.items() if len(last := _last_words(of_string)) > 1
        ]
        open_ones = [d for d in found if len({one.outcome for one in d.decisions}) > 1]
        return tuple(sorted(open_ones, key=lambda d: (d.decisions[-1].at, d.affiliation), reverse=True))


def _without(standing: Sequence[Decision], undoes: str) -> list[Decision]:
    """Decisions without the one taken back; '' takes back all."""
    at = next((n for n in range(len(standing) - 1, -1, -1) if standing[n].id == undoes), None)
    if not undoes or at is None:
        return [] if not undoes else list(standing)
    return [*standing[:at], *standing[at + 1 :]]


def _last_words(standing: Sequence[Decision]) -> tuple[Decision, ...]:
    """The last decision of each reviewer since the last one that settled, that one included."""
    settled: set[str] = set()
    words: dict[str, Decision] = {}
    for decision in standing:
        settled.update(decision.settles)
        words = {by: d for by, d in words.items() if by != decision.by and d.id not in settled}
        words[decision.by] = decision
    return tuple(words.values())


class Ledger:
    """A file of JSON Lines, only ever appended to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = AppendedFile(path)

    def append(self, decisions: Sequence[Decision]) -> None:
        """Add decisions, durably, whole or (after a crash) as one torn line that reading reports.

        Raises WrongState ``lake.disk_full`` or ``lake.no_permission``.
        """
        self.append_after(lambda _: decisions)

    def append_after(self, make: Callable[[LedgerContents], Sequence[Decision]]) -> tuple[Decision, ...]:
        """Add the decisions that ``make`` gives for what stands there, with nobody between its look and its word."""
        made: list[Decision] = []

        def lines(there: Appended) -> list[Line]:
            made.extend(make(_contents(there)))
            return [asdict(decision) for decision in made]

        self._file.append(lines)
        return tuple(made)

    def read(self) -> LedgerContents:
        """Everything decided so far. A missing file is an empty ledger."""
        return _contents(self._file.read())


def _contents(there: Appended) -> LedgerContents:
    read = [(number, _decision(line)) for number, line in there.lines]
    torn = sorted((*there.torn, *(number for number, decision in read if decision is None)))
    return LedgerContents(tuple(d for _, d in read if d is not None), tuple(torn))


_NAMES = frozenset(f.name for f in fields(Decision))


def _decision(line: Line) -> Decision | None:
    """None where the line is not a whole decision. Members that a later release added are passed over."""
    try:
        known = {k: v for k, v in line.items() if k in _NAMES}
        lists = {"org_ids": texts(known["org_ids"]), "settles": texts(known.get("settles", ()))}
        decision = Decision(**{**known, **lists, "shown": _shown(known.get("shown"))})
        return decision if decision.affiliation and isinstance(decision.by, str) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _shown(said: Line | None) -> Shown | None:
    if not said:
        return None
    known: Line = {f.name: said[f.name] for f in fields(Shown) if f.name in said}
    lists: Line = {k: tuple(v) for k, v in known.items() if isinstance(v, list)}
    return Shown(**{**known, **lists})


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """A list of text as read from JSON. Raises TypeError where it is not one."""
    found = tuple(values)
    if isinstance(values, str) or not all(isinstance(v, str) for v in found):
        raise TypeError("not a list of text")
    return tuple(str(v) for v in found)
