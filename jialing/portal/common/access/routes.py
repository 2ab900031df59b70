"""Who may enter an address at all. What is shown and done there, rules on records decide."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from jialing.errors import NotAllowed, SchemaError
from jialing.portal.common.access.deciding import is_among
from jialing.portal.common.access.declared import Rule, declaration
from jialing.portal.common.access.viewer import Viewer


def enter(viewer: Viewer, route: str) -> None:
    """Let the viewer in, or raise.

    Raises
    ------
    SchemaError
        ``access.unknown_route`` where nobody declared who may enter: an address without a rule answers nobody.
    NotAllowed
        ``access.sign_in`` or ``access.not_allowed``.
    """
    rule = declaration().routes.get(route)
    if rule is None:
        raise SchemaError("access.unknown_route", route=route)
    if not is_let_in(viewer, rule):
        raise NotAllowed("access.not_allowed" if viewer.is_signed_in else "access.sign_in", act=route)


def is_let_in(viewer: Viewer, rule: Rule) -> bool:
    return any(is_among(viewer, who) for who in rule.who)


def may_enter(viewer: Viewer, route: str) -> bool:
    """Whether a link there is worth showing."""
    rule = declaration().routes.get(route)
    return rule is not None and is_let_in(viewer, rule)


def every_route() -> tuple[str, ...]:
    """Names of all addresses that the resolver knows (`insight:overview`); one without name is given by its path."""
    return tuple(sorted(set(_routes(get_resolver(), ()))))


def _routes(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _routes(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name)) if entry.name else str(entry.pattern)
