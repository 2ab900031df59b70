"""A workflow from its file. Form of the file: docs/explanation/procedures.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jialing.procedure.reading import Table, opened
from jialing.procedure.workflow.types import (
    Actor,
    Deadline,
    Guard,
    Move,
    Must,
    Need,
    Never,
    Notice,
    Section,
    State,
    Workflow,
)

GUARDS: Mapping[str, type | tuple[type, ...] | None] = {
    "is_true": None,
    "is_false": None,
    "other_person": None,
    "equals": (str, int, bool),
    "at_least": int,
    "at_most": int,
}
"""Kinds of guard, and what each compares with."""

NEEDS = ("form", "document", "field")
_TOP = (
    *("name", "version", "title", "time_zone", "start", "document", "groups", "actors", "states", "guards"),
    *("needs", "deadlines", "moves", "sections", "must", "never"),
)


def read_workflow(text: str | bytes) -> Workflow:
    """The workflow in a TOML text.

    Raises
    ------
    InputError
        ``procedure.workflow_unreadable`` (n, first, findings): no TOML, or keys, names and values that are missing,
        unknown or of a wrong kind; all of them at once in ``findings``, each with its line.
    """
    top = opened(text, "procedure.workflow_unreadable")
    top.only(*_TOP)
    states = {name: _state(name, table) for name, table in top.named("states")}
    actors = {name: _actor(name, table) for name, table in top.named("actors")}
    parts = _Parts(top, states, actors)
    workflow = Workflow(
        name=top.text("name", is_needed=True),
        version=top.text("version", is_needed=True),
        words=top.words("title"),
        zone=_zone(top),
        start=top.one("start", states),
        document=top.text("document"),
        states=states,
        actors=actors,
        guards=parts.guards,
        needs=parts.needs,
        deadlines=parts.deadlines,
        sections=parts.sections,
        moves=tuple(parts.move(table) for table in top.tables("moves")),
        musts=tuple(parts.must(table) for table in top.tables("must")),
        nevers=tuple(parts.never(table) for table in top.tables("never")),
    )
    top.faults.stop("procedure.workflow_unreadable")
    return replace(workflow, digest=digest(workflow))


def digest(workflow: object) -> str:
    """SHA-256 of all that a thing of this room says, apart from a call's dates and its own digest."""
    return hashlib.sha256(json.dumps(_plain(workflow), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value):
        names = [f.name for f in fields(value) if f.name not in {"digest", "at"} or isinstance(value, Move)]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(one) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | str | None) else str(value)


def _state(name: str, table: Table) -> State:
    table.only("en", "zh", "final")
    return State(name, table.words(), table.flag("final"))


def _actor(name: str, table: Table) -> Actor:
    table.only("en", "zh")
    return Actor(name, table.words())


def _zone(top: Table) -> ZoneInfo:
    name = top.text("time_zone", is_needed=True)
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        top.fault("zone_unknown", "time_zone", name=name)
        return ZoneInfo("UTC")


