"""What a workflow is made of. All of it comes from a file; nothing here knows of a kind of call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from jialing.procedure.said import Words

Fact = bool | int | str | datetime | None
"""What is known of a case: None is unknown, which no guard lets pass. Money is in smallest units."""

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True)
class State:
    """Where a case can stand. A final state is left by no move."""

    name: str
    words: Words
    is_final: bool = False


@dataclass(frozen=True)
class Actor:
    """Who can take part."""

    name: str
    words: Words


@dataclass(frozen=True)
class Guard:
    """A named condition on one fact, said in ``words`` as what must be so.

    Attributes
    ----------
    kind : ``is_true``, ``is_false``, ``equals``, ``at_least``, ``at_most``, ``other_person``
    fact : name of the fact; for ``other_person`` the move that the same person must not have taken
    value : what the fact is compared with; None for the kinds that compare with nothing
    """

    name: str
    words: Words
    kind: str
    fact: str
    value: Fact = None


@dataclass(frozen=True)
class Need:
    """A form, document or field that a move needs. It is there where the fact ``<kind>.<name>`` is true (or filled)."""

    name: str
    words: Words
    kind: str

    @property
    def fact(self) -> str:
        """The fact's name, such as ``document.letter``."""
        return f"{self.kind}.{self.name}"


@dataclass(frozen=True)
class Deadline:
    """A moment on which moves depend.

    Attributes
    ----------
    grace_seconds : what is done so many seconds after the moment still counts as in time; the server's time decides
    after : deadlines that lie before this one in every call
    days : None: a date that the call sets. Else so many days after the state was entered, ending with the last day:
        the day of entry is not counted, the last day ends at 24:00 (Civil Code of China, articles 201 and 203)
    at : the call's moment, with its zone; None until :func:`schedule` sets it
    """

    name: str
    words: Words
    grace_seconds: int = 0
    after: tuple[str, ...] = ()
    days: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Notice:
    """A word to an actor after a move; ``about`` names the section that it tells of, '' where it tells of the state."""

    to: str
    about: str = ""


@dataclass(frozen=True)
class Move:
    """A way from one of some states to another.

    Attributes
    ----------
    by : actors who may take it; none where it happens by itself at the deadline ``at``
    guards, unless : guards that must hold, and those that must not
    needs : names of needs
    before, after : deadlines until which and from which on it may be taken, '' for none
    at : deadline at which it happens by itself, '' for a move that somebody takes
    most : how often it can be taken in one case; None: no limit
    is_return : sends the case back for correction
    """

    name: str
    words: Words
    source: tuple[str, ...]
    target: str
    by: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    at: str = ""
    notices: tuple[Notice, ...] = ()
    most: int | None = None
    is_return: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the record: which actors read and write it, each in which states."""

    name: str
    words: Words
    read: Mapping[str, frozenset[str]]
    write: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Must:
    """Every way to the state ``to`` passes one of ``passes`` (states or moves)."""

    to: str
    passes: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Never:
    """``actor`` never reads (or writes) ``section`` in the states ``while_``, or before one of ``until`` was passed."""

    actor: str
    may: str
    section: str
    words: Words
    while_: frozenset[str] = frozenset()
    until: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """What may happen, as data. ``digest`` tells versions apart; it does not depend on the call's dates."""

    name: str
    version: str
    words: Words
    zone: ZoneInfo
    start: str
    document: str
    states: Mapping[str, State]
    actors: Mapping[str, Actor]
    guards: Mapping[str, Guard]
    needs: Mapping[str, Need]
    deadlines: Mapping[str, Deadline]
    moves: tuple[Move, ...]
    sections: Mapping[str, Section]
    musts: tuple[Must, ...] = ()
    nevers: tuple[Never, ...] = ()
    digest: str = ""

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Moves that leave a state, in the order of the file."""
        return tuple(move for move in self.moves if state in move.source)


@dataclass(frozen=True)
class Who:
    """A person who acts, with the parts that they play for this case. ``person`` is the portal's key, as text."""

    person: str
    actors: frozenset[str]


@dataclass(frozen=True)
class Case:
    """Where one proposal (need, result, project) stands.

    Attributes
    ----------
    entered_at : when the state was entered, with zone
    seen_at : the latest time at which anything happened: a clock that goes back undoes nothing
    edition : moves taken so far; whoever acts on an older edition acts on what has changed
    counters : move -> how often it was taken
    taken_by : move -> person who took it last, '' for what happened by itself
    facts : what is known of the case for good; what the caller knows at the moment is laid over it
    digest : of the workflow under which it runs
    """

    state: str
    entered_at: datetime
    seen_at: datetime
    edition: int = 0
    counters: Mapping[str, int] = field(default_factory=dict)
    taken_by: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    digest: str = ""
