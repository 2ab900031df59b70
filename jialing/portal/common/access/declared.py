"""The declaration of access as read from ``jialing/portal/access.toml``: kinds, groups of fields, rules, acts, routes.

A *rule* lets somebody in: who (tokens, any of them), in which states of the record (all where none is named). What no
rule allows is forbidden. Tokens: ``anyone``, ``signed_in``, ``role:<role>`` (held anywhere), or the name of a relation
between viewer and record that the kind's app defines (``officer_here``, ``representative`` ...).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from jialing.errors import SchemaError


@dataclass(frozen=True)
class Rule:
    """Who is let in, and in which states; no states means all."""

    who: tuple[str, ...]
    states: frozenset[str] = frozenset()


Rules = tuple[Rule, ...]


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record: its model (``app.Model``), the field that holds its state, groups of fields and their rules.

    Told apart by identity, so that answers about a kind are kept for as long as its declaration.

    The first group is the *card*: who may not read it does not see the record at all.
    """

    name: str
    model: str
    state_field: str
    groups: Mapping[str, frozenset[str]]
    read: Mapping[str, Rules]
    write: Mapping[str, Rules]
    acts: Mapping[str, Rules]

    @property
    def card(self) -> str:
        """The group that decides whether the record is seen; '' for a kind without fields."""
        return next(iter(self.groups), "")

    def group_of(self, name: str) -> str:
        """The group that a field is in. Raises SchemaError ``access.unknown_field``: our bug, or somebody's guess."""
        for group, names in self.groups.items():
            if name in names:
                return group
        raise SchemaError("access.unknown_field", kind=self.name, field=name)


@dataclass(frozen=True)
class Declaration:
    """All kinds and all routes. A route's rule is on nobody's record: it may name tokens without relation only."""

    kinds: Mapping[str, Kind]
    routes: Mapping[str, Rule]

    def kind_of(self, model: str) -> Kind:
        """The kind whose model is ``app.Model``. Raises SchemaError ``access.unknown_kind``."""
        kind = self._by_model.get(model.lower())
        if kind is None:
            raise SchemaError("access.unknown_kind", kind=model)
        return kind

    def kind_of_class(self, model: type[Any]) -> Kind:
        """The kind whose model this class is; asked for each cell of a list. Raises as :meth:`kind_of`."""
        kind = self._by_class.get(model)
        if kind is None:
            kind = self._by_class[model] = self.kind_of(model._meta.label)
        return kind

    @cached_property
    def _by_class(self) -> dict[type[Any], Kind]:
        return {}

    def is_declared(self, model: str) -> bool:
        """Whether a kind's model is ``app.Model``."""
        return model.lower() in self._by_model

    @cached_property
    def _by_model(self) -> Mapping[str, Kind]:
        return {kind.model.lower(): kind for kind in self.kinds.values()}


def parse(text: str) -> Declaration:
    """A declaration from TOML. Raises SchemaError ``access.declaration`` naming what is wrong with it."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError("access.declaration", reason=str(error)) from error
    groups_of_who = {name: _strings(who, f"who.{name}") for name, who in tree.get("who", {}).items()}
    kinds = {name: _kind(name, about, groups_of_who) for name, about in tree.get("kinds", {}).items()}
    routes = {name: Rule(_who(who, groups_of_who, f"routes.{name}")) for name, who in tree.get("routes", {}).items()}
    return Declaration(kinds, routes)


def declaration() -> Declaration:
    """What this portal declares, in the file that the settings name."""
    return _declared_in(settings.ACCESS_DECLARATION)


@cache
def _declared_in(path: Path | str) -> Declaration:
    return parse(Path(path).read_text(encoding="utf-8"))


def _kind(name: str, about: Mapping[str, Any], named: Mapping[str, tuple[str, ...]]) -> Kind:
    groups: dict[str, frozenset[str]] = {}
    for group, fields in about.get("fields", {}).items():
        groups[group] = frozenset(_strings(fields, f"{name}.fields.{group}"))
    _refuse_twice(name, groups)
    read, write, acts = (_ruled(about.get(mode, {}), named, f"{name}.{mode}") for mode in ("read", "write", "acts"))
    for mode, rules in (("read", read), ("write", write)):
        for unknown in sorted(set(rules) - set(groups)):
            raise SchemaError("access.declaration", reason=f"{name}.{mode}.{unknown}: no such group of fields")
    return Kind(name, str(about.get("model", "")), str(about.get("state", "")), groups, read, write, acts)


def _refuse_twice(name: str, groups: Mapping[str, frozenset[str]]) -> None:
    met: dict[str, str] = {}
    for group, fields in groups.items():
        for field in sorted(fields):
            if field in met:
                raise SchemaError("access.declaration", reason=f"{name}.{field} is in {met[field]} and in {group}")
            met[field] = group


def _ruled(about: Mapping[str, Any], named: Mapping[str, tuple[str, ...]], where: str) -> dict[str, Rules]:
    return {key: tuple(_rule(one, named, f"{where}.{key}") for one in rules) for key, rules in about.items()}


def _rule(about: Mapping[str, Any], named: Mapping[str, tuple[str, ...]], where: str) -> Rule:
    unknown = set(about) - {"who", "states"}
    if unknown or not about.get("who"):
        raise SchemaError("access.declaration", reason=f"{where}: a rule has `who` and may have `states`, nothing else")
    return Rule(_who(about["who"], named, where), frozenset(_strings(about.get("states", []), where)))


def _who(who: object, named: Mapping[str, tuple[str, ...]], where: str) -> tuple[str, ...]:
    """Tokens; ``@name`` stands for a list of them declared once under ``[who]``."""
    found: list[str] = []
    for token in _strings(who if isinstance(who, list) else [who], where):
        if token.startswith("@") and token[1:] not in named:
            raise SchemaError("access.declaration", reason=f"{where}: {token} is not declared under [who]")
        found.extend(named[token[1:]] if token.startswith("@") else (token,))
    return tuple(dict.fromkeys(found))


def _strings(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or not all(isinstance(one, str) for one in given):
        raise SchemaError("access.declaration", reason=f"{where}: a list of words is wanted")
    return tuple(given)