class _Parts:
    """Reads what names states and actors, once these are known."""

    def __init__(self, top: Table, states: Mapping[str, State], actors: Mapping[str, Actor]) -> None:
        self.top, self.states, self.actors = top, states, actors
        groups = top.table("groups")
        self.groups = {name: groups.known(name, groups.texts(name), states) for name in groups.values}
        self.move_names = {str(one.raw("name")) for one in top.tables("moves")}
        self.guards = {name: self._guard(name, table) for name, table in top.named("guards")}
        self.needs = {name: self._need(name, table) for name, table in top.named("needs")}
        names = top.table("deadlines").values
        self.deadlines = {name: self._deadline(name, table, names) for name, table in top.named("deadlines")}
        self.sections = {name: self._section(name, table) for name, table in top.named("sections")}

    def in_states(self, table: Table, key: str) -> tuple[str, ...]:
        """States that are listed, by name, by group, or ``*`` for all."""
        found: dict[str, None] = {}
        for name in table.texts(key):
            several = tuple(self.states) if name == "*" else self.groups.get(name)
            found |= dict.fromkeys(several if several is not None else table.known(key, [name], self.states))
        return tuple(found)

    def _guard(self, name: str, table: Table) -> Guard:
        table.only("en", "zh", "kind", "fact", "value", "than")
        kind = table.one("kind", GUARDS)
        fact = table.one("than", self.move_names) if kind == "other_person" else table.text("fact", is_needed=True)
        value, wanted = table.raw("value"), GUARDS.get(kind)
        fits = (
            value is None
            if wanted is None
            else isinstance(value, wanted) and isinstance(value, bool) <= (kind == "equals")
        )
        if not fits:
            table.fault("value_wrong", "value", wanted=_named(wanted), value=str(value))
        return Guard(name, table.words(), kind, fact, value if isinstance(value, bool | int | str) else None)

    def _need(self, name: str, table: Table) -> Need:
        table.only("en", "zh", "kind")
        return Need(name, table.words(), table.one("kind", NEEDS))

    def _deadline(self, name: str, table: Table, names: Mapping[str, object]) -> Deadline:
        table.only("en", "zh", "grace_seconds", "after", "days")
        days, after = table.whole("days"), table.known("after", table.texts("after"), names)
        if days is not None and after:
            table.fault("days_and_after", "after")
        return Deadline(name, table.words(), table.whole("grace_seconds") or 0, after, days)

    def _section(self, name: str, table: Table) -> Section:
        table.only("en", "zh", "read", "write")
        return Section(name, table.words(), self._access(table.table("read")), self._access(table.table("write")))

    def _access(self, table: Table) -> Mapping[str, frozenset[str]]:
        known = table.known("", tuple(table.values), self.actors)
        return {actor: frozenset(self.in_states(table, actor)) for actor in known}

    def move(self, table: Table) -> Move:
        table.only(
            *("name", "en", "zh", "from", "to", "by", "guards", "unless", "needs", "before", "after", "at"),
            *("notices", "most", "is_return"),
        )
        for key in ("name", "from"):
            if not table.raw(key):
                table.fault("key_missing", key, key=key)
        if ("by" in table) == ("at" in table):
            table.fault("by_or_at", "by")
        return Move(
            name=table.text("name"),
            words=table.words(),
            source=self.in_states(table, "from"),
            target=table.one("to", self.states),
            by=table.known("by", table.texts("by"), self.actors),
            guards=table.known("guards", table.texts("guards"), self.guards),
            unless=table.known("unless", table.texts("unless"), self.guards),
            needs=table.known("needs", table.texts("needs"), self.needs),
            before=table.one("before", self.deadlines, is_needed=False),
            after=table.one("after", self.deadlines, is_needed=False),
            at=table.one("at", self.deadlines, is_needed=False),
            notices=tuple(self._notice(one) for one in table.tables("notices")),
            most=table.whole("most"),
            is_return=table.flag("is_return"),
        )

    def _notice(self, table: Table) -> Notice:
        table.only("to", "about")
        return Notice(table.one("to", self.actors), table.one("about", self.sections, is_needed=False))

    def must(self, table: Table) -> Must:
        table.only("to", "passes", "en", "zh")
        passes = table.known("passes", table.texts("passes"), {*self.states, *self.move_names})
        return Must(table.one("to", self.states), passes, table.words())

    def never(self, table: Table) -> Never:
        table.only("actor", "may", "section", "while", "until", "en", "zh")
        if ("while" in table) == ("until" in table):
            table.fault("while_or_until", "while")
        return Never(
            actor=table.one("actor", self.actors),
            may=table.one("may", ("read", "write")),
            section=table.one("section", self.sections),
            words=table.words(),
            while_=frozenset(self.in_states(table, "while")),
            until=table.known("until", table.texts("until"), {*self.states, *self.move_names}),
        )


def _named(wanted: object) -> str:
    return {None: "–", int: "0, 1, 2 ..."}.get(wanted, '"...", 0, true')  # type: ignore[call-overload, no-any-return]
