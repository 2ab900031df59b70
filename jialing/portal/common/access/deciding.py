"""Answers: may this viewer do that, read this, write that; and the same as conditions for lists and searches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from django.apps import apps
from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When

from jialing.errors import NotAllowed, SchemaError
from jialing.portal.common.access.declared import Kind, Rule, Rules, declaration
from jialing.portal.common.access.relations import condition_of
from jialing.portal.common.access.viewer import Viewer

ALWAYS = Q(pk__isnull=False)
NEVER = Q(pk__in=())
MEMO = "_access_relations"
HELD = "_access_held"
M = TypeVar("M", bound=Model)
Known = Mapping[str, bool]
"""Relations that are known to hold for all records of a query, or for none of them: the database is not asked."""

UNKNOWN: Known = MappingProxyType({})


def may(viewer: Viewer, act: str, about: Model | None = None) -> bool:
    """Whether the viewer may do ``kind.act``, on this record or (None) on some record not there yet.

    Raises SchemaError ``access.unknown_act`` for what is not declared.
    """
    kind, rules = _act(act)
    if about is None:
        return any(_outright(viewer, rule) for rule in rules if not rule.states)
    return _holds(viewer, kind, rules, about)


def require(viewer: Viewer, act: str, about: Model | None = None) -> None:
    """Raises NotAllowed ``access.sign_in`` (nobody signed in) or ``access.not_allowed`` (act)."""
    if not may(viewer, act, about):
        raise NotAllowed("access.not_allowed" if viewer.is_signed_in else "access.sign_in", act=act)


def acts(viewer: Viewer, about: Model) -> tuple[str, ...]:
    """What the viewer may do to this record now, in the order of the declaration (the likeliest first)."""
    kind = kind_of(about)
    return tuple(name for name, rules in kind.acts.items() if _holds(viewer, kind, rules, about))


def readable(viewer: Viewer, about: Model) -> frozenset[str]:
    """Names of the fields that the viewer may read on this record."""
    kind, held = kind_of(about), _held(viewer, about)
    if held is not None:
        return _readable(kind, _state(kind, about), viewer.is_signed_in, viewer.roles, held)
    if not _holds(viewer, kind, kind.read.get(kind.card, ()), about):
        return frozenset()
    return _fields(kind, (g for g, rules in kind.read.items() if _holds(viewer, kind, rules, about)))


@lru_cache(maxsize=4096)
def _readable(
    kind: Kind, state: str, is_signed_in: bool, roles: frozenset[str], held: frozenset[str]
) -> frozenset[str]:
    """The same for every record in this state to which such a viewer stands in these relations: a list asks once."""

    def holds(rules: Rules) -> bool:
        live = (rule for rule in rules if not rule.states or state in rule.states)
        return any(who in held or _is_one(is_signed_in, roles, who) for rule in live for who in rule.who)

    if not holds(kind.read.get(kind.card, ())):
        return frozenset()
    return _fields(kind, (group for group, rules in kind.read.items() if holds(rules)))


def writable(viewer: Viewer, about: Model) -> frozenset[str]:
    """Names of the fields that the viewer may change on this record as it stands; never more than may be read."""
    kind = kind_of(about)
    return _fields(kind, (g for g, rules in kind.write.items() if _holds(viewer, kind, rules, about))) & readable(
        viewer, about
    )


def require_write(viewer: Viewer, about: Model, fields: Iterable[str]) -> None:
    """Raises NotAllowed ``access.field_not_allowed`` naming the fields that the viewer may not change."""
    refused = sorted(set(fields) - writable(viewer, about))
    if refused:
        raise NotAllowed("access.field_not_allowed", fields=", ".join(refused))


def visible(viewer: Viewer, rows: QuerySet[M], known: Known = UNKNOWN) -> QuerySet[M]:
    """The records whose card the viewer may read: those that are there for the viewer."""
    kind = kind_of(rows.model)
    return rows.filter(_condition(viewer, kind, kind.read.get(kind.card, ()), known))


def sees_all(viewer: Viewer, kind_name: str, field: str) -> bool:
    """Whether the viewer reads this field on every record of the kind, whatever its state and whoever's it is."""
    kind = declaration().kinds[kind_name]
    groups = {kind.card, kind.group_of(field)}
    return all(_is_always(_condition(viewer, kind, kind.read.get(group, ()))) for group in groups)


def stands(viewer: Viewer, about: Model, name: str) -> bool:
    """Whether the viewer stands in the relation to the record; asked of the database once a record at most."""
    return _is(viewer, kind_of(about), name, about)


def related(viewer: Viewer, rows: QuerySet[M], *names: str) -> QuerySet[M]:
    """Those of the records that the viewer sees and to which the viewer stands in one of these relations."""
    kind = kind_of(rows.model)
    return visible(viewer, rows).filter(_any(_related(viewer, kind, name) for name in names))


def where(viewer: Viewer, kind_name: str, field: str, condition: Q) -> Q:
    """The condition, looked at only on records where the viewer may read the field it speaks of.

    Every search, filter and count over a field goes through here: who may not read a field must not learn it by
    asking which records have it. Within :func:`visible`, as lists are.
    """
    kind = declaration().kinds[kind_name]
    group = kind.group_of(field)
    return condition if group == kind.card else condition & _condition(viewer, kind, kind.read.get(group, ()))


def may_sort(viewer: Viewer, kind_name: str, field: str) -> bool:
    """Whether lists may be put in the order of this field: only where the viewer reads it on every record seen.

    Order reveals what it is made of.
    """
    kind = declaration().kinds[kind_name]
    group = kind.group_of(field)
    rules = kind.read.get(group, ())
    return group == kind.card or any(_outright(viewer, rule) for rule in rules if not rule.states)


