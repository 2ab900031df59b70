"""What Django checks at start: the declaration fits the models, the relations and the addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register

from jialing.portal.common.access.deciding import is_relation_name
from jialing.portal.common.access.declared import Declaration, Kind, Rule, declaration
from jialing.portal.common.access.relations import is_relation
from jialing.portal.common.access.routes import every_route
from jialing.portal.common.records import Record, allowed_values


@register("access")
def check_access(app_configs: Any = None, **_: Any) -> list[Error]:  # noqa: ARG001 - Django names it
    """Every fault of the declaration, each as an error that stops the start."""
    declared = declaration()
    found = [fault for kind in declared.kinds.values() for fault in _kind_faults(kind)]
    return [Error(fault, id="access.E001") for fault in (*found, *_record_faults(declared), *_route_faults(declared))]


def _kind_faults(kind: Kind) -> Iterator[str]:
    try:
        model = apps.get_model(kind.model)
    except (LookupError, ValueError):
        yield f"{kind.name}: no model {kind.model}"
        return
    named = frozenset().union(*kind.groups.values()) if kind.groups else frozenset()
    columns = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    for missing in sorted(columns - named):
        yield f"{kind.name}.{missing}: in no group of fields, so nobody decided who may read it"
    for unknown in sorted(name for name in named if not hasattr(model, name) and name not in columns):
        yield f"{kind.name}.{unknown}: {kind.model} has no such field"
    if kind.state_field and kind.state_field not in columns:
        yield f"{kind.name}: no field {kind.state_field} for the state"
    yield from _rule_faults(kind, _states(model, kind))


def _states(model: Any, kind: Kind) -> frozenset[str]:
    if not kind.state_field:
        return frozenset()
    return frozenset(allowed_values(model, kind.state_field))


def _rule_faults(kind: Kind, states: frozenset[str]) -> Iterator[str]:
    for mode, ruled in (("read", kind.read), ("write", kind.write), ("acts", kind.acts)):
        for name, rules in ruled.items():
            for rule in rules:
                yield from (f"{kind.name}.{mode}.{name}: {f}" for f in _one_rule_faults(kind, rule, states))


def _one_rule_faults(kind: Kind, rule: Rule, states: frozenset[str]) -> Iterator[str]:
    for state in sorted(rule.states - states):
        yield f"no state {state}"
    for token in rule.who:
        if is_relation_name(token) and not is_relation(kind.name, token):
            yield f"no relation {token}"
        if token.startswith("role:") and token.removeprefix("role:") not in _roles():
            yield f"no role {token.removeprefix('role:')}"


def _roles() -> frozenset[str]:
    """The roles that accounts define; without accounts none is known and all pass."""
    try:
        return frozenset(allowed_values(apps.get_model("accounts.Grant"), "role"))
    except LookupError:
        return _Everything()


class _Everything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True


def _record_faults(declared: Declaration) -> Iterator[str]:
    """Every kind of record that people keep is declared."""
    known = {kind.model.lower() for kind in declared.kinds.values()}
    for model in apps.get_models():
        if issubclass(model, Record) and model._meta.label_lower not in known:
            yield f"{model._meta.label}: a record that no kind declares"


def _route_faults(declared: Declaration) -> Iterator[str]:
    routes = set(every_route())
    for missing in sorted(routes - set(declared.routes)):
        yield f"{missing}: an address for which nobody decided who may enter"
    for gone in sorted(set(declared.routes) - routes):
        yield f"{gone}: declared, but no such address"