def with_relations(viewer: Viewer, rows: QuerySet[M], *, most: int | None = None, known: Known = UNKNOWN) -> list[M]:
    """The records (the first ``most``), each knowing what the viewer is to it: one query for all of them."""
    kind = kind_of(rows.model)
    conditions = {name: _related(viewer, kind, name, known) for name in _relation_names(kind)}
    always = {name for name, condition in conditions.items() if _is_always(condition)}
    asked = {name: found for name, found in conditions.items() if not _is_never(found) and name not in always}
    annotated = {
        f"_is_{name}": Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
        for name, condition in asked.items()
    }
    found = list(rows.annotate(**annotated)[:most])
    for one in found:
        held = frozenset(always.union(name for name in asked if one.__dict__.pop(f"_is_{name}", False)))
        one.__dict__[HELD] = viewer, held
    return found


def kind_of(what: Model | type[Model]) -> Kind:
    """The declared kind of a record or model. Raises SchemaError ``access.unknown_kind``."""
    return declaration().kind_of_class(what if isinstance(what, type) else type(what))


def model_of(kind: Kind) -> type[Model]:
    return apps.get_model(kind.model)


def _act(act: str) -> tuple[Kind, Rules]:
    kind_name, _, name = act.partition(".")
    kind = declaration().kinds.get(kind_name)
    if kind is None or name not in kind.acts:
        raise SchemaError("access.unknown_act", act=act)
    return kind, kind.acts[name]


def _fields(kind: Kind, groups: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(kind.groups[group] for group in groups))


def _outright(viewer: Viewer, rule: Rule) -> bool:
    """Whether the rule holds for the viewer whatever the record."""
    return any(is_among(viewer, who) for who in rule.who)


def is_among(viewer: Viewer, who: str) -> bool:
    """Whether the viewer is one of these, whatever the record: ``anyone``, ``signed_in``, ``role:<role>``."""
    return _is_one(viewer.is_signed_in, viewer.roles, who)


def _is_one(is_signed_in: bool, roles: frozenset[str], who: str) -> bool:
    if who == "anyone":
        return True
    if who == "signed_in":
        return is_signed_in
    return who.startswith("role:") and who.removeprefix("role:") in roles


def _relations(rule: Rule) -> tuple[str, ...]:
    return tuple(who for who in rule.who if is_relation_name(who))


def is_relation_name(who: str) -> bool:
    """Whether the word names a relation between viewer and record."""
    return who not in ("anyone", "signed_in") and not who.startswith("role:")


@lru_cache(maxsize=256)
def _relation_names(kind: Kind) -> tuple[str, ...]:
    every: Sequence[Rules] = (*kind.read.values(), *kind.write.values(), *kind.acts.values())
    return tuple(dict.fromkeys(name for rules in every for rule in rules for name in _relations(rule)))


def _holds(viewer: Viewer, kind: Kind, rules: Rules, about: Model) -> bool:
    state = _state(kind, about)
    live = [rule for rule in rules if not rule.states or state in rule.states]
    if any(_outright(viewer, rule) for rule in live):
        return True
    return any(_is(viewer, kind, name, about) for rule in live for name in _relations(rule))


def _state(kind: Kind, about: Model) -> str:
    return str(getattr(about, kind.state_field)) if kind.state_field else ""


def _held(viewer: Viewer, about: Model) -> frozenset[str] | None:
    """The relations in which the viewer stands to a record that :func:`with_relations` fetched; None for another's."""
    known = about.__dict__.get(HELD)
    return known[1] if known is not None and known[0] == viewer else None


def _is(viewer: Viewer, kind: Kind, name: str, about: Model) -> bool:
    """Whether the viewer stands in the relation to the record; asked of the database once a record."""
    held = _held(viewer, about)
    if held is not None and name in _relation_names(kind):
        return name in held
    memo = about.__dict__.setdefault(MEMO, {})
    if (viewer, name) not in memo:
        condition = condition_of(kind.name, name, viewer)
        holds = condition is not None and type(about)._default_manager.filter(pk=about.pk).filter(condition).exists()
        memo[viewer, name] = holds
    return bool(memo[viewer, name])


def _condition(viewer: Viewer, kind: Kind, rules: Rules, known: Known = UNKNOWN) -> Q:
    return _any(_rule_condition(viewer, kind, rule, known) for rule in rules)


def _rule_condition(viewer: Viewer, kind: Kind, rule: Rule, known: Known) -> Q:
    if _outright(viewer, rule):
        who = ALWAYS
    else:
        who = _any(_related(viewer, kind, name, known) for name in _relations(rule))
    if _is_never(who) or not rule.states:
        return who
    states = Q(**{f"{kind.state_field}__in": sorted(rule.states)})
    return states if _is_always(who) else who & states


def _related(viewer: Viewer, kind: Kind, name: str, known: Known = UNKNOWN) -> Q:
    if name in known:
        return ALWAYS if known[name] else NEVER
    condition = condition_of(kind.name, name, viewer)
    return NEVER if condition is None else condition


def _any(conditions: Iterable[Q]) -> Q:
    found = [one for one in conditions if not _is_never(one)]
    if not found:
        return NEVER
    if any(map(_is_always, found)):
        return ALWAYS
    whole = found[0]
    for one in found[1:]:
        whole |= one
    return whole


def _is_always(one: Q) -> bool:
    return one is ALWAYS or (not one.negated and one.children == ALWAYS.children)


def _is_never(one: Q) -> bool:
    return one is NEVER or (not one.negated and one.children == NEVER.children)
